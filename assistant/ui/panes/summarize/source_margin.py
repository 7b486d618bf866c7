"""The strip beside the text: where points rest on it, and, while it is read, how far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from assistant.tasks.summarize import SectionState
from assistant.ui import theme
from assistant.ui.panes.summarize.wording import Wording
from assistant.ui.widgets.offsets import Offsets

if TYPE_CHECKING:
    from assistant.ui.panes.summarize.source_text import SourceText, UsedPlace

WIDTH = 18
_READ_X, _READ_WIDTH = 3.0, 2.0
_MARK_X, _MARK_WIDTH = 9.0, 4.0
_FAINT = 120
"""Opacity, of 255, of marks other than those of the point that is shown."""


class SourceMargin(QWidget):
    """Belongs to a :class:`SourceText`. A click on a mark asks for its point."""

    def __init__(self, text: SourceText) -> None:
        super().__init__(text)
        self.setObjectName("sourceMargin")
        self._text = text
        self._wording = Wording()
        self._sections: tuple[SectionState, ...] = ()
        self._offsets = Offsets("")
        self.setMouseTracking(True)

    def set_sections(self, sections: tuple[SectionState, ...], offsets: Offsets) -> None:
        """How far the text is read, in its order; empty: nothing is under way.

        A text of a thousand pages has thousands: only those that are seen are put into Qt's positions.
        """
        if sections != self._sections:
            self._sections = sections
            self._offsets = offsets
            self.update()

    def marks(self) -> list[tuple[QRectF, UsedPlace]]:
        """What is drawn now for the points."""
        first, last = self._text.visible_range()
        return [
            (QRectF(_MARK_X, line.top() + 1, _MARK_WIDTH, max(3, line.height() - 2)), place)
            for place in self._text.places
            if place.start <= last and place.end >= first
            for line in self._text.lines_of(place.start, place.end)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        faint = QColor(colors.accent)
        faint.setAlpha(_FAINT)
        first, last = self._text.visible_range()
        seen_from, seen_to = self._offsets.from_qt(first), self._offsets.from_qt(last)
        for section in self._sections:
            if section.state == "waiting" or section.start > seen_to or section.end < seen_from:
                continue
            painter.setBrush(colors.accent if section.state == "reading" else colors.line)
            start, end = map(self._offsets.to_qt, (section.start, section.end))
            for line in self._text.lines_of(start, end):
                painter.drawRect(QRectF(_READ_X, line.top(), _READ_WIDTH, line.height()))
        shown = self._text.highlights
        for box, place in self.marks():
            active = any(span.start < place.end and span.end > place.start for span in shown)
            painter.setBrush(colors.accent if active else faint)
            painter.drawRoundedRect(box, _MARK_WIDTH / 2, _MARK_WIDTH / 2)

    def _numbers_at(self, point: QPoint) -> list[int]:
        found = (place.numbers for box, place in self.marks() if box.top() <= point.y() <= box.bottom())
        return sorted({number for numbers in found for number in numbers})

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = bool(self._numbers_at(event.position().toPoint()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else the release goes to the text

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        numbers = self._numbers_at(event.position().toPoint())
        if numbers and event.button() == Qt.MouseButton.LeftButton:
            self._text.point_requested.emit(numbers[0])

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            numbers = self._numbers_at(event.pos())
            if numbers:
                QToolTip.showText(event.globalPos(), self._wording.used_by(numbers), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)
