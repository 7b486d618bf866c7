"""What a command is given to read: documents, and standard input."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.documents.document import clean
from assistant.documents.encoding import decode
from assistant.documents.errors import DocumentEmpty
from assistant.documents.reading import read

STANDARD_INPUT = "-"
_NAME = "standard input"


def read_source(name: str) -> tuple[str, str]:
    """The name and the text of a document; ``-`` is standard input.

    Raises :class:`~assistant.documents.errors.DocumentError`.
    """
    if name != STANDARD_INPUT:
        path = Path(name)
        return path.name, read(path).text
    text = clean(decode(sys.stdin.buffer.read(), _NAME).text)
    if not text.strip():
        raise DocumentEmpty(name=_NAME)
    return _NAME, text


def in_front(names: Sequence[str]) -> str:
    """The texts of documents, each with its name, as they go before a prompt; empty without any."""
    return "".join(f"{name}:\n\n{text.rstrip()}\n\n---\n\n" for name, text in map(read_source, names))
