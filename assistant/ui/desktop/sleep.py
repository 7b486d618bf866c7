"""The computer does not fall asleep over a long job, which would be no further the next morning.

Only sleep is held off: the screen may go dark and lock. Whoever closes the lid or asks for sleep is asked by
the desktop first, where it does that at all.
"""

from __future__ import annotations

import ctypes
import logging
import os
import subprocess
import sys
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from assistant.ui.desktop.bus import Bus
from assistant.ui.work_list import WorkList

logger = logging.getLogger(__name__)

_PATIENCE_MS = 5_000
"""Short answers are over before a computer would sleep."""
_LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
_SCREEN_SAVER = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver")
_ES_CONTINUOUS = 0x80000000
_ES_SYSTEM_REQUIRED = 0x00000001


class SleepLock(Protocol):
    """While it is held the computer does not sleep by itself. Both may be called again and again."""

    def hold(self, reason: str) -> None: ...

    def release(self) -> None: ...


class Wakefulness(QObject):
    """Holds a lock while there is work that takes longer than a moment."""

    def __init__(self, work: WorkList, lock: SleepLock, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._lock = lock
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self.hold)
        work.changed.connect(self._on_work_changed)

    @Slot()
    def hold(self) -> None:
        """Stay awake until the work ends."""
        self._lock.hold(self.tr("Parlance is working on a text"))

    def release(self) -> None:
        """The computer may sleep."""
        self._patience.stop()
        self._lock.release()

    @Slot()
    def _on_work_changed(self) -> None:
        if not self._work.items:
            self.release()
        elif not self._patience.isActive():
            self._patience.start()


class LinuxLock(QObject):
    """A lock of systemd, which ends with the process; where there is none, one of the screen saver."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._buses: dict[str, Bus | None] = {}
        self._reason = ""
        """Empty: it is not to be held."""
        self._file: Any = None
        self._cookie: int | None = None

    def hold(self, reason: str) -> None:
        if self._reason:
            return
        self._reason = reason
        if (bus := self._bus("SYSTEM")) is not None:
            body = ("sleep", "Parlance", reason, "block")
            bus.call(_LOGIND, "Inhibit", "ssss", body, self._on_file)
        else:
            self._ask_screen_saver()

    def release(self) -> None:
        self._reason = ""
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._cookie is not None and (bus := self._bus("SESSION")) is not None:
            bus.call(_SCREEN_SAVER, "UnInhibit", "u", (self._cookie,))
            self._cookie = None

    def close(self) -> None:
        """Release it, and end the connections."""
        self.release()
        for bus in self._buses.values():
            if bus is not None:
                bus.close()
        self._buses.clear()

    def _bus(self, name: Any) -> Bus | None:
        if name not in self._buses:
            self._buses[name] = Bus.connected(name, self)
        return self._buses[name]

    def _ask_screen_saver(self) -> None:
        if (bus := self._bus("SESSION")) is not None:
            bus.call(_SCREEN_SAVER, "Inhibit", "ss", ("Parlance", self._reason), self._on_cookie)

    def _on_file(self, body: tuple[Any] | None) -> None:
        if body is not None:
            self._file = body[0]
            if not self._reason:
                self.release()  # the work was faster than the answer
        elif self._reason:
            self._ask_screen_saver()

    def _on_cookie(self, body: tuple[int] | None) -> None:
        if body is None:
            logger.info("Nothing on this system keeps it awake")
            return
        self._cookie = body[0]
        if not self._reason:
            self.release()


class WindowsLock:
    """Belongs to the thread that holds it."""

    def hold(self, reason: str) -> None:
        self._set(_ES_CONTINUOUS | _ES_SYSTEM_REQUIRED)

    def release(self) -> None:
        self._set(_ES_CONTINUOUS)

    def close(self) -> None:
        self.release()

    def _set(self, state: int) -> None:
        kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists on Windows only
        kernel.SetThreadExecutionState(ctypes.c_uint(state))


class MacLock:
    """The system's own tool, which ends with this process whatever happens."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def hold(self, reason: str) -> None:
        if self._process is None:
            self._process = subprocess.Popen(["caffeinate", "-i", "-w", str(os.getpid())])

    def release(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None

    def close(self) -> None:
        self.release()


def system_lock() -> LinuxLock | WindowsLock | MacLock:
    """The lock of this system."""
    if sys.platform == "win32":
        return WindowsLock()
    if sys.platform == "darwin":
        return MacLock()
    return LinuxLock()
