"""What can go wrong with a document, and what a reader should know about one that could be read."""

from __future__ import annotations

from typing import ClassVar

from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError, Value


class DocumentError(ParlanceError):
    """Base of all failures to read a document. ``name`` is the file's name without its folder."""

    code: ClassVar[str] = "document"
    message = QT_TRANSLATE_NOOP("errors", "The document {name} could not be read.")
    hint = QT_TRANSLATE_NOOP("errors", "Open it in another program to see whether it is intact.")


class DocumentNotFound(DocumentError):
    code = "document-not-found"
    message = QT_TRANSLATE_NOOP("errors", "There is no file at {path}.")
    hint = QT_TRANSLATE_NOOP("errors", "It may have been moved, renamed or deleted. Choose it again.")


class DocumentNotPermitted(DocumentError):
    code = "document-not-permitted"
    message = QT_TRANSLATE_NOOP("errors", "You may not read the file {name}.")
    hint = QT_TRANSLATE_NOOP("errors", "Change its permissions, or copy it to a folder of your own.")


class DocumentNotReadable(DocumentError):
    """The system failed to deliver the file: a lost disk, a broken network share."""

    code = "document-not-readable"
    message = QT_TRANSLATE_NOOP("errors", "The file {name} cannot be read from its disk.")
    hint = QT_TRANSLATE_NOOP("errors", "Check that the disk or network share is connected.")


class DocumentIsFolder(DocumentError):
    code = "document-is-folder"
    message = QT_TRANSLATE_NOOP("errors", "{name} is a folder, not a document.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose the files in it one by one.")


class NotADocument(DocumentError):
    """A pipe, a socket or a device: reading it might never end."""

    code = "not-a-document"
    message = QT_TRANSLATE_NOOP("errors", "{name} is not a regular file.")
    hint = QT_TRANSLATE_NOOP("errors", "Save its contents as a file and open that.")


class DocumentEmpty(DocumentError):
    code = "document-empty"
    message = QT_TRANSLATE_NOOP("errors", "There is no text in {name}.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose a document with text in it.")


class DocumentTooLarge(DocumentError):
    """``limit`` is a text with a unit, such as "64 MB"."""

    code = "document-too-large"
    message = QT_TRANSLATE_NOOP(
        "errors", "{name} holds more than {limit} of text, which is too much at once."
    )
    hint = QT_TRANSLATE_NOOP("errors", "Split it into parts and open these one by one.")


class DocumentBinary(DocumentError):
    code = "document-binary"
    message = QT_TRANSLATE_NOOP("errors", "{name} is not a text: it holds binary data.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Parlance reads text, Markdown, HTML, PDF, Word (.docx), EPUB, subtitles and source code."
    )


class DocumentUnsupported(DocumentError):
    """A format that is known, and known not to be read. ``format`` is its common name."""

    code = "document-unsupported"
    message = QT_TRANSLATE_NOOP("errors", "{name} is in the format {format}, which Parlance does not read.")
    hint = QT_TRANSLATE_NOOP("errors", "Save it as PDF, Word (.docx), HTML or plain text, and open that.")


class DocumentNotTranslatable(DocumentError):
    """A format that is read, and cannot be written. ``format`` is its common name."""

    code = "document-not-translatable"
    message = QT_TRANSLATE_NOOP(
        "errors", "{name} is in the format {format}, which Parlance reads but cannot write."
    )
    hint = QT_TRANSLATE_NOOP(
        "errors", "Save it as Word (.docx), HTML or plain text, and translate that; or paste its text."
    )


class MessagesTranslated(DocumentError):
    code = "messages-translated"
    message = QT_TRANSLATE_NOOP("errors", "Every message in {name} is translated already.")
    hint = QT_TRANSLATE_NOOP("errors", "To translate them anew, choose the template (.pot) of the catalogue.")


class DocumentDamaged(DocumentError):
    """``format`` is the common name of what the file claims to be."""

    code = "document-damaged"
    message = QT_TRANSLATE_NOOP("errors", "{name} is damaged, or no {format} file at all.")
    hint = QT_TRANSLATE_NOOP("errors", "Fetch it again, or open it in its own program and save it anew.")


class DocumentSuspicious(DocumentError):
    """An archive that unpacks to far more than a document would: a decompression bomb."""

    code = "document-suspicious"
    message = QT_TRANSLATE_NOOP("errors", "{name} unpacks to an unreasonable size and was not opened.")
    hint = QT_TRANSLATE_NOOP("errors", "If you trust it, save it anew in its own program and try again.")


class DocumentEncrypted(DocumentError):
    code = "document-encrypted"
    message = QT_TRANSLATE_NOOP("errors", "{name} is protected by a password or by copy protection.")
    hint = QT_TRANSLATE_NOOP("errors", "Save a copy without protection in its own program and open that.")


class DocumentIsScan(DocumentError):
    """No page has a text layer. ``pages`` is their number."""

    code = "document-is-scan"
    message = QT_TRANSLATE_NOOP("errors", "{name} has no text, only pictures of its pages ({pages}).")
    hint = QT_TRANSLATE_NOOP("errors", "Run text recognition (OCR) on it in another program first.")


class DocumentWarning:
    """A sentence about a document that was read, but not without loss. A template and values, as errors have."""

    message: ClassVar[str]

    def __init__(self, **values: Value) -> None:
        self.values = values

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.text}>"

    @property
    def text(self) -> str:
        """The sentence, in English."""
        return self.message.format(**self.values)


class PagesWithoutText(DocumentWarning):
    """``pages`` lists page numbers and ranges, such as "2, 5–7"."""

    message = QT_TRANSLATE_NOOP(
        "errors", "These pages have no text layer (they may be scanned) and are not read: {pages}."
    )


class PagesDamaged(DocumentWarning):
    message = QT_TRANSLATE_NOOP("errors", "These pages are damaged and are not read: {pages}.")


class ChaptersMissing(DocumentWarning):
    message = QT_TRANSLATE_NOOP("errors", "{count} chapters of this book are missing from the file.")


class EncodingGuessed(DocumentWarning):
    message = QT_TRANSLATE_NOOP(
        "errors", "The file does not say how its characters are encoded; it was read as {encoding}."
    )


class CharactersReplaced(DocumentWarning):
    message = QT_TRANSLATE_NOOP("errors", "{count} characters could not be decoded and are shown as �.")
