"""From Markdown source to pieces: the smallest parts of an answer that later text cannot change any more.

A piece is a block at the top level, or one item of a list at the top level. CommonMark with tables,
strikethrough, task lists and mathematics, with four deviations. HTML is literal text. A line break stays a
line break. Four spaces of indentation are no code: models indent by accident. Links by reference stay as
they are written, because their address would come at the end, when what refers to it was shown long ago.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, fence
from markdown_it.token import Token

from assistant.documents import mathematics
from assistant.ui.markdown.blocks import (
    Align,
    Block,
    Code,
    Container,
    Formula,
    Place,
    Prose,
    Rule,
    Spans,
    Table,
)
from assistant.ui.markdown.inline import spans
from assistant.ui.markdown.safety import visible

_NESTING = 60
"""Levels; a list has two. The library drops what is nested deeper, so that it is made plain text before."""

_BULLETS = "•◦▪"
_TASKS = {"[ ] ": "☐", "[x] ": "☑", "[X] ": "☑"}


@dataclass(slots=True)
class Piece:
    """``line`` is where it begins in the source; ``number`` counts the items of an ordered list."""

    line: int
    blocks: list[Block] = field(default_factory=list)
    number: int | None = None
    fence: str = ""
    """The opening fence if the last block is a fenced one."""
    fence_line: int = 0


@functools.cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": _NESTING})
    markdown.enable("table")
    markdown.disable(["code", "reference", "html_block"])
    mathematics.install(markdown)
    # A fence is decided by its own line; a table needs a second one, which may not have arrived.
    markdown.block.ruler.before("table", "first_fence", fence, {"alt": ["paragraph", "blockquote", "list"]})
    markdown.block.ruler.before("first_fence", "too_deep", _too_deep)
    markdown.disable("inline")  # that is done block by block
    return markdown


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level < _NESTING - 2:
        return False
    state.push("paragraph_open", "p", 1).map = [start, end]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, end, state.blkIndent, False).strip()
    inline.map = [start, end]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    state.line = end
    return True


def parse(source: str, number: int | None = None, tight: bool = False) -> list[Piece]:
    """The pieces of ``source``.

    If it is the rest of a longer text: ``number`` is that of its first item when it begins within an ordered
    list, and ``tight`` tells that no blank line stands before it.
    """
    return _Builder(source.split("\n"), number, tight).build(_markdown().parse(source))


class _Builder:
    """Walks the token stream once and keeps track of the containers it is in."""

    def __init__(self, lines: list[str], number: int | None, tight: bool) -> None:
        self._lines = lines
        self._first_number = number
        self._tight = tight
        self._containers: list[Container] = []
        self._numbers: list[int | None] = []
        self._marker = ""
        self._pieces: list[Piece] = []

    def build(self, tokens: Sequence[Token]) -> list[Piece]:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.level == 0 and token.nesting >= 0 and not token.type.endswith("list_open"):
                self._begin(token)
            if token.type == "table_open":
                end = _closing(tokens, at, "table_close")
                self._add(_table(tokens[at:end], self._place(token)))
                at = end
            else:
                self._visit(token, tokens, at)
            at += 1
        return [piece for piece in self._pieces if piece.blocks]

    def _begin(self, token: Token, number: int | None = None) -> None:
        assert token.map is not None
        self._pieces.append(Piece(token.map[0], number=number))

    def _add(self, block: Block) -> None:
        self._pieces[-1].blocks.append(block)

    def _place(self, token: Token) -> Place:
        assert token.map is not None
        line = token.map[0]
        tight = not is_blank(self._lines[line - 1]) if line else self._tight
        marker, self._marker = self._marker, ""
        return Place(tuple(self._containers), marker, tight)

    def _visit(self, token: Token, tokens: Sequence[Token], at: int) -> None:
        match token.type:
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                if token.level == 0 and not self._pieces and self._first_number is not None:
                    start = self._first_number
                self._numbers.append(start)
            case "bullet_list_open":
                self._numbers.append(None)
            case "ordered_list_close" | "bullet_list_close":
                self._numbers.pop()
            case "list_item_open":
                self._open_item(token)
            case "list_item_close":
                if self._marker:  # an item without content
                    self._add(Prose((), Place(tuple(self._containers), self._marker, True)))
                    self._marker = ""
                self._containers.pop()
            case "blockquote_open":
                self._containers.append("quote")
            case "blockquote_close":
                self._containers.pop()
            case "inline":
                level = int(tokens[at - 1].tag[1]) if tokens[at - 1].type == "heading_open" else 0
                self._add(self._prose(token, level))
            case "fence":
                self._add_code(token)
            case "math_block":
                self._add(Formula(token.content, self._place(token)))
            case "hr":
                self._add(Rule(self._place(token)))

    def _open_item(self, token: Token) -> None:
        number = self._numbers[-1]
        if token.level == 1 and len(self._numbers) == 1:
            self._begin(token, number)
        if number is None:
            depth = self._containers.count("item")
            self._marker = _BULLETS[min(depth, len(_BULLETS) - 1)]
        else:
            self._marker = f"{number}."
            self._numbers[-1] = number + 1
        self._containers.append("item")

    def _prose(self, token: Token, level: int) -> Prose:
        place = self._place(token)
        text = token.content
        if place.marker and (task := _TASKS.get(text[:4])):
            place = Place(place.containers, task, place.tight)
            text = text[4:].lstrip()
        return Prose(spans(text), place, level)

    def _add_code(self, token: Token) -> None:
        assert token.map is not None
        start, end = token.map
        body = token.content.split("\n")
        if token.content.endswith("\n"):
            body.pop()
        if not token.content:
            body = []
        last = self._lines[end - 1].strip(" \t>") if end - start > 1 else ""
        closed = is_closing(last, token.markup)
        words = token.info.split()
        self._add(Code(visible(words[0]) if words else "", body, self._place(token), closed))
        self._pieces[-1].fence = token.markup
        self._pieces[-1].fence_line = start


def is_blank(line: str) -> bool:
    """Whether a line separates blocks, be it within a quote."""
    return not line.strip(" \t>")


def is_closing(line: str, fence: str) -> bool:
    """Whether ``line`` ends a block that ``fence`` has opened."""
    text = line.strip(" \t")
    return len(text) >= len(fence) and not text.strip(fence[0])


def _closing(tokens: Sequence[Token], at: int, kind: str) -> int:
    while tokens[at].type != kind:
        at += 1
    return at


def _table(tokens: Sequence[Token], place: Place) -> Table:
    rows: list[list[Spans]] = []
    aligns: list[Align] = []
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            aligns.append(_align(token))
        elif token.type == "inline" and tokens[at - 1].type in ("th_open", "td_open"):
            rows[-1].append(spans(token.content))
    head, *body = (tuple(row) for row in rows)
    return Table(head, tuple(aligns), body, place)


def _align(token: Token) -> Align:
    style = str(token.attrGet("style") or "")
    return cast(Align, style.removeprefix("text-align:")) if style else "left"
