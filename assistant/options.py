"""Options that describe themselves, so that a form and the flags of a command are made from one declaration.

An option is a field of a frozen dataclass, declared with :func:`option`. The class names the context in which
its labels are translated::

    @dataclass(frozen=True)
    class Appearance:
        translation_context: ClassVar[str] = "settings"
        theme: str = option("system", QT_TRANSLATE_NOOP("settings", "Theme"), choices={...})

A field declared in another way is no option: it is stored and passed along, but no form shows it.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_type_hints

Kind = Literal["flag", "integer", "number", "text", "choice"]

_KINDS: dict[object, Kind] = {bool: "flag", int: "integer", float: "number", str: "text"}
_METADATA = "option"


@dataclass(frozen=True)
class OptionInfo:
    """What a form has to know of an option. All texts are to be translated in ``context``."""

    name: str
    """The name of the field; a command's flag is made from it."""
    kind: Kind
    default: Any
    label: str
    help: str
    group: str
    """The heading under which a form shows it; empty for none."""
    context: str
    minimum: float
    maximum: float
    """Both belong to the range; infinite where there is no bound."""
    step: float
    choices: Mapping[Any, str]
    """Values and their labels; empty unless ``kind`` is ``choice``."""
    special: str
    """What to show in place of the minimum, such as "automatic"; empty: the number."""
    unit: str
    multiline: bool
    suggestions: tuple[str, ...]
    """Texts to offer; others can be entered as well."""
    aliases: Mapping[str, Any]
    """What else a person may write for one of the choices; only a command line asks."""

    def accepts(self, value: object) -> bool:
        """Whether ``value`` has the right type and lies in the range or among the choices."""
        match self.kind:
            case "choice":
                return isinstance(value, type(self.default)) and value in self.choices
            case "flag":
                return isinstance(value, bool)
            case "text":
                return isinstance(value, str)
        numbers = (int,) if self.kind == "integer" else (int, float)
        if isinstance(value, bool) or not isinstance(value, numbers):
            return False
        return math.isfinite(value) and self.minimum <= value <= self.maximum


def option(
    default: Any,
    label: str,
    help: str = "",  # noqa: A002 - the word of the field
    *,
    group: str = "",
    minimum: float = -math.inf,
    maximum: float = math.inf,
    step: float = 1,
    choices: Mapping[Any, str] | None = None,
    special: str = "",
    unit: str = "",
    multiline: bool = False,
    suggestions: tuple[str, ...] = (),
    aliases: Mapping[str, Any] | None = None,
) -> Any:
    """A dataclass field that :func:`describe` finds; see :class:`OptionInfo` for the arguments."""
    described = {
        "label": label,
        "help": help,
        "group": group,
        "minimum": minimum,
        "maximum": maximum,
        "step": step,
        "choices": choices or {},
        "special": special,
        "unit": unit,
        "multiline": multiline,
        "suggestions": suggestions,
        "aliases": aliases or {},
    }
    return dataclasses.field(default=default, metadata={_METADATA: described})


def describe(options: type[Any]) -> tuple[OptionInfo, ...]:
    """The options of a dataclass, in the order of their declaration."""
    types = get_type_hints(options)
    return tuple(
        OptionInfo(
            name=field.name,
            kind="choice" if field.metadata[_METADATA]["choices"] else _KINDS[types[field.name]],
            default=field.default,
            context=options.translation_context,
            **field.metadata[_METADATA],
        )
        for field in dataclasses.fields(options)
        if _METADATA in field.metadata
    )
