"""Why there is no translation, as a person reads it."""

from __future__ import annotations

from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError


class SameLanguage(ParlanceError):
    """The source and the target are one language."""

    code = "same-language"
    message = QT_TRANSLATE_NOOP("errors", "The text is in the language it is to be translated into.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose another language to translate into.")


class GlossaryUnreadable(ParlanceError):
    """``line`` counts from 1."""

    code = "glossary-unreadable"
    message = QT_TRANSLATE_NOOP("errors", "Line {line} of {name} is not a term with its translation.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Each line has a term and its translation, separated by a tab, a comma or a semicolon."
    )


class ContextTooSmallToTranslate(ParlanceError):
    """``context`` and ``needed`` are tokens."""

    code = "context-too-small-to-translate"
    message = QT_TRANSLATE_NOOP("errors", "A context of {context} tokens is too small to translate in.")
    hint = QT_TRANSLATE_NOOP("errors", "Load the model with a context of at least {needed} tokens.")
