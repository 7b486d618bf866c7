"""The root of all errors a user can meet.

An error is a sentence for the user, a hint what to do, and a detail for the log. Sentence and hint are
templates that belong to the class, so that the window can translate them; the values that fill them belong
to the instance. An error crosses a process boundary as its code, its values and its detail.
"""

from __future__ import annotations

import errno
from typing import ClassVar

Value = str | int | float


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001, RUF100
    """Mark ``text`` for Qt's translation tools, which look for this very name, and return it unchanged."""
    return text


_SYSTEM_REASONS = {
    errno.EACCES: QT_TRANSLATE_NOOP("errors", "permission denied"),
    errno.EPERM: QT_TRANSLATE_NOOP("errors", "permission denied"),
    errno.EROFS: QT_TRANSLATE_NOOP("errors", "the disk can only be read"),
    errno.ENOSPC: QT_TRANSLATE_NOOP("errors", "the disk is full"),
    errno.EDQUOT: QT_TRANSLATE_NOOP("errors", "the disk is full"),
    errno.EIO: QT_TRANSLATE_NOOP("errors", "the disk reports an error"),
    errno.ENOENT: QT_TRANSLATE_NOOP("errors", "it is not there"),
    errno.ENOTDIR: QT_TRANSLATE_NOOP("errors", "a file lies where a folder should be"),
    errno.EEXIST: QT_TRANSLATE_NOOP("errors", "a file lies where a folder should be"),
    errno.EBUSY: QT_TRANSLATE_NOOP("errors", "another program uses it"),
    errno.ENAMETOOLONG: QT_TRANSLATE_NOOP("errors", "its name is too long for this disk"),
}


def system_reason(error: OSError) -> str:
    """Why the system has refused, in words that can be translated; for rare reasons in its own."""
    known = _SYSTEM_REASONS.get(error.errno or 0)
    return known or error.strerror or type(error).__name__


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
