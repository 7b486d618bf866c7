"""What languages are called in the user's language: Qt knows only what they call themselves."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, Qt

from assistant.errors import QT_TRANSLATE_NOOP
from assistant.tasks.translate.languages import known

_NAMES = {
    "en": QT_TRANSLATE_NOOP("languages", "English"),
    "zh-Hans": QT_TRANSLATE_NOOP("languages", "Chinese (simplified)"),
    "zh-Hant": QT_TRANSLATE_NOOP("languages", "Chinese (traditional)"),
    "ar": QT_TRANSLATE_NOOP("languages", "Arabic"),
    "bg": QT_TRANSLATE_NOOP("languages", "Bulgarian"),
    "cs": QT_TRANSLATE_NOOP("languages", "Czech"),
    "da": QT_TRANSLATE_NOOP("languages", "Danish"),
    "de": QT_TRANSLATE_NOOP("languages", "German"),
    "el": QT_TRANSLATE_NOOP("languages", "Greek"),
    "es": QT_TRANSLATE_NOOP("languages", "Spanish"),
    "fa": QT_TRANSLATE_NOOP("languages", "Persian"),
    "fi": QT_TRANSLATE_NOOP("languages", "Finnish"),
    "fr": QT_TRANSLATE_NOOP("languages", "French"),
    "he": QT_TRANSLATE_NOOP("languages", "Hebrew"),
    "hi": QT_TRANSLATE_NOOP("languages", "Hindi"),
    "hu": QT_TRANSLATE_NOOP("languages", "Hungarian"),
    "id": QT_TRANSLATE_NOOP("languages", "Indonesian"),
    "it": QT_TRANSLATE_NOOP("languages", "Italian"),
    "ja": QT_TRANSLATE_NOOP("languages", "Japanese"),
    "ko": QT_TRANSLATE_NOOP("languages", "Korean"),
    "nb": QT_TRANSLATE_NOOP("languages", "Norwegian"),
    "nl": QT_TRANSLATE_NOOP("languages", "Dutch"),
    "pl": QT_TRANSLATE_NOOP("languages", "Polish"),
    "pt": QT_TRANSLATE_NOOP("languages", "Portuguese"),
    "ro": QT_TRANSLATE_NOOP("languages", "Romanian"),
    "ru": QT_TRANSLATE_NOOP("languages", "Russian"),
    "sv": QT_TRANSLATE_NOOP("languages", "Swedish"),
    "th": QT_TRANSLATE_NOOP("languages", "Thai"),
    "tr": QT_TRANSLATE_NOOP("languages", "Turkish"),
    "uk": QT_TRANSLATE_NOOP("languages", "Ukrainian"),
    "vi": QT_TRANSLATE_NOOP("languages", "Vietnamese"),
}
"""By BCP 47 tag."""


def language_name(tag: str) -> str:
    """The name of a language in the user's; one that the program does not translate, as it calls itself."""
    language = known(tag)
    if language is None:
        return QLocale(tag).nativeLanguageName()
    return QCoreApplication.translate("languages", _NAMES[language.tag])


def is_right_to_left(tag: str) -> bool:
    """Whether the language is written from right to left."""
    return QLocale(tag).textDirection() == Qt.LayoutDirection.RightToLeft


def interface_language() -> str:
    """The tag of the language that the window speaks, without a country."""
    locale = QLocale()
    if locale.language() == QLocale.Language.Chinese:
        return "zh-Hant" if locale.script() == QLocale.Script.TraditionalHanScript else "zh-Hans"
    return locale.bcp47Name().split("-")[0]
