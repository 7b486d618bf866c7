"""The list of conversations: find one, open it, rename, pin, archive or delete it.

It shows what it is given and says what the user wants; whoever owns the history does it and gives the list
anew. No key alone deletes: only the menu does, and the owner offers to undo.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from assistant.ui import icons
from assistant.ui.widgets.controls import paragraph, push_button
from assistant.ui.widgets.conversation_model import ConversationItem, ConversationModel
from assistant.ui.widgets.conversation_rows import ConversationDelegate
from assistant.ui.widgets.rows import RowView
from assistant.ui.widgets.search_field import SearchField

_NATIVE = QKeySequence.SequenceFormat.NativeText
_TYPING_PAUSE_MS = 150


class ConversationList(QWidget):
    """A button for a new conversation, a search field, and the list (named ``conversationList``)."""

    new_requested = Signal()
    opened = Signal(object)
    """The :class:`ConversationItem` that was clicked or entered."""
    searched = Signal(str)
    """The words to look for, once typing pauses; empty: show all again."""
    renamed = Signal(int, str)
    pinned = Signal(int, bool)
    deleted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ConversationModel()
        self._model.renamed.connect(self.renamed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self._build()
        self.set_items([])

    # ---------------------------------------------------------------------------------------- contents

    def set_items(self, items: Sequence[ConversationItem]) -> None:
        """Show all conversations; the keyboard and the scroll bar stay where they were."""
        current = self._model.item(self._list.currentIndex())
        scrolled = self._list.verticalScrollBar().value()
        self._model.set_items(items)
        if current is not None:
            self._list.setCurrentIndex(self._model.index_of(current.id))
        self._list.verticalScrollBar().setValue(scrolled)
        self._nothing.setText(self.tr("Your conversations will be listed here."))
        self._nothing.setVisible(not items)

    def set_results(self, results: Sequence[ConversationItem]) -> None:
        """Show what was found for the words in the search field."""
        self._model.set_results(results)
        self._nothing.setText(self.tr("Nothing found for “{0}”.").format(self.query))
        self._nothing.setVisible(not results)

    def set_open(self, conversation: int | None) -> None:
        """Mark the conversation that is shown beside the list."""
        self._model.set_open(conversation)
        self._list.setCurrentIndex(self._model.index_of(conversation))

    @property
    def query(self) -> str:
        """What is being searched for; empty: nothing."""
        return self._search.text().strip()

    @Slot()
    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    # ---------------------------------------------------------------------------------------- inside

    def _build(self) -> None:
        self.setProperty("surface", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        new = push_button("newChatButton", self.tr("New chat"), "row", "plus")
        new.setToolTip(QKeySequence(QKeySequence.StandardKey.New).toString(_NATIVE))
        new.clicked.connect(self.new_requested)
        self._search = SearchField("conversationSearch", self.tr("Search conversations"))
        self._search.textChanged.connect(self._pause.start)
        self._search.left_downwards.connect(self._enter_list)
        self._nothing = paragraph(role="caption")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._list = RowView("conversationList", self.tr("Conversations"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(ConversationDelegate(self._list))
        self._list.chosen.connect(self._open)
        self._list.menu_requested.connect(self._show_menu)
        rename = QAction(self._list)
        rename.setShortcut(Qt.Key.Key_F2)
        rename.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        rename.triggered.connect(self._rename_current)
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

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        item = self._model.item(index)
        if item is not None:
            self.opened.emit(item)

    @Slot()
    def _enter_list(self) -> None:
        rows = (self._model.index(row) for row in range(self._model.rowCount()))
        first = next((index for index in rows if self._model.item(index) is not None), None)
        if first is not None:
            self._list.setCurrentIndex(first)
            self._list.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _rename_current(self) -> None:
        if self._model.item(self._list.currentIndex()) is not None:
            self._list.edit(self._list.currentIndex())

    @Slot(QModelIndex)
    def _show_menu(self, index: QModelIndex) -> None:
        menu = self.menu(index)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._list.viewport().mapToGlobal(self._list.visualRect(index).center()))

    def menu(self, index: QModelIndex) -> QMenu:
        """What can be done with the conversation in a row."""
        item = self._model.item(index)
        assert item is not None
        menu = QMenu(self)
        rename = menu.addAction(icons.icon("edit"), self.tr("Rename"), Qt.Key.Key_F2)
        rename.triggered.connect(lambda: self._list.edit(index))
        pin = menu.addAction(icons.icon("pin"), self.tr("Unpin") if item.pinned else self.tr("Pin"))
        pin.triggered.connect(lambda: self.pinned.emit(item.id, not item.pinned))
        menu.addSeparator()
        delete = menu.addAction(icons.icon("trash", "error"), self.tr("Delete"))
        delete.triggered.connect(lambda: self.deleted.emit(item.id))
        return menu

    @Slot()
    def _on_pause(self) -> None:
        self.searched.emit(self.query)
