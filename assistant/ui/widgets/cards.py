"""A framed piece of a page, and the dot in the colour of a verdict."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.models.fit import Verdict
from assistant.ui import theme
from assistant.ui.model_fit import ModelFit
from assistant.ui.model_text import FitText, joined
from assistant.ui.widgets.controls import paragraph
from assistant.ui.widgets.frame import paint_frame

_DOT = 3.5


class Card(QWidget):
    """Widgets and layouts are added to ``contents``."""

    def __init__(self) -> None:
        super().__init__()
        self.contents = QVBoxLayout(self)
        self.contents.setContentsMargins(16, 14, 16, 14)
        self.contents.setSpacing(6)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_frame(self)


def verdict_color(verdict: Verdict) -> QColor:
    """Green, yellow or red, readable on every background."""
    colors = theme.current().colors
    return {"green": colors.success, "yellow": colors.warning, "red": colors.error}[verdict]


def paint_dot(painter: QPainter, left: float, middle: float, color: QColor) -> int:
    """A dot before a line of text, whose vertical middle is given; returns the width that it takes."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(QPointF(left + _DOT, middle + 1), _DOT, _DOT)
    return round(2 * _DOT) + 7


class FitLine(QWidget):
    """Whether a model fits this computer: the dot, and the reason in numbers."""

    def __init__(self, object_name: str = "") -> None:
        super().__init__()
        self._shown: ModelFit | None = None
        self._dot = _Dot()
        self._text = paragraph(role="caption", object_name=object_name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)

    def show_fit(self, fit: ModelFit) -> None:
        """Show a verdict; a rough one says what it rests on."""
        if fit == self._shown:
            return
        self._shown = fit
        self._dot.verdict = fit.verdict
        self._dot.update()
        reason = FitText(fit).reason
        rough = self.tr("{0} (estimated from the size of the file)").format(reason)
        self._text.setText(joined((rough if fit.rough else reason, FitText(fit).speed)))


class _Dot(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.verdict: Verdict | None = None
        self.setFixedSize(14, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.verdict is not None:
            paint_dot(QPainter(self), 0, self.height() / 2 - 1, verdict_color(self.verdict))
