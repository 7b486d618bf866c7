"""A scroll area over rows whose heights are guessed until they come into sight.

Only visible rows are measured. Whatever turns out higher or lower than it was guessed, what the reader looks
at stays where it is; and who is at the end stays at the end while it grows.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

_PADDING = 20
_AT_END = 6
_ROUNDS = 12
"""More rounds of measuring than any real conversation needs before it settles."""


class VirtualScroll(QAbstractScrollArea):
    """Rows are numbered from 0; all heights and offsets are whole logical pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._heights = np.zeros(0, dtype=np.int64)
        self._measured = np.zeros(0, dtype=bool)
        self._tops: np.ndarray[tuple[int], np.dtype[np.int64]] | None = None
        self._following = True
        self._settling = False

    # For subclasses

    def measure(self, row: int) -> int:
        """The true height of a row that is about to be seen."""
        raise NotImplementedError

    def guess(self) -> Sequence[int]:
        """Heights of all rows, quickly."""
        raise NotImplementedError

    def settled(self) -> None:
        """The visible rows are measured and in place."""

    # Rows

    @property
    def row_count(self) -> int:
        return len(self._heights)

    @property
    def following(self) -> bool:
        """Whether the view stays at the end when rows grow."""
        return self._following

    def reset_rows(self) -> None:
        """All rows are others, or have other heights."""
        self._heights = np.asarray(self.guess(), dtype=np.int64)
        self._measured = np.zeros(len(self._heights), dtype=bool)
        self._tops = None

    def add_row(self, height: int) -> None:
        self._heights = np.append(self._heights, height)
        self._measured = np.append(self._measured, False)
        self._tops = None

    def cut_rows(self, count: int) -> None:
        """Keep the first ``count`` rows."""
        self._heights = self._heights[:count].copy()
        self._measured = self._measured[:count].copy()
        self._tops = None

    def resize_row(self, row: int, height: int) -> None:
        """A row has another height now; what is in sight does not move."""
        delta = height - int(self._heights[row])
        self._measured[row] = True
        if not delta:
            return
        above = self.top_of(row) + int(self._heights[row]) <= self.offset
        self._heights[row] = height
        self._tops = None
        if above and not self._following:
            self._scroll_to(self.offset + delta)

    def forget_row(self, row: int) -> None:
        """Measure a row again when it is seen next."""
        self._measured[row] = False

    def _all_tops(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        if self._tops is None:
            self._tops = np.concatenate(([0], np.cumsum(self._heights))) + _PADDING
        return self._tops

    def top_of(self, row: int) -> int:
        """Where a row begins, from the beginning of all."""
        return int(self._all_tops()[row])

    def height_of(self, row: int) -> int:
        return int(self._heights[row])

    def row_at(self, y: int) -> int:
        """The row at ``y`` from the beginning of all; the nearest if there is none."""
        row = int(np.searchsorted(self._all_tops(), y, side="right")) - 1
        return min(max(row, 0), max(self.row_count - 1, 0))

    @property
    def offset(self) -> int:
        """How far the view is scrolled."""
        return self.verticalScrollBar().value()

    def visible_rows(self) -> range:
        if not self.row_count:
            return range(0)
        bottom = self.offset + self.viewport().height()
        return range(self.row_at(self.offset), self.row_at(bottom) + 1)

    # Scrolling

    def settle(self) -> None:
        """Measure what is in sight and bring the scroll bar in line."""
        if self._settling or not self.row_count:
            if not self.row_count:
                self.verticalScrollBar().setRange(0, 0)
                self.settled()
            return
        self._settling = True
        try:
            for _ in range(_ROUNDS):
                if not self._measure_visible():
                    break
        finally:
            self._settling = False
        self.settled()
        self.viewport().update()

    def _measure_visible(self) -> bool:
        """One round; true if heights have changed, so that other rows may be in sight."""
        self._set_range()
        rows = self.visible_rows()
        known = next((row for row in rows if self._measured[row]), rows.start)
        anchor = known if self.offset else 0
        distance = self.top_of(anchor) - self.offset
        changed = False
        for row in rows:
            if not self._measured[row]:
                height = self.measure(row)
                self._measured[row] = True
                if height != self._heights[row]:
                    self._heights[row] = height
                    changed = True
        if changed:
            self._tops = None
            self._set_range()
            if not self._following:
                self._scroll_to(self.top_of(anchor) - distance)
        return changed

    def _set_range(self) -> None:
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        end = max(int(self._all_tops()[-1]) - height, 0)
        settling, self._settling = self._settling, True
        bar.setPageStep(height)
        bar.setSingleStep(40)
        bar.setRange(0, end)
        if self._following:
            bar.setValue(end)
        self._settling = settling

    def _scroll_to(self, value: int) -> None:
        """Move without taking it for the reader's wish."""
        settling, self._settling = self._settling, True
        self._set_range()
        self.verticalScrollBar().setValue(value)
        self._settling = settling

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._settling:
            return
        self._following = self.offset >= self.verticalScrollBar().maximum() - _AT_END
        self.settle()

    def follow(self) -> None:
        """Go to the end and stay there."""
        self._following = True
        self.settle()

    def reveal(self, row: int, y: int) -> None:
        """Bring the place ``y`` pixels below the beginning of a row into sight, if it is not there."""
        height = self.viewport().height()
        place = self.top_of(row) + y
        if not self.offset + _PADDING <= place <= self.offset + height - 3 * _PADDING:
            self._following = False
            self._scroll_to(place - height // 3)
        self.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.width_changed()
        self.settle()

    def width_changed(self) -> None:
        """Guess all heights anew and keep the row in sight that is at the top."""
        rows = self.visible_rows()
        first = rows.start
        share = (self.offset - self.top_of(first)) / max(self.height_of(first), 1) if self.row_count else 0.0
        self.reset_rows()
        if self.row_count and not self._following:
            self._heights[first] = self.measure(first)
            self._measured[first] = True
            self._tops = None
            self._scroll_to(self.top_of(first) + round(share * self.height_of(first)))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.settle()
        return super().event(event)
