"""The edits as rows: what goes, what comes, of what kind and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from assistant.tasks.edits.edit import FLAGS, KINDS, Edit
from assistant.tasks.proofread.review import Suggestion
from assistant.ui import icons, theme
from assistant.ui.widgets.rows import RowView, paint_row, paint_text

Index = QModelIndex | QPersistentModelIndex

_ROW = 50
_PADDING = 12
_SPACE = "␣"
_NO_PARENT = QModelIndex()


def caption(edit: Edit) -> str:
    """The kind of an edit and its reason, in the user's language."""
    kind, reason = (QCoreApplication.translate("edits", text) for text in (KINDS[edit.kind], edit.reason))
    parts = [kind] if kind == reason else [kind, reason]
    if edit.flag is not None:
        parts.append(QCoreApplication.translate("edits", FLAGS[edit.flag]))
    return " · ".join(parts)


def visible(text: str) -> str:
    """On one line; white space that is all there is can be seen."""
    return " ".join(text.split()) or (_SPACE if text else "")


class EditModel(QAbstractListModel):
    """The edits that wait for a decision, in the order of the text."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Suggestion] = []

    def set_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Have these; rows that stay are not touched, so that the list keeps its place while edits come."""
        old, new = self._rows, list(suggestions)
        shorter = min(len(old), len(new))
        first = next((row for row in range(shorter) if old[row] != new[row]), shorter)
        rest = shorter - first
        same = next((row for row in range(rest) if old[-1 - row] != new[-1 - row]), rest)
        if first < len(old) - same:
            self.beginRemoveRows(_NO_PARENT, first, len(old) - same - 1)
            self._rows = old[:first] + old[len(old) - same :]
            self.endRemoveRows()
        if first < len(new) - same:
            self.beginInsertRows(_NO_PARENT, first, len(new) - same - 1)
            self._rows = new
            self.endInsertRows()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        suggestion = self._rows[index.row()]
        edit = suggestion.edit
        match role:
            case Qt.ItemDataRole.UserRole:
                return suggestion
            case Qt.ItemDataRole.DisplayRole:
                return f"{visible(edit.before)} → {visible(edit.after)}"
            case Qt.ItemDataRole.AccessibleDescriptionRole | Qt.ItemDataRole.ToolTipRole:
                return caption(edit)
        return None

    def row_of(self, suggestion: object) -> int | None:
        return next((row for row, each in enumerate(self._rows) if each == suggestion), None)


class EditView(RowView):
    """Enter accepts the current edit, Delete rejects it; arrows and clicks move on."""

    accept_requested = Signal()
    reject_requested = Signal()
    current_changed = Signal(object)
    """The :class:`Suggestion` that the user has gone to."""

    def __init__(self) -> None:
        super().__init__("editList", "", on_click=False)
        self.setAccessibleName(self.tr("Proposed edits"))
        self.model_ = EditModel()
        self.setModel(self.model_)
        self.setItemDelegate(_Delegate(self))

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Show these edits; the current one stays so, or its neighbour becomes it, and nobody went there."""
        with QSignalBlocker(self):
            self.model_.set_suggestions(suggestions)

    @property
    def current(self) -> Suggestion | None:
        found = self.currentIndex().data(Qt.ItemDataRole.UserRole) if self.currentIndex().isValid() else None
        return found if isinstance(found, Suggestion) else None

    def go_to(self, row: int) -> None:
        if 0 <= row < self.model_.rowCount():
            self.setCurrentIndex(self.model_.index(row))
            self.scrollTo(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.current_changed.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.accept_requested.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.current is not None:
            self.reject_requested.emit()
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, theme.current().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        suggestion = index.data(Qt.ItemDataRole.UserRole)
        current = theme.current()
        edit = suggestion.edit
        view = option.widget
        painter.save()
        box = option.rect.adjusted(2, 1, -_PADDING, -1)
        selected = isinstance(view, EditView) and view.currentIndex() == index
        paint_row(painter, option, selected=selected, rect=box)
        inside = box.adjusted(_PADDING, 0, -_PADDING, 0)
        line = QRect(inside.left(), inside.top() + 3, inside.width(), inside.height() // 2)
        if edit.flag is not None:
            size = current.px(15)
            spot = QRect(line.right() - size, line.center().y() - size // 2, size, size)
            icons.icon("warning", "warning").paint(painter, spot)
            line.setRight(spot.left() - 6)
        self._paint_edit(painter, line, edit)
        below = QRect(inside.left(), line.bottom() - 1, inside.width(), inside.height() // 2 - 5)
        paint_text(painter, below, caption(edit), current.ui_font(11), current.colors.muted)
        painter.restore()

    def _paint_edit(self, painter: QPainter, line: QRect, edit: Edit) -> None:
        current = theme.current()
        before, after = visible(edit.before), visible(edit.after)
        struck = QFont(current.ui_font())
        struck.setStrikeOut(True)
        left = QRect(line)
        if before:
            # What comes matters more: what goes gives way first.
            need = QFontMetrics(current.ui_font(13, 600)).horizontalAdvance(after) + 10
            left.setWidth(max(line.width() // 3, line.width() - need))
            width = paint_text(painter, left, before, struck, current.colors.deletion)
            left = QRect(line.left() + min(width, left.width()) + 10, line.top(), 0, line.height())
            left.setRight(line.right())
        if after:
            paint_text(painter, left, after, current.ui_font(13, 600), current.colors.insertion)
