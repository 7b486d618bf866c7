"""Markdown: paragraphs, headings, list items and cells, with inline markup as tags; HTML in it as HTML.

The text of a unit is Markdown itself, escapes and all. Code, front matter, link targets and whatever is no
text are copied to the byte.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Literal

from markdown_it.token import Token
from markdown_it.utils import EnvType

from assistant.documents.encoding import decode_faithfully, read_bytes
from assistant.documents.markdown import FRONT_MATTER, MAX_NESTING
from assistant.documents.translatable import html, tags
from assistant.documents.translatable.lines import line_end
from assistant.documents.translatable.markdown_inline import InlineParser, Mark
from assistant.documents.translatable.pieces import Piece, inline
from assistant.documents.translatable.spans import Filled, Found, Notation, Slot, SpanDocument, by_line
from assistant.documents.translatable.unit import UnitKind

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
# Lines inside a paragraph that must stay lines: containers, admonitions, alerts, formulas, templates.
_DIRECTIVE = re.compile(
    r"^[ \t]*(?::{3,}|!!![ \t]|\?\?\?\+?[ \t]|\[![A-Za-z]+\][ \t]*$|\$\$[ \t]*$|\{%.*%\}[ \t]*$|\[toc\]).*$",
    re.MULTILINE,
)
_SPECIAL = {
    "\\": re.compile(r"\\(?=[!-/:-@\[-`{-~])"),  # first, because the others add some
    "`": re.compile(r"`"),
    "*": re.compile(r"\*(?!\s)|(?<!\s)\*"),
    "_": re.compile(r"(?<!\w)_|_(?!\w)"),
    "[": re.compile(r"\["),
    "<": re.compile(r"<(?=[a-zA-Z/!?])"),
}
_BLOCK_START = re.compile(
    r"(?:[-+*](?=\s|\Z)|#{1,6}(?=\s|\Z)|>|`{3}|~{3}|=+\Z|-{2,}\Z|:{3,}|(?P<number>\d{1,9})(?=[.)](?:\s|\Z)))"
)
_EMPHASIS = frozenset({"em", "strong", "s"})
_MARKER = re.compile(r"[^>\s]")


def read(path: Path) -> SpanDocument:
    """Raises :class:`DocumentError` and :class:`OSError`."""
    source = decode_faithfully(read_bytes(path), path.name)
    reader = _Reader(source.text, source.encoding)
    reader.read()
    return SpanDocument("markdown", source, by_line(source.text, reader.found))


class _Reader:
    def __init__(self, text: str, encoding: str) -> None:
        self.found: list[Found] = []
        self._text = text
        self._encoding = encoding
        self._parser = InlineParser(MAX_NESTING)
        self._env: EnvType = {}

    def read(self) -> None:
        mark = len(self._text) - len(self._text.lstrip("\ufeff"))
        front = FRONT_MATTER.match(self._text, mark)
        start = front.end() if front else mark
        # As markdown-it sees it, character for character but for the line ends.
        body = self._text.replace("\0", "\ufffd")
        lines = [match.span() for match in _LINE.finditer(body, start)]
        tokens = self._parser.blocks.parse(body[start:], self._env)
        depth = {"list_item": 0, "blockquote": 0, "heading": 0, "table": 0}
        cursor = row = 0
        for token in tokens:
            name = token.type.removesuffix("_open").removesuffix("_close")
            if name in depth:
                depth[name] += token.nesting
            if token.type == "tr_open" and token.map:
                row = token.map[0]
                cursor = lines[row][0]
            elif token.type == "html_block" and token.map and not depth["blockquote"]:
                self._html(lines[token.map[0]][0], lines[token.map[1] - 1][1])
            elif token.type == "inline" and depth["table"]:
                cursor = self._cell(token.content, body, cursor, lines[row][1])
            elif token.type == "inline" and token.map:
                kind: UnitKind = (
                    "heading" if depth["heading"] else "list item" if depth["list_item"] else "paragraph"
                )
                self._paragraph(token, body, lines, kind)

    def _html(self, start: int, end: int) -> None:
        reader = html.Reader(self._text, self._encoding, is_xml=False)
        reader.read(start, end)
        self.found.extend(reader.found)

    def _cell(self, content: str, body: str, cursor: int, end: int) -> int:
        """A cell of a table, in which bars are escaped; returns where the next one may begin."""
        start = body.find(content.replace("|", "\\|"), cursor, end)
        if not content or start < 0:
            return cursor
        bars = accumulate((len(part) + 1 for part in content.split("|")[:-1]), initial=0)
        where = _Offsets([(0, start), *((bar, start + bar + n) for n, bar in enumerate(bars) if n)])
        self._add(content, where, "cell", "")
        return where.source(len(content))

    def _paragraph(self, token: Token, body: str, lines: list[tuple[int, int]], kind: UnitKind) -> None:
        assert token.map
        offset = 0
        starts = []
        for number, line in enumerate(token.content.split("\n"), token.map[0]):
            begin, end = lines[number]
            bare = line.strip(" \t")
            at = body.rfind(bare, begin, end) - (len(line) - len(line.lstrip(" \t")))
            starts.append((offset, max(begin, at)))
            offset += len(line) + 1
        before = body[lines[token.map[0]][0] : starts[0][1]]
        self._add(token.content, _Offsets(starts), kind, _MARKER.sub(" ", before))

    def _add(self, content: str, where: _Offsets, kind: UnitKind, indent: str) -> None:
        notation = _Markdown(indent)
        for pieces in _runs(content, where, self._parser.marks(content, self._env)):
            found = inline(pieces, self._text)
            if found:
                self.found.append(Found(found, kind, notation))


class _Offsets:
    """From the content of a block, which is free of quotation marks and indents, to the source."""

    def __init__(self, starts: list[tuple[int, int]]) -> None:
        self._content = [content for content, _ in starts]
        self._source = [source for _, source in starts]

    def source(self, offset: int) -> int:
        line = bisect_right(self._content, offset) - 1
        return self._source[line] + offset - self._content[line]


def _runs(content: str, where: _Offsets, marks: list[Mark]) -> Iterator[list[Piece]]:
    """The pieces of a block; directives divide it."""
    directives = [
        Mark(*match.span(), role="standing", name="directive") for match in _DIRECTIVE.finditer(content)
    ]
    pieces: list[Piece] = []
    at = 0

    def piece(
        role: Literal["text", "open", "close", "standing"], start: int, end: int, name: str = ""
    ) -> Piece:
        return Piece(role, where.source(start), where.source(end), content[start:end], name)

    for mark in sorted([*directives, *marks]):
        if mark.start < at:  # inside a directive, or in the text of an image
            continue
        if mark.start > at:
            pieces.append(piece("text", at, mark.start))
        at = mark.end
        if mark.name == "directive":
            yield pieces
            pieces = []
        else:
            pieces.append(piece(mark.role, mark.start, mark.end, mark.name))
            if mark.label:
                pieces[-1].source = f"][{mark.label}]"
    if at < len(content):
        pieces.append(piece("text", at, len(content)))
    yield pieces


def _is_letter(character: str) -> bool:
    """Whether it is neither punctuation nor white space, nor missing."""
    return bool(character) and not character.isspace() and unicodedata.category(character)[0] not in "PS"


class _Markdown(Notation):
    def __init__(self, indent: str) -> None:
        self._indent = indent
        """What a further line of the same block begins with."""

    def escape(self, text: str, slot: Slot) -> str:
        source = slot.content.text
        # What the source uses, it uses as markup or has escaped already; a translation follows it.
        for character, special in _SPECIAL.items():
            if character in text and character not in source:
                text = special.sub(r"\\\g<0>", text)
        return text.replace("|", "\\|") if slot.kind == "cell" else text

    def prepared(self, target: str) -> str:
        return tags.tight(target)  # ``** bold **`` is none

    def raw(self, piece: Piece, filled: Filled, before: str, after: str) -> str:
        source = super().raw(piece, filled, before, after)
        if piece.name not in _EMPHASIS:
            return source
        inside, outside = (after, before) if piece.role == "open" else (before, after)
        # CommonMark's rule of flanking delimiters, which scripts without spaces easily run into.
        if _is_letter(outside) and (source.startswith("_") or not _is_letter(inside)):
            return f" {source}" if piece.role == "open" else f"{source} "
        return source

    def laid_out(self, written: str, slot: Slot, filled: Filled) -> str:
        start = _BLOCK_START.match(written)
        if not start or _BLOCK_START.match(slot.content.text):
            return written
        at = start.end() if start["number"] else 0
        return f"{written[:at]}\\{written[at:]}"

    def both(self, slot: Slot, source: str, target: str, filled: Filled) -> str:
        if slot.kind in {"cell", "heading"}:
            return f"{source}<br>{target}"
        end = line_end(filled.text, slot.start)
        if slot.kind == "list item":  # a blank line would set the items of the list apart
            return f"{source}\\{end}{self._indent}{target}"
        return f"{source}{end}{self._indent.rstrip()}{end}{self._indent}{target}"
