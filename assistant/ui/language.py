"""The language that the window speaks, and how to find its words in the others too."""

from __future__ import annotations

import functools

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from assistant.paths import resource


def interface_language() -> str:
    """As presets and prompts know it: "en", "zh"."""
    return QLocale().bcp47Name().partition("-")[0]


def in_all_languages(context: str, text: str) -> str:
    """A text in the user's language, in English, and as all translations have it: to be searched in.

    Someone with a guide in another language finds what it speaks of.
    """
    if not text:
        return ""
    others = [translator.translate(context, text) for translator in _translators()]
    return " ".join(dict.fromkeys((QCoreApplication.translate(context, text), text, *filter(None, others))))


@functools.cache
def _translators() -> tuple[QTranslator, ...]:
    """Those of the program that can be loaded, whatever the window speaks."""
    made = [(QTranslator(), file) for file in sorted(resource("translations").glob("parlance_*.qm"))]
    return tuple(translator for translator, file in made if translator.load(str(file)))
