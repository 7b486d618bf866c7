"""The library of models for the window: disk work happens on a worker thread, news arrive as signals."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
from PySide6.QtCore import QObject, Signal, Slot

from assistant.engine.errors import NotEnoughMemory
from assistant.engine.memory import own_memory
from assistant.engine.speed import Speed
from assistant.engine.values import Device
from assistant.errors import ParlanceError
from assistant.models.adapter import adapters_size, check_adapter
from assistant.models.download import Downloaded, Ticket
from assistant.models.entry import ModelEntry, ModelSettings
from assistant.models.estimated_speed import estimated_writing
from assistant.models.fit import LoadPlan, plan
from assistant.models.found import FoundModel, find_installed
from assistant.models.header import GgufHeader
from assistant.models.library import TRASH_DAYS, ModelLibrary
from assistant.models.model_file import check_file
from assistant.models.peaks import PeakMemory
from assistant.models.verification import repair_ticket, verify
from assistant.storage.settings import Settings
from assistant.storage.settings_store import SettingsStore
from assistant.tasks.loading import LOAD_FIELDS, wanted_settings
from assistant.ui.model_fit import ModelFit, model_fit
from assistant.ui.worker import Work, Worker

_REPORT_EVERY = 32
"""Blocks of 1 MiB that are read between two reports."""


@dataclass(frozen=True)
class Listing:
    """The library as it was at one moment; all but ``entries`` by their ids."""

    entries: list[ModelEntry] = field(default_factory=list)
    """The last used first."""
    fits: dict[str, ModelFit] = field(default_factory=dict)
    """For those whose files could be read."""
    headers: dict[str, GgufHeader] = field(default_factory=dict)
    """For the same."""
    trash: list[ModelEntry] = field(default_factory=list)
    """What can be brought back, the last removed first."""
    settings: dict[str, ModelSettings] = field(default_factory=dict)


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

    downloaded = Signal(object)
    """The :class:`ModelEntry` of a model that has arrived from the hub."""

    _listed = Signal(object)

    def __init__(self, library: ModelLibrary, settings: SettingsStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._settings = settings
        self._peaks = PeakMemory(library.folder)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")
        self._reader = Worker("reading models", 2)
        self._cancelled = threading.Event()
        """That of the copy under way."""
        self._headers: dict[tuple[Path, int], GgufHeader] = {}
        self._listing = Listing()
        self.devices: Sequence[Device] = ()
        """What the engine can compute on, with the memory that is free there while no model is loaded."""
        self.engine_process: int | None = None
        """What the engine holds is free for the model that takes the place of the loaded one."""
        self._listed.connect(self._on_listed)
        self.destroyed.connect(settings.observe(self._on_settings_changed))

    @property
    def entries(self) -> list[ModelEntry]:
        """The last used first; as they were at the last ``changed``."""
        return self._listing.entries

    @property
    def fits(self) -> dict[str, ModelFit]:
        """By the entry's id, for those whose files could be read."""
        return self._listing.fits

    @property
    def trash(self) -> list[ModelEntry]:
        """What was removed and can be brought back, the last removed first."""
        return self._listing.trash

    def entry(self, model_id: str) -> ModelEntry | None:
        """The entry of this id, if it is listed."""
        return next((entry for entry in self.entries if entry.id == model_id), None)

    def header(self, model_id: str) -> GgufHeader | None:
        """What the file says of itself, if it could be read."""
        return self._listing.headers.get(model_id)

    def settings(self, model_id: str) -> ModelSettings:
        """What the user has set for this model alone."""
        return self._listing.settings.get(model_id, ModelSettings())

    def set_devices(self, devices: Sequence[Device]) -> None:
        """What the engine can compute on: a model may fit there that is too large for the main memory."""
        self.devices = devices
        self.refresh()

    @property
    def memory_available(self) -> int:
        """Bytes of main memory that a model may take: what the loaded one has is given back before."""
        engine = own_memory(self.engine_process) if self.engine_process is not None else 0
        return psutil.virtual_memory().available + engine

    def plan(self, header: GgufHeader, own: ModelSettings) -> LoadPlan:
        """How a model would be loaded now, with what is set for it alone (``own``) and for all.

        Raises :class:`~assistant.engine.errors.NotEnoughMemory`.
        """
        wanted, layers = wanted_settings(own, self._settings.value)
        available = self.memory_available - adapters_size(wanted.adapters)
        correction = self._peaks.correction(self.devices[0].name, header.architecture) if self.devices else 1
        return plan(header, self.devices, available, wanted, gpu_layers=layers, correction=correction)

    def fit(self, header: GgufHeader, own: ModelSettings) -> ModelFit:
        """Whether it fits into the memory that is free now, when it is loaded so."""
        try:
            made = self.plan(header, own)
        except NotEnoughMemory as error:
            return ModelFit("red", str(error.values["needed"]), str(error.values["available"]))
        return model_fit(made, self.memory_available - adapters_size(made.settings.adapters))

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

    def link(self, models: Sequence[FoundModel]) -> None:
        """Link to models of other programs, under the names these give them."""

        def work() -> None:
            for model in models:
                self._library.import_file(model.path, name=model.name)

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

    def empty_trash(self) -> None:
        """Delete for good what was removed."""
        self._do(self._library.empty_trash)

    def expire_trash(self) -> None:
        """Delete for good what was removed long ago."""
        self._do(lambda: self._library.empty_trash(datetime.now(UTC) - timedelta(days=TRASH_DAYS)))

    def set_settings(self, model_id: str, settings: ModelSettings) -> None:
        """Keep what the user has set for this model alone."""
        self._do(lambda: self._library.set_settings(model_id, settings))

    def set_speed(self, model_id: str, speed: Speed) -> None:
        """Keep how fast a model was here."""
        self._do(lambda: self._library.set_speed(model_id, speed))

    def estimated_speed(self, size: float) -> float | None:
        """Tokens per second that a model may write here of which a token needs ``size`` bytes."""
        return estimated_writing(self.entries, size)

    def add_downloaded(self, downloaded: Downloaded) -> None:
        """Add a model that has arrived. Blocks: called on the download's thread, which gets its errors."""
        entry = self._library.add_downloaded(
            downloaded.path, repo=downloaded.repo, commit=downloaded.commit, hashes=downloaded.hashes
        )
        self.downloaded.emit(entry)
        self.refresh()

    def verify(self, entry: ModelEntry) -> Work:
        """Compare a model with what the hub says it must be. Progresses from 0 to 1; succeeds with a bool."""

        def read(work: Work) -> bool:
            def go_on(size: int) -> None:
                if (size >> 20) % _REPORT_EVERY == 0 or work.stop.is_set():
                    work.report(size / entry.size)

            right = verify(entry, go_on)
            self._library.set_verified(entry.id, right)
            self.refresh()
            return right

        return self._reader.start(read)

    def check_adapter(self, path: Path, header: GgufHeader) -> Work:
        """Look whether a file is an adapter for the model with this header; fails if it is not."""
        return self._reader.start(lambda work: check_adapter(path, header))

    def repair_ticket(self, entry: ModelEntry) -> Ticket | None:
        """What to download again to mend a model; None if it is not from a hub."""
        return repair_ticket(entry, self._library.folder)

    def find_installed(self) -> Work:
        """Look for models of other programs. Succeeds with those that the library does not have yet."""

        def look(work: Work) -> list[FoundModel]:
            known = {entry.path for entry in self._library.entries()}
            return [model for model in find_installed(Path.home(), os.environ) if model.path not in known]

        return self._reader.start(look)

    def shut_down(self) -> None:
        """Give up a copy and what is being read, finish the rest, end the threads."""
        self._cancelled.set()
        self._reader.shut_down()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _do(self, work: Callable[[], object]) -> None:
        def listed() -> Listing:
            work()
            return self._look()

        self._worker.submit(listed).add_done_callback(self._on_done)

    def _on_done(self, future: Future[Listing]) -> None:
        """Runs on the worker thread: the signals carry it over."""
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            self._listed.emit(future.result())
        else:
            self.failed.emit(error)

    def _look(self) -> Listing:
        listing = Listing(self._library.entries())
        listing.trash.extend(sorted(self._library.removed(), key=_removed_at, reverse=True))
        for entry in listing.entries:
            listing.settings[entry.id] = self._library.settings(entry.id)
            key = (entry.path, entry.size)
            try:
                header = self._headers.get(key) or check_file(entry.path)
                listing.fits[entry.id] = self.fit(header, listing.settings[entry.id])
            except ParlanceError:
                # A file that is gone or broken is said to be so where it is listed.
                continue
            self._headers[key] = listing.headers[entry.id] = header
        return listing

    @Slot(object)
    def _on_listed(self, listing: Listing) -> None:
        if listing != self._listing:
            self._listing = listing
            self.changed.emit()

    def _on_settings_changed(self, before: Settings, after: Settings) -> None:
        if any(getattr(before, name) != getattr(after, name) for name in LOAD_FIELDS):
            self.refresh()


def _removed_at(entry: ModelEntry) -> datetime:
    return entry.removed_at or datetime.max.replace(tzinfo=UTC)
