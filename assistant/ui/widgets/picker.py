"""A button that shows a choice, and the frame of what opens below it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from assistant.ui import icons, theme
from assistant.ui.widgets.rows import paint_text

_CHEVRON = 14


class PickerButton(QPushButton):
    """A flat button that gives up the end of its text rather than the window its width."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self._label = ""
        self._fraction: float | None = None
        self.setObjectName(object_name)
        self.setProperty("kind", "flat")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def label(self) -> str:
        """What it shows."""
        return self._label

    def show_text(self, text: str, fraction: float | None = None) -> None:
        """Show the choice; ``fraction`` is how far it is from being in force, None if it is."""
        self._label = text
        self._fraction = fraction
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.current().ui_font(13, 600))
        return QSize(metrics.horizontalAdvance(self._label) + _CHEVRON + 38, metrics.height() + 16)

    def minimumSizeHint(self) -> QSize:
        return QSize(90, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        current = theme.current()
        painter = QPainter(self)
        room = self.rect().adjusted(12, 0, -_CHEVRON - 18, 0)
        taken = paint_text(painter, room, self._label, current.ui_font(13, 600), current.colors.text)
        if self._fraction is None:
            mark = QRect(room.left() + taken + 8, (self.height() - _CHEVRON) // 2, _CHEVRON, _CHEVRON)
            icons.icon("chevron-down", "muted").paint(painter, mark)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(12, self.height() - 4, self.width() - 24, 2.5)
        for part, color in ((1.0, current.colors.line), (self._fraction, current.colors.accent)):
            painter.setBrush(color)
            painter.drawRoundedRect(
                QRectF(track.left(), track.top(), track.width() * part, track.height()), 1.25, 1.25
            )


class Popup(QFrame):
    """Goes away with a click beside it."""

    def __init__(self, object_name: str, accessible_name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)

    def place_below(self, button: QWidget, width: int) -> None:
        """Stand below ``button``, inside its window, ``width`` pixels wide if that has room."""
        window = button.window().geometry()
        self.setFixedWidth(min(width, window.width() - 24))
        corner = button.mapToGlobal(QPoint(0, button.height() + 4))
        corner.setX(min(corner.x(), window.right() - self.width() - 12))
        self.move(corner)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors.surface)
        painter.setPen(colors.line)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
