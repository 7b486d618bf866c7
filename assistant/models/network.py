"""The rules for everything that leaves this computer: offline or not, how long to wait, what is noted.

A request is sent inside a :meth:`Network.action`, which says what it is for. One outside of any is a bug,
and is refused: nothing is sent that no user has asked for.
"""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field

from assistant.models.connection_log import ConnectionLog, Purpose, Request
from assistant.models.hub_errors import Offline


@dataclass(frozen=True)
class Limits:
    """How patient Parlance is; times in seconds. Tests use short ones."""

    connect: float = 10
    answer: float = 15
    """Longest silence while a question about a repository is answered."""
    stall: float = 20
    """Longest silence within a download, before the connection is closed and a new one is made."""
    hashes: float = 5
    """As ``connect`` and ``answer``, for asking the main hub about a mirror's file: it may be unreachable."""
    question_attempts: int = 3
    download_attempts: int = 8
    """In a row without a new byte."""
    switch_after: int = 2
    """Failures in a row after which the next mirror takes over."""
    first_pause: float = 1
    longest_pause: float = 60
    longest_asked_pause: float = 900
    """Of a pause that the server asks for. During a question, :attr:`answer` is the longest."""
    progress: float = 0.1
    """Between two reports of progress."""

    def pause(self, failures: int) -> float:
        """Seconds before the next attempt, after 1, 2, 3 … failures in a row; with jitter."""
        full = min(self.longest_pause, self.first_pause * 2.0 ** min(failures - 1, 30))
        return full * random.uniform(0.5, 1)  # noqa: S311


class Stop:
    """Asks work in another thread to end, and wakes it from waiting for the network."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None

    def set(self) -> None:
        self._event.set()
        self._shut_down()

    def is_set(self) -> bool:
        return self._event.is_set()

    def wait(self, seconds: float) -> bool:
        """Sleep, but not past :meth:`set`; whether that has been called."""
        return self._event.wait(seconds)

    def watch(self, connection: socket.socket) -> None:
        """Shut down ``connection``, the newest one, when asked to stop."""
        with self._lock:
            self._socket = connection
        if self._event.is_set():
            self._shut_down()

    def _shut_down(self) -> None:
        with self._lock:
            if self._socket is not None:
                # The plain socket's method: that of a TLS socket would drop the session, and what is still
                # buffered could then be read undecrypted. The socket may be closed already.
                with suppress(OSError):
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


@dataclass
class Action:
    """What the requests of this thread are for, and which it has sent."""

    network: Network
    purpose: Purpose
    subject: str
    patience: float | None
    stop: Stop | None
    sent: list[Request] = field(default_factory=list)

    @property
    def timeouts(self) -> dict[str, float]:
        """By phase, as httpx names them."""
        limits = self.network.limits
        silence = limits.stall if self.purpose == "download" else limits.answer
        connect, read = self.patience or limits.connect, self.patience or silence
        return {"connect": connect, "read": read, "write": read, "pool": connect}


_current: ContextVar[Action | None] = ContextVar("current_action", default=None)


class Network:
    """The switch, the log and the limits that all requests of one program share."""

    def __init__(
        self, log: ConnectionLog | None = None, *, offline: bool = False, limits: Limits | None = None
    ):
        self.log = log or ConnectionLog()
        self.offline = offline
        """While set, nothing is sent, and downloads under way end with :class:`Offline`."""
        self.limits = limits or Limits()

    def require_online(self) -> None:
        if self.offline:
            raise Offline

    @contextmanager
    def action(
        self, purpose: Purpose, subject: str, *, patience: float | None = None, stop: Stop | None = None
    ) -> Iterator[Action]:
        """Allow requests of this thread, and name their purpose. Raises :class:`Offline`.

        ``patience`` replaces the usual limits for connecting and for silence, in seconds.
        """
        self.require_online()
        action = Action(self, purpose, subject, patience, stop)
        previous = _current.set(action)
        try:
            yield action
        finally:
            _current.reset(previous)


def current_action() -> Action:
    """The action this thread is in; RuntimeError outside of any."""
    action = _current.get()
    if action is None:
        raise RuntimeError("a request that belongs to no action")
    return action
