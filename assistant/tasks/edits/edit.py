"""An edit as it is shown, stored and printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.errors import QT_TRANSLATE_NOOP

Kind = Literal["spelling", "grammar", "punctuation", "word choice", "style"]
Flag = Literal["number", "name", "negation", "meaning"]

KINDS: Mapping[Kind, str] = {
    "spelling": QT_TRANSLATE_NOOP("edits", "Spelling"),
    "grammar": QT_TRANSLATE_NOOP("edits", "Grammar"),
    "punctuation": QT_TRANSLATE_NOOP("edits", "Punctuation"),
    "word choice": QT_TRANSLATE_NOOP("edits", "Word choice"),
    "style": QT_TRANSLATE_NOOP("edits", "Style"),
}
"""Their names, to be translated in the context "edits"."""
FLAGS: Mapping[Flag, str] = {
    "number": QT_TRANSLATE_NOOP("edits", "Changes a number or a date"),
    "name": QT_TRANSLATE_NOOP("edits", "Changes a name or an address"),
    "negation": QT_TRANSLATE_NOOP("edits", "Changes a negation"),
    "meaning": QT_TRANSLATE_NOOP("edits", "May change the meaning"),
}
"""Why an edit has to be looked at on its own."""


@dataclass(frozen=True, slots=True)
class Edit:
    """``before``, which stands at ``start`` up to ``end`` (character offsets), becomes ``after``."""

    start: int
    end: int
    before: str
    after: str
    kind: Kind
    reason: str
    """A few words, to be translated in the context "edits"; found by rule from what differs."""
    flag: Flag | None = None
    """Set: never accepted together with others."""
