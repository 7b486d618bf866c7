"""A field for what to look for in a list or form."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from assistant.ui import icons
from assistant.ui.widgets.fields import LineField


class SearchField(LineField):
    """Down and Enter go on to what was found, Escape empties the field."""

    left_downwards = Signal()

    def __init__(self, object_name: str, name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        trailing = QLineEdit.ActionPosition.TrailingPosition
        self._empty = self.addAction(icons.icon("close", "muted"), trailing)
        self._empty.setToolTip(self.tr("Empty the field"))
        self._empty.setVisible(False)
        self._empty.triggered.connect(self.clear)
        self.textChanged.connect(self._on_text_changed)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._empty.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
