"""Any file to a :class:`TranslatableDocument`, by the formats that can be written as well as read."""

from __future__ import annotations

from pathlib import Path

from assistant.documents import reading
from assistant.documents.errors import DocumentEmpty, DocumentNotTranslatable
from assistant.documents.reading import Content, Format
from assistant.documents.translatable.unit import TranslatableDocument

FORMATS: tuple[Format[TranslatableDocument], ...] = (
    Format(
        "docx",
        "Word",
        (".docx", ".docm"),
        "translatable.docx",
        lambda content: "word/document.xml" in content.members,
        True,
    ),
    Format(
        "pptx",
        "PowerPoint",
        (".pptx", ".pptm"),
        "translatable.pptx",
        lambda content: "ppt/presentation.xml" in content.members,
        True,
    ),
    Format(
        "xlsx",
        "Excel",
        (".xlsx", ".xlsm"),
        "translatable.xlsx",
        lambda content: "xl/workbook.xml" in content.members,
        True,
    ),
    Format(
        "epub",
        "EPUB",
        (".epub",),
        "translatable.epub",
        lambda content: "META-INF/container.xml" in content.members,
        True,
    ),
    Format("po", "gettext", (".po", ".pot"), "translatable.po"),
    Format("html", "HTML", (".html", ".htm", ".xhtml"), "translatable.html", reading.is_html),
    Format("subtitles", "subtitle", (".srt", ".vtt"), "translatable.subtitles", reading.is_subtitles),
    Format("markdown", "Markdown", (".md", ".markdown", ".mdown"), "translatable.markdown"),
    Format("text", "text", (".txt", ".text", ".log", ""), "translatable.plain"),
)
_TEXT = FORMATS[-1]


def suffixes() -> tuple[str, ...]:
    """The file name endings of what can be translated, for a file dialog."""
    return tuple(suffix for known in FORMATS for suffix in known.suffixes if suffix)


def open_translatable(path: Path) -> TranslatableDocument:
    """The document in the file ``path``; the file is not needed any more afterwards.

    Raises :class:`DocumentError`, and nothing else, whatever the file holds.
    """
    document = reading.open_with(path, _format_of)
    if not document.units:
        raise DocumentEmpty(name=path.name)
    return document


def _format_of(path: Path, content: Content) -> Format[TranslatableDocument]:
    known = reading.chosen(path, content, FORMATS)
    if known:
        return known
    readable = reading.format_of(path, content)
    if readable.name != "text":
        raise DocumentNotTranslatable(name=path.name, format=readable.label)
    return _TEXT
