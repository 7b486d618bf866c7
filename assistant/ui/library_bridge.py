"""The library of models for the window: disk work happens on a worker thread, news arrive as signals."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import psutil
from PySide6.QtCore import QObject, Signal, Slot

from assistant.engine.protocol import Device
from assistant.errors import ParlanceError
from assistant.models.entry import ModelEntry
from assistant.models.header import GgufHeader
from assistant.models.library import ModelLibrary
from assistant.models.model_file import check_file
from assistant.ui.model_fit import ModelFit, model_fit

_Listing = tuple[list[ModelEntry], dict[str, ModelFit]]


class ImportCancelled(Exception):
    """The user has given up a copy: no error, only the way out of it."""


class LibraryBridge(QObject):
    """Every method returns at once; work is done in the order in which it was asked for."""

    changed = Signal()
    """:attr:`entries` are others now."""
    imported = Signal(object)
    """The :class:`ModelEntry` that was added."""
    removed = Signal(object)
    """The :class:`ModelEntry` that is gone; :meth:`restore` brings it back."""
    copy_progressed = Signal(str, float)
    """The name of the file that is being copied, and how much of it is: 0 to 1."""
    copy_ended = Signal()
    failed = Signal(object)
    """A :class:`~assistant.errors.ParlanceError`, or another exception, which is a bug."""

    _listed = Signal(object, object)

    def __init__(self, library: ModelLibrary, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")
        self._cancelled = threading.Event()
        """That of the copy under way."""
        self._devices: Sequence[Device] = ()
        self._headers: dict[tuple[Path, int], GgufHeader] = {}
        self.entries: list[ModelEntry] = []
        """The last used first; as they were at the last ``changed``."""
        self.fits: dict[str, ModelFit] = {}
        """By the entry's id, for those whose files could be read."""
        self._listed.connect(self._on_listed)

    def entry(self, model_id: str) -> ModelEntry | None:
        """The entry of this id, if it is listed."""
        return next((entry for entry in self.entries if entry.id == model_id), None)

    def set_devices(self, devices: Sequence[Device]) -> None:
        """What the engine can compute on: a model may fit there that is too large for the main memory."""
        self._devices = devices
        self.refresh()

    def refresh(self) -> None:
        """Look again at what is there, and at the memory that is free."""
        self._do(lambda: None)

    def import_file(self, path: Path, *, copy: bool) -> None:
        """Link to a file of the user's, or copy it into the library."""

        def work() -> None:
            cancelled = self._cancelled = threading.Event()

            def progressed(done: int, total: int) -> None:
                if cancelled.is_set():
                    raise ImportCancelled
                self.copy_progressed.emit(path.name, done / total)

            try:
                self.imported.emit(self._library.import_file(path, copy=copy, on_progress=progressed))
            except ImportCancelled:
                return
            finally:
                if copy:
                    self.copy_ended.emit()

        self._do(work)

    def cancel_copy(self) -> None:
        """Give up the copy under way; nothing of it stays."""
        self._cancelled.set()

    def remove(self, entry: ModelEntry) -> None:
        """Take a model off the list; a file outside the library is not touched."""

        def work() -> None:
            self._library.remove(entry.id)
            self.removed.emit(entry)

        self._do(work)

    def restore(self, entry: ModelEntry) -> None:
        """Undo :meth:`remove`."""
        self._do(lambda: self._library.restore(entry.id))

    def shut_down(self) -> None:
        """Give up a copy, finish the rest, end the thread."""
        self._cancelled.set()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _do(self, work: Callable[[], object]) -> None:
        def listed() -> _Listing:
            work()
            entries = self._library.entries()
            return entries, self._fits(entries)

        self._worker.submit(listed).add_done_callback(self._on_done)

    def _on_done(self, future: Future[_Listing]) -> None:
        """Runs on the worker thread: the signals carry it over."""
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            self._listed.emit(*future.result())
        else:
            self.failed.emit(error)

    def _fits(self, entries: list[ModelEntry]) -> dict[str, ModelFit]:
        available = psutil.virtual_memory().available
        found: dict[str, ModelFit] = {}
        for entry in entries:
            key = (entry.path, entry.size)
            try:
                header = self._headers.get(key) or check_file(entry.path)
            except ParlanceError:
                # A file that is gone or broken is said to be so where it is listed.
                continue
            self._headers[key] = header
            found[entry.id] = model_fit(header, self._devices, available)
        return found

    @Slot(object, object)
    def _on_listed(self, entries: list[ModelEntry], fits: dict[str, ModelFit]) -> None:
        if (entries, fits) != (self.entries, self.fits):
            self.entries, self.fits = entries, fits
            self.changed.emit()
