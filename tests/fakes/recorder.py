"""A listener that keeps what it heard and can be waited on."""

from __future__ import annotations

import threading
from typing import TypeVar

from assistant.engine.protocol import (
    Cancelled,
    End,
    Event,
    Failed,
    Finished,
    Text,
)

Kind = TypeVar("Kind")


class Recorder:
    """Give it to ``submit`` as the listener."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.threads: set[str] = set()
        self._changed = threading.Condition()

    def __call__(self, event: Event) -> None:
        with self._changed:
            self.events.append(event)
            self.threads.add(threading.current_thread().name)
            self._changed.notify_all()

    def wait(self, kind: type[Kind]) -> Kind:
        """The first event of this kind, as soon as there is one."""
        with self._changed:
            found = self._changed.wait_for(lambda: self._find(kind), 60)
            assert found is not None, f"no {kind.__name__} came, only {self.events}"
            return found

    def end(self) -> End:
        """The job's end, as soon as it has come."""
        with self._changed:
            found = self._changed.wait_for(lambda: self.ends, 60)
            assert found, f"no end came, only {self.events}"
            return found[0]

    def _find(self, kind: type[Kind]) -> Kind | None:
        return next((event for event in self.events if isinstance(event, kind)), None)

    @property
    def text(self) -> str:
        return "".join(event.text for event in self.events if isinstance(event, Text))

    @property
    def ends(self) -> list[End]:
        return [event for event in self.events if isinstance(event, Finished | Failed | Cancelled)]
