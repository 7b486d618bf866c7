"""What a pane has made earlier, at the left of it: the list, and what is done to the history from there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from assistant.ui.message_bar import UNDO_SECONDS, Message
from assistant.ui.widgets.history_list import HistoryList, ListNames, Title


class Entries(Protocol):
    """The part of the history that a shelf shows, such as :class:`~assistant.storage.entries.Entries`."""

    def titles(self) -> Sequence[Title]: ...

    def search(self, query: str, readable: Callable[[str], str], /) -> Sequence[Title]: ...

    def rename(self, entry: int, title: str, /) -> None: ...

    def delete(self, entry: int, /) -> Any: ...

    def put_back(self, deleted: Any, /) -> object: ...


class Shelf(QObject):
    """Knows which entry is open beside the list."""

    about_to_delete = Signal(int)
    """Whoever still writes to this entry must stop now."""
    message_raised = Signal(object)

    def __init__(
        self,
        entries: Entries,
        names: ListNames,
        deleted: str,
        parent: QObject | None = None,
        readable: Callable[[str], str] = str,
    ) -> None:
        """``deleted`` is what is said of an erased entry, with ``{0}`` for its title; ``readable`` gives what
        can be searched of a content.
        """
        super().__init__(parent)
        self._entries = entries
        self._deleted = deleted
        self._open: int | None = None
        self.list = HistoryList(names, lambda query: entries.search(query, readable))
        self.list.renamed.connect(self._on_renamed)
        self.list.deleted.connect(self.delete)
        self.refresh()

    def set_open(self, entry: int | None) -> None:
        """Mark the entry that is shown; None: a new one."""
        self._open = entry
        self.list.set_open(entry)

    @Slot()
    def refresh(self) -> None:
        """Show what the history has now."""
        self.list.set_titles(self._entries.titles())
        self.list.set_open(self._open)

    @Slot(int)
    def delete(self, entry: int) -> None:
        """Erase an entry at once; until the offer goes, it can be brought back."""
        self.about_to_delete.emit(entry)
        deleted = self._entries.delete(entry)
        self.refresh()
        undo = partial(self._put_back, deleted)
        text = self._deleted.format(deleted.title)
        self.message_raised.emit(Message(text, action=self.tr("Undo"), on_action=undo, seconds=UNDO_SECONDS))

    def _put_back(self, deleted: Any) -> None:
        self._entries.put_back(deleted)
        self.refresh()

    @Slot(int, str)
    def _on_renamed(self, entry: int, title: str) -> None:
        self._entries.rename(entry, title)
        self.refresh()
