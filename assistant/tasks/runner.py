"""Drives a task over the engine.

The engine speaks on its own threads. What it says waits in an inbox until the one thread that the task
belongs to looks into it: the command line blocks on it, the window looks when it is woken.
"""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from assistant.engine import protocol
from assistant.engine.protocol import Event, Generated, Job, Tokenized
from assistant.engine.values import TokenInfo
from assistant.errors import ParlanceError
from assistant.tasks.steps import (
    Answer,
    Counted,
    End,
    Failure,
    News,
    Partial,
    Piece,
    Reading,
    Request,
    Scored,
    Streamed,
    Task,
    TaskCancelled,
    Ticket,
    Wait,
)

R = TypeVar("R")

_LOOK_S = 0.5
"""Windows lets no signal through while a thread waits for a lock, so the wait is short and repeated."""


class JobQueue(Protocol):
    """The part of :class:`~assistant.engine.supervisor.Engine` that a task needs."""

    def submit(self, command: Job, listener: Callable[[Event], None], /) -> int: ...

    def cancel(self, job: int, /) -> None: ...


@dataclass(frozen=True)
class TaskEnd(Generic[R]):
    """How a task ended: with a result, with an error, or cancelled, then perhaps with a result too."""

    result: R | None = None
    error: ParlanceError | None = None
    cancelled: bool = False


@dataclass(slots=True)
class _Open:
    """A request under way, and its answer as far as it has come."""

    streamed: bool
    job: int = 0
    started: float = 0.0
    text: list[str] = field(default_factory=list)
    thinking: list[str] = field(default_factory=list)
    tokens: list[TokenInfo] = field(default_factory=list)


