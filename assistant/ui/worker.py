"""Work on other threads, whose news arrive in the main thread: what may take a while is not done there."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, Signal, Slot

from assistant.errors import ParlanceError
from assistant.models.network import Stop

logger = logging.getLogger(__name__)

SWITCH_SECONDS = 0.0005
"""For :func:`sys.setswitchinterval`. Many calls of Qt let go of the interpreter and wait for it again: with
Python's own 5 ms each of them may cost the window that much while a worker thread computes."""


class GivenUp(Exception):
    """Raised by a function to end work that was cancelled: no error, only the way out of it."""


class Work(QObject):
    """One piece of work.

    Its signals come from the main thread's event loop: never before :meth:`Worker.start` has returned, and
    not at all after :meth:`cancel`.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    """What the function has returned."""
    failed = Signal(object)
    """A :class:`ParlanceError`."""

    _reported = Signal(object)
    _ended = Signal(object, object)

    def __init__(self, forget: Callable[[Work], None]) -> None:
        super().__init__()
        self.stop = Stop()
        """Set by :meth:`cancel`; the function looks at it, or gives it to what waits for the network."""
        self._forget = forget
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Give it up."""
        self.stop.set()

    def report(self, progress: object) -> None:
        """Tell how far it is; called by the function, on its thread."""
        if self.stop.is_set():
            raise GivenUp
        self._reported.emit(progress)

    def run(self, function: Callable[[Work], object]) -> None:
        """Do the work on the calling thread."""
        result: object = None
        failure: ParlanceError | None = None
        try:
            result = None if self.stop.is_set() else function(self)
        except GivenUp:
            pass
        except ParlanceError as error:
            failure = error
        except Exception as error:
            logger.exception("Work in the background failed")
            failure = ParlanceError(repr(error))
        self._ended.emit(result, failure)

    @Slot(object)
    def _on_reported(self, progress: object) -> None:
        if not self.stop.is_set():
            self.progressed.emit(progress)

    @Slot(object, object)
    def _on_ended(self, result: object, failure: ParlanceError | None) -> None:
        self._forget(self)
        if self.stop.is_set():
            return
        if failure is None:
            self.succeeded.emit(result)
        else:
            self.failed.emit(failure)


class Worker:
    """Some threads; with one, work is done in the order in which it was asked for."""

    def __init__(self, name: str, threads: int = 1) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        # Work is kept until its end has arrived in the main thread: it must not be destroyed in another.
        self._running: set[Work] = set()

    def start(self, function: Callable[[Work], object]) -> Work:
        """Have ``function`` called with its :class:`Work` on a thread."""
        work = Work(self._running.discard)
        self._running.add(work)
        self._pool.submit(work.run, function)
        return work

    def shut_down(self) -> None:
        """Cancel everything and wait for the threads to end."""
        for work in self._running:
            work.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._running.clear()
