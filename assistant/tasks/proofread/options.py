"""What can be chosen for proofreading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import regex

from assistant.errors import QT_TRANSLATE_NOOP
from assistant.options import option

AS_THE_TEXT = ""
_SEPARATOR = regex.compile(r"[\n,;，；、]+")


@dataclass(frozen=True)
class ProofreadOptions:
    """A form and the flags of the command are made from these."""

    translation_context: ClassVar[str] = "proofread"

    language: str = option(
        AS_THE_TEXT,
        QT_TRANSLATE_NOOP("proofread", "Language"),
        QT_TRANSLATE_NOOP("proofread", "Of the text, such as en or zh; empty: as it is found to be."),
    )
    locked: str = option(
        "",
        QT_TRANSLATE_NOOP("proofread", "Locked words"),
        QT_TRANSLATE_NOOP("proofread", "Never changed; separated by commas."),
    )

    @property
    def locked_words(self) -> tuple[str, ...]:
        return tuple(word for part in _SEPARATOR.split(self.locked) if (word := part.strip()))
