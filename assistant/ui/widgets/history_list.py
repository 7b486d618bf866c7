"""The list of what a pane has made earlier: find one, open it, rename or delete it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from assistant.ui import icons
from assistant.ui.widgets.controls import paragraph, push_button
from assistant.ui.widgets.conversation_model import ConversationItem, ConversationModel
from assistant.ui.widgets.conversation_rows import ConversationDelegate
from assistant.ui.widgets.rows import RowView
from assistant.ui.widgets.search_field import SearchField


class Title(Protocol):
    """What the list shows of an entry. ``updated`` is in seconds since the epoch."""

    @property
    def id(self) -> int: ...

    @property
    def title(self) -> str: ...

    @property
    def updated(self) -> float: ...


@dataclass(frozen=True)
class ListNames:
    """What the things of a list are called, in the user's language."""

    object: str
    """For the object names: "summary" makes "newSummaryButton", "summarySearch" and "summaryList"."""
    all: str
    new: str
    search: str
    nothing: str
    """Stands in place of an empty list."""


class HistoryList(QWidget):
    """Shows what it is given and says what the user wants."""

    new_requested = Signal()
    opened = Signal(int)
    renamed = Signal(int, str)
    deleted = Signal(int)

    def __init__(
        self, names: ListNames, find: Callable[[str], Sequence[Title]], parent: QWidget | None = None
    ) -> None:
        """``find`` gives the entries that have all words of a query, wherever in them."""
        super().__init__(parent)
        self._names = names
        self._find = find
        self.setProperty("surface", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._titles: tuple[Title, ...] = ()
        self._model = ConversationModel()
        self._model.renamed.connect(self.renamed)
        new = push_button(f"new{names.object.capitalize()}Button", names.new, "row", "plus")
        new.clicked.connect(self.new_requested)
        self._search = SearchField(f"{names.object}Search", names.search)
        self._search.textChanged.connect(self._show)
        self._search.left_downwards.connect(self._enter_list)
        self._nothing = paragraph(role="caption")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._list = RowView(f"{names.object}List", names.all)
        self._list.setModel(self._model)
        self._list.setItemDelegate(ConversationDelegate(self._list))
        self._list.chosen.connect(self._on_chosen)
        self._list.menu_requested.connect(self._on_menu_requested)
        rename = QAction(self._list)
        rename.setShortcut(Qt.Key.Key_F2)
        rename.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        rename.triggered.connect(lambda: self._list.edit(self._list.currentIndex()))
        self._list.addAction(rename)
        top = QVBoxLayout()
        top.setContentsMargins(0, 0, 12, 0)
        top.setSpacing(8)
        for widget in (new, self._search, self._nothing):
            top.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 0, 4)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._list, 1)
        self._show()

    def set_titles(self, titles: Sequence[Title]) -> None:
        """Show these, and no others."""
        self._titles = tuple(titles)
        self._show()

    def set_open(self, entry: int | None) -> None:
        """Mark the one that is shown beside the list."""
        self._model.set_open(entry)
        self._list.setCurrentIndex(self._model.index_of(entry))

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def menu(self, index: QModelIndex) -> QMenu:
        """What can be done with the entry in a row."""
        item = self._model.item(index)
        assert item is not None
        menu = QMenu(self)
        rename = menu.addAction(icons.icon("edit"), self.tr("Rename"), Qt.Key.Key_F2)
        rename.triggered.connect(lambda: self._list.edit(index))
        menu.addSeparator()
        delete = menu.addAction(icons.icon("trash", "error"), self.tr("Delete"))
        delete.triggered.connect(lambda: self.deleted.emit(item.id))
        return menu

    @Slot()
    def _show(self) -> None:
        wanted = self._search.text().strip()
        found = self._find(wanted) if wanted else self._titles
        scrolled = self._list.verticalScrollBar().value()
        self._model.set_items([ConversationItem(each.id, each.title, each.updated) for each in found])
        self._list.verticalScrollBar().setValue(scrolled)
        nothing = self.tr("Nothing found for “{0}”.").format(wanted)
        self._nothing.setText(nothing if self._titles else self._names.nothing)
        self._nothing.setVisible(not found)

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        item = self._model.item(index)
        if item is not None:
            self.opened.emit(item.id)

    @Slot()
    def _enter_list(self) -> None:
        rows = (self._model.index(row) for row in range(self._model.rowCount()))
        first = next((index for index in rows if self._model.item(index) is not None), None)
        if first is not None:
            self._list.setCurrentIndex(first)
            self._list.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(QModelIndex)
    def _on_menu_requested(self, index: QModelIndex) -> None:
        menu = self.menu(index)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._list.viewport().mapToGlobal(self._list.visualRect(index).center()))
