"""An answer that is still being written: only its open end is parsed again.

Whatever later text cannot change is frozen, so that the cost of a token does not depend on how long the
answer is already. Three kinds of block can be long on their own and are extended instead of parsed again:
lists item by item, tables row by row, fenced code line by line. Anything else is cut where it exceeds what
may be parsed at once.

However a text is divided when it is fed, its blocks are the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.documents.mathematics import CLOSERS
from assistant.ui.markdown.blocks import Block, Code, Formula, Row, Table
from assistant.ui.markdown.parser import Piece, is_blank, is_closing, parse

LIMIT = 4_000
"""Characters that are parsed at once; a thousand take about a millisecond."""

_OPEN_ROWS = 8


@dataclass(slots=True)
class _OpenCode:
    block: Code
    fence: str
    indent: int
    nested: bool
    complete: int = 0
    """Lines of the block that are; one more may be there in part."""

    def add(self, line: str) -> None:
        del self.block.lines[self.complete :]
        self.block.lines.append(_dedented(line, self.indent))

    def ends_before(self, line: str) -> bool:
        """Whether ``line`` is indented less than the list item that the code is in."""
        return self.nested and bool(line.strip()) and not line.expandtabs(4).startswith(" " * self.indent)


@dataclass(slots=True)
class _OpenTable:
    head: str
    """Its first two lines of source."""
    rows: list[Row]


class MarkdownStream:
    """The blocks of a text that grows at its end."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._frozen = 0
        self._tail = ""
        self._number: int | None = None
        self._tight = False
        self._code: _OpenCode | None = None
        self._table: _OpenTable | None = None

    def feed(self, text: str) -> int:
        """Append ``text``; returns the index of the first block that is new or may have changed."""
        changed = self._frozen
        self._tail += text.replace("\r", "")
        while self._extend_code(self._code) if self._code else self._advance():
            pass
        return changed

    def finish(self) -> int:
        """No more text will come; returns what :meth:`feed` returns."""
        changed = self._frozen
        if self._code and self._tail.strip() and not is_closing(self._tail, self._code.fence):
            self._code.add(self._tail)
        self._code = None
        self._tail = ""
        self._freeze_blocks()
        return changed

    def _advance(self) -> bool:
        """Parse what is open; true if a part of it is final now and what remains must be looked at."""
        window = self._tail[:LIMIT]
        cut = len(window) < len(self._tail)
        head = self._table.head if self._table else ""
        source = head + window
        pieces = self._parse(source)
        lines = source.split("\n")
        if not pieces:
            if cut:
                self._tail = self._tail[len(window) :]
            return cut
        last = pieces[-1]
        if _opens_code(last, lines, cut):
            self._enter_code(last, lines, len(head))
            return True
        final = _final(pieces, lines) or (len(pieces) - 1 if cut else 0)
        if final:
            self._freeze(pieces, final, lines, len(head))
            return cut
        if self._freeze_rows(pieces[0], lines, len(head)):
            return cut
        if cut:
            end = _cut(window)
            self._parse(head + window[:end])
            self._drop(end, tight=True)
        return cut

    def _parse(self, source: str) -> list[Piece]:
        pieces = parse(source, self._number, self._tight)
        if self._table and pieces and isinstance(table := pieces[0].blocks[0], Table):
            table.rows = self._table.rows + table.rows
        self.blocks[self._frozen :] = [block for piece in pieces for block in piece.blocks]
        return pieces

    def _drop(self, length: int, *, tight: bool, number: int | None = None) -> None:
        """Everything shown is final, and ``length`` characters of source are done with."""
        self._tail = self._tail[length:]
        self._tight = tight
        self._number = number
        self._table = None
        self._freeze_blocks()

    def _freeze_blocks(self) -> None:
        for block in self.blocks[self._frozen :]:
            if isinstance(block, Code):
                block.closed = True
        self._frozen = len(self.blocks)

    def _freeze(self, pieces: list[Piece], final: int, lines: list[str], head: int) -> None:
        line = pieces[final].line
        while is_blank(lines[line - 1]):  # a blank line tells the next piece that it is not tight
            line -= 1
        open_blocks = [block for piece in pieces[final:] for block in piece.blocks]
        del self.blocks[len(self.blocks) - len(open_blocks) :]
        tight = line == pieces[final].line
        self._drop(_offset(lines, line) - head, tight=tight, number=pieces[final].number)
        self.blocks += open_blocks

    def _freeze_rows(self, piece: Piece, lines: list[str], head: int) -> bool:
        """Keep the complete rows of a table and only its head and open row as source."""
        table = piece.blocks[0]
        if not isinstance(table, Table) or table.place.containers:
            return False
        known = len(self._table.rows) if self._table else 0
        body = piece.line + 2
        complete = len(lines) - 1 - body
        if complete < _OPEN_ROWS or len(table.rows) - known not in (complete, complete + 1):
            return False
        self._tail = self._tail[_offset(lines, len(lines) - 1) - head :]
        source = "\n".join(lines[piece.line : body]) + "\n"
        self._table = _OpenTable(source, table.rows[: known + complete])
        return True

    def _enter_code(self, piece: Piece, lines: list[str], head: int) -> None:
        block = piece.blocks[-1]
        assert isinstance(block, Code)
        indent = lines[piece.fence_line].expandtabs(4).index(piece.fence)
        self._drop(_offset(lines, piece.fence_line + 1) - head, tight=True)
        self._frozen -= 1
        block.closed = False
        block.lines.clear()
        self._code = _OpenCode(block, piece.fence, indent, bool(block.place.containers))

    def _extend_code(self, code: _OpenCode) -> bool:
        *complete, rest = self._tail.split("\n")
        for at, line in enumerate(complete):
            closing = is_closing(line, code.fence)
            if closing or code.ends_before(line):
                return self._leave_code(code, [*complete[at + closing :], rest])
            code.add(line)
            code.complete += 1
        if code.ends_before(rest):
            return self._leave_code(code, [rest])
        self._tail = rest
        del code.block.lines[code.complete :]
        if rest.strip(" \t").strip(code.fence[0]):  # what may become a closing fence is not shown as code
            code.add(rest)
        return False

    def _leave_code(self, code: _OpenCode, remaining: list[str]) -> bool:
        del code.block.lines[code.complete :]
        self._code = None
        self._tail = "\n".join(remaining)
        self._freeze_blocks()
        return True


