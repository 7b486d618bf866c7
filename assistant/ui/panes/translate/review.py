"""The sentences that could not be translated, with their reasons: to be looked at before the text is used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from assistant.ui import theme
from assistant.ui.widgets.controls import ElidedLabel, push_button
from assistant.ui.widgets.rows import RowView, paint_row, paint_text
from assistant.ui.widgets.wrapping import WrappingRow

Index = QModelIndex | QPersistentModelIndex

_REASON_ROLE = Qt.ItemDataRole.UserRole
_NO_PARENT = QModelIndex()
_ROWS = 4
_ROW = 44

Failure = tuple[int, str, str]
"""The number of a sentence, its text, and why it was not translated."""


class Review(QWidget):
    """A line that says how many there are, and on request the list."""

    chosen = Signal(int)
    """A sentence is to be shown in its place."""
    again_requested = Signal()
    """All of them are to be tried again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Failures()
        self._count = ElidedLabel("reviewLabel")
        self._open = push_button("reviewButton", self.tr("Review"), "flat")
        self._open.setCheckable(True)
        self._open.toggled.connect(self._arrange)
        self._again = push_button("retryAllButton", self.tr("Try all again"), "flat", "refresh")
        self._again.clicked.connect(self.again_requested)
        self._list = RowView("reviewList", self.tr("Sentences to review"))
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_FailureDelegate(self._list))
        self._list.chosen.connect(lambda index: self.chosen.emit(self._rows.failure(index)[0]))
        self._count.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        around = QHBoxLayout()
        around.setContentsMargins(14, 2, 12, 2)
        around.addWidget(WrappingRow(self._count, self._again, self._open))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(2)
        column.addLayout(around)
        column.addWidget(self._list)
        self.show_failures([])
        self._arrange()

    def show_failures(self, failures: Sequence[Failure], *, busy: bool = False) -> None:
        """Show these; nothing is shown where there are none. While it is ``busy`` nothing is tried again."""
        self._rows.set_failures(failures)
        count = len(failures)
        if count == 1:
            self._count.setText(self.tr("1 sentence is kept in the source language"))
        else:
            self._count.setText(self.tr("{0} sentences are kept in the source language").format(count))
        self._again.setEnabled(not busy)
        self.setVisible(bool(failures))
        self._arrange()

    def open_list(self) -> None:
        """Show the list, the keyboard in it."""
        self._open.setChecked(True)
        self._list.setCurrentIndex(self._rows.index(0))
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _arrange(self) -> None:
        self._list.setVisible(self._open.isChecked())
        rows = min(self._rows.rowCount(), _ROWS)
        self._list.setFixedHeight(max(rows, 1) * theme.current().px(_ROW) + 2)


class _Failures(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._failures: list[Failure] = []

    def set_failures(self, failures: Sequence[Failure]) -> None:
        if list(failures) != self._failures:
            self.beginResetModel()
            self._failures = list(failures)
            self.endResetModel()

    def failure(self, index: Index) -> Failure:
        return self._failures[index.row()]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._failures)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        _sentence, text, reason = self._failures[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{text}\n{reason}"
            case Qt.ItemDataRole.ToolTipRole:
                return f"{text}\n{reason}"
            case _ if role == _REASON_ROLE:
                return reason
        return None


class _FailureDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.current().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        current = theme.current()
        box = option.rect.adjusted(8, 1, -8, -1)
        painter.save()
        paint_row(painter, option, selected=bool(option.state & QStyle.StateFlag.State_Selected), rect=box)
        line = box.adjusted(10, 3, -10, -box.height() // 2)
        paint_text(painter, line, index.data(), current.ui_font(), current.colors.text)
        line.translate(0, box.height() // 2 - 2)
        paint_text(painter, line, index.data(_REASON_ROLE), current.ui_font(11), current.colors.warning)
        painter.restore()
