"""What can be chosen for a translation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

import regex

from assistant.errors import QT_TRANSLATE_NOOP
from assistant.options import option
from assistant.tasks.translate.glossary import Term
from assistant.tasks.translate.languages import LANGUAGES, OTHER_TAGS

Tone = Literal["as is", "formal", "informal"]

DETECT = "auto"
_OWN_NAMES = {tag: language.own_name for tag, language in LANGUAGES.items()}
"""Languages call themselves by their own names."""


@dataclass(frozen=True)
class TranslateOptions:
    """A form and the flags of the command are made from these."""

    translation_context: ClassVar[str] = "translate"

    source: str = option(
        DETECT,
        QT_TRANSLATE_NOOP("translate", "From"),
        QT_TRANSLATE_NOOP("translate", "The language of the text."),
        choices={DETECT: QT_TRANSLATE_NOOP("translate", "Detect"), **_OWN_NAMES},
        aliases=OTHER_TAGS,
    )
    target: str = option(
        "en",
        QT_TRANSLATE_NOOP("translate", "To"),
        QT_TRANSLATE_NOOP("translate", "The language to translate into."),
        choices=_OWN_NAMES,
        aliases=OTHER_TAGS,
    )
    tone: Tone = option(
        "as is",
        QT_TRANSLATE_NOOP("translate", "Tone"),
        QT_TRANSLATE_NOOP("translate", "How readers are addressed."),
        choices={
            "as is": QT_TRANSLATE_NOOP("translate", "As in the text"),
            "formal": QT_TRANSLATE_NOOP("translate", "Formal"),
            "informal": QT_TRANSLATE_NOOP("translate", "Informal"),
        },
    )
    note: str = option(
        "",
        QT_TRANSLATE_NOOP("translate", "About the text"),
        QT_TRANSLATE_NOOP("translate", "What it is and for whom, such as: contract law, for patients."),
    )
    keep: str = option(
        "",
        QT_TRANSLATE_NOOP("translate", "Keep these words"),
        QT_TRANSLATE_NOOP("translate", "Names and terms that stay as they are, with commas between them."),
    )
    glossary: tuple[Term, ...] = ()

    @property
    def kept_words(self) -> tuple[str, ...]:
        """The words of ``keep``."""
        return tuple(word for word in map(str.strip, regex.split(r"[,;，；、\n]", self.keep)) if word)
