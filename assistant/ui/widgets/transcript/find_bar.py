"""The field in which the reader says what to find."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from assistant.ui import icons, theme
from assistant.ui.widgets.fields import LineField
from assistant.ui.widgets.transcript.find import Finder
from assistant.ui.widgets.transcript.typography import hairline

_RADIUS = 12.0


class FindBar(QWidget):
    """The field, the count, and the way on."""

    closed = Signal()

    def __init__(self, finder: Finder, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._finder = finder
        self.first_row = 0
        self.field = LineField()
        self.field.setObjectName("findField")
        self.field.setPlaceholderText(self.tr("Find in this conversation"))
        self.field.setAccessibleName(self.tr("Find in this conversation"))
        self.field.setMinimumWidth(200)
        self._count = QLabel()
        self._count.setProperty("role", "caption")
        self._count.setMinimumWidth(56)
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        previous = self._button("chevron-up", self.tr("Previous match"))
        following = self._button("chevron-down", self.tr("Next match"))
        close = self._button("close", self.tr("Close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(2)
        for widget in (self.field, self._count, previous, following, close):
            row.addWidget(widget)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.returnPressed.connect(self._on_next)
        previous.clicked.connect(self._on_previous)
        following.clicked.connect(self._on_next)
        close.clicked.connect(self.dismiss)
        finder.changed.connect(self._show_count)
        self.hide()

    def _button(self, icon: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(icon, "muted"))
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def open(self, first_row: int) -> None:
        """Show the field; matches from ``first_row`` on come first."""
        self.first_row = first_row
        self.show()
        self.raise_()
        self.field.setFocus()
        self.field.selectAll()
        self._on_text_changed(self.field.text())

    def show_matches(self, text: str, first_row: int) -> None:
        """Find ``text`` without taking the keyboard."""
        self.first_row = first_row
        self.setVisible(bool(text))
        self.raise_()
        self.field.setText(text)

    def clear(self) -> None:
        """Hide, and let the matches go."""
        self.hide()
        self.field.clear()

    def dismiss(self) -> None:
        """The reader has found what was to be found."""
        self.clear()
        self.closed.emit()

    def _on_text_changed(self, text: str) -> None:
        self._finder.find(text, self.first_row)

    def _on_next(self) -> None:
        self._finder.step(1)

    def _on_previous(self) -> None:
        self._finder.step(-1)

    def _show_count(self) -> None:
        if not self._finder.active:
            self._count.setText("")
        elif not self._finder.count:
            self._count.setText("…" if self._finder.searching else self.tr("None"))
        else:
            self._count.setText(self.tr("{0} of {1}").format(self._finder.current + 1, self._finder.count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() == Qt.Key.Key_Return and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._finder.step(-1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            line = hairline(painter)
            painter.setPen(QPen(colors.line, line))
            painter.setBrush(colors.surface)
            inside = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
            painter.drawRoundedRect(inside, _RADIUS, _RADIUS)
