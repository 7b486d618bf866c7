"""How long something will take, in a few words."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject

_MINUTE_S = 60
_HOUR_S = 3600


class TimeText(QObject):
    """It is a QObject for its ``tr`` only."""

    def left(self, seconds: float | None) -> str:
        """The time left; empty where it is not known."""
        if seconds is None:
            return ""
        if seconds >= 2 * _MINUTE_S:
            return self.tr("{0} min left").format(math.ceil(seconds / _MINUTE_S))
        return self.tr("{0} s left").format(max(1, round(seconds)))

    def duration(self, seconds: float) -> str:
        """A time that is estimated, as precisely as it can be known."""
        whole = max(1, round(seconds))
        if whole < 2 * _MINUTE_S:
            return self.tr("{0} s").format(whole)
        if whole < 2 * _HOUR_S:
            return self.tr("{0} min").format(round(whole / _MINUTE_S))
        return self.tr("{0} h {1} min").format(whole // _HOUR_S, whole % _HOUR_S // _MINUTE_S)
