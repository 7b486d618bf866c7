"""What stands beside the words: bars of quotes, markers of lists, the line of the context, the caret."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from assistant.ui.widgets.transcript.flow import Placed
from assistant.ui.widgets.transcript.typography import Typography, hairline, snapped

CONTEXT = 44
"""Height of the line where the context begins, before zoom."""


def paint_bars(
    painter: QPainter, origin: QPointF, typography: Typography, placed: Placed, following: Placed | None
) -> None:
    """The bars of the quotes that a part stands in."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(typography.colors.line)
    for bar in placed.bars:
        # A bar runs on across the gap to the next part of the same quote.
        goes_on = following is not None and bar in following.bars
        bottom = following.y + 4 if following is not None and goes_on else placed.bottom
        left = origin.x() + placed.x - placed.indent + bar
        painter.drawRoundedRect(QRectF(left, origin.y() + placed.y, 3, bottom - placed.y), 1.5, 1.5)


def paint_marker(painter: QPainter, origin: QPointF, typography: Typography, placed: Placed) -> None:
    """The bullet, number or box of a list item."""
    right = origin.x() + placed.x - typography.theme.px(8)
    top = origin.y() + placed.y
    if placed.marker in "☐☑":
        _paint_box(painter, QPointF(right, top), typography, placed.marker == "☑")
        return
    painter.setFont(typography.text)
    painter.setPen(typography.colors.muted)
    area = QRectF(right - 80, top, 80, typography.line_height)
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, placed.marker)


def _paint_box(painter: QPainter, corner: QPointF, typography: Typography, checked: bool) -> None:
    colors = typography.colors
    size = typography.theme.px(14)
    left = snapped(painter, corner.x() - size + 2)
    top = snapped(painter, corner.y() + (typography.line_height - size) / 2)
    box = QRectF(left, top, size, size)
    painter.setPen(QPen(colors.accent if checked else colors.muted, 1.3))
    painter.setBrush(colors.accent if checked else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3.5, 3.5)
    if checked:
        painter.setPen(QPen(colors.on_accent, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        unit = size / 14
        stroke = [QPointF(3.6, 7.2), QPointF(6, 9.6), QPointF(10.4, 4.6)]
        painter.drawPolyline([box.topLeft() + point * unit for point in stroke])


def paint_context(
    painter: QPainter, origin: QPointF, typography: Typography, width: float, label: str
) -> None:
    """The labelled line above the first message that the model sees."""
    room = typography.caption_metrics.horizontalAdvance(label) + typography.theme.px(24)
    y = snapped(painter, origin.y() + typography.theme.px(CONTEXT) / 2 - typography.theme.px(8))
    middle = origin.x() + width / 2
    side = max((width - room) / 2, 0.0)
    line = hairline(painter)
    painter.fillRect(QRectF(origin.x(), y, side, line), typography.colors.line)
    painter.fillRect(QRectF(origin.x() + width - side, y, side, line), typography.colors.line)
    painter.setPen(typography.colors.muted)
    painter.setFont(typography.caption)
    area = QRectF(middle - width / 2, y - 12, width, 24)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, label)


def paint_caret(painter: QPainter, end: QPointF, typography: Typography) -> None:
    """The dot behind the last word of an answer that is being written."""
    radius = typography.theme.px(8) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(typography.colors.accent)
    painter.drawEllipse(end + QPointF(2.5 * radius, 0), radius, radius)
