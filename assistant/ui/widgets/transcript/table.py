"""Tables painted row by row, with hairlines that are even at every scale.

Rows are laid out in portions; those that are not yet have the height of one line. Column widths come from
the first rows only, so that a long table does not move while it grows.
"""

from __future__ import annotations

import bisect
import math
import time
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from assistant.ui.markdown.blocks import Row, Table, plain_text
from assistant.ui.widgets.transcript import formulas, utf16
from assistant.ui.widgets.transcript.part import Control, Part, Tint
from assistant.ui.widgets.transcript.prose import ProsePart
from assistant.ui.widgets.transcript.typography import Typography, hairline, snapped

WIDEST = 40
"""Columns; what has more is shown as text."""

_MEASURED_ROWS = 30
_RADIUS = 8.0
_NARROWEST = 72
_SLICE = 8


class TablePart(Part):
    """``block`` may gain rows; :meth:`refresh` takes them over."""

    def __init__(self, block: Table, typography: Typography) -> None:
        super().__init__()
        self._typography = typography
        self._pad = QPointF(typography.theme.px(12), typography.theme.px(5))
        self._block = block
        self._cells: list[list[ProsePart]] = []
        self._natural = [0.0] * len(block.head)
        self._columns: list[float] = []
        self._tops: list[float] = [0.0]
        self._text: str | None = None
        self._starts: list[int] = []
        self._scroll = 0.0
        self._formulas: list[tuple[int, ProsePart]] = []
        """Cells with formulas that are not drawn yet, and their columns."""
        self.cached = False
        self.refresh(block)

    def refresh(self, block: Table) -> None:
        """Take over the block as it is now; rows that are as before are kept."""
        known = (self._block.head, *self._block.rows) if self._cells else ()
        rows = (block.head, *block.rows)
        same = 0
        while same < min(len(known), len(rows)) and known[same] == rows[same]:
            same += 1
        del self._cells[same:]
        self._block = block
        self._text = None
        self._make_rows(min(len(rows), max(same + _SLICE, _SLICE)))
        if self.width:
            self.lay_out()
        self.touch()

    def takes(self, block: Table) -> bool:
        """Whether ``block`` can be this table, grown."""
        return len(block.head) == len(self._natural) and block.aligns == self._block.aligns

    @property
    def _rows(self) -> Sequence[Row]:
        return (self._block.head, *self._block.rows)

    def _make_rows(self, end: int) -> None:
        rows = self._rows
        for at in range(len(self._cells), end):
            cells = [
                ProsePart(spans, self._typography, align=align, strong=at == 0)
                for spans, align in zip(rows[at], self._block.aligns, strict=True)
            ]
            if at < _MEASURED_ROWS:
                self._natural = [
                    max(known, cell.natural_width() + 2)
                    for known, cell in zip(self._natural, cells, strict=True)
                ]
            self._formulas += [(column, cell) for column, cell in enumerate(cells) if cell.pending]
            self._cells.append(cells)

    @property
    def pending(self) -> bool:
        return len(self._cells) <= len(self._block.rows) or bool(self._formulas)

    def work(self, deadline: float) -> bool:
        if not self.pending:
            return False
        before = self.height
        if self._formulas and formulas.available():
            self._typeset(deadline)
        while len(self._cells) <= len(self._block.rows) and time.perf_counter() < deadline:
            self._make_rows(min(len(self._cells) + _SLICE, len(self._block.rows) + 1))
            self.lay_out()
        self.touch()
        return self.height != before

    def _typeset(self, deadline: float) -> None:
        while self._formulas:
            column, cell = self._formulas.pop()
            cell.work(math.inf)
            self._natural[column] = max(self._natural[column], cell.natural_width() + 2)
            if time.perf_counter() > deadline:
                break
        self._columns = []
        self.lay_out()

    # Layout

    def lay_out(self) -> None:
        columns = self._share(self.width)
        fresh = columns != self._columns
        self._columns = columns
        if fresh:
            del self._tops[1:]
        else:
            del self._tops[min(len(self._tops), len(self._cells)) :]
        for row in self._cells[len(self._tops) - 1 :]:
            for cell, width in zip(row, columns, strict=True):
                cell.set_width(width)
            self._tops.append(self._tops[-1] + max(cell.height for cell in row) + 2 * self._pad.y())
        missing = len(self._block.rows) + 1 - len(self._cells)
        self._total = sum(columns) + 2 * self._pad.x() * len(columns)
        self.ink_width = min(self._total, self.width)
        bar = 12 if self.overflow else 0
        line = self._typography.line_height + 2 * self._pad.y()
        self.height = self._tops[-1] + missing * line + bar
        self._scroll = min(self._scroll, self.overflow)

    def _share(self, width: float) -> list[float]:
        """Widths of columns: as they like if that fits; else the wide ones give way, down to a limit."""
        room = width - 2 * self._pad.x() * len(self._natural)
        if sum(self._natural) <= room:
            return list(self._natural)
        least = float(self._typography.theme.px(_NARROWEST))
        # The level at which all columns that are wider are cut so that the whole fits.
        rest, level = room, least
        for left, natural in zip(range(len(self._natural), 0, -1), sorted(self._natural), strict=True):
            level = rest / left
            if natural > level:
                break
            rest -= natural
        return [min(natural, max(level, least)) for natural in self._natural]

    @property
    def overflow(self) -> float:
        return max(self._total - self.width, 0.0)

    def scroll_by(self, pixels: float) -> bool:
        scroll = min(max(self._scroll + pixels, 0.0), self.overflow)
        moved = scroll != self._scroll
        self._scroll = scroll
        return moved

    def _lefts(self) -> list[float]:
        return list(accumulate((width + 2 * self._pad.x() for width in self._columns), initial=0.0))

    # Painting

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, tints: Sequence[Tint]) -> None:
        colors = self._typography.colors
        line = hairline(painter)
        x, y = snapped(painter, origin.x()), snapped(painter, origin.y())
        height = self._tops[-1]
        frame = QRectF(x, y, snapped(painter, self.ink_width), snapped(painter, height))
        outline = QPainterPath()
        outline.addRoundedRect(frame.adjusted(line / 2, line / 2, -line / 2, -line / 2), _RADIUS, _RADIUS)
        lefts = [left - self._scroll for left in self._lefts()]
        seen = frame.intersected(clip)
        first = max(bisect.bisect_right(self._tops, seen.top() - y) - 1, 0)
        last = min(bisect.bisect_left(self._tops, seen.bottom() - y), len(self._cells))
        painter.save()
        painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
        painter.fillRect(QRectF(x, y, frame.width(), self._tops[1]), colors.code_head)
        spots = self._spots(tints)
        for row in range(first, last):
            top = y + self._tops[row] + self._pad.y()
            for column, cell in enumerate(self._cells[row]):
                corner = QPointF(x + lefts[column] + self._pad.x(), top)
                cell.paint(painter, corner, clip, spots.get((row, column), ()))
            if row:
                painter.fillRect(
                    QRectF(x, snapped(painter, y + self._tops[row]), frame.width(), line), colors.line
                )
        for left in lefts[1:-1]:
            painter.fillRect(QRectF(snapped(painter, x + left), y, line, height), colors.line)
        painter.restore()
        painter.setPen(QPen(colors.line, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
        if self.overflow:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.muted if self._hovered == "scroll-table" else colors.line)
            painter.drawRoundedRect(self._scroll_bar().translated(origin), 2.5, 2.5)

    def _spots(self, tints: Sequence[Tint]) -> dict[tuple[int, int], list[Tint]]:
        """Tints of the whole text as tints of cells."""
        spots: dict[tuple[int, int], list[Tint]] = {}
        for tint in tints:
            for at in range(self._cell_at(tint.start), self._cell_at(tint.end) + 1):
                start = self._starts[at]
                row, column = divmod(at, len(self._columns))
                spot = Tint(max(tint.start - start, 0), tint.end - start, tint.color)
                spots.setdefault((row, column), []).append(spot)
        return spots

    def _scroll_bar(self) -> QRectF:
        share = self.width / self._total
        x = (self.width - self.width * share) * self._scroll / self.overflow
        return QRectF(x, self.height - 7, max(self.width * share, 24), 5)

    @property
    def scroll_per_pixel(self) -> float:
        return self._total / self.width

    def controls(self) -> Sequence[Control]:
        found = []
        lefts = self._lefts()
        for row, cells in enumerate(self._cells):
            for column, cell in enumerate(cells):
                corner = QPointF(
                    lefts[column] + self._pad.x() - self._scroll, self._tops[row] + self._pad.y()
                )
                for control in cell.controls():
                    area = control.rect.translated(corner)
                    found.append(Control(control.kind, area, control.name, control.href))
        if self.overflow:
            found.append(Control("scroll-table", self._scroll_bar().adjusted(0, -4, 0, 4), ""))
        return found

    # Text

    @property
    def text(self) -> str:
        if self._text is None:
            cells = [[plain_text(spans).replace("\n", " ") for spans in row] for row in self._rows]
            self._text = "\n".join("\t".join(row) for row in cells)
            lengths = (utf16.length(cell) + 1 for row in cells for cell in row)
            self._starts = list(accumulate(lengths, initial=0))[:-1]
        return self._text

    def _cell_at(self, position: int) -> int:
        assert self.text is not None
        return max(bisect.bisect_right(self._starts, position) - 1, 0)

    def hit(self, point: QPointF) -> int:
        assert self.text is not None
        row = bisect.bisect_right(self._tops, point.y()) - 1
        if row < 0:
            return 0
        if row >= len(self._cells):
            return self.length
        lefts = self._lefts()
        x = point.x() + self._scroll
        column = min(max(bisect.bisect_right(lefts, x) - 1, 0), len(self._columns) - 1)
        inside = QPointF(x - lefts[column] - self._pad.x(), point.y() - self._tops[row] - self._pad.y())
        return self._starts[row * len(self._columns) + column] + self._cells[row][column].hit(inside)

    def rects(self, start: int, end: int) -> list[QRectF]:
        found = []
        lefts = self._lefts()
        for at in range(self._cell_at(start), self._cell_at(end) + 1):
            row, column = divmod(at, len(self._columns))
            if row < len(self._cells):
                corner = QPointF(
                    lefts[column] + self._pad.x() - self._scroll, self._tops[row] + self._pad.y()
                )
                begin = self._starts[at]
                cell = self._cells[row][column]
                found += [rect.translated(corner) for rect in cell.rects(max(start - begin, 0), end - begin)]
        return found
