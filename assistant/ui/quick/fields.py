"""The two fields of the quick window: the line in which one says what to do, and the text it is done to."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from assistant.ui import theme
from assistant.ui.widgets.fields import LineField, PlainField
from assistant.ui.widgets.text_page import with_shorter_lines

_AROUND = 22
"""Pixels of padding and frame above and below the lines."""
_MOST_LINES = 5


class Line(LineField):
    """Its arrow keys go through the list below it."""

    stepped = Signal(int)
    """By so many rows."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quickLine")
        self.setAccessibleName(self.tr("What to do with the text"))
        self.setPlaceholderText(self.tr("Choose below, or say in your own words what you want"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class TextField(PlainField):
    """As high as its text, up to some lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quickText")
        self.setAccessibleName(self.tr("Text"))
        self.setPlaceholderText(self.tr("Nothing is selected or copied: write or paste a text, or just ask."))
        self.setProperty("kind", "field")
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.theme_changes().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def text(self) -> str:
        """All of it, as it was given."""
        return self.document().toRawText().replace("\u2029", "\n")

    def show_text(self, text: str) -> None:
        """Put another text in place of this one."""
        self.setPlainText(with_shorter_lines(text))

    def sizeHint(self) -> QSize:
        lines = min(max(round(self.document().size().height()), 1), _MOST_LINES)
        first = self.document().firstBlock()
        # With a font for Chinese among its families, a line is higher than the first font says.
        line = max(
            self.blockBoundingRect(first).height() / max(first.lineCount(), 1), self.fontMetrics().height()
        )
        return QSize(super().sizeHint().width(), ceil(lines * line) + _AROUND)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    @Slot()
    def _fit(self) -> None:
        self.updateGeometry()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setFont(theme.current().text_font())
        self._fit()
