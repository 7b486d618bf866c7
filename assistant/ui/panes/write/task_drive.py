"""One run of a task for the pane: it waits for the model, works on a thread, and is heard in the main one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from assistant.engine.values import LoadSettings
from assistant.errors import ParlanceError
from assistant.tasks.runner import TaskEnd, TaskRun
from assistant.tasks.steps import Task
from assistant.tasks.work import ModelFacts
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.model_loader import ModelLoader
from assistant.ui.work_list import WorkItem
from assistant.ui.worker import Worker

MakeTask = Callable[[ModelFacts], Task[Any]]
"""Called on the thread: what takes long to import or to prepare belongs there."""


class Drives:
    """What every run needs."""

    def __init__(self, engine: EngineBridge, loader: ModelLoader, active: ActiveModel) -> None:
        self.engine = engine
        self.loader = loader
        self.active = active
        self.worker = Worker("write")


class TaskDrive(QObject):
    """Ends with exactly one ``ended``."""

    started = Signal()
    """The model is there."""
    shown = Signal(object)
    """What the task shows."""
    ended = Signal(object)
    """A :class:`TaskEnd`."""
    _arrived = Signal(object)

    def __init__(self, drives: Drives, name: str, parent: QObject) -> None:
        """``name`` is what the list of work calls it, marked for translation in the context "work"."""
        super().__init__(parent)
        self._item = WorkItem(name, self.stop)
        self._drives = drives
        self._run: TaskRun[Any] | None = None
        self._over = False
        self._arrived.connect(self._on_arrived)

    def start(self, make_task: MakeTask) -> None:
        self._make_task = make_task
        self._drives.engine.work.add(self._item)
        self._drives.loader.when_loaded(self._on_ready, lambda error: self._finish(TaskEnd(error=error)))

    def stop(self) -> None:
        """End it; what it has so far is its result."""
        if self._run is not None:
            self._run.cancel()
        else:
            self._finish(TaskEnd(cancelled=True))

    def put_away(self) -> None:
        """The program ends, and the thread has: hear no more."""
        self._finish(TaskEnd(cancelled=True))

    def _on_ready(self) -> None:
        if self._over:
            return
        loaded = self._drives.active.loaded
        assert loaded is not None, "the loader says that a model is ready"
        facts = ModelFacts(loaded.context, LoadSettings().parallel)
        self._drives.loader.keep_awake(self, busy=True)
        self.started.emit()

        def task() -> Task[Any]:
            return (yield from self._make_task(facts))

        self._run = run = TaskRun(self._drives.engine.engine, task(), on_partial=self._arrived.emit)

        def drive() -> TaskEnd[Any]:
            run.start()
            return run.wait()

        work = self._drives.worker.start(lambda _work: drive())
        work.succeeded.connect(self._finish)
        work.failed.connect(self._on_broken)

    @Slot(object)
    def _on_arrived(self, value: object) -> None:
        if not self._over:
            self._drives.engine.work.begin(self._item)
            self.shown.emit(value)

    @Slot(object)
    def _on_broken(self, error: ParlanceError) -> None:
        self._finish(TaskEnd(error=error))

    @Slot(object)
    def _finish(self, end: TaskEnd[Any]) -> None:
        if self._over:
            return
        self._over = True
        self._drives.engine.work.remove(self._item, end)
        if self._run is not None:
            self._drives.loader.keep_awake(self, busy=False)
        self.ended.emit(end)
        self.deleteLater()
