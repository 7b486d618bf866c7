"""A choice between a few views, all of which are seen at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from assistant.ui import theme

_HEIGHT = 32
_PADDING = 16
_RADIUS = 8.0


class Segments(QWidget):
    """Arrow keys move the choice. The object name of a segment is its own name and "Segment"."""

    chosen = Signal(str)
    """The name of the segment that the user has chosen."""

    def __init__(self, object_name: str, accessible_name: str, segments: Sequence[tuple[str, str]]) -> None:
        """``segments``: name and label of each; the first one is current."""
        super().__init__()
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for name, text in segments:
            button = _Segment(text)
            button.setObjectName(f"{name}Segment")
            button.clicked.connect(lambda _checked, name=name: self.chosen.emit(name))
            self._group.addButton(button)
            self._buttons[name] = button
            row.addWidget(button)
        self.set_current(segments[0][0])

    def set_current(self, name: str) -> None:
        """Show a segment as the chosen one, without a signal."""
        self._buttons[name].setChecked(True)

    def set_shown(self, count: int) -> None:
        """Show the first so many segments only."""
        for index, button in enumerate(self._buttons.values()):
            button.setVisible(index < count)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colors.hover)
        painter.drawRoundedRect(QRectF(self.rect()), _RADIUS + 2, _RADIUS + 2)


class _Segment(QAbstractButton):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        current = theme.current()
        self.setFont(current.ui_font(13, 500))
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * _PADDING
        return QSize(width, current.px(_HEIGHT) - 6)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked() or self.hasFocus():
            painter.setPen(colors.accent if self.hasFocus() else colors.line)
            painter.setBrush(colors.surface if self.isChecked() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.setPen(colors.text if self.isChecked() or self.underMouse() else colors.muted)
        painter.setFont(self.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
