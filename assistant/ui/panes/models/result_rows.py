"""What a search has found, as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assistant.models.remote import ModelSummary
from assistant.ui import theme
from assistant.ui.hub_text import RepositoryText
from assistant.ui.widgets.rows import paint_row, paint_text

Index = QModelIndex | QPersistentModelIndex

SUMMARY_ROLE = Qt.ItemDataRole.UserRole

_NO_PARENT = QModelIndex()


class ResultRows(QAbstractListModel):
    """Repositories in the order in which the hub lists them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._summaries: Sequence[ModelSummary] = ()

    def set_summaries(self, summaries: Sequence[ModelSummary]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._summaries = summaries
        self.endResetModel()

    def summary(self, index: Index) -> ModelSummary:
        """The repository in a row."""
        return self._summaries[index.row()]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._summaries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        summary = self._summaries[index.row()]
        text = RepositoryText(summary)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (text.name, text.popularity, text.facts)))
            case Qt.ItemDataRole.ToolTipRole:
                return summary.id
            case _ if role == SUMMARY_ROLE:
                return summary
        return None


class ResultDelegate(QStyledItemDelegate):
    """Three lines: the name; author and popularity; what it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.current().px(76))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        current = theme.current()
        text = RepositoryText(index.data(SUMMARY_ROLE))
        box = option.rect.adjusted(0, 1, 0, -1)
        painter.save()
        paint_row(painter, option, selected=bool(option.state & QStyle.StateFlag.State_Selected), rect=box)
        room = box.adjusted(12, 7, -12, -7)
        line = QRect(room.left(), room.top(), room.width(), room.height() // 3)
        paint_text(painter, line, text.name, current.ui_font(13, 600), current.colors.text)
        for words in (text.popularity, text.facts):
            line.translate(0, line.height())
            paint_text(painter, line, words, current.ui_font(12), current.colors.muted)
        painter.restore()