def _cut(window: str) -> int:
    """Where to cut a block that is too long: behind its last line, else its last word, else anywhere."""
    return (window.rfind("\n") + 1) or (window.rfind(" ") + 1) or len(window)


def _offset(lines: list[str], line: int) -> int:
    return sum(map(len, lines[:line])) + line


def _dedented(line: str, indent: int) -> str:
    column = 0
    for at, character in enumerate(line):
        if column >= indent or character not in " \t":
            return " " * (column - indent) + line[at:]
        column += 4 - column % 4 if character == "\t" else 1
    return " " * (column - indent)


def _opens_code(piece: Piece, lines: list[str], cut: bool) -> bool:
    """Whether it ends in fenced code that is open and can be extended on its own.

    Within a list item that is only done when it must be: what follows the code has lost its item then.
    """
    block = piece.blocks[-1]
    if not isinstance(block, Code) or piece.fence_line >= len(lines) - 1:
        return False
    if block.closed and not lines[-1].strip():
        return False
    return not block.place.containers or (cut and "quote" not in block.place.containers)


def _final(pieces: list[Piece], lines: list[str]) -> int:
    """How many pieces from the first on cannot change any more.

    The last one is open. Until the lines that make it what it is are complete, it may turn out to belong to
    the one before. A formula that is not closed yet may swallow what follows up to a blank line.
    """
    final = len(pieces) - 1
    match pieces[-1].blocks[0]:
        case Table():
            settled = pieces[-1].line + 2 < len(lines)
        case Formula():
            settled = not lines[-1].strip()
        case _:
            settled = pieces[-1].line + 1 < len(lines)
    if not settled:
        final -= 1
    formula = _open_formula(lines)
    while final > 0 and formula < pieces[final].line:
        final -= 1
    return max(final, 0)


def _open_formula(lines: list[str]) -> int:
    """The line in which a formula begins that has no end yet, or the number of lines."""
    begin = len(lines)
    closer = ""
    for at, line in enumerate(lines):
        text = line.lstrip(" \t>-*+0123456789.)")
        if not line.strip() and at < len(lines) - 1:
            closer = ""
        elif closer in line and closer:
            # What closes nothing, because it is empty or more text stands behind, may open in its turn.
            if text[:2] in CLOSERS and (at == begin + 1 or text[2:].strip()):
                closer, begin = CLOSERS[text[:2]], at
            else:
                closer = ""
        elif closer:
            continue
        elif text[:2] in CLOSERS and CLOSERS[text[:2]] not in text[2:]:
            closer, begin = CLOSERS[text[:2]], at
    return begin if closer else len(lines)
