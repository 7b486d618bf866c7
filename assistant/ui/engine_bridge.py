"""The engine for the window: what its worker threads say is heard in the main thread, once a frame.

A queued signal for every token would cost more than the token's own drawing. Events therefore wait in a
queue, the first of which wakes the main thread; it takes all that have come, and looks again a frame later.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from assistant.engine.errors import SaferSettings
from assistant.engine.protocol import Event, Job
from assistant.engine.state import EngineState
from assistant.engine.supervisor import Engine
from assistant.engine.values import LoadSettings
from assistant.tasks.runner import TaskEnd, TaskRun
from assistant.tasks.steps import Task
from assistant.ui.work_list import WorkItem, WorkList

FRAME_MS = 16

_T = TypeVar("_T")

MakeEngine = Callable[[Callable[[SaferSettings], None], Callable[[EngineState], None]], Engine]
"""Makes the engine with the two callbacks that it is to call: for notices, and for states."""


class EngineBridge(QObject):
    """Belongs to the main thread; its methods return at once, and its listeners are called there."""

    noticed = Signal(object)
    """A :class:`~assistant.engine.errors.SaferSettings`: what was made safer, and why."""
    state_changed = Signal(object)
    """The new :class:`~assistant.engine.state.EngineState`."""
    _woken = Signal()

    def __init__(self, make_engine: MakeEngine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work = WorkList(self)
        self._arrived: deque[Callable[[], object]] = deque()
        self._awake = False
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self._on_frame)
        self._woken.connect(self._on_frame, Qt.ConnectionType.QueuedConnection)
        self._background = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self.engine = make_engine(
            lambda notice: self.post(partial(self.noticed.emit, notice)),
            lambda state: self.post(partial(self.state_changed.emit, state)),
        )

    def submit(self, command: Job, listener: Callable[[Event], None]) -> int:
        """Queue a job and return its number; ``listener`` gets its events, an end last."""
        return self.engine.submit(command, lambda event: self.post(partial(listener, event)))

    def load(self, path: str, settings: LoadSettings, listener: Callable[[Event], None]) -> int:
        """Load a model; as :meth:`submit`."""
        return self.engine.load(path, settings, lambda event: self.post(partial(listener, event)))

    def run(
        self,
        task: Task[_T],
        on_partial: Callable[[Any], None],
        on_end: Callable[[TaskEnd[_T]], None],
        name: str = "",
    ) -> TaskRun[_T]:
        """Start a task; its partial results and its end are given to the others.

        With a ``name``, marked for translation in the context "work", it stands in the list of work.
        """
        item: WorkItem | None = None

        def shown(value: Any) -> None:
            if item is not None and run.begun:
                self.work.begin(item)
            on_partial(value)

        def ended(end: TaskEnd[_T]) -> None:
            if item is not None:
                self.work.remove(item, end)
            on_end(end)

        run = TaskRun(self.engine, task, on_partial=shown, on_end=ended, wake=lambda: self.post(run.pump))
        if name:
            item = WorkItem(name, run.cancel)
            self.work.add(item)
        run.start()
        return run

    def cancel(self, job: int) -> None:
        """End a job; its listener hears of it."""
        self.engine.cancel(job)

    def compute(
        self, work: Callable[[], _T], done: Callable[[_T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Do ``work`` on a thread, then call one of the others with what came of it."""

        def run() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - the thread's boundary
                self.post(partial(failed, error))
            else:
                self.post(partial(done, result))

        self._background.submit(run)

    def post(self, action: Callable[[], object]) -> None:
        """Have ``action`` called in the main thread; may be called from any thread."""
        self._arrived.append(action)
        if not self._awake:
            self._awake = True
            self._woken.emit()

    def close(self) -> None:
        """End the engine and the threads. What arrives from now on is not heard."""
        self._background.shutdown(wait=True, cancel_futures=True)
        self.engine.close()
        self._frame.stop()
        self._arrived.clear()

    @Slot()
    def _on_frame(self) -> None:
        if self._frame.isActive():
            return
        if not self._arrived:
            self._awake = False
            # Something may have come between the look and the note.
            if not self._arrived:
                return
            self._awake = True
        for _ in range(len(self._arrived)):
            self._arrived.popleft()()
        self._frame.start()
