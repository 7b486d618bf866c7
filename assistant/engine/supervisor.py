"""The engine as the window and the command line use it: it is simply there, whatever happens to the child.

The supervisor starts the child when it is needed, starts it again when it has died, and loads the model again
before the next job. When the child dies in a way that speaks against the settings, it tries safer ones, one
after the other, and remembers what helped.

All its state belongs to one worker thread, which takes messages from an inbox; the public methods only put
messages there. Events of a running job go straight from the client's thread to the listener.
"""

from __future__ import annotations

import itertools
import logging
import queue
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from assistant.engine.client import CANCEL_LIMIT, START_LIMIT, EngineClient, Listener, run_job
from assistant.engine.errors import (
    BadRequest,
    EngineCrashed,
    EngineError,
    EngineUnavailable,
    SaferSettings,
)
from assistant.engine.kv_files import kv_file
from assistant.engine.loading import LoadPlan
from assistant.engine.protocol import (
    Cancelled,
    Event,
    Failed,
    Finished,
    Generate,
    Job,
    Load,
    Loaded,
    LoadProgress,
    Result,
    Score,
    Text,
    Tokenize,
    Tune,
    Unload,
    encode,
)
from assistant.engine.safety import EngineSafety, Finding
from assistant.engine.state import EngineState
from assistant.engine.values import LoadSettings
from assistant.errors import Value

logger = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Job:
    command: Job
    listener: Listener
    reload: bool = False
    """A load of our own, that nobody waits for but the backlog."""
    has_begun: bool = False
    """The child has said something about it."""
    has_spoken: bool = False
    """Text has reached the listener: the job cannot be repeated unnoticed."""
    repeated: bool = False
    cancelled: bool = False

    @property
    def number(self) -> int:
        return self.command.job

    @property
    def needs_model(self) -> bool:
        return isinstance(self.command, Generate | Tokenize | Score | Tune)


