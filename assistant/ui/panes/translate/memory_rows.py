"""The sentences of the translation memory as rows of a table: the translation can be written anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from assistant.storage.translation_memory import Entry, LanguagePair
from assistant.ui.language_names import is_right_to_left, language_name

Index = QModelIndex | QPersistentModelIndex

_NO_PARENT = QModelIndex()
_FROM_RIGHT_ROLE = Qt.ItemDataRole.UserRole
_TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole)


class MemoryRows(QAbstractTableModel):
    """The left column is the sentence, the right one its translation."""

    corrected = Signal(str, str)
    """A sentence, and what the user has written as its translation."""

    def __init__(self) -> None:
        super().__init__()
        self._pair = LanguagePair("", "")
        self._entries: Sequence[Entry] = ()

    def show(self, pair: LanguagePair, entries: Sequence[Entry]) -> None:
        """Show these, and no others."""
        self.beginResetModel()
        self._pair, self._entries = pair, entries
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        return self._entries[row]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return language_name(self._pair[section]) if self._pair[section] else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._entries[index.row()]
        if role in _TEXTS:
            return entry.target if index.column() else entry.source
        return is_right_to_left(self._pair[index.column()]) if role == _FROM_RIGHT_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text, entry = str(value).strip(), self._entries[index.row()]
        if role != Qt.ItemDataRole.EditRole or not text or text == entry.target:
            return False
        self.corrected.emit(entry.source, text)
        return True


class SentenceDelegate(QStyledItemDelegate):
    """Writes from the right what is read from there, in whichever language the window is."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        right = index.data(_FROM_RIGHT_ROLE)
        option.direction = Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight
