"""The list of what can be done, steered from the line above it, which keeps the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel

from assistant.ui.announcement import announce
from assistant.ui.quick.actions import Action
from assistant.ui.widgets.prompt_rows import PromptDelegate
from assistant.ui.widgets.rows import RowView

_KEY = Qt.ItemDataRole.UserRole + 1


class ActionList(RowView):
    """One of them is the current one, if there are any."""

    picked = Signal(object)
    """The :class:`Action` that is to be done."""

    def __init__(self) -> None:
        super().__init__("quickActions", "")
        self.setAccessibleName(self.tr("What to do"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._actions: Sequence[Action] = ()
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(PromptDelegate(self, with_text=True))
        self.chosen.connect(self._on_chosen)

    def offer(self, actions: Sequence[Action], *, best_first: bool) -> None:
        """Show these. The current one stays so if it is among them, unless the best stands first."""
        before = self.currentIndex().data(_KEY)
        self._actions = actions
        self._rows.clear()
        for action in actions:
            item = QStandardItem(action.title)
            item.setData(action.detail, Qt.ItemDataRole.UserRole)
            item.setData(action.key, _KEY)
            self._rows.appendRow(item)
        keys = [action.key for action in actions]
        self._go_to(keys.index(before) if before in keys and not best_first else 0)

    def step(self, rows: int) -> None:
        """Go down by some rows, or up; from the last to the first."""
        if self._actions:
            self._go_to((self.currentIndex().row() + rows) % len(self._actions))
            announce(self, self.currentIndex().data())

    def pick(self) -> None:
        """Have the current one done."""
        if self.currentIndex().isValid():
            self._on_chosen(self.currentIndex())

    def _go_to(self, row: int) -> None:
        self.setCurrentIndex(self._rows.index(row, 0))

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        self.picked.emit(self._actions[index.row()])
