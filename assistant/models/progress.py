"""How far a download is: counted in its own thread, and reported a few times a second."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Phase = Literal["asking", "checking", "receiving", "waiting"]

_WINDOW = 5.0
"""Seconds over which the speed is averaged."""


@dataclass(frozen=True)
class Progress:
    """``received`` and ``total`` count bytes and may exceed 2^31; ``total`` is None if it is not known."""

    phase: Phase
    """``checking`` reads what is on the disk already; ``waiting`` is the pause before another attempt."""
    received: int
    total: int | None
    speed: float = 0
    """Bytes from the network per second, averaged over some seconds."""
    seconds_left: float | None = None
    """Until the end; while waiting, until the next attempt. None if it cannot be said."""


Report = Callable[[Progress], None]


class Meter:
    """Turns counts into reports, at most one each ``interval`` seconds except when the phase changes."""

    def __init__(self, report: Report, total: int | None, interval: float) -> None:
        self.total = total
        self.base = 0
        """Bytes of the parts that are complete."""
        self._report = report
        self._interval = interval
        self._phase: Phase | None = None
        self._reported = 0.0
        self._samples: deque[tuple[float, int]] = deque()
        self._arrived = 0

    def arrived(self, count: int, received: int) -> None:
        """``count`` bytes came from the network, ``received`` are on the disk."""
        self._arrived += count
        self._show("receiving", received)

    def checking(self, received: int) -> None:
        """``received`` bytes of what is on the disk have been read."""
        self._show("checking", received)

    def asking(self) -> None:
        self._show("asking", 0)

    def waiting(self, received: int, seconds: float) -> None:
        self._samples.clear()
        self._show("waiting", received, seconds)

    def _show(self, phase: Phase, received: int, pause: float | None = None) -> None:
        now = time.monotonic()
        received += self.base
        if phase == self._phase and now - self._reported < self._interval and received != self.total:
            return
        self._phase, self._reported = phase, now
        speed, left = 0.0, pause
        if phase == "receiving":
            speed = self._speed(now)
            if speed and self.total is not None:
                left = (self.total - received) / speed
        self._report(Progress(phase, received, self.total, speed, left))

    def _speed(self, now: float) -> float:
        self._samples.append((now, self._arrived))
        while len(self._samples) > 2 and now - self._samples[0][0] > _WINDOW:
            self._samples.popleft()
        start, arrived = self._samples[0]
        return (self._arrived - arrived) / (now - start) if now > start else 0.0
