"""What is sent in the place of older messages, shown where they end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from assistant.ui import icons
from assistant.ui.markdown.blocks import Span
from assistant.ui.widgets.transcript.message import ContextLine
from assistant.ui.widgets.transcript.part import Control, Part, Tint
from assistant.ui.widgets.transcript.prose import ProsePart
from assistant.ui.widgets.transcript.typography import Typography, snapped

_RADIUS = 10.0


class ContextNotePart(Part):
    """A card: a caption with a button, and the text below it."""

    def __init__(self, line: ContextLine, typography: Typography) -> None:
        super().__init__()
        self._typography = typography
        self._caption = ProsePart((Span(line.caption),), typography, quiet=True)
        self._body = ProsePart((Span(line.text or ""),), typography)

    @property
    def text(self) -> str:
        return self._body.text

    def lay_out(self) -> None:
        pad = self._pad
        self._caption.set_width(self.width - 3 * pad - self._size)
        self._body.set_width(self.width - 2 * pad)
        self.ink_width = self.width
        self.height = self._top + self._body.height + pad if self.text else self._caption.height + 2 * pad

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, tints: Sequence[Tint]) -> None:
        colors = self._typography.colors
        pad = self._pad
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.code)
        painter.drawRoundedRect(QRectF(origin.x(), origin.y(), self.width, self.height), _RADIUS, _RADIUS)
        self._caption.paint(painter, origin + QPointF(pad, pad), clip, ())
        button = self._button.translated(origin)
        if self.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.hover)
            painter.drawRoundedRect(button, _RADIUS / 2, _RADIUS / 2)
        ratio = painter.device().devicePixelRatio()
        inset = (button.width() - self._size) / 2
        corner = QPointF(snapped(painter, button.x() + inset), snapped(painter, button.y() + inset))
        ink = colors.text if self.hovered else colors.muted
        painter.drawPixmap(corner, icons.pixmap("edit", self._size, ratio, ink))
        self._body.paint(painter, origin + QPointF(pad, self._top), clip, tints)

    def hit(self, point: QPointF) -> int:
        return self._body.hit(point - QPointF(self._pad, self._top))

    def rects(self, start: int, end: int) -> list[QRectF]:
        return [rect.translated(self._pad, self._top) for rect in self._body.rects(start, end)]

    def controls(self) -> Sequence[Control]:
        name = QCoreApplication.translate("Transcript", "Edit the summary")
        return [Control("edit-note", self._button, name)]

    @property
    def _pad(self) -> int:
        return self._typography.theme.px(14)

    @property
    def _size(self) -> int:
        return self._typography.theme.px(16)

    @property
    def _top(self) -> float:
        return self._caption.height + 1.5 * self._pad

    @property
    def _button(self) -> QRectF:
        side = 2 * self._size - self._size / 2
        return QRectF(self.width - self._pad / 2 - side, self._pad / 2 + 2, side, side)
