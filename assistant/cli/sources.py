"""What a command is given to read: documents, and standard input."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.documents.document import Document, clean
from assistant.documents.encoding import decode
from assistant.documents.errors import DocumentEmpty, DocumentNotTranslatable
from assistant.documents.plain import parse
from assistant.documents.reading import read
from assistant.documents.translatable import TranslatableDocument, open_translatable, plain
from assistant.storage.records import Attachment
from assistant.tasks import attachments
from assistant.tasks.proofread.division import document_of

STANDARD_INPUT = "-"
_NAME = "standard input"


def read_source(name: str) -> tuple[str, str]:
    """The name and the text of a document; ``-`` is standard input.

    Raises :class:`~assistant.documents.errors.DocumentError`.
    """
    if name == STANDARD_INPUT:
        return _NAME, _standard_input()
    path = Path(name)
    return path.name, read(path).text


def read_document(name: str) -> Document:
    """A document with its structure; ``-`` is standard input.

    Raises :class:`~assistant.documents.errors.DocumentError`.
    """
    return parse(_standard_input()) if name == STANDARD_INPUT else read(Path(name))


def read_writing(name: str) -> Document:
    """As :func:`read_document`, for a text that comes back: what looks like Markdown on standard input is it.

    Raises :class:`~assistant.documents.errors.DocumentError`.
    """
    return document_of(_standard_input()) if name == STANDARD_INPUT else read(Path(name))


def read_translatable(name: str, *, same_format: bool) -> TranslatableDocument:
    """A document that can be written anew; ``-`` is standard input, which is plain text.

    A file that can only be read comes as plain text, unless it has to be of the ``same_format`` in the end.
    Raises :class:`~assistant.documents.errors.DocumentError`.
    """
    if name == STANDARD_INPUT:
        document: TranslatableDocument = plain.parse(_standard_input().encode(), _NAME)
    else:
        try:
            document = open_translatable(Path(name))
        except DocumentNotTranslatable:
            if same_format:
                raise
            document = plain.parse(read(Path(name)).text.encode(), Path(name).name)
    if not document.units:
        raise DocumentEmpty(name=name)
    return document


def _standard_input() -> str:
    text = clean(decode(sys.stdin.buffer.read(), _NAME).text)
    if not text.strip():
        raise DocumentEmpty(name=_NAME)
    return text


def in_front(names: Sequence[str]) -> str:
    """The texts of documents, each with its name, as they go before a prompt; empty without any."""
    return attachments.in_front(Attachment(*read_source(name)) for name in names)
