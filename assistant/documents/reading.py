"""Any file to a :class:`Document`: which format it is in, and whether it can be read at all.

A format is chosen by its content, because names lie, and by its name only where content does not tell.
"""

from __future__ import annotations

import importlib
import re
import stat
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar, cast

from assistant.documents.document import Document
from assistant.documents.errors import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentEncrypted,
    DocumentIsFolder,
    DocumentNotFound,
    DocumentNotPermitted,
    DocumentNotReadable,
    DocumentUnsupported,
    NotADocument,
)

T = TypeVar("T")

_HEAD = 4096
_ZIP = b"PK\x03\x04"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TIMING = re.compile(rb"\A\s*(?:\d+\s*\n)?\s*(?:\d{1,3}:)?\d\d:\d\d[.,]\d{1,3}\s+-->\s")


@dataclass(frozen=True)
class Content:
    """What is looked at to tell the format."""

    head: bytes
    members: frozenset[str]
    """The names in a zip archive; empty for anything else."""


@dataclass(frozen=True)
class Format(Generic[T]):
    """A format that can be read, by the function ``read`` of a module that is imported when it is needed."""

    name: str
    label: str
    """What people call it."""
    suffixes: tuple[str, ...]
    module: str
    """Below :mod:`assistant.documents`."""
    matches: Callable[[Content], bool] | None = None
    """Whether the content shows it; None where only the name can tell."""
    has_signature: bool = False
    """Every file of the format is known by its content, so one that is not is damaged."""

    def read(self, path: Path) -> T:
        module = importlib.import_module(f"assistant.documents.{self.module}")
        return cast(Callable[[Path], T], module.read)(path)


def is_html(content: Content) -> bool:
    start = content.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024].lower()
    return start.startswith((b"<!doctype html", b"<html")) or (
        start.startswith(b"<?xml") and b"<html" in start
    )


def is_subtitles(content: Content) -> bool:
    head = content.head.removeprefix(b"\xef\xbb\xbf")
    return head.startswith(b"WEBVTT") or _TIMING.match(head) is not None


FORMATS: tuple[Format[Document], ...] = (
    Format("pdf", "PDF", (".pdf",), "pdf", lambda content: b"%PDF-" in content.head[:1024], True),
    Format(
        "docx",
        "Word",
        (".docx", ".docm"),
        "docx",
        lambda content: "word/document.xml" in content.members,
        True,
    ),
    Format(
        "epub", "EPUB", (".epub",), "epub", lambda content: "META-INF/container.xml" in content.members, True
    ),
    Format("html", "HTML", (".html", ".htm", ".xhtml"), "html", is_html),
    Format("subtitles", "subtitle", (".srt", ".vtt"), "subtitles", is_subtitles),
    Format("markdown", "Markdown", (".md", ".markdown", ".mdown"), "markdown"),
    Format("source", "source code", (".csv", ".tsv"), "source"),
    Format("text", "text", (".txt", ".text", ".log", ""), "plain"),
)
_SOURCE, _TEXT = FORMATS[-2:]

# Known, and not read: the sentence names them.
_OTHER_SUFFIXES = {
    ".doc": "Word 97–2003",
    ".xls": "Excel",
    ".xlsx": "Excel",
    ".ppt": "PowerPoint",
    ".pptx": "PowerPoint",
    ".odt": "OpenDocument",
    ".ods": "OpenDocument",
    ".odp": "OpenDocument",
    ".rtf": "Rich Text (RTF)",
    ".mobi": "Mobipocket",
    ".azw3": "Kindle",
    ".pages": "Pages",
}


def suffixes() -> tuple[str, ...]:
    """The file name endings of documents, for a file dialog; source code is read besides."""
    return tuple(suffix for known in FORMATS for suffix in known.suffixes if suffix)


def read(path: Path) -> Document:
    """The document in the file ``path``. Blocks for as long as it takes; touches nothing but the file.

    Raises :class:`DocumentError`, and nothing else, whatever the file holds.
    """
    document = open_with(path, format_of)
    if not document.blocks:
        raise DocumentEmpty(name=path.name)
    return document if document.title else replace(document, title=path.stem)


def open_with(path: Path, format_of: Callable[[Path, Content], Format[T]]) -> T:
    """What the format that ``format_of`` chooses reads of a file.

    Raises :class:`DocumentError`, and nothing else.
    """
    try:
        _check_regular(path)
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if not head:
            raise DocumentEmpty(name=path.name)
        return format_of(path, Content(head, _members(path, head))).read(path)
    except FileNotFoundError as error:
        raise DocumentNotFound(str(error), path=str(path)) from error
    except PermissionError as error:
        raise DocumentNotPermitted(str(error), name=path.name) from error
    except OSError as error:
        raise DocumentNotReadable(str(error), name=path.name) from error


def _check_regular(path: Path) -> None:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise DocumentIsFolder(name=path.name or str(path))
    if not stat.S_ISREG(mode):
        raise NotADocument(name=path.name)


def _members(path: Path, head: bytes) -> frozenset[str]:
    if not head.startswith(_ZIP):
        return frozenset()
    try:
        with zipfile.ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return frozenset()  # a broken archive: its name says what it was meant to be


def format_of(path: Path, content: Content) -> Format[Document]:
    known = chosen(path, content, FORMATS)
    if known:
        return known
    from assistant.documents.source import is_source

    return _SOURCE if is_source(path.name) else _TEXT


def chosen(path: Path, content: Content, formats: Sequence[Format[T]]) -> Format[T] | None:
    """The one of ``formats`` that a file is in; None where it shows no sign of a format.

    Raises :class:`DocumentError` for formats that are known and not among ``formats``.
    """
    suffix = path.suffix.lower()
    for known in formats:
        if known.matches and known.matches(content):
            return known
    by_name = next((known for known in formats if suffix in known.suffixes), None)
    if content.head.startswith(_COMPOUND_FILE):
        # Office encrypts by packing the whole document into such a file; the old formats are one themselves.
        if by_name:
            raise DocumentEncrypted(name=path.name)
        raise DocumentUnsupported(
            name=path.name, format=_OTHER_SUFFIXES.get(suffix, "Microsoft Office 97–2003")
        )
    is_rtf = content.head.startswith(b"{\\rtf")
    if is_rtf or (not by_name and suffix in _OTHER_SUFFIXES):
        raise DocumentUnsupported(name=path.name, format=_OTHER_SUFFIXES.get(suffix, "Rich Text (RTF)"))
    if by_name and by_name.has_signature:
        raise DocumentDamaged("no signature", name=path.name, format=by_name.label)
    return by_name
