"""Gets one file from the hub onto the disk, whole and verified, over a network that fails in any way.

A transfer ends in one of three ways: the file is there and its SHA-256 is right; an error says what is wrong
and the partial is kept; or it was asked to stop. The answer to each request is checked before a byte of it is
used, and what has arrived is never shortened, except after a wrong hash.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.models.hub import Hub
from assistant.models.hub_errors import AnswerUnusable, ConnectionLost, FileDamaged, HubError
from assistant.models.mirrors import host_of
from assistant.models.network import Stop
from assistant.models.partial import Identity, Partial
from assistant.models.progress import Meter

if TYPE_CHECKING:
    from assistant.models.client import Stream


class Stopped(Exception):
    """The transfer was asked to stop. Not an error: nobody is told."""


class Transfer:
    """One file on its way to ``target``. ``endpoints`` are tried in turn; the first is preferred."""

    def __init__(
        self, hub: Hub, identity: Identity, target: Path, endpoints: Sequence[str], meter: Meter, stop: Stop
    ) -> None:
        self.resumed_from = 0
        """Bytes that an earlier run had left."""
        self._hub = hub
        self._file = identity
        self._size = identity.size
        self._target = target
        self._endpoints = list(endpoints)
        self._meter = meter
        self._stop = stop
        self._failures = 0
        self._refusal: HubError | None = None
        self._ranged = True

    def run(self) -> None:
        """Return when the file is at its place, verified.

        Raises :class:`Stopped`, :class:`HubError`, and the errors of :class:`Partial`.
        """
        with Partial(self._target, self._file) as partial:
            partial.rehash(self._on_checked)
            if self._size is not None and partial.size > self._size:
                partial.restart()
            self.resumed_from = partial.size
            for _ in range(2):
                self._receive(partial)
                actual = partial.sha256
                if actual == self._file.sha256:
                    partial.publish()
                    return
                partial.restart()
                self.resumed_from = 0
            raise FileDamaged(file=self._target.name, expected=self._file.sha256, actual=actual)

    def _receive(self, partial: Partial) -> None:
        """Ask again and again until all bytes are there."""
        while self._size is None or partial.size < self._size:
            before = partial.size
            try:
                self._attempt(partial)
                if partial.size == before and self._size != before:
                    raise ConnectionLost("an answer without a new byte", host=host_of(self._endpoints[0]))
            except HubError as error:
                self._check_stop()
                if partial.size > before:
                    self._failures = 0
                self._after(error, partial)

    def _attempt(self, partial: Partial) -> None:
        """One request. An answer that ends early without an error leaves the rest to the next."""
        first = partial.size if self._ranged else 0
        self._check_stop()
        with self._hub.open(
            self._endpoints[0], self._file.repo, self._file.commit, self._file.path, first, stop=self._stop
        ) as stream:
            skip = self._checked(stream, partial.size, first)
            for chunk in stream:
                self._check_stop()
                fresh = chunk[skip:]
                skip = max(0, skip - len(chunk))
                if self._size is not None:
                    fresh = fresh[: self._size - partial.size]
                partial.append(fresh)
                self._meter.arrived(len(chunk), partial.size)
                if partial.size == self._size:
                    break
        self._check_stop()
        if self._size is None:
            self._size = partial.size

    def _checked(self, stream: Stream, have: int, first: int) -> int:
        """How many bytes at the answer's beginning are there already. Learns the size if it is not known.

        Raises :class:`AnswerUnusable` for an answer that is not about these bytes of this file.
        """
        part = stream.range
        whole = part.total if stream.status in (206, 416) else stream.length
        if stream.status == 416 and self._size is None and whole == have:
            self._size = have
            return 0
        fits = stream.is_plain and (self._size is None or whole is None or whole == self._size)
        if not fits or stream.status == 416 or (stream.status == 206 and part.first != first):
            # A server that cannot count is asked for the whole file next time.
            self._ranged = stream.status == 200
            raise AnswerUnusable(f"status {stream.status}, {part}, length {stream.length}", host=stream.host)
        self._size = self._size or whole
        return have if stream.status == 200 else have - first

    def _after(self, error: HubError, partial: Partial) -> None:
        """Prepare the next attempt, and wait for it; or raise what stands in its way."""
        limits = self._hub.network.limits
        if not error.transient:
            self._refusal = self._refusal or error
            self._endpoints.pop(0)
            self._ranged = True
            if not self._endpoints:
                raise self._refusal
            return
        self._failures += 1
        if self._failures >= limits.download_attempts * len(self._endpoints):
            raise self._refusal or error
        pause = error.retry_after or limits.pause(self._failures)
        if self._failures % limits.switch_after == 0 and len(self._endpoints) > 1:
            self._endpoints.append(self._endpoints.pop(0))
            self._ranged = True
            pause = limits.pause(1)
        if pause > limits.longest_asked_pause:
            raise error
        self._meter.waiting(partial.size, pause)
        if self._stop.wait(pause):
            raise Stopped

    def _on_checked(self, size: int) -> None:
        self._check_stop()
        self._meter.checking(size)

    def _check_stop(self) -> None:
        if self._stop.is_set():
            raise Stopped
