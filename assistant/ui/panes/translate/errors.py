"""What can go wrong around a translation, as a person reads it."""

from __future__ import annotations

from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError


class TranslationUnreadable(ParlanceError):
    """Of another version of the program, or damaged."""

    code = "translation-unreadable"
    message = QT_TRANSLATE_NOOP("errors", "This translation cannot be read; its text is here.")
    hint = QT_TRANSLATE_NOOP("errors", "Translate the text again.")


class TranslationNotSaved(ParlanceError):
    code = "translation-not-saved"
    message = QT_TRANSLATE_NOOP("errors", "The translation could not be written to {path}.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose a folder that you may write to, on a disk with free space.")


class DocumentHasChanged(ParlanceError):
    """The file of a translation that was opened again."""

    code = "translated-document-changed"
    message = QT_TRANSLATE_NOOP("errors", "{name} is not there any more, or has changed since.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Its translation can be read and copied here. To save it as a document, open the file anew."
    )


class NothingToTranslate(ParlanceError):
    code = "nothing-to-translate"
    message = QT_TRANSLATE_NOOP("errors", "There is no text to translate.")
    hint = QT_TRANSLATE_NOOP("errors", "Copy a text first, or write one.")


class GlossaryNotRead(ParlanceError):
    code = "glossary-not-read"
    message = QT_TRANSLATE_NOOP("errors", "{path} could not be read.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose a text file with a term and its translation in each line.")


class GlossaryNotWritten(ParlanceError):
    code = "glossary-not-written"
    message = QT_TRANSLATE_NOOP("errors", "The glossary could not be written to {path}.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose a folder that you may write to, on a disk with free space.")


class MemoryNotRead(ParlanceError):
    code = "translation-memory-not-read"
    message = QT_TRANSLATE_NOOP("errors", "{path} could not be read.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose a translation memory (.tmx) that you may read.")


class MemoryNotWritten(ParlanceError):
    code = "translation-memory-not-written"
    message = QT_TRANSLATE_NOOP("errors", "The translation memory could not be written to {path}.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose a folder that you may write to, on a disk with free space.")
