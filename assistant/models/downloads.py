"""The queue of downloads: a few at once, each in its own thread, and none forgotten when the program ends.

The queue lies in ``downloads.json`` beside the models. What was under way when the program ended, in
whatever way, is paused at the next start: nothing is fetched before the user says so.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

from assistant.atomic import write_atomically
from assistant.errors import ParlanceError
from assistant.models.download import Download, Downloaded, Ticket
from assistant.models.hub import Hub
from assistant.models.network import Stop
from assistant.models.partial import disk_errors
from assistant.models.progress import Progress
from assistant.models.transfer import Stopped

logger = logging.getLogger(__name__)

State = Literal["queued", "running", "paused", "failed", "done", "cancelled"]

MOST_AT_ONCE = 3


@dataclass(frozen=True)
class Item:
    """One download as it stands. ``done`` and ``cancelled`` are reported once, and then it is gone."""

    ticket: Ticket
    state: State
    progress: Progress | None = None
    error: ParlanceError | None = None

    @property
    def id(self) -> str:
        return self.ticket.id


@dataclass
class _Entry:
    ticket: Ticket
    state: State = "queued"
    progress: Progress | None = None
    error: ParlanceError | None = None
    stop: Stop = field(default_factory=Stop)
    thread: threading.Thread | None = None
    after_stop: Literal["queued", "paused", "cancelled"] = "paused"

    def item(self) -> Item:
        return Item(self.ticket, self.state, self.progress, self.error)


class Downloads:
    """All methods but :meth:`close` return at once. They can be called from any thread, and an id that is
    no longer there is ignored: the download may have ended in the meantime.

    ``changed`` is told of every change of an item and of its progress, ten times a second; ``completed`` of a
    model that is there and verified, before its item is ``done``. Both are called from worker threads or from
    the caller's, and must not block.
    """

    def __init__(
        self,
        hub: Hub,
        folder: Path,
        *,
        changed: Callable[[Item], None],
        completed: Callable[[Downloaded], None],
        at_once: int = 2,
    ) -> None:
        self._hub = hub
        self._folder = folder
        self._changed = changed
        self._completed = completed
        self._at_once = at_once
        self._lock = threading.Lock()
        self._entries: dict[str, _Entry] = {}
        self._closed = False
        for ticket in self._read():
            self._entries[ticket.id] = _Entry(ticket, "paused")

    @property
    def items(self) -> list[Item]:
        """In the order in which they were added."""
        with self._lock:
            return [entry.item() for entry in self._entries.values()]

    @property
    def at_once(self) -> int:
        """How many run at the same time, 1 to 3. More than that run on when it is lowered."""
        return self._at_once

    @at_once.setter
    def at_once(self, number: int) -> None:
        self._at_once = max(1, min(MOST_AT_ONCE, number))
        self._start_some()

    def add(self, ticket: Ticket) -> str:
        """Queue a download, and return its id; one that is paused or has failed goes on.

        Raises :class:`~assistant.models.hub_errors.UnsafeName`; :class:`DiskFull` or
        :class:`PartialNotWritable` when the queue cannot be written.
        """
        Download(self._hub, self._folder, ticket)
        with self._lock:
            entry = self._entries.get(ticket.id)
            if entry is None or (entry.thread is None and entry.ticket != ticket):
                self._entries[ticket.id] = _Entry(ticket, "paused")
                self._write()
        self.resume(ticket.id)
        return ticket.id

    def resume(self, id_: str) -> None:
        """Let a paused or failed download go on where it stopped."""
        with self._lock:
            entry = self._entries.get(id_)
            if entry is None:
                return
            if entry.thread is not None:
                entry.after_stop = "queued"
                return
            entry.state, entry.error = "queued", None
        self._changed(entry.item())
        self._start_some()

    def pause(self, id_: str) -> None:
        """Stop, and keep what has arrived."""
        self._end(id_, "paused")

    def cancel(self, id_: str) -> None:
        """Stop, and delete what has arrived."""
        self._end(id_, "cancelled")

    def close(self) -> None:
        """Stop all, keep what has arrived, and wait until the threads have ended."""
        with self._lock:
            self._closed = True
            running = [(entry.stop, entry.thread) for entry in self._entries.values()]
        for stop, _ in running:
            stop.set()
        for _, thread in running:
            if thread is not None:
                thread.join()

    def _end(self, id_: str, state: Literal["paused", "cancelled"]) -> None:
        with self._lock:
            entry = self._entries.get(id_)
            if entry is None:
                return
            entry.after_stop = state
            if entry.thread is not None:
                entry.stop.set()
                return
            entry.state = "paused"
        self._settle(entry, state)

    def _start_some(self) -> None:
        started = []
        with self._lock:
            free = 0 if self._closed else self._at_once
            free -= sum(entry.thread is not None for entry in self._entries.values())
            for entry in self._entries.values():
                if free > 0 and entry.state == "queued" and entry.thread is None:
                    free -= 1
                    entry.state, entry.stop, entry.after_stop = "running", Stop(), "paused"
                    entry.thread = threading.Thread(
                        target=self._work, args=(entry,), name=f"download {entry.ticket.id}", daemon=True
                    )
                    started.append((entry.item(), entry.thread))
        for item, thread in started:
            self._changed(item)
            thread.start()

    def _work(self, entry: _Entry) -> None:
        def report(progress: Progress) -> None:
            entry.progress = progress
            self._changed(entry.item())

        state: State
        try:
            self._completed(Download(self._hub, self._folder, entry.ticket).run(report, entry.stop))
            state = "done"
        except Stopped:
            state = entry.after_stop
        except ParlanceError as error:
            entry.error, state = error, "failed"
        except Exception as error:
            logger.exception("The download of %s failed", entry.ticket.id)
            entry.error, state = ParlanceError(repr(error)), "failed"
        self._settle(entry, state)

    def _settle(self, entry: _Entry, state: State) -> None:
        """Give an entry that does not run, or no longer, its new state."""
        try:
            if state == "cancelled":
                Download(self._hub, self._folder, entry.ticket).discard()
            with self._lock:
                if state in ("done", "cancelled"):
                    del self._entries[entry.ticket.id]
                    self._write()
        except ParlanceError as error:
            entry.error, state = error, "failed"
        with self._lock:
            if state == "paused" and entry.after_stop == "queued":
                state = "queued"
            entry.state, entry.thread = state, None
        self._changed(entry.item())
        self._start_some()

    @property
    def _path(self) -> Path:
        return self._folder / "downloads.json"

    def _write(self) -> None:
        tickets = [entry.ticket for entry in self._entries.values()]
        with disk_errors(self._path):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_atomically(self._path, msgspec.json.encode(tickets))

    def _read(self) -> list[Ticket]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=list[Ticket])
        except FileNotFoundError:
            return []
        except msgspec.DecodeError:
            aside = self._path.with_suffix(".json.old")
            self._path.replace(aside)
            logger.warning("The queue of downloads could not be read; it was set aside as %s", aside)
            return []
