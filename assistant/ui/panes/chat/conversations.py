"""The conversations beside the dialogue: what the list asks for is done to the history here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from assistant.storage.history import TRASH_DAYS, History
from assistant.storage.records import Conversation, Shelf
from assistant.ui.message_bar import UNDO_SECONDS, Message
from assistant.ui.panes.chat.conversation_files import ConversationFiles
from assistant.ui.panes.chat.dialogue import Dialogue
from assistant.ui.widgets.conversation_list import ConversationList
from assistant.ui.widgets.conversation_model import ConversationItem


class Conversations(QObject):
    """Stands between the list and the history."""

    open_requested = Signal(object)
    """The number of a conversation; None: a new one."""
    message_raised = Signal(object)
    """A :class:`Message` for the message bar."""

    def __init__(
        self,
        shown: ConversationList,
        history: History,
        dialogue: Dialogue,
        forget: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        """``forget`` drops what the engine has cached under a key."""
        super().__init__(parent)
        self._list = shown
        self._history = history
        self._dialogue = dialogue
        self._forget = forget
        self._shelf: Shelf = "active"
        self.files = ConversationFiles(history, shown, self)
        self.files.imported.connect(self._on_imported)
        self.files.message_raised.connect(self.message_raised)
        dialogue.conversations_changed.connect(self.refresh)
        shown.searched.connect(self._on_searched)
        shown.shelf_chosen.connect(self.show_shelf)
        shown.trash_emptied.connect(self._on_trash_emptied)
        shown.import_requested.connect(self.files.ask_what_to_import)
        wishes = shown.item_actions
        wishes.renamed.connect(self._on_renamed)
        wishes.pinned.connect(self._on_pinned)
        wishes.archived.connect(self.archive)
        wishes.exported.connect(self.files.ask_where_to_export)
        wishes.deleted.connect(self.delete)
        wishes.restored.connect(self.restore)
        wishes.erased.connect(self.erase)

    @Slot()
    def refresh(self) -> None:
        """Show the shelf as it is now; what a search has found stays."""
        if self._list.query:
            return
        items = [_item(each) for each in self._history.list_conversations(self._shelf)]
        self._list.set_items(items, self._shelf)
        conversation = self._dialogue.conversation
        kept = conversation is not None and not self._dialogue.temporary
        self._list.set_open(conversation.id if conversation and kept else None)

    @Slot(str)
    def show_shelf(self, shelf: Shelf) -> None:
        """Show the conversations of another shelf."""
        self._shelf = shelf
        self.refresh()

    # ------------------------------------------------------------------------------------------ one of them

    @Slot(int, bool)
    def archive(self, conversation_id: int, archived: bool) -> None:
        """Put a conversation aside, or back among the others."""
        self._history.archive(conversation_id, archived)
        self.refresh()

        def undo() -> None:
            self._history.archive(conversation_id, not archived)
            self.refresh()

        done = self.tr("The conversation is in the archive.")
        undone = self.tr("The conversation is among the others again.")
        self._offer_undo(done if archived else undone, undo)

    @Slot(int)
    def delete(self, conversation_id: int) -> None:
        """Move a conversation to the trash."""
        self._close(conversation_id)
        self._history.trash(conversation_id)
        self.refresh()
        words = self.tr("The conversation is in the trash, and deleted for good after {0} days.")
        self._offer_undo(words.format(TRASH_DAYS), lambda: self.restore(conversation_id))

    @Slot(int)
    def restore(self, conversation_id: int) -> None:
        """Take a conversation out of the trash, to the shelf where it was."""
        self._history.restore(conversation_id)
        self.refresh()
        if self._is_open(conversation_id):
            self.open_requested.emit(conversation_id)

    @Slot(int)
    def erase(self, conversation_id: int) -> None:
        """Delete a conversation so that nothing of it is left."""
        self._erase([conversation_id])

    @Slot()
    def _on_trash_emptied(self) -> None:
        trash = [each.id for each in self._history.list_conversations("trash")]
        words = self.tr("%n conversation(s) will be deleted for good.", "", len(trash))
        message = Message(
            words, action=self.tr("Delete for good"), on_action=lambda: self._erase(trash), severity="warning"
        )
        self.message_raised.emit(message)

    def _erase(self, conversation_ids: list[int]) -> None:
        for each in conversation_ids:
            self._close(each)
        for key in self._history.delete_for_good(conversation_ids):
            self._forget(key)
        self.refresh()

    def _close(self, conversation_id: int) -> None:
        self._dialogue.abandon(conversation_id)
        if self._is_open(conversation_id):
            self.open_requested.emit(None)

    def _is_open(self, conversation_id: int) -> bool:
        conversation = self._dialogue.conversation
        return (
            conversation is not None and conversation.id == conversation_id and not self._dialogue.temporary
        )

    @Slot(int, str)
    def _on_renamed(self, conversation_id: int, title: str) -> None:
        self._history.rename(conversation_id, title)
        self.refresh()

    @Slot(int, bool)
    def _on_pinned(self, conversation_id: int, pinned: bool) -> None:
        self._history.pin(conversation_id, pinned)
        self.refresh()

    # ---------------------------------------------------------------------------------------------- search

    @Slot(str)
    def _on_searched(self, query: str) -> None:
        if not query:
            self.refresh()
            return
        results = [
            ConversationItem(
                id=hit.conversation,
                title=hit.title,
                updated=0,
                snippet=hit.snippet,
                spans=hit.spans,
                message=hit.message,
            )
            for hit in self._history.search(query)
        ]
        self._list.set_results(results)

    # ---------------------------------------------------------------------------------------------- inside

    @Slot(object)
    def _on_imported(self, added: list[Conversation]) -> None:
        """One that came alone is opened."""
        if len(added) == 1:
            self._shelf = "archived" if added[0].archived else "active"
            self.open_requested.emit(added[0].id)
        self.refresh()

    def _offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        self.message_raised.emit(Message(text, action=self.tr("Undo"), on_action=undo, seconds=UNDO_SECONDS))


def _item(conversation: Conversation) -> ConversationItem:
    return ConversationItem(
        id=conversation.id,
        title=conversation.title,
        updated=conversation.trashed_at or conversation.updated,
        pinned=conversation.pinned,
    )
