"""The list of earlier summaries: find one, open it, rename or delete it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from assistant.storage.summaries import SummaryTitle
from assistant.ui import icons
from assistant.ui.widgets.controls import paragraph, push_button
from assistant.ui.widgets.conversation_model import ConversationItem, ConversationModel
from assistant.ui.widgets.conversation_rows import ConversationDelegate
from assistant.ui.widgets.rows import RowView
from assistant.ui.widgets.search_field import SearchField


class SummaryList(QWidget):
    """Shows what it is given and says what the user wants."""

    new_requested = Signal()
    opened = Signal(int)
    renamed = Signal(int, str)
    deleted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._titles: tuple[SummaryTitle, ...] = ()
        self._model = ConversationModel()
        self._model.renamed.connect(self.renamed)
        new = push_button("newSummaryButton", self.tr("New summary"), "row", "plus")
        new.clicked.connect(self.new_requested)
        self._search = SearchField("summarySearch", self.tr("Search summaries"))
        self._search.textChanged.connect(self._show)
        self._search.left_downwards.connect(self._enter_list)
        self._nothing = paragraph(role="caption")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._list = RowView("summaryList", self.tr("Summaries"))
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

    def set_titles(self, titles: Sequence[SummaryTitle]) -> None:
        """Show these, and no others."""
        self._titles = tuple(titles)
        self._show()

    def set_open(self, summary: int | None) -> None:
        """Mark the one that is shown beside the list."""
        self._model.set_open(summary)
        self._list.setCurrentIndex(self._model.index_of(summary))

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def menu(self, index: QModelIndex) -> QMenu:
        """What can be done with the summary in a row."""
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
        wanted = self._search.text().casefold().split()
        found = [each for each in self._titles if all(word in each.title.casefold() for word in wanted)]
        scrolled = self._list.verticalScrollBar().value()
        self._model.set_items([ConversationItem(each.id, each.title, each.updated) for each in found])
        self._list.verticalScrollBar().setValue(scrolled)
        if not self._titles:
            text = self.tr("Your summaries will be listed here, with their texts.")
        else:
            text = self.tr("Nothing found for “{0}”.").format(self._search.text().strip())
        self._nothing.setText(text)
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
