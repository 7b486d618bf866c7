"""The list of conversations: find one, open it, rename, pin, export, archive or delete it.

It shows what it is given and says what the user wants; whoever owns the history does it and gives the list
anew. No key alone deletes: only the menu does, and the owner offers to undo.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from assistant.storage.history import TRASH_DAYS
from assistant.storage.records import Shelf
from assistant.ui import icons
from assistant.ui.actions import keys_text
from assistant.ui.widgets.controls import paragraph, push_button, tool_button
from assistant.ui.widgets.conversation_menu import ConversationActions
from assistant.ui.widgets.conversation_model import ConversationItem, ConversationModel
from assistant.ui.widgets.conversation_rows import ConversationDelegate
from assistant.ui.widgets.rows import RowView
from assistant.ui.widgets.search_field import SearchField

_TYPING_PAUSE_MS = 150


class ConversationList(QWidget):
    """Buttons to begin one, a search field, the list (named ``conversationList``), and its shelves."""

    new_requested = Signal()
    temporary_requested = Signal()
    opened = Signal(object)
    """The :class:`ConversationItem` that was clicked or entered."""
    searched = Signal(str)
    """The words to look for, once typing pauses; empty: show all again."""
    shelf_chosen = Signal(str)
    """The :data:`Shelf` that the user wants to see."""
    trash_emptied = Signal()
    import_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item_actions = ConversationActions(self)
        self._shelf: Shelf = "active"
        self._model = ConversationModel()
        self._model.renamed.connect(self.item_actions.renamed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self._build()
        self.set_items([])

    # ---------------------------------------------------------------------------------------- contents

    def set_items(self, items: Sequence[ConversationItem], shelf: Shelf = "active") -> None:
        """Show all conversations of a shelf; the keyboard and the scroll bar stay where they were."""
        current = self._model.item(self._list.currentIndex())
        scrolled = self._list.verticalScrollBar().value()
        self._show_shelf(shelf, empty=not items)
        self._model.set_items(items)
        if current is not None:
            self._list.setCurrentIndex(self._model.index_of(current.id))
        self._list.verticalScrollBar().setValue(scrolled)

    def set_results(self, results: Sequence[ConversationItem]) -> None:
        """Show what was found for the words in the search field."""
        self._show_shelf("active", empty=not results)
        self._model.set_results(results)
        if not results:
            self._words.setText(self.tr("Nothing found for “{0}”.").format(self.query))

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
        new.setToolTip(keys_text("new"))
        new.clicked.connect(self.new_requested)
        words = self.tr("Temporary chat: nothing is kept")
        temporary = tool_button("temporaryChatButton", "temporary", words, keys_text("chat.temporary"))
        temporary.clicked.connect(self.temporary_requested)
        self._search = SearchField("conversationSearch", self.tr("Search conversations"))
        self._search.textChanged.connect(self._pause.start)
        self._search.left_downwards.connect(self._enter_list)
        self._back = push_button("shelfBackButton", "", "row", "chevron-left")
        self._back.clicked.connect(lambda: self.shelf_chosen.emit("active"))
        self._words = paragraph(role="caption")
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._empty = push_button("emptyTrashButton", self.tr("Empty the trash"))
        self._empty.clicked.connect(self.trash_emptied)
        self._shelves = push_button("shelvesButton", self.tr("Archive and trash"), "flat", "archive")
        self._shelves.clicked.connect(self._show_shelves)
        self._make_list()

        beginnings = QHBoxLayout()
        beginnings.setSpacing(6)
        beginnings.addWidget(new, 1)
        beginnings.addWidget(temporary)
        top = QVBoxLayout()
        top.setContentsMargins(0, 0, 12, 0)
        top.setSpacing(8)
        top.addLayout(beginnings)
        for widget in (self._search, self._back, self._words, self._empty):
            top.addWidget(widget)
        below = QVBoxLayout()
        below.setContentsMargins(0, 0, 12, 4)
        below.addWidget(self._shelves, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 0, 4)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._list, 1)
        column.addLayout(below)

    def _make_list(self) -> None:
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

    def _show_shelf(self, shelf: Shelf, *, empty: bool) -> None:
        self._shelf = shelf
        texts = {
            "active": ("", "", self.tr("Your conversations will be listed here.")),
            "archived": (self.tr("Archive"), "", self.tr("What you archive is put aside here.")),
            "trash": (
                self.tr("Trash"),
                self.tr("What lies here is deleted for good after {0} days.").format(TRASH_DAYS),
                self.tr("The trash is empty."),
            ),
        }
        heading, words, nothing = texts[shelf]
        self._back.setText(heading)
        self._back.setToolTip(self.tr("Back to the conversations"))
        self._back.setVisible(shelf != "active")
        self._words.setText(nothing if empty else words)
        self._words.setVisible(bool(self._words.text()))
        self._empty.setVisible(shelf == "trash" and not empty)

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
        if self._shelf != "trash" and self._model.item(self._list.currentIndex()) is not None:
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
        return self.item_actions.menu(self, item, self._shelf, lambda: self._list.edit(index))

    @Slot()
    def _show_shelves(self) -> None:
        menu = self.shelves_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._shelves.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def shelves_menu(self) -> QMenu:
        """Where conversations lie that the list does not show, and where they come from."""
        menu = QMenu(self)
        archive = menu.addAction(icons.icon("archive"), self.tr("Archive"))
        archive.triggered.connect(lambda: self.shelf_chosen.emit("archived"))
        trash = menu.addAction(icons.icon("trash"), self.tr("Trash"))
        trash.triggered.connect(lambda: self.shelf_chosen.emit("trash"))
        menu.addSeparator()
        bring = menu.addAction(icons.icon("import"), self.tr("Import a conversation…"))
        bring.triggered.connect(self.import_requested)
        return menu

    @Slot()
    def _on_pause(self) -> None:
        self.searched.emit(self.query)
