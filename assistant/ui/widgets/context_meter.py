"""How much of the model's context the conversation takes, so that it never fills in silence."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from assistant.ui import theme

_RING = 16
_GAP = 7
_NEARLY_FULL = 0.85


class ContextMeter(QWidget):
    """A ring that fills, and the numbers beside it where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contextMeter")
        self._used = 0
        self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.theme_changes().changed.connect(self.updateGeometry)
        self.set_usage(0, 0)

    def set_usage(self, used: int, total: int) -> None:
        """Tokens in use, of those the model can see; ``total`` 0: there is no model, and nothing is shown."""
        self._used, self._total = used, total
        text = self.tr("{used} of {total} tokens of context in use").format(
            used=QLocale().toString(used), total=QLocale().toString(total)
        )
        if self._fraction >= 1:
            text += "\n" + self.tr("The context is full.")
        elif self._fraction >= _NEARLY_FULL:
            text += "\n" + self.tr("The context is nearly full: a new conversation starts with an empty one.")
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setVisible(total > 0)
        self.updateGeometry()
        self.update()

    @property
    def _fraction(self) -> float:
        return min(self._used / self._total, 1.0) if self._total else 0.0

    @property
    def _label(self) -> str:
        return f"{QLocale().toString(self._used)} / {QLocale().toString(self._total)}"

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.current().ui_font(12))
        return QSize(
            _RING + _GAP + metrics.horizontalAdvance(self._label) + 4, max(metrics.height(), _RING) + 4
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(_RING + 4, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        current = theme.current()
        colors = current.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        roomy = self.width() >= self.sizeHint().width()
        if roomy:
            words = self.rect().adjusted(0, 0, -_RING - _GAP - 2, 0)
            painter.setFont(current.ui_font(12))
            painter.setPen(colors.muted)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._label)
        ring = QRectF(self.width() - _RING - 1, (self.height() - _RING) / 2, _RING, _RING).adjusted(
            2, 2, -2, -2
        )
        painter.setPen(QPen(colors.line, 2.5))
        painter.drawEllipse(ring)
        shade = colors.warning if self._fraction >= _NEARLY_FULL else colors.accent
        painter.setPen(QPen(shade, 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if self._used:
            painter.drawArc(ring, 90 * 16, -round(max(self._fraction, 0.02) * 360 * 16))