class TaskRun(Generic[R]):
    """One run of a task. :meth:`start`, :meth:`pump` and :meth:`wait` belong to one thread, which is also the
    one that ``on_partial`` and ``on_end`` are called in; ``wake`` is called in the engine's.
    """

    def __init__(
        self,
        engine: JobQueue,
        task: Task[R],
        *,
        on_partial: Callable[[Any], None] = lambda _value: None,
        on_end: Callable[[TaskEnd[R]], None] = lambda _end: None,
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        self.end: TaskEnd[R] | None = None
        self.begun = False
        """The engine has begun with one of the task's requests."""
        self._engine = engine
        self._task = task
        self._on_partial = on_partial
        self._on_end = on_end
        self._wake = wake
        self._inbox: queue.SimpleQueue[tuple[Ticket, Event, float] | None] = queue.SimpleQueue()
        self._open: dict[Ticket, _Open] = {}
        self._tickets = 0
        self._ready: deque[News] = deque()
        self._waits = False
        self._cancelled = False

    def start(self) -> None:
        """Run the task to its first wait."""
        self._resume(partial(next, self._task))

    def cancel(self) -> None:
        """End the task as soon as the engine has let go of it. From any thread, or a signal handler."""
        self._inbox.put(None)
        self._wake()

    def pump(self) -> bool:
        """Take in what has arrived; True when the task is over."""
        while self.end is None:
            try:
                message = self._inbox.get_nowait()
            except queue.Empty:
                return False
            self._take(message)
        return True

    def wait(self) -> TaskEnd[R]:
        """Block until the task is over."""
        while self.end is None:
            try:
                self._take(self._inbox.get(timeout=_LOOK_S))
            except queue.Empty:
                continue
        return self.end

    # ------------------------------------------------------------------------------------------ the engine

    def _submit(self, step: Request | Streamed) -> Ticket:
        self._tickets += 1
        ticket = self._tickets
        streamed = isinstance(step, Streamed)
        command = step.request if isinstance(step, Streamed) else step
        self._open[ticket] = _Open(streamed)
        self._open[ticket].job = self._engine.submit(command, partial(self._hear, ticket))
        return ticket

    def _hear(self, ticket: Ticket, event: Event) -> None:
        """On the engine's thread."""
        self._inbox.put((ticket, event, time.perf_counter()))
        self._wake()

    def _take(self, message: tuple[Ticket, Event, float] | None) -> None:
        if message is None:
            self._cancel()
            return
        ticket, event, now = message
        request = self._open.get(ticket)
        if request is None:
            return
        match event:
            case protocol.Started():
                request.started = now
                self.begun = True
            case protocol.PromptProgress(done=done, total=total) if request.streamed:
                self._ready.append(Reading(ticket, done, total))
            case protocol.Text(text=text, thinking=thinking, tokens=tokens):
                (request.thinking if thinking else request.text).append(text)
                request.tokens += tokens
                if request.streamed:
                    self._ready.append(Piece(ticket, text, thinking, tuple(tokens)))
            case protocol.Finished() | protocol.Failed() | protocol.Cancelled():
                # A job that was not ours to cancel has lost its engine: so has the task.
                self._cancelled = self._cancelled or isinstance(event, protocol.Cancelled)
                self._ready.append(_end(ticket, request, event, now))
                del self._open[ticket]
        self._go_on()

    def _cancel(self) -> None:
        self._cancelled = True
        for request in self._open.values():
            self._engine.cancel(request.job)
        self._go_on()

    # -------------------------------------------------------------------------------------------- the task

    def _go_on(self) -> None:
        """Tell the task what it waits for, one thing at a time."""
        while self._waits and self.end is None:
            if self._cancelled:
                if self._open:
                    return
                ends = tuple(news for news in self._ready if isinstance(news, End))
                self._ready.clear()
                self._resume(partial(self._task.throw, TaskCancelled(ends)))
            elif self._ready:
                self._resume(partial(self._task.send, self._ready.popleft()))
            else:
                return

    def _resume(self, resume: Callable[[], Any]) -> None:
        """Let the task run to its next wait, or to its end."""
        self._waits = False
        try:
            self._run_to_wait(resume())
        except StopIteration as stop:
            self._finish(TaskEnd(stop.value, cancelled=self._cancelled))
        except TaskCancelled:
            self._finish(TaskEnd(cancelled=True))
        except ParlanceError as error:
            self._finish(TaskEnd(error=error))
        except BaseException as error:
            self._finish(TaskEnd(error=ParlanceError(repr(error))))
            raise

    def _run_to_wait(self, step: Any) -> None:
        while not isinstance(step, Wait):
            if isinstance(step, Partial):
                self._on_partial(step.value)
                step = next(self._task)
            elif self._cancelled:
                raise RuntimeError("a cancelled task goes on")
            else:
                step = self._task.send(self._submit(step))
        self._waits = True
        if not (self._open or self._ready or self._cancelled):
            raise RuntimeError("the task waits for nothing")

    def _finish(self, end: TaskEnd[R]) -> None:
        for request in self._open.values():
            self._engine.cancel(request.job)
        self._open.clear()
        self.end = end
        self._on_end(end)


def _end(
    ticket: Ticket,
    request: _Open,
    event: protocol.Finished | protocol.Failed | protocol.Cancelled,
    now: float,
) -> End:
    """What the task is told of a request's end."""
    answer = partial(
        Answer,
        ticket,
        "".join(request.text),
        "".join(request.thinking),
        tuple(request.tokens),
        wall_s=now - request.started if request.started else 0.0,
    )
    match event:
        case protocol.Finished(result=Generated(usage=usage, timings=timings) as result):
            return answer(usage=usage, timings=timings, finish_reason=result.finish_reason, seed=result.seed)
        case protocol.Finished(result=Tokenized() as result):
            return Counted(ticket, result)
        case protocol.Finished(result=protocol.Scored() as result):
            return Scored(ticket, result)
        case protocol.Cancelled(usage=usage, timings=timings):
            return answer(usage=usage, timings=timings, finish_reason=None)
        case protocol.Failed(code=code, values=values, detail=detail):
            return Failure(ticket, ParlanceError.from_code(code, values, detail))
    raise AssertionError(f"{event} is no end of a request")
