"""A job with a stopwatch: for measurements, which wait for it step by step."""

from __future__ import annotations

import threading
import time

from assistant.engine.client import JobCancelled
from assistant.engine.protocol import (
    Cancelled,
    Event,
    Failed,
    Finished,
    Generate,
    Generated,
    Started,
    Text,
)
from assistant.engine.supervisor import Engine
from assistant.errors import ParlanceError


class TimedJob:
    """A generate job that notes when what was heard of it. Belongs to one thread, which may wait."""

    def __init__(self, engine: Engine, command: Generate) -> None:
        self.times: dict[type[Event], float] = {}
        """Of the first event of each kind."""
        self.text = ""
        self._end: Finished | Failed | Cancelled | None = None
        self._changed = threading.Condition()
        self._engine = engine
        self._number = engine.submit(command, self._hear)

    def _hear(self, event: Event) -> None:
        now = time.perf_counter()
        with self._changed:
            self.times.setdefault(type(event), now)
            if isinstance(event, Text):
                self.text += event.text
            elif isinstance(event, Finished | Failed | Cancelled):
                self._end = event
            self._changed.notify_all()

    def wait(self, *kinds: type[Event]) -> float:
        """When the first event of any of these kinds, or the end, was heard."""
        with self._changed:
            self._changed.wait_for(lambda: self._end or any(kind in self.times for kind in kinds))
            return next(at for kind, at in self.times.items() if kind in (*kinds, type(self._end)))

    def result(self) -> Generated:
        """Wait for the end. Raises what the job failed with."""
        self.wait(Finished)
        match self._end:
            case Finished(result=Generated() as result):
                return result
            case Failed(code=code, values=values, detail=detail):
                raise ParlanceError.from_code(code, values, detail)
            case Cancelled() as event:
                raise JobCancelled(event)
        raise AssertionError(f"{self._end} is no end of a generate job")

    def cancel(self) -> float:
        """Cancel, and wait for the end; returns the seconds that took."""
        began = time.perf_counter()
        self._engine.cancel(self._number)
        self.wait(Cancelled)
        return time.perf_counter() - began

    @property
    def wall_s(self) -> float:
        """Seconds from its start to its end, prompt reading included."""
        return self.times[Finished] - self.times[Started]