class Engine:
    """One engine for the life of the program.

    Every method returns at once (except :meth:`run` and :meth:`close`) and can be called from any thread.
    Listeners and callbacks are called on worker threads. ``on_notice`` is told what was made safer, after it
    has proved to work; ``on_state`` gets every new :attr:`state`.
    """

    def __init__(
        self,
        command: Sequence[str] | None = None,
        *,
        log: Path | None = None,
        env: Mapping[str, str] | None = None,
        kv_folder: Path | None = None,
        safety: EngineSafety | None = None,
        on_notice: Callable[[SaferSettings], None] | None = None,
        on_state: Callable[[EngineState], None] | None = None,
        start_limit: float = START_LIMIT,
        cancel_limit: float = CANCEL_LIMIT,
    ) -> None:
        """``command``, ``log``, ``env`` and the limits are those of :class:`EngineClient`.

        ``kv_folder`` is where :meth:`load` lets the engine keep the caches of idle dialogues; None: nowhere.
        """
        self.safety = safety or EngineSafety(None)
        self.state = EngineState()
        self._make_client = partial(
            EngineClient, command, log=log, env=env, start_limit=start_limit, cancel_limit=cancel_limit
        )
        self._on_notice = on_notice
        self._on_state = on_state
        self._numbers = itertools.count(1)
        self._client: EngineClient | None = None
        self._plan = LoadPlan(self.safety)
        self._backlog: deque[_Job] = deque()
        self._crashed: list[tuple[_Job, Failed]] = []
        self._loading: _Job | None = None
        self._kv_folder = kv_folder
        self._closed = False
        self._closing = threading.Lock()
        self._inbox: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._worker = threading.Thread(target=self._work, name="engine-supervisor", daemon=True)
        self._worker.start()

    # ------------------------------------------------------------------------------------------ for callers

    def load(self, path: str, settings: LoadSettings | None = None, listener: Listener | None = None) -> int:
        """Load a model in place of the one that is loaded; see :meth:`submit`."""
        settings = settings or LoadSettings()
        if self._kv_folder is not None:
            settings = msgspec.structs.replace(settings, kv_folder=str(self._kv_folder))
        command = Load(path=path, settings=settings)
        return self.submit(command, listener or (lambda _event: None))

    def submit(self, command: Job, listener: Listener) -> int:
        """Queue a job and return its number.

        ``listener`` gets the job's events, the last of which is exactly one of Finished, Failed and
        Cancelled. If the model must be loaded again first, it also gets the progress of that; if the job is
        repeated with safer settings, Started and PromptProgress come again.
        """
        number = next(self._numbers)
        job = _Job(msgspec.structs.replace(command, job=number), listener)
        with self._closing:
            if self._closed:
                raise RuntimeError("the engine has been closed")
            if (failure := _unsendable(job.command)) is None:
                self._post(self._accept, job)
            else:
                self._post(self._deliver, job, failure)
        return number

    def run(self, command: Job, listener: Listener | None = None) -> Result:
        """Submit a job and wait for its end. Raises its error, or :class:`JobCancelled`."""
        return run_job(self.submit, self.cancel, command, listener)

    def cancel(self, job: int) -> None:
        """End a job, wherever it is; does nothing when it has ended."""
        self._post(self._cancel, job)

    def forget(self, cache_key: str) -> None:
        """Drop what is cached of a dialogue, in memory and on disk."""
        # Not through the inbox: a close that follows at once must not overtake it.
        if (client := self._client) is not None and client.alive:
            client.forget(cache_key)
        if self._kv_folder is not None:
            kv_file(self._kv_folder, cache_key).unlink(missing_ok=True)

    def close(self) -> None:
        """End the child and the threads; open jobs end as cancelled. Can be called again."""
        with self._closing:
            self._closed = True
        if (client := self._client) is not None:
            client.close()
        self._inbox.put(None)
        if threading.current_thread() is not self._worker:
            self._worker.join()

    # ------------------------------------------------------------------------------------------ the worker

    def _post(self, action: Callable[..., None], *arguments: object) -> None:
        self._inbox.put(partial(action, *arguments))

    def _work(self) -> None:
        while (action := self._inbox.get()) is not None:
            action()
        if self._client is not None:
            self._client.close()
        for job in (*self._backlog, *(job for job, _ in self._crashed)):
            self._deliver(job, Cancelled(job=job.number))

    def _accept(self, job: _Job) -> None:
        self._backlog.append(job)
        self._advance()

    def _advance(self) -> None:
        """Hand over what can be handed over. While a model is loading, everything waits."""
        while self._backlog and self._loading is None and self._has_child():
            assert self._client is not None
            job = self._backlog[0]
            if job.needs_model and self.state.loaded is None and self._plan.wish is not None:
                wish = msgspec.structs.replace(self._plan.wish, job=next(self._numbers))
                job = _Job(wish, partial(self._post, self._report_reload), reload=True)
            else:
                self._backlog.popleft()
            command = job.command
            if isinstance(command, Load):
                self._loading = job
                command = self._plan.begin(command, self._client.hello.build)
                self._set_state(phase="loading", model=command.path, loaded=None)
            elif isinstance(command, Unload):
                self._plan.drop()
            try:
                self._client.submit(command, partial(self._hear, job))
            except EngineError:  # it has just died; the message about it starts us again
                self._loading = None
                if not job.reload:
                    self._backlog.appendleft(job)
                return

    def _has_child(self) -> bool:
        if self._client is not None:
            return self._client.alive
        client: EngineClient = self._make_client(
            on_exit=lambda error: self._post(self._lose_child, client, error)
        )
        self._client = client
        if self._closed:  # and close() may not have seen this client
            self._client = None
            return False
        self._set_state(phase="starting")
        try:
            client.start()
        except EngineUnavailable as error:
            self._client = None
            self._set_state(phase="stopped")
            while self._backlog and not self._closed:
                job = self._backlog.popleft()
                failure = Failed(job=job.number, code=error.code, values=error.values, detail=error.detail)
                self._deliver(job, failure)
            return False
        self._set_state(phase="ready", build=client.hello.build, pid=client.hello.pid)
        return True

    def _cancel(self, number: int) -> None:
        for job in self._backlog:
            if job.number == number:
                self._backlog.remove(job)
                self._deliver(job, Cancelled(job=number))
                return
        for job, _ in self._crashed:
            job.cancelled = job.cancelled or job.number == number
        if self._client is not None:
            self._client.cancel(number)

    # ------------------------------------------------------------------------------------------ events

    def _hear(self, job: _Job, event: Event) -> None:
        """On the client's thread, and on the path of every token."""
        if isinstance(event, Failed) and event.code == EngineCrashed.code:
            self._post(self._note_crash, job, event)
            return
        job.has_begun = True
        match event:
            case Text():
                if not job.has_spoken:
                    job.has_spoken = True
                    self._post(self._note_output)
            case Finished() | Failed() | Cancelled():
                if isinstance(job.command, Load):
                    self._post(self._end_load, job, event)
                    return
                self._post(self._note_end, job, event)
        job.listener(event)

    def _note_output(self) -> None:
        self._announce(self._plan.produced())

    def _note_crash(self, job: _Job, event: Failed) -> None:
        self._crashed.append((job, event))

    def _note_end(self, job: _Job, event: Event) -> None:
        if isinstance(event, Finished):
            if isinstance(job.command, Generate | Score):
                self._note_output()
            elif isinstance(job.command, Unload):
                self._set_state(loaded=None, model=None, settings=None, findings=())

    def _report_reload(self, event: Event) -> None:
        if self._backlog and isinstance(event, LoadProgress):
            job = self._backlog[0]
            self._deliver(job, msgspec.structs.replace(event, job=job.number))

    def _end_load(self, job: _Job, event: Finished | Failed | Cancelled) -> None:
        self._loading = None
        match event:
            case Finished(result=Loaded() as loaded):
                plan = self._plan
                self._set_state(phase="ready", loaded=loaded, settings=plan.settings, findings=plan.findings)
                self._announce(plan.loaded())
            case Failed() if job.reload:
                self._set_state(phase="ready")
                self._fail_reload(event)
            case _:
                self._plan.drop()
                self._set_state(phase="ready", model=None)
        if not job.reload:
            self._deliver(job, event)
        self._advance()

    def _lose_child(self, client: EngineClient, error: EngineError | None) -> None:
        """The child is gone, and the ends of all its jobs have been heard."""
        if client is not self._client or client.exit is None:
            return
        self._client = None
        self._set_state(phase="stopped", loaded=None)
        crashed, self._crashed = self._crashed, []
        unspoken = [job for job, _ in crashed if not job.has_spoken and not job.cancelled]
        safer = error is not None and self._plan.died(
            client.exit,
            loading=self._loading is not None,
            producing=any(isinstance(job.command, Generate | Score) for job in unspoken),
        )
        self._loading = None
        for job, event in reversed(crashed):
            # That an idle child had died may only be noticed by the next job, which it never read.
            unbegun = not (job.has_begun or job.repeated or isinstance(job.command, Load))
            if job in unspoken and (safer or unbegun):
                job.repeated = True
                if not job.reload:
                    self._backlog.appendleft(job)
            elif job.reload:
                self._fail_reload(event)
            else:
                if isinstance(job.command, Load):
                    self._plan.drop()
                    self._set_state(model=None)
                self._deliver(job, Cancelled(job=job.number) if job.cancelled else event)
        self._advance()

    def _fail_reload(self, event: Failed) -> None:
        """The model could not be loaded again: tell those that waited for it."""
        for job in [job for job in self._backlog if job.needs_model]:
            self._backlog.remove(job)
            self._deliver(job, msgspec.structs.replace(event, job=job.number))

    # ------------------------------------------------------------------------------------------ callbacks

    def _deliver(self, job: _Job, event: Event) -> None:
        self._call(job.listener, event)

    def _announce(self, learnt: list[Finding]) -> None:
        for finding in learnt:
            if self._on_notice is not None:
                self._call(self._on_notice, finding.notice)

    def _set_state(self, **changes: Any) -> None:
        state = replace(self.state, **changes)
        if state != self.state:
            self.state = state
            if self._on_state is not None:
                self._call(self._on_state, state)

    def _call(self, callback: Callable[[Any], None], argument: object) -> None:
        try:
            callback(argument)
        except Exception:
            logger.exception("A listener of the engine failed")


def _unsendable(command: Job) -> Failed | None:
    """Why the child cannot be told: Python's texts and file names may hold what is no character."""
    try:
        encode(command)
    except UnicodeEncodeError as error:
        values: dict[str, Value] = {"reason": "a text or a file name is not valid Unicode"}
        return Failed(job=command.job, code=BadRequest.code, values=values, detail=str(error))
    return None
