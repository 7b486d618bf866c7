"""A document as the rest of the program knows it: one text, and blocks that say which part of it is what.

Everything that points into a document (sections, sentences, passages, the sources of a summary) does so by
character offsets into ``Document.text``, so that a click can always lead back to the place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from assistant.documents.errors import DocumentWarning

BlockKind = Literal["heading", "paragraph", "list_item", "code", "table", "quote", "caption", "cue"]

_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029\v]")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_LONE_SURROGATES = re.compile(r"[\ud800-\udfff]")
_MAX_TITLE = 200
_SOFT_HYPHEN = "\u00ad"
_TIGHT: frozenset[BlockKind] = frozenset({"list_item"})


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text with one role. Between two blocks there is only white space, or nothing."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Headings: 1 is the highest. List items and quotes: depth, from 1. Otherwise 0."""
    page: int | None = None
    """The page on which it starts, counted from 1; None where the format has no pages."""
    time: tuple[int, int] | None = None
    """Cues: when they appear and disappear, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file, in reading order."""

    text: str
    """Line ends are ``\\n``; no control characters, no lone surrogates."""
    blocks: tuple[Block, ...]
    """Ordered; they do not overlap, and cover every character that is not white space."""
    source_format: str
    """The name of the format in the registry, such as ``pdf``."""
    title: str = ""
    language: str | None = None
    """What the file itself says, as a BCP 47 tag; often wrong, so a hint only."""
    pages: tuple[int, ...] = ()
    """The offset at which each page begins; empty where the format has no pages."""
    warnings: tuple[DocumentWarning, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page, counted from 1, on which the character at ``offset`` stands."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else None


def clean(text: str) -> str:
    """``text`` with line ends as ``\\n``, and without control characters and lone surrogates."""
    text = _LINE_ENDS.sub("\n", text)
    text = _NOT_TEXT.sub("", text)
    return _LONE_SURROGATES.sub("\ufffd", text)


def aligned(text: str) -> str:
    """Like :func:`clean`, but character for character: an offset into it is one into ``text``."""
    text = _LINE_ENDS.sub("\n", text.replace("\r\n", " \n"))
    text = _NOT_TEXT.sub(" ", text)
    return _LONE_SURROGATES.sub("\ufffd", text)


def shortened(title: str) -> str:
    """A title as one line of a reasonable length."""
    line = " ".join(clean(title[: 4 * _MAX_TITLE]).split())
    return line if len(line) <= _MAX_TITLE else f"{line[:_MAX_TITLE].rstrip()}…"


@dataclass
class DocumentBuilder:
    """Joins the pieces that a reader finds to a text, and keeps count of where they lie."""

    pages: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def length(self) -> int:
        """Characters so far."""
        return self._length

    def add(
        self, kind: BlockKind, text: str, *, level: int = 0, time: tuple[int, int] | None = None
    ) -> int | None:
        """Append a block and return its start; what is blank is left out, and None returned."""
        text = clean(text).replace(_SOFT_HYPHEN, "").strip()
        if not text:
            return None
        if self.blocks:
            tight = kind in _TIGHT and self.blocks[-1].kind == kind
            self._append("\n" if tight else "\n\n")
        start = self._length
        self._append(text)
        page = len(self.pages) or None
        self.blocks.append(Block(kind, start, self._length, level, page, time))
        return start

    def begin_page(self, offset: int | None = None) -> None:
        """A page begins here, or at ``offset``, which lies inside the block that was added last."""
        self.pages.append(self._length if offset is None else offset)

    def build(
        self,
        source_format: str,
        *,
        title: str = "",
        language: str | None = None,
        warnings: tuple[DocumentWarning, ...] = (),
    ) -> Document:
        return Document(
            text="".join(self._parts),
            blocks=tuple(self.blocks),
            source_format=source_format,
            title=shortened(title),
            language=language,
            pages=tuple(self.pages),
            warnings=warnings,
        )

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
