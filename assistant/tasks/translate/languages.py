"""The languages that can be translated between: their names in a prompt, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from assistant.documents.language import UNKNOWN


@dataclass(frozen=True, slots=True)
class Language:
    """``tag`` is BCP 47."""

    tag: str
    name: str
    """In English, as models are told."""
    own_name: str
    """As its speakers call it."""
    scripts: tuple[str, ...] = ("Latin",)
    """By their Unicode names; a text is written in one of them, or in several at once."""
    spaces: bool = True
    """Whether a space stands between two sentences."""

    @property
    def code(self) -> str:
        """As :func:`~assistant.documents.language.detect` has it."""
        primary = self.tag.partition("-")[0]
        return "no" if primary == "nb" else primary

    def letters(self) -> regex.Pattern[str]:
        """Matches a letter of its scripts."""
        return regex.compile("|".join(rf"\p{{{script}}}" for script in self.scripts))


_CYRILLIC = ("Cyrillic",)
LANGUAGES: dict[str, Language] = {
    language.tag: language
    for language in (
        Language("en", "English", "English"),
        Language("zh-Hans", "Simplified Chinese", "简体中文", ("Han",), spaces=False),
        Language("zh-Hant", "Traditional Chinese", "繁體中文", ("Han",), spaces=False),
        Language("ar", "Arabic", "العربية", ("Arabic",)),
        Language("bg", "Bulgarian", "Български", _CYRILLIC),
        Language("cs", "Czech", "Čeština"),
        Language("da", "Danish", "Dansk"),
        Language("de", "German", "Deutsch"),
        Language("el", "Greek", "Ελληνικά", ("Greek",)),
        Language("es", "Spanish", "Español"),
        Language("fa", "Persian", "فارسی", ("Arabic",)),
        Language("fi", "Finnish", "Suomi"),
        Language("fr", "French", "Français"),
        Language("he", "Hebrew", "עברית", ("Hebrew",)),
        Language("hi", "Hindi", "हिन्दी", ("Devanagari",)),
        Language("hu", "Hungarian", "Magyar"),
        Language("id", "Indonesian", "Bahasa Indonesia"),
        Language("it", "Italian", "Italiano"),
        Language("ja", "Japanese", "日本語", ("Hiragana", "Katakana", "Han"), spaces=False),
        Language("ko", "Korean", "한국어", ("Hangul",)),
        Language("nb", "Norwegian", "Norsk"),
        Language("nl", "Dutch", "Nederlands"),
        Language("pl", "Polish", "Polski"),
        Language("pt", "Portuguese", "Português"),
        Language("ro", "Romanian", "Română"),
        Language("ru", "Russian", "Русский", _CYRILLIC),
        Language("sv", "Swedish", "Svenska"),
        Language("th", "Thai", "ไทย", ("Thai",)),
        Language("tr", "Turkish", "Türkçe"),
        Language("uk", "Ukrainian", "Українська", _CYRILLIC),
        Language("vi", "Vietnamese", "Tiếng Việt"),
    )
}
"""By tag, in the order in which they are offered."""


def known(tag: str) -> Language | None:
    """The language of a BCP 47 tag with a script or without; None for one that is not on the list."""
    if tag in {"", UNKNOWN}:
        return None
    if tag in LANGUAGES:
        return LANGUAGES[tag]
    primary = {"zh": "zh-Hans", "no": "nb"}.get(tag.partition("-")[0], tag.partition("-")[0])
    return LANGUAGES.get(primary)
