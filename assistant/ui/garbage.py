"""When Python looks for garbage: not while something is done, because everything stands still meanwhile.

A full collection looks at every object there is. A summary of a thousand pages makes some hundred thousand
of them, and dozens of collections that take 60 to 90 ms each. What is made and dropped quickly is still
collected as it goes; only full collections wait.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

from assistant.ui.work_list import WorkList

_THRESHOLDS = (5_000, 10, 1_000_000)
"""For :func:`gc.set_threshold`: a full collection never comes by itself."""
_PAUSE_MS = 30_000


class IdleCollector(QObject):
    """Collects every half minute in which no task is under way."""

    def __init__(self, work: WorkList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._before: tuple[int, int, int] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """From now on; what is there already, such as modules, stays and is not looked at again."""
        self._before = gc.get_threshold()
        gc.freeze()
        gc.set_threshold(*_THRESHOLDS)
        self._timer.start()

    def stop(self) -> None:
        """As it was before."""
        if self._before is not None:
            self._timer.stop()
            gc.set_threshold(*self._before)
            gc.unfreeze()
            self._before = None

    @Slot()
    def collect(self) -> None:
        """Now, unless something is under way."""
        if not self._work.items:
            gc.collect()
