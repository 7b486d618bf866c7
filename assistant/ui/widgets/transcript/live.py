"""Text arrives faster than it is worth painting: updates are made at the pace of the screen."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_FRAME = 33
"""Milliseconds between two updates, if they cost nothing."""

_SHARE = 4
"""An update is followed by a pause of so many times what it took, so that input stays ahead of painting."""


class Pace(QObject):
    """Calls ``update`` soon after :meth:`ask`, but never more often than the work allows."""

    def __init__(self, update: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._update = update
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.run)
        self._interval = _FRAME

    def ask(self) -> None:
        if not self._timer.isActive():
            self._timer.start(self._interval)

    def run(self) -> None:
        """Update now."""
        self._timer.stop()
        began = time.perf_counter()
        self._update()
        cost = (time.perf_counter() - began) * 1000
        self._interval = max(_FRAME, round(_SHARE * cost))
