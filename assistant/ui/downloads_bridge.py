"""The queue of downloads for the window: orders go to a worker thread, news arrive as signals."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assistant.models.download import Downloaded, Ticket
from assistant.models.downloads import Downloads, Item
from assistant.storage.settings import Settings
from assistant.storage.settings_store import SettingsStore
from assistant.ui.engine_bridge import FRAME_MS
from assistant.ui.hub_bridge import HubBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.worker import Work, Worker


class DownloadsBridge(QObject):
    """A model that has arrived is in the library before its item is ``done``."""

    changed = Signal(object)
    """An :class:`Item`, at each change and ten times a second while it runs; at most one in a frame."""

    _reported = Signal(object)

    def __init__(
        self,
        hub: HubBridge,
        library: LibraryBridge,
        folder: Path,
        settings: SettingsStore,
        parent: QObject | None = None,
    ) -> None:
        """``folder`` is that of the library."""
        super().__init__(parent)
        self._hub = hub
        self._library = library
        self._worker = Worker("downloads")
        self._waiting: deque[Item] = deque()
        self._frame = QTimer(self)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self._on_frame)
        self._reported.connect(self._on_reported)
        self._downloads = Downloads(
            hub.hub,
            folder,
            changed=self._reported.emit,
            completed=self._on_completed,
            at_once=settings.value.downloads_at_once,
        )
        self.destroyed.connect(settings.observe(self._on_settings_changed))

    @property
    def items(self) -> list[Item]:
        """What is in the queue, in the order in which it was added."""
        return self._downloads.items

    def add(self, ticket: Ticket) -> Work:
        """Queue a download, or let it go on. Succeeds with its id; fails if the queue cannot be written."""

        def add(work: Work) -> str:
            self._hub.load_token()
            return self._downloads.add(ticket)

        return self._worker.start(add)

    def resume(self, id_: str) -> None:
        """Let a paused or failed download go on where it stopped."""

        def resume(work: Work) -> None:
            self._hub.load_token()
            self._downloads.resume(id_)

        self._worker.start(resume)

    def pause(self, id_: str) -> None:
        """Stop, and keep what has arrived."""
        self._worker.start(lambda work: self._downloads.pause(id_))

    def cancel(self, id_: str) -> None:
        """Stop, and delete what has arrived."""
        self._worker.start(lambda work: self._downloads.cancel(id_))

    def shut_down(self) -> None:
        """Stop all, keep what has arrived, and end the threads."""
        self._worker.shut_down()
        self._downloads.close()
        self._frame.stop()

    @Slot(object)
    def _on_reported(self, item: Item) -> None:
        """Several that change at once are shown one after the other, so that the window is not held up."""
        for position, waiting in enumerate(self._waiting):
            if waiting.id == item.id and waiting.state == item.state == "running":
                self._waiting[position] = item
                return
        self._waiting.append(item)
        if not self._frame.isActive():
            self._frame.start()

    @Slot()
    def _on_frame(self) -> None:
        self.changed.emit(self._waiting.popleft())
        if not self._waiting:
            self._frame.stop()

    def _on_settings_changed(self, before: Settings, after: Settings) -> None:
        if before.downloads_at_once != after.downloads_at_once:
            self._downloads.at_once = after.downloads_at_once

    def _on_completed(self, downloaded: Downloaded) -> None:
        """Runs on the download's thread: what the library refuses is the download's error."""
        self._library.add_downloaded(downloaded)
