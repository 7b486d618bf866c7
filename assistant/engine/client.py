"""The engine's client: starts the child process, gives it jobs, and turns its lines into events.

The window must survive whatever the child does. So nothing here waits for the child on the caller's thread:
one thread writes commands, one reads events and calls the listeners, and one copies standard error to the
log. The death of the child, in whatever way, is an ordinary end of every job that was open.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import queue
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import msgspec

from assistant.engine.errors import EngineCrashed, EngineError, EngineProtocolError, EngineUnavailable
from assistant.engine.log import EngineLog
from assistant.engine.process import Exit, module_command, spawn
from assistant.engine.protocol import (
    PROTOCOL_VERSION,
    Cancel,
    Cancelled,
    Command,
    Event,
    Failed,
    Finished,
    Forget,
    Hello,
    Job,
    Result,
    Shutdown,
    decode_event,
    encode,
)
from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError, system_reason

Listener = Callable[[Event], None]

START_LIMIT = 60.0
"""Seconds until the child must have said hello: the first start of a GPU driver takes its time."""
CANCEL_LIMIT = 2.0
"""Seconds in which a cancelled job must end before the child is killed."""
CLOSE_LIMIT = 5.0
"""Seconds that the child gets to put its caches away."""
_LINE_LIMIT = 1 << 27

logger = logging.getLogger(__name__)


class JobCancelled(Exception):
    """A job that was waited for has been cancelled, which is not an error; ``event`` has its usage."""

    def __init__(self, event: Cancelled) -> None:
        super().__init__(f"job {event.job} was cancelled")
        self.event = event


@dataclass(slots=True)
class _OpenJob:
    listener: Listener
    cancelled: bool = False
    timer: threading.Timer | None = None


class EngineClient:
    """One child process, from its start to its end; a new one needs a new client.

    Every method may be called from any thread, and from a listener (except :meth:`run`, which would wait for
    itself). ``on_exit`` is called once on the worker thread, after the ends of all jobs, with None when the
    child ended because of :meth:`close`.
    """

    def __init__(
        self,
        command: Sequence[str] | None = None,
        *,
        log: Path | None = None,
        on_exit: Callable[[EngineError | None], None] | None = None,
        env: Mapping[str, str] | None = None,
        start_limit: float = START_LIMIT,
        cancel_limit: float = CANCEL_LIMIT,
    ) -> None:
        """``command`` starts the child, by default this Python; ``log`` gets its standard error."""
        self.hello: Hello
        self.exit: Exit | None = None
        self._command = list(command or module_command("assistant.engine"))
        self._log_path = log
        self._on_exit = on_exit
        self._env = env
        self._start_limit = start_limit
        self._cancel_limit = cancel_limit
        self._process: subprocess.Popen[bytes] | None = None
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._jobs: dict[int, _OpenJob] = {}
        self._greeted = threading.Event()
        self._over: EngineError | None = None
        self._killed_because: str | None = None
        self._closing = False
        self._reader: threading.Thread | None = None
        self._writer: threading.Thread | None = None

    # ------------------------------------------------------------------------------------------ life

    def start(self) -> None:
        """Start the child and wait for its greeting. Raises :class:`EngineUnavailable`."""
        try:
            self._stderr = EngineLog(self._log_path)
            try:
                process = self._process = spawn(self._command, self._env)
            except OSError:
                self._stderr.close()
                raise
        except OSError as error:
            raise EngineUnavailable(repr(error), reason=system_reason(error)) from error
        assert process.stderr is not None
        self._stderr.write(f"engine process {process.pid} started")
        self._stderr.follow(process.stderr)
        self._reader = _thread(self._read, process, process.stdout, name="engine-events")
        self._writer = _thread(self._write, process.stdin, name="engine-commands")
        if self._closing:  # close() came while the process was being made
            self.close()
        if not self._greeted.wait(self._start_limit):
            self._kill(QT_TRANSLATE_NOOP("errors", "it does not answer"))
        if self._greeted.wait(CLOSE_LIMIT) and self._over is None:
            return
        self.close()
        raise EngineUnavailable(
            self._stderr.tail, reason=self.exit.reason if self.exit else "it does not end when it is killed"
        )

    @property
    def alive(self) -> bool:
        """False before the greeting, and as soon as the end of the child has been seen."""
        return self._greeted.is_set() and self._over is None

    def close(self) -> None:
        """End the child and all threads; jobs still open end as cancelled. Can be called again."""
        self._closing = True
        process = self._process
        if process is None:
            return
        self._send(Shutdown())
        self._outbox.put(None)
        # A child that has not greeted listens to nothing yet, and has nothing to put away.
        patience = CLOSE_LIMIT if self._greeted.is_set() else 0.0
        for force, limit in ((None, patience), (process.terminate, 1.0), (process.kill, CLOSE_LIMIT)):
            if force:
                force()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(limit)
                break
        for thread in (self._reader, self._writer):
            if thread is not None and thread is not threading.current_thread():
                thread.join()

    # ------------------------------------------------------------------------------------------ jobs

    def submit(self, command: Job, listener: Listener) -> int:
        """Send a job and return its number; a number that the caller has set is kept.

        ``listener`` is called on the worker thread with every event of the job, in order; the last is exactly
        one of Finished, Failed and Cancelled, whatever becomes of the child. Raises what ended the child if
        that is known already.
        """
        number = command.job or next(self._numbers)
        line = encode(msgspec.structs.replace(command, job=number))
        with self._lock:
            if self._over is not None:
                raise self._over
            self._jobs[number] = _OpenJob(listener)
        self._outbox.put(line)
        return number

    def cancel(self, job: int) -> None:
        """End a job; does nothing when it has ended. The child is killed if it does not obey in time."""
        with self._lock:
            open_job = self._jobs.get(job)
            if open_job is None or open_job.cancelled:
                return
            open_job.cancelled = True
            open_job.timer = threading.Timer(self._cancel_limit, self._lose_patience, [job])
            open_job.timer.daemon = True
            open_job.timer.start()
        self._send(Cancel(job=job))

    def run(self, command: Job, listener: Listener | None = None) -> Result:
        """Submit a job and wait for its end. Raises its error, or :class:`JobCancelled`."""
        return run_job(self.submit, self.cancel, command, listener)

    def forget(self, cache_key: str) -> None:
        """Drop what the child has cached of a dialogue."""
        self._send(Forget(cache_key=cache_key))

    # ------------------------------------------------------------------------------------------ threads

    def _send(self, command: Command) -> None:
        self._outbox.put(encode(command))

    def _write(self, stdin: IO[bytes]) -> None:
        # A child that has died leaves a broken pipe; the reader reports the death.
        with contextlib.suppress(OSError), stdin:
            while (line := self._outbox.get()) is not None:
                stdin.write(line)
                stdin.flush()

    def _read(self, process: subprocess.Popen[bytes], stdout: IO[bytes]) -> None:
        garbage: bytes | None = None
        with stdout:
            while line := stdout.readline(_LINE_LIMIT):
                if line[-1:] != b"\n" and len(line) < _LINE_LIMIT:
                    break  # the child died within the line
                try:
                    event = decode_event(line)
                    if type(event) is Hello or not self._greeted.is_set():
                        self._greet(event)
                        continue
                except (msgspec.DecodeError, UnicodeDecodeError, _UnexpectedEvent) as error:
                    garbage = line
                    logger.warning("The engine sent a line that is not an event: %s", error)
                    self._kill(QT_TRANSLATE_NOOP("errors", "it sent something that is not understood"))
                    break
                self._dispatch(event)
        self._finish(process, garbage)

    def _greet(self, event: Event) -> None:
        if type(event) is not Hello or self._greeted.is_set():
            raise _UnexpectedEvent(f"{type(event).__name__} out of place")
        if event.protocol != PROTOCOL_VERSION:
            self._kill(f"it speaks protocol version {event.protocol} instead of {PROTOCOL_VERSION}")
            return
        self.hello = event
        self._greeted.set()

    def _dispatch(self, event: Any) -> None:
        open_job = self._jobs.get(event.job)
        if open_job is None:
            return
        kind = type(event)
        if kind is Finished or kind is Failed or kind is Cancelled:
            with self._lock:
                del self._jobs[event.job]
            if open_job.timer is not None:
                open_job.timer.cancel()
                open_job.timer.join()
        try:
            open_job.listener(event)
        except Exception:
            logger.exception("A listener of the engine failed")

    def _finish(self, process: subprocess.Popen[bytes], garbage: bytes | None) -> None:
        """The last act of the worker thread: say of every open job how it ended."""
        try:
            code = process.wait(CLOSE_LIMIT)
        except subprocess.TimeoutExpired:  # it has closed its output and lives on
            process.kill()
            code = process.wait()
        self._outbox.put(None)
        self._stderr.join(1.0)  # the last words; bounded, because a grandchild may hold the pipe
        self.exit = Exit(self._killed_because) if self._killed_because else Exit.from_code(code)
        self._stderr.write(f"engine process {process.pid} ended: {self.exit.reason}")
        self._stderr.close()
        error: EngineError = EngineCrashed(self._stderr.tail, reason=self.exit.reason)
        if garbage is not None:
            error = EngineProtocolError(repr(garbage[:200]))
        with self._lock:
            self._over = error
            open_jobs = dict(self._jobs)
        self._greeted.set()
        for number, open_job in open_jobs.items():
            if open_job.cancelled or self._closing:
                self._dispatch(Cancelled(job=number))
            else:
                self._dispatch(Failed(job=number, code=error.code, values=error.values, detail=error.detail))
        if self._on_exit is not None:
            self._on_exit(None if self._closing else error)

    def _lose_patience(self, job: int) -> None:
        with self._lock:
            if job in self._jobs:
                self._kill(QT_TRANSLATE_NOOP("errors", "it did not stop when it was told to, and was killed"))

    def _kill(self, because: str) -> None:
        assert self._process is not None
        self._killed_because = self._killed_because or because
        self._process.kill()


class _UnexpectedEvent(Exception):
    """An event that is well formed but cannot come now."""


def run_job(
    submit: Callable[[Job, Listener], int],
    cancel: Callable[[int], None],
    command: Job,
    listener: Listener | None,
) -> Result:
    """Submit a job and wait for its end; an interrupt (Ctrl-C) cancels it.

    Raises the :class:`ParlanceError` it failed with, or :class:`JobCancelled`.
    """
    ended = threading.Event()
    ends: list[Finished | Failed | Cancelled] = []

    def listen(event: Event) -> None:
        try:
            if listener is not None:
                listener(event)
        finally:
            if isinstance(event, Finished | Failed | Cancelled):
                ends.append(event)
                ended.set()

    job = submit(command, listen)
    try:
        ended.wait()
    except BaseException:
        cancel(job)
        raise
    match ends[0]:
        case Finished(result=result):
            return result
        case Failed(code=code, values=values, detail=detail):
            raise ParlanceError.from_code(code, values, detail)
        case Cancelled() as event:
            raise JobCancelled(event)


def _thread(target: Callable[..., None], *args: object, name: str) -> threading.Thread:
    """A started daemon: the program may end without :meth:`EngineClient.close`; then the child ends too."""
    thread = threading.Thread(target=target, args=args, name=name, daemon=True)
    thread.start()
    return thread
