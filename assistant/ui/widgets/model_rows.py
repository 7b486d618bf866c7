"""The library as rows of a list: in the picker's popup and, with more detail, in the Models pane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assistant.models.entry import ModelEntry
from assistant.ui import icons, theme
from assistant.ui.model_fit import ModelFit
from assistant.ui.model_text import ModelText
from assistant.ui.widgets.cards import paint_dot, verdict_color
from assistant.ui.widgets.rows import paint_row, paint_text

Index = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = Qt.ItemDataRole.UserRole
LOADED_ROLE = Qt.ItemDataRole.UserRole + 1
FIT_ROLE = Qt.ItemDataRole.UserRole + 2

_NO_PARENT = QModelIndex()
_PADDING = 12
_MARK = 18


class ModelRows(QAbstractListModel):
    """The entries of a library, of which one may be loaded."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[ModelEntry] = []
        self._fits: Mapping[str, ModelFit] = {}
        self._loaded = ""

    def set_entries(self, entries: Sequence[ModelEntry], fits: Mapping[str, ModelFit]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._entries = list(entries)
        self._fits = fits
        self.endResetModel()

    def set_loaded(self, model_id: str) -> None:
        """Mark the model that is loaded; empty: none is."""
        self._loaded = model_id
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def entry(self, index: Index) -> ModelEntry | None:
        """The model in a row."""
        return self._entries[index.row()] if index.isValid() else None

    def index_of(self, model_id: str) -> QModelIndex:
        """The row of a model; invalid if there is none."""
        for row, entry in enumerate(self._entries):
            if entry.id == model_id:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return ModelText(entry).title
            case Qt.ItemDataRole.AccessibleTextRole:
                text = ModelText(entry, self._fits.get(entry.id))
                loaded = self.tr("Loaded") if entry.id == self._loaded else ""
                return ", ".join(filter(None, (text.title, loaded, text.facts, text.origin)))
            case Qt.ItemDataRole.ToolTipRole:
                reason = ModelText(entry, self._fits.get(entry.id)).fit_reason
                return "\n".join(filter(None, (reason, str(entry.path))))
            case _ if role == ENTRY_ROLE:
                return entry
            case _ if role == LOADED_ROLE:
                return entry.id == self._loaded
            case _ if role == FIT_ROLE:
                return self._fits.get(entry.id)
        return None


class ModelDelegate(QStyledItemDelegate):
    """Two lines for a model, or three with ``detailed``; the loaded one has a check mark."""

    def __init__(self, parent: QObject, *, detailed: bool) -> None:
        super().__init__(parent)
        self._detailed = detailed

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.current().px(76 if self._detailed else 52))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        current = theme.current()
        colors = current.colors
        entry: ModelEntry = index.data(ENTRY_ROLE)
        fit: ModelFit | None = index.data(FIT_ROLE)
        text = ModelText(entry, fit)
        box = option.rect.adjusted(0, 1, 0, -1)
        painter.save()
        paint_row(painter, option, selected=bool(option.state & QStyle.StateFlag.State_Selected), rect=box)
        room = box.adjusted(_PADDING, 7, -_PADDING, -7)
        if index.data(LOADED_ROLE):
            mark = QRect(room.right() - _MARK, room.center().y() - _MARK // 2, _MARK, _MARK)
            icons.icon("check", "accent").paint(painter, mark)
            room.setRight(mark.left() - 8)
        shade = colors.text if entry.available else colors.muted
        lines = [text.facts, text.origin] if self._detailed else [text.short]
        height = room.height() // (len(lines) + 1)
        line = QRect(room.left(), room.top(), room.width(), height)
        paint_text(painter, line, text.title, current.ui_font(13, 600), shade)
        for words in lines:
            line.translate(0, height)
            if words is lines[-1]:
                line.setLeft(line.left() + _paint_mark(painter, line, entry, fit))
            paint_text(painter, line, words, current.ui_font(12), colors.muted)
        painter.restore()


def _paint_mark(painter: QPainter, line: QRect, entry: ModelEntry, fit: ModelFit | None) -> int:
    """A dot in the colour of the verdict that the words begin with; returns the width that it takes."""
    if not entry.available:
        color = theme.current().colors.warning
    elif fit is not None:
        color = verdict_color(fit.verdict)
    else:
        return 0
    return paint_dot(painter, line.left(), line.center().y(), color)
