"""When and where Python looks for garbage: on the main thread, and thoroughly only while nothing is done.

Its own collector runs on whichever thread happens to allocate, such as the one that reads from the engine.
Where it takes widgets or documents apart there, Qt crashes.

A full collection looks at every object there is. A summary of a thousand pages makes some hundred thousand
of them, and dozens of collections that take 60 to 90 ms each. Everything stands still meanwhile, so full
collections wait; what is made and dropped quickly is collected as it goes.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

from assistant.ui.work_list import WorkList

_YOUNG = 5_000
_PAUSE_YOUNG_MS = 250
_PAUSE_MS = 30_000


def collect_young() -> None:
    """Collect what was made lately, where that is worth the while: some milliseconds at most."""
    if gc.get_count()[0] > _YOUNG:
        gc.collect(1)


class IdleCollector(QObject):
    """Collects everything every half minute in which no task is under way."""

    def __init__(self, work: WorkList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._was_enabled: bool | None = None
        self._has_frozen = False
        self._timers = []
        for interval, slot in ((_PAUSE_YOUNG_MS, self._on_pause), (_PAUSE_MS, self.collect)):
            timer = QTimer(self)
            timer.setInterval(interval)
            timer.timeout.connect(slot)
            self._timers.append(timer)

    def start(self) -> None:
        """From now on; what is there already, such as modules, stays and is not looked at again."""
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._has_frozen = not gc.get_freeze_count()
        if self._has_frozen:
            gc.freeze()
        for timer in self._timers:
            timer.start()

    def stop(self) -> None:
        """As it was before."""
        if self._was_enabled is None:
            return
        for timer in self._timers:
            timer.stop()
        if self._has_frozen:
            gc.unfreeze()
        if self._was_enabled:
            gc.enable()
        self._was_enabled = None

    @Slot()
    def _on_pause(self) -> None:
        collect_young()

    @Slot()
    def collect(self) -> None:
        """Now, unless something is under way."""
        if not self._work.items:
            gc.collect()
