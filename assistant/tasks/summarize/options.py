"""What can be chosen for a summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from assistant.errors import QT_TRANSLATE_NOOP
from assistant.options import option

Length = Literal["short", "medium", "long"]
Format = Literal["bullets", "paragraph", "abstract", "table", "actions"]

AS_THE_TEXT = "same"
MOST_WORDS = 5_000
_SHORTENING = 3
"""The summary of a short text has this fraction of its words at most, unless a number of words is given."""

_MODES: dict[str, tuple[float, int, int]] = {
    # Share of the text's words, and the bounds of the result in words.
    "short": (0.025, 40, 150),
    "medium": (0.05, 80, 400),
    "long": (0.1, 120, 1_500),
}


@dataclass(frozen=True)
class SummaryOptions:
    """A form and the flags of the command are made from these."""

    translation_context: ClassVar[str] = "summarize"

    length: Length = option(
        "medium",
        QT_TRANSLATE_NOOP("summarize", "Length"),
        choices={
            "short": QT_TRANSLATE_NOOP("summarize", "Short"),
            "medium": QT_TRANSLATE_NOOP("summarize", "Medium"),
            "long": QT_TRANSLATE_NOOP("summarize", "Long"),
        },
    )
    words: int = option(
        0,
        QT_TRANSLATE_NOOP("summarize", "Words"),
        QT_TRANSLATE_NOOP(
            "summarize", "About how many; two characters of Chinese or Japanese count as one word."
        ),
        minimum=0,
        maximum=MOST_WORDS,
        step=50,
        special=QT_TRANSLATE_NOOP("summarize", "As the length says"),
    )
    format: Format = option(
        "bullets",
        QT_TRANSLATE_NOOP("summarize", "Form"),
        QT_TRANSLATE_NOOP(
            "summarize",
            "A table says who did what, and when. Action items come with the decisions, as in minutes.",
        ),
        choices={
            "bullets": QT_TRANSLATE_NOOP("summarize", "Bullet points"),
            "paragraph": QT_TRANSLATE_NOOP("summarize", "Paragraph"),
            "abstract": QT_TRANSLATE_NOOP("summarize", "Abstract"),
            "table": QT_TRANSLATE_NOOP("summarize", "Table"),
            "actions": QT_TRANSLATE_NOOP("summarize", "Action items"),
        },
    )
    language: str = option(
        AS_THE_TEXT,
        QT_TRANSLATE_NOOP("summarize", "Language"),
        QT_TRANSLATE_NOOP("summarize", "Of the summary."),
        # Languages call themselves by their own names.
        choices={
            AS_THE_TEXT: QT_TRANSLATE_NOOP("summarize", "As the text"),
            "en": "English",
            "zh-Hans": "简体中文",
            "zh-Hant": "繁體中文",
            "ar": "العربية",
            "de": "Deutsch",
            "es": "Español",
            "fr": "Français",
            "hi": "हिन्दी",
            "it": "Italiano",
            "ja": "日本語",
            "ko": "한국어",
            "nl": "Nederlands",
            "pl": "Polski",
            "pt": "Português",
            "ru": "Русский",
            "tr": "Türkçe",
            "uk": "Українська",
            "vi": "Tiếng Việt",
        },
    )
    focus: str = option(
        "",
        QT_TRANSLATE_NOOP("summarize", "Focus"),
        QT_TRANSLATE_NOOP("summarize", "What matters most to you, in a few words."),
    )

    def words_for(self, text_words: int) -> int:
        """How many words the summary of a text of ``text_words`` may have."""
        share, least, most = _MODES[self.length]
        if self.format == "actions":
            # They are few, and all of them are wanted.
            usual = most
        else:
            usual = min(most, max(min(least, text_words // _SHORTENING), round(share * text_words)))
        return max(1, min(self.words or usual, text_words))
