"""The languages that can be translated between: their names in a prompt, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass

import regex


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


OTHER_TAGS = {
    "zh": "zh-Hans",
    "zh-CN": "zh-Hans",
    "zh-SG": "zh-Hans",
    "zh-TW": "zh-Hant",
    "zh-HK": "zh-Hant",
    "zh-MO": "zh-Hant",
    "no": "nb",
}
"""What people and programs write for some of them."""
_BY_TAG = {tag.lower(): language for tag, language in LANGUAGES.items()} | {
    tag.lower(): LANGUAGES[meant] for tag, meant in OTHER_TAGS.items()
}


def known(tag: str) -> Language | None:
    """The language of a BCP 47 tag, in whichever case, with a script and a region or without; None for one
    that is not on the list."""
    rest = tag.replace("_", "-").lower()
    while rest and rest not in _BY_TAG:
        rest = rest.rpartition("-")[0]
    return _BY_TAG.get(rest)
