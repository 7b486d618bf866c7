"""How long something will take, in a few words."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject

_MINUTE_S = 60


class TimeText(QObject):
    """It is a QObject for its ``tr`` only."""

    def left(self, seconds: float | None) -> str:
        """The time left; empty where it is not known."""
        if seconds is None:
            return ""
        if seconds >= 2 * _MINUTE_S:
            return self.tr("{0} min left").format(math.ceil(seconds / _MINUTE_S))
        return self.tr("{0} s left").format(max(1, round(seconds)))
