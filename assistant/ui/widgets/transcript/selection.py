"""What is selected: from one place in one message to another place in another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtGui import QColor

from assistant.ui.widgets.transcript import utf16
from assistant.ui.widgets.transcript.flow import Placed
from assistant.ui.widgets.transcript.part import Tint

_TO_THE_END = 1 << 60


class Position(NamedTuple):
    """A row, a part of its message, and a position in the part's text in UTF-16 units."""

    row: int
    part: int
    offset: int


class Selection:
    """Where the selection began and where it is drawn to."""

    def __init__(self) -> None:
        self.anchor: Position | None = None
        self.cursor: Position | None = None

    def clear(self) -> None:
        self.anchor = self.cursor = None

    def set(self, anchor: Position, cursor: Position) -> None:
        self.anchor, self.cursor = anchor, cursor

    @property
    def span(self) -> tuple[Position, Position] | None:
        """Beginning and end in reading order, or None if nothing is selected."""
        if self.anchor is None or self.cursor is None or self.anchor == self.cursor:
            return None
        return min(self.anchor, self.cursor), max(self.anchor, self.cursor)

    def rows(self) -> range:
        span = self.span
        return range(span[0].row, span[1].row + 1) if span else range(0)

    def tint(self, row: int, part: int, length: int, color: QColor) -> Tint | None:
        """What of a part is selected."""
        span = self.span
        if span is None:
            return None
        start, end = span
        if not (start.row, start.part) <= (row, part) <= (end.row, end.part):
            return None
        first = start.offset if (row, part) == (start.row, start.part) else 0
        last = min(end.offset, length) if (row, part) == (end.row, end.part) else length
        return Tint(first, last, color) if first < last else None

    def text(self, placed_in: Callable[[int], Sequence[Placed]], indent: float) -> str:
        """The selected text; ``placed_in`` gives the parts of a row, ``indent`` is that of one list level."""
        span = self.span
        if span is None:
            return ""
        start, end = span
        messages = []
        for row in range(start.row, end.row + 1):
            first = start if row == start.row else Position(row, 0, 0)
            last = end if row == end.row else Position(row, _TO_THE_END, 0)
            messages.append(text_between(placed_in(row), first, last, indent))
        return "\n\n".join(text for text in messages if text)


def text_between(parts: Sequence[Placed], first: Position, last: Position, indent: float) -> str:
    """The text of a message from one position to another, with the markers of its lists."""
    pieces: list[str] = []
    for at in range(first.part, min(last.part + 1, len(parts))):
        placed = parts[at]
        begin = first.offset if at == first.part else 0
        stop = last.offset if at == last.part else placed.part.length
        text = utf16.cut(placed.part.text, begin, stop)
        if not text:
            continue
        if placed.marker and begin == 0:
            text = f"{'  ' * (max(round(placed.indent / indent), 1) - 1)}{placed.marker} {text}"
        if pieces:
            pieces.append("\n" if placed.joined else "\n\n")
        pieces.append(text)
    return "".join(pieces)
