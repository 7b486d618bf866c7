"""What the engine is asked to do, by all panes: what runs, what waits, and a way to end it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal

from assistant.tasks.runner import TaskEnd


@dataclass(eq=False)
class WorkItem:
    """A task of a pane. ``name`` is marked for translation in the context "work"."""

    name: str
    cancel: Callable[[], None]
    running: bool = False
    """The engine has begun; until then it waits."""
    since: float = field(default_factory=time.monotonic)
    """When it was asked for."""


class WorkList(QObject):
    """In the order in which it was asked for; without small questions, such as how many tokens a text has."""

    changed = Signal()
    ended = Signal(object, object)
    """A :class:`WorkItem` that is here no more, and its :class:`~assistant.tasks.runner.TaskEnd`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: list[WorkItem] = []

    def add(self, item: WorkItem) -> None:
        self.items.append(item)
        self.changed.emit()

    def begin(self, item: WorkItem) -> None:
        """The engine has begun with it; may be said again."""
        if not item.running and item in self.items:
            item.running = True
            self.changed.emit()

    def remove(self, item: WorkItem, end: TaskEnd[Any]) -> None:
        """It has ended, perhaps before it was here."""
        if item in self.items:
            self.items.remove(item)
            self.changed.emit()
            self.ended.emit(item, end)
