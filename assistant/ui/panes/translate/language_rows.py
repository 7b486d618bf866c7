"""Languages as rows of a list: those used last, then all, each under its name in the user's language."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assistant.ui import icons, theme
from assistant.ui.widgets.rows import paint_row, paint_text

Index = QModelIndex | QPersistentModelIndex

LANGUAGE_ROLE = Qt.ItemDataRole.UserRole
CURRENT_ROLE = Qt.ItemDataRole.UserRole + 1

_NO_PARENT = QModelIndex()
_MARK = 16


@dataclass(frozen=True)
class LanguageRow:
    """``own_name`` is what its speakers call it; empty where that says nothing more."""

    tag: str
    name: str
    own_name: str = ""

    def matches(self, words: str) -> bool:
        """Whether someone who types ``words`` may mean it; accents do not matter."""
        return _plain(words) in _plain(f"{self.name}\n{self.own_name}\n{self.tag}")


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


class LanguageRows(QAbstractListModel):
    """Headings are strings; they cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[LanguageRow | str] = []
        self._current = ""

    def set_rows(self, rows: Sequence[LanguageRow | str], current: str) -> None:
        """Show these rows; ``current`` is the tag of the one that is in force."""
        self.beginResetModel()
        self._rows = list(rows)
        self._current = current
        self.endResetModel()

    def language(self, index: Index) -> LanguageRow | None:
        """The language in a row; None for a heading or no row."""
        row = self._rows[index.row()] if index.isValid() else None
        return row if isinstance(row, LanguageRow) else None

    def first(self) -> QModelIndex:
        """The row of the current language, else of the first; invalid if there is none."""
        languages = [(number, row) for number, row in enumerate(self._rows) if isinstance(row, LanguageRow)]
        wanted = [number for number, row in languages if row.tag == self._current]
        return self.index((wanted or [number for number, _row in languages] or [-1])[0])

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == LANGUAGE_ROLE:
            return row if isinstance(row, LanguageRow) else None
        if role == CURRENT_ROLE:
            return isinstance(row, LanguageRow) and row.tag == self._current
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.name
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.language(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class LanguageDelegate(QStyledItemDelegate):
    """Its own name stands beside a language's name; the current one has a check mark."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.current().px(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        current = theme.current()
        colors = current.colors
        language: LanguageRow | None = index.data(LANGUAGE_ROLE)
        painter.save()
        room = option.rect.adjusted(10, 0, -10, 0)
        if language is None:
            room.setTop(room.top() + room.height() // 4)
            paint_text(painter, room, index.data(), current.ui_font(11, 600), colors.muted)
        else:
            box = option.rect.adjusted(0, 1, 0, -1)
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            paint_row(painter, option, selected=chosen, rect=box)
            if index.data(CURRENT_ROLE):
                mark = QRect(room.right() - _MARK, room.center().y() - _MARK // 2, _MARK, _MARK)
                icons.icon("check", "accent").paint(painter, mark)
            room.setRight(room.right() - _MARK - 6)
            taken = paint_text(painter, room, language.name, current.ui_font(), colors.text)
            room.setLeft(room.left() + taken + 8)
            paint_text(painter, room, language.own_name, current.ui_font(12), colors.muted)
        painter.restore()
