"""The root of all errors a user can meet.

An error is a sentence for the user, a hint what to do, and a detail for the log. Sentence and hint are
templates that belong to the class, so that the window can translate them; the values that fill them belong
to the instance. An error crosses a process boundary as its code, its values and its detail.
"""

from __future__ import annotations

from typing import ClassVar

Value = str | int | float


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001, RUF100
    """Mark ``text`` for Qt's translation tools, which look for this very name, and return it unchanged."""
    return text


class ParlanceError(Exception):
    """Base of every failure that is reported to a person.

    ``message`` and ``hint`` are templates for :meth:`str.format`, filled from the keyword arguments;
    ``code`` is stable and unique, and is what another process or a script may rely on.
    """

    code: ClassVar[str] = "internal"
    message: ClassVar[str] = QT_TRANSLATE_NOOP("errors", "Something went wrong inside Parlance.")
    hint: ClassVar[str] = QT_TRANSLATE_NOOP(
        "errors", "The log has the details. Try again; if it stays, report it."
    )

    by_code: ClassVar[dict[str, type[ParlanceError]]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "code" in cls.__dict__:
            other = ParlanceError.by_code.setdefault(cls.code, cls)
            if other is not cls:
                raise TypeError(f"{cls.__name__} and {other.__name__} share the error code {cls.code!r}")

    def __init__(self, detail: str = "", **values: Value) -> None:
        self.detail = detail
        self.values = values
        super().__init__(self.text)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.detail, self.values)

    @property
    def text(self) -> str:
        """The sentence, in English."""
        return self.message.format(**self.values)

    @property
    def advice(self) -> str:
        """The hint, in English; empty when there is nothing to do."""
        return self.hint.format(**self.values)

    @staticmethod
    def from_code(code: str, values: dict[str, Value], detail: str) -> ParlanceError:
        """Rebuild an error that another process has sent; an unknown code becomes the root class."""
        kind = ParlanceError.by_code.get(code, ParlanceError)
        try:
            return kind(detail, **values)
        except (KeyError, IndexError, ValueError):
            return ParlanceError(f"{code}: {values!r}: {detail}")


def _rebuild(kind: type[ParlanceError], detail: str, values: dict[str, Value]) -> ParlanceError:
    return kind(detail, **values)
