"""The engine process's main loop: commands in, events out, one model at a time.

The main thread evaluates. A second thread reads the commands, so that a cancel is seen while a batch is
being evaluated: it raises the abort flag, and the main thread then does the bookkeeping.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import queue
import sys
import threading
import traceback
from collections.abc import Generator
from typing import BinaryIO

import msgspec
import psutil

from assistant.engine.errors import NoModelLoaded
from assistant.engine.llama import library
from assistant.engine.llama.model import AbortFlag, LlamaModel, LoadCancelled
from assistant.engine.llama.tuning import tune
from assistant.engine.protocol import (
    PROTOCOL_VERSION,
    Cancel,
    Cancelled,
    Command,
    DeviceList,
    Devices,
    Event,
    Failed,
    Finished,
    Forget,
    Generate,
    Hello,
    Job,
    Load,
    Loaded,
    LoadProgress,
    Score,
    Shutdown,
    Tokenize,
    Tokenized,
    Tune,
    Tuned,
    Unload,
    Unloaded,
    decode_command,
    encode,
)
from assistant.engine.session import Session
from assistant.errors import ParlanceError

_IDLE_BEFORE_SAVING = 2.0
"""Seconds without work after which idle dialogues are written to disk."""


class Server:
    """Serves one client until its end of the pipe closes."""

    def __init__(self, commands: BinaryIO, events: int) -> None:
        """``events`` is the file descriptor that events are written to."""
        self._commands = commands
        self._events = events
        self._inbox: queue.SimpleQueue[Command] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._abort = AbortFlag()
        self._session: Session | None = None
        self._tuning: tuple[Tune, Generator[None, None, Tuned]] | None = None
        """While a measurement of threads is under way, the scheduler rests."""

    def run(self) -> None:
        """Serve until told to shut down."""
        self._emit(Hello(protocol=PROTOCOL_VERSION, pid=os.getpid(), build=library.build()))
        threading.Thread(target=self._read, name="commands", daemon=True).start()
        try:
            while self._serve():
                pass
        finally:
            self._close_session()

    # ----------------------------------------------------------------------------------------- the loop

    def _read(self) -> None:
        """The reading thread: only queues, and makes a cancel felt at once."""
        for line in self._commands:
            try:
                command = decode_command(line)
            except msgspec.DecodeError as error:
                sys.stderr.write(f"Not a command: {error}\n")
                continue
            if isinstance(command, Cancel):
                self._cancelled.add(command.job)
                self._inbox.put(command)
                self._abort.set()
            else:
                self._inbox.put(command)
        self._inbox.put(Shutdown())
        self._abort.set()

    def _serve(self) -> bool:
        """Take what has arrived and evaluate one step; False ends the process."""
        scheduler = self._session.scheduler if self._session else None
        self._abort.clear()
        try:
            if self._tuning or (scheduler and scheduler.busy):
                command = self._inbox.get_nowait()
            else:
                command = self._inbox.get(timeout=_IDLE_BEFORE_SAVING if scheduler else None)
        except queue.Empty:
            if self._tuning:
                self._go_on_tuning(*self._tuning)
            elif scheduler and scheduler.busy:
                scheduler.step()
            elif scheduler and not scheduler.save_idle():
                return self._handle(self._inbox.get())
            return True
        return self._handle(command)

    def _handle(self, command: Command) -> bool:
        match command:
            case Shutdown():
                return False
            case Cancel():
                if self._tuning and self._tuning[0].job == command.job:
                    self._stop_tuning()
                elif self._session:
                    self._session.scheduler.cancel([command.job])
                self._cancelled.discard(command.job)
            case Forget():
                if self._session:
                    self._session.scheduler.forget(command.cache_key)
            case _:
                self._begin(command)
        return True

    def _begin(self, command: Job) -> None:
        """Start a job. This is where every failure becomes an event."""
        if command.job in self._cancelled:
            self._emit(Cancelled(job=command.job))
            return
        try:
            match command:
                case Load():
                    self._finish(command, self._load(command))
                case Unload():
                    self._close_session()
                    self._finish(command, Unloaded(memory=psutil.Process().memory_info().rss))
                case Devices():
                    for server in command.rpc_servers:
                        library.add_rpc_server(server)
                    self._finish(command, DeviceList(build=library.build(), devices=library.devices()))
                case Tokenize():
                    self._finish(command, self._loaded().tokenize(command))
                case Tune():
                    self._stop_tuning()
                    session = self._loaded()
                    self._tuning = command, tune(session.model, session.scheduler.pool)
                case Generate():
                    self._loaded().generate(command)
                case Score():
                    self._loaded().score(command)
        except LoadCancelled:
            self._emit(Cancelled(job=command.job))
        except ParlanceError as error:
            if command.job in self._cancelled:
                self._emit(Cancelled(job=command.job))
            else:
                self._fail(command, error)
        except Exception as error:  # noqa: BLE001 - the process boundary
            traceback.print_exc()
            self._emit(Failed(job=command.job, code=ParlanceError.code, detail=repr(error)))

    # -------------------------------------------------------------------------------------------- jobs

    def _load(self, command: Load) -> Loaded:
        self._close_session()

        def report(fraction: float) -> bool:
            self._emit(LoadProgress(job=command.job, fraction=fraction))
            return command.job not in self._cancelled

        self._session = Session(
            LlamaModel(command.path, command.settings, self._abort, report), self._abort, self._emit
        )
        return self._session.describe()

    def _go_on_tuning(self, command: Tune, steps: Generator[None, None, Tuned]) -> None:
        try:
            next(steps)
        except StopIteration as end:
            self._tuning = None
            self._finish(command, end.value)
        except ParlanceError as error:
            self._tuning = None
            self._fail(command, error)

    def _stop_tuning(self) -> None:
        if self._tuning is not None:
            command, steps = self._tuning
            self._tuning = None
            steps.close()
            self._emit(Cancelled(job=command.job))

    # ------------------------------------------------------------------------------------------ the rest

    def _loaded(self) -> Session:
        if self._session is None:
            raise NoModelLoaded
        return self._session

    def _close_session(self) -> None:
        if self._session is None:
            return
        self._stop_tuning()
        self._session.close()
        self._session = None
        if sys.platform == "linux":
            # glibc keeps freed memory for itself unless it is asked for it.
            ctypes.CDLL(None).malloc_trim(0)

    def _finish(self, command: Job, result: Loaded | Unloaded | DeviceList | Tokenized | Tuned) -> None:
        self._emit(Finished(job=command.job, result=result))

    def _fail(self, command: Job, error: ParlanceError) -> None:
        self._emit(Failed(job=command.job, code=error.code, values=error.values, detail=error.detail))

    def _emit(self, event: Event) -> None:
        data = encode(event)
        # Without a reader the client is gone; the end of our input says so in a moment.
        with contextlib.suppress(BrokenPipeError):
            while data:
                data = data[os.write(self._events, data) :]
