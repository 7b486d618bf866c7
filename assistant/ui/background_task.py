"""A task that is driven on a thread: for those that think longer between two answers than a frame takes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from assistant.engine.protocol import Loaded
from assistant.errors import ParlanceError
from assistant.tasks.runner import TaskEnd, TaskRun
from assistant.tasks.steps import Task
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.model_loader import ModelLoader
from assistant.ui.work_list import WorkItem
from assistant.ui.worker import Worker

FRAME_MS = 33
"""The least time between two partial results that are shown: each of them replaces the one before."""


class BackgroundTask(QObject):
    """Waits for the model, then runs one task. Its signals come from the main thread's event loop."""

    arrived = Signal(object)
    """The latest partial result."""
    ended = Signal(object)
    """The :class:`TaskEnd`; exactly once."""
    _woken = Signal()

    def __init__(
        self,
        engine: EngineBridge,
        loader: ModelLoader,
        active: ActiveModel,
        worker: Worker,
        parent: QObject | None = None,
        name: str = "",
    ) -> None:
        """With a ``name``, marked for translation in the context "work", it stands in the list of work."""
        super().__init__(parent)
        self._item = WorkItem(name, self.stop) if name else None
        self._engine = engine
        self._loader = loader
        self._active = active
        self._worker = worker
        self._run: TaskRun[Any] | None = None
        self._latest: deque[object] = deque(maxlen=1)
        self._over = False
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self._deliver)
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)

    def start(self, make_task: Callable[[Loaded], Task[Any]]) -> None:
        """Run what ``make_task`` returns; it is called in this thread, its task runs on the worker's."""
        if self._item is not None:
            self._engine.work.add(self._item)
        self._loader.when_loaded(lambda: self._on_ready(make_task), self._on_broken)

    def stop(self) -> None:
        """Cancel it; ``ended`` comes when the engine has let go."""
        if self._run is not None:
            self._run.cancel()
        else:
            self._finish(TaskEnd(cancelled=True))

    def put_away(self) -> None:
        """The program ends: cancel, wait for the worker's thread, and hear the rest at once."""
        if self._over:
            return
        self.stop()
        self._worker.shut_down()
        if self._run is not None:
            self._finish(self._run.end or TaskEnd(cancelled=True))

    # -------------------------------------------------------------------------------------------- inside

    def _on_ready(self, make_task: Callable[[Loaded], Task[Any]]) -> None:
        if self._over:
            return
        loaded = self._active.loaded
        assert loaded is not None, "the loader says that a model is ready"
        self._loader.keep_awake(self, busy=True)
        self._run = run = TaskRun(self._engine.engine, make_task(loaded), on_partial=self._on_partial)

        def drive() -> TaskEnd[Any]:
            run.start()
            return run.wait()

        work = self._worker.start(lambda _work: drive())
        work.succeeded.connect(self._finish)
        work.failed.connect(self._on_broken)

    def _on_partial(self, value: object) -> None:
        """On the worker's thread."""
        self._latest.append(value)
        self._woken.emit()

    @Slot()
    def _on_woken(self) -> None:
        if not self._frame.isActive():
            self._deliver()

    @Slot()
    def _deliver(self) -> None:
        if self._item is not None and self._run is not None and self._run.begun:
            self._engine.work.begin(self._item)
        if self._latest and not self._over:
            self._frame.start()
            self.arrived.emit(self._latest.pop())

    @Slot(object)
    def _on_broken(self, error: ParlanceError) -> None:
        self._finish(TaskEnd(error=error))

    @Slot(object)
    def _finish(self, end: TaskEnd[Any]) -> None:
        if self._over:
            return
        self._deliver()
        self._over = True
        self._frame.stop()
        self._loader.keep_awake(self, busy=False)
        if self._item is not None:
            self._engine.work.remove(self._item, end)
        self.ended.emit(end)
