"""What a temporary conversation looks like, so that nobody takes it for one that is kept."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from assistant.ui import theme
from assistant.ui.widgets.controls import ElidedLabel, Glyph

_RADIUS = 10.0


class TemporaryMark(QWidget):
    """A dashed strip above the conversation."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("temporaryMark")
        words = ElidedLabel("temporaryWords")
        words.setText(self.tr("Temporary chat: nothing is kept, and it is gone when you leave it."))
        self.setToolTip(words.text())
        row = QHBoxLayout(self)
        row.setContentsMargins(26, 8, 26, 8)
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(Glyph("temporary"))
        row.addWidget(words)
        row.addStretch()
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().colors.muted, 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(12.5, 2.5, -12.5, -2.5), _RADIUS, _RADIUS)
