"""Models that other programs have brought to this computer: they can be used where they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from assistant.errors import ParlanceError
from assistant.models.figures import size_text
from assistant.models.found import FoundModel
from assistant.ui import theme
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.model_text import joined
from assistant.ui.widgets.controls import label, paragraph, push_button, tool_button
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.rows import RowView, paint_row, paint_text
from assistant.ui.widgets.wrapping import WrappingRow
from assistant.ui.worker import Work

Index = QModelIndex | QPersistentModelIndex

_FOUND_ROLE = Qt.ItemDataRole.UserRole
_NO_PARENT = QModelIndex()


class FoundPage(QWidget):
    """Looks when it is opened; links the chosen model, or all. Files are neither moved nor copied."""

    left = Signal()

    def __init__(self, library: LibraryBridge) -> None:
        super().__init__()
        self.setObjectName("foundPage")
        self._library = library
        self._looking: Work | None = None
        self._rows = _FoundRows(self)
        self._list = RowView("foundList", self.tr("Models of other programs"), on_click=False)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_FoundDelegate(self._list))
        self._list.chosen.connect(self._link)
        self._list.doubleClicked.connect(self._link)
        self._notice = Notice("foundNotice")
        self._notice.action_requested.connect(self.open)
        back = tool_button("leaveFoundButton", "chevron-left", self.tr("Back to the library"))
        back.clicked.connect(self.left)
        self._one = push_button("linkFoundButton", self.tr("Link this model"), "primary", "link")
        self._one.clicked.connect(self._on_link_clicked)
        self._all = push_button("linkAllFoundButton", self.tr("Link all"))
        self._all.clicked.connect(self._on_link_all_clicked)
        head = QHBoxLayout()
        head.addWidget(back)
        head.addWidget(label(self.tr("Models of other programs"), "section"))
        head.addStretch()
        words = paragraph(
            self.tr(
                "What Ollama, LM Studio, GPT4All, Jan, llama.cpp and the Hugging Face tools keep here. A "
                "linked model stays where it is and takes no more room."
            ),
            "caption",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(words)
        column.addWidget(self._notice)
        column.addWidget(self._list, 1)
        column.addWidget(WrappingRow(self._one, self._all))
        column.addStretch()

    @Slot()
    def open(self) -> None:
        """Look for models."""
        self._show([])
        self._notice.show_text(self.tr("Looks at the folders of other programs…"))
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._library.find_installed()
        self._looking.succeeded.connect(self._on_found)
        self._looking.failed.connect(self._on_failed)

    def _show(self, found: Sequence[FoundModel]) -> None:
        self._rows.set_found(found)
        for widget in (self._list, self._one, self._all):
            widget.setVisible(bool(found))
        if found:
            self._list.setCurrentIndex(self._rows.index(0))

    @Slot(object)
    def _on_found(self, found: list[FoundModel]) -> None:
        self._looking = None
        self._show(found)
        if found:
            self._notice.hide()
        else:
            self._nothing()

    def _nothing(self) -> None:
        self._notice.show_text(
            self.tr("There is no model of another program here that the library does not have."),
            self.tr("A file anywhere else can be imported: drop it onto the library."),
        )

    @Slot(object)
    def _on_failed(self, error: ParlanceError) -> None:
        self._looking = None
        self._notice.show_error(error, self.tr("Try again"))

    @Slot(QModelIndex)
    def _link(self, index: QModelIndex) -> None:
        if index.isValid():
            self._link_some([self._rows.found[index.row()]])

    @Slot()
    def _on_link_clicked(self) -> None:
        self._link(self._list.currentIndex())

    @Slot()
    def _on_link_all_clicked(self) -> None:
        self._link_some(self._rows.found)

    def _link_some(self, models: Sequence[FoundModel]) -> None:
        self._library.link(models)
        left = [model for model in self._rows.found if model not in models]
        self._show(left)
        if not left:
            self.left.emit()


class _FoundRows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found: Sequence[FoundModel] = ()

    def set_found(self, found: Sequence[FoundModel]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        model = self.found[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return model.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{model.name}, {_facts(model)}"
            case Qt.ItemDataRole.ToolTipRole:
                return str(model.path)
            case _ if role == _FOUND_ROLE:
                return model
        return None


class _FoundDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.current().px(52))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        current = theme.current()
        model: FoundModel = index.data(_FOUND_ROLE)
        box = option.rect.adjusted(0, 1, 0, -1)
        painter.save()
        paint_row(painter, option, selected=bool(option.state & QStyle.StateFlag.State_Selected), rect=box)
        room = box.adjusted(12, 7, -12, -7)
        line = QRect(room.left(), room.top(), room.width(), room.height() // 2)
        paint_text(painter, line, model.name, current.ui_font(13, 600), current.colors.text)
        line.translate(0, line.height())
        paint_text(painter, line, _facts(model), current.ui_font(12), current.colors.muted)
        painter.restore()


def _facts(model: FoundModel) -> str:
    facts = model.facts
    return joined((model.program, facts.architecture, facts.quantization, size_text(facts.size)))
