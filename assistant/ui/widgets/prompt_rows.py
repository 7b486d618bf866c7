"""Prompts as rows of a list: the name, and how the text begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assistant.storage.prompts import Prompt
from assistant.ui import theme
from assistant.ui.widgets.rows import paint_row, paint_text

Index = QModelIndex | QPersistentModelIndex

_NO_PARENT = QModelIndex()
_BEGINNING = 200
"""Characters of a text that a row may have to show."""


class PromptRows(QAbstractListModel):
    """Prompts in the order in which they are given."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._prompts: Sequence[Prompt] = ()

    def set_prompts(self, prompts: Sequence[Prompt]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._prompts = prompts
        self.endResetModel()

    def change(self, row: int, prompt: Prompt) -> None:
        """Show a prompt as it is now, where it stands."""
        self._prompts = [*self._prompts[:row], prompt, *self._prompts[row + 1 :]]
        self.dataChanged.emit(self.index(row), self.index(row))

    def prompt(self, index: Index) -> Prompt:
        """The prompt in a row."""
        return self._prompts[index.row()]

    def row_of(self, key: str) -> int:
        """Where the prompt with this key stands; the first row if there is none."""
        return next((row for row, each in enumerate(self._prompts) if each.key == key), 0)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._prompts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        prompt = self._prompts[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return prompt.name
            case Qt.ItemDataRole.ToolTipRole:
                return prompt.text[:_BEGINNING]
            case Qt.ItemDataRole.UserRole:
                return " ".join(prompt.text[:_BEGINNING].split())
        return None


class PromptDelegate(QStyledItemDelegate):
    """One line: the name, and in what room is left the beginning of the text."""

    def __init__(self, parent: QObject, *, with_text: bool) -> None:
        super().__init__(parent)
        self._with_text = with_text

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.current().px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        current = theme.current()
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_row(painter, option, selected=selected, rect=option.rect.adjusted(0, 1, 0, -1))
        room = option.rect.adjusted(10, 0, -10, 0)
        taken = paint_text(painter, room, index.data(), current.ui_font(13), current.colors.text) + 12
        if self._with_text and taken < room.width():
            beginning = index.data(Qt.ItemDataRole.UserRole)
            rest = room.adjusted(taken, 0, 0, 0)
            paint_text(painter, rest, beginning, current.ui_font(12), current.colors.muted)
        painter.restore()
