"""The slim rail at the left edge, with one button for each pane."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from assistant.ui import theme
from assistant.ui.actions import ActionInfo, native_text
from assistant.ui.pane import PaneEntry
from assistant.ui.widgets.controls import tool_button

_WIDTH = 52


class Navigation(QWidget):
    """Emits ``chosen`` with a pane's name; the buttons are called ``navigation.<name>``."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[PaneEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(self.tr("Panes"))
        self.setFixedWidth(_WIDTH)
        self._group = QButtonGroup(self)
        self._names = [entry.name for entry in entries]
        column = QVBoxLayout(self)
        column.setContentsMargins(7, 12, 8, 10)
        column.setSpacing(6)
        stretched = False
        for number, entry in enumerate(entries):
            if entry.at_bottom and not stretched:
                column.addStretch()
                stretched = True
            action = pane_action(entry, number)
            keys = native_text(action.keys[0])
            button = tool_button(f"navigation.{entry.name}", entry.icon, action.title, keys)
            button.setCheckable(True)
            button.setFixedSize(37, 37)
            button.setIconSize(QSize(22, 22))
            self._group.addButton(button, number)
            column.addWidget(button)
        if not stretched:
            column.addStretch()
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._names[number]))

    def set_current(self, name: str) -> None:
        """Mark the pane that is shown; one that has no button here leaves all of them unmarked."""
        self._group.setExclusive(False)
        for button, each in zip(self._group.buttons(), self._names, strict=True):
            button.setChecked(each == name)
        self._group.setExclusive(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors.side)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), colors.line)


def pane_action(entry: PaneEntry, number: int) -> ActionInfo:
    """Ctrl+1 shows the first pane, and so on; the settings have the key they have everywhere."""
    keys = "Ctrl+," if entry.name == "settings" else f"Ctrl+{number + 1}"
    return ActionInfo(f"show-{entry.name}", entry.title, (keys,), entry.icon, context="panes")
