"""What the tests of every format do with a document."""

from __future__ import annotations

from assistant.documents.translatable import TranslatableDocument
from assistant.documents.translatable.tags import Tag, escape, split


def sources(document: TranslatableDocument) -> list[str]:
    """Targets that change nothing."""
    return [unit.text for unit in document.units]


def shouted(text: str) -> str:
    """A translation into capitals; the tags stay as they are."""
    return "".join(str(part) if isinstance(part, Tag) else escape(part.upper()) for part in split(text))


def shouting(document: TranslatableDocument) -> list[str]:
    return [shouted(unit.text) for unit in document.units]


def texts(document: TranslatableDocument) -> list[tuple[str, str]]:
    """Kind and text of each unit."""
    return [(unit.kind, unit.text) for unit in document.units]
