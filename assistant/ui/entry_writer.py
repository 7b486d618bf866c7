"""Writes an entry of the history on a thread: with a text of a thousand pages that takes many frames."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from assistant.errors import ParlanceError
from assistant.storage.entries import Entries
from assistant.ui.worker import Worker


class EntryWriter(QObject):
    """One entry. Its states are written in the order in which they were given."""

    stored = Signal()
    """The entry is there, or has another state."""
    settled = Signal()
    """Nothing waits to be written any more."""

    def __init__(
        self, entries: Entries, worker: Worker, record: int | None = None, parent: QObject | None = None
    ) -> None:
        """``worker`` has one thread; ``record``: an entry that is there already."""
        super().__init__(parent)
        self.record = record
        """The id in the history; None: it is not stored yet."""
        self._entries = entries
        self._worker = worker
        self._written = record
        """The same, as the thread knows it."""
        self._waiting = 0
        self._discarded = False
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether something waits to be written; ``settled`` will tell when not."""
        return self._waiting > 0

    def write(self, title: str, source: str, content: Callable[[], str]) -> None:
        """Keep what ``content`` gives, called on the thread; title and source only the first time."""
        if self._discarded:
            return
        if self._closed:
            self._put(title, source, content)
            return
        self._waiting += 1
        work = self._worker.start(lambda _work: self._put(title, source, content))
        work.succeeded.connect(self._on_written)
        work.failed.connect(self._on_failed)

    def discard(self) -> None:
        """The entry has been deleted: write nothing any more."""
        self._discarded = True

    def close(self) -> None:
        """The program ends: wait for the thread; from now on everything is written at once."""
        self._worker.shut_down()
        self._closed = True
        self.record = self._written

    def _put(self, title: str, source: str, content: Callable[[], str]) -> None:
        if self._discarded:
            return
        if self._written is None:
            self._written = self._entries.add(title, source, content()).id
        else:
            self._entries.set_content(self._written, content())

    @Slot()
    def _on_written(self) -> None:
        self._waiting -= 1
        self.record = self._written
        self.stored.emit()
        if not self._waiting:
            self.settled.emit()

    @Slot(object)
    def _on_failed(self, error: ParlanceError) -> None:
        self._waiting -= 1
        if not self._waiting:
            self.settled.emit()
        if not self._discarded:
            raise error
