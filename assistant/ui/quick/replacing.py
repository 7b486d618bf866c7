"""Putting an answer into the program from which the text came, as if the user had pasted it.

The answer goes to the clipboard, the window before gets the keyboard back and Ctrl+V, and once it has fetched
the answer the clipboard is again what it was. Each step waits for the one before to be seen, not for a time.
"""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QMetaType, QMimeData, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from assistant.ui.platform import other_windows

_LOOK_MS = 20
_PATIENCE_S = 2.0
"""For the other program to come to the front, and then to paste."""
_SETTLE_S = 0.3
"""Some programs fetch what they paste more than once."""
_SECRET = "x-kde-passwordManagerHint"  # noqa: S105
"""Tells programs that keep a history of the clipboard to leave this out: it is there for a moment only."""


class Replacing(QObject):
    """One answer at a time. Where a desktop does not let programs do this, :attr:`possible` is False."""

    ended = Signal(bool)
    """True: it was pasted, and the clipboard is as before. False: the answer waits in the clipboard."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._windows = other_windows()
        self._target: int | None = None
        self._offer = _Offer("")
        self._former = QMimeData()
        self._pressed = False
        self._since = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def possible(self) -> bool:
        """Whether there is a window that was active before, and takes text."""
        return (
            self._windows is not None
            and self._target is not None
            and not self._windows.is_terminal(self._target)
        )

    @property
    def holds_clipboard(self) -> bool:
        """Whether the clipboard is this program's, and nothing keeps it when the program ends."""
        owns = QGuiApplication.clipboard().ownsClipboard()
        return self._windows is not None and owns and not self._windows.has_clipboard_manager()

    def remember_window(self, but: int) -> None:
        """The active window is the one that answers are for, unless it is ``but``, the quick window."""
        if self._windows is not None and (active := self._windows.active()) != but:
            self._target = active

    def start(self, text: str) -> None:
        """Paste ``text``; the window that was active before must be able to come to the front."""
        assert self._windows is not None
        assert self._target is not None
        clipboard = QGuiApplication.clipboard()
        self._former = _copy(clipboard.mimeData())
        self._offer = _Offer(text)
        clipboard.setMimeData(self._offer)
        self._pressed = False
        self._windows.activate(self._target)
        self._wait()

    def stop(self) -> None:
        """Whatever is under way is over."""
        if self._timer.isActive():
            self._finish(pasted=True)

    def put_away(self) -> None:
        """The program ends."""
        self.stop()
        if self._windows is not None:
            self._windows.close()
            self._windows = None

    def _wait(self) -> None:
        self._since = time.monotonic()
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        assert self._windows is not None
        waited = time.monotonic() - self._since
        if not self._pressed:
            if self._windows.active() == self._target and not self._windows.holds_modifiers():
                self._pressed = True
                self._offer.fetched_at = None
                self._windows.press_paste()
                self._wait()
            elif waited > _PATIENCE_S:
                self._finish(pasted=False)
        elif self._offer.fetched_at is not None:
            if time.monotonic() - self._offer.fetched_at > _SETTLE_S:
                self._finish(pasted=True)
        elif waited > _PATIENCE_S:
            self._finish(pasted=False)

    def _finish(self, *, pasted: bool) -> None:
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if pasted and clipboard.mimeData() is self._offer:  # else something else was copied meanwhile
            clipboard.setMimeData(self._former)
        self.ended.emit(pasted)


class _Offer(QMimeData):
    """A text in the clipboard that knows when it was last fetched (seconds of the monotonic clock)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fetched_at: float | None = None
        self.setText(text)
        self.setData(_SECRET, b"secret")

    def retrieveData(self, mime_type: str, preferred: QMetaType | QMetaType.Type) -> Any:
        if mime_type != _SECRET:
            self.fetched_at = time.monotonic()
        return super().retrieveData(mime_type, preferred)


def _copy(source: QMimeData) -> QMimeData:
    """Everything in it: with the next thing in the clipboard, the source is gone."""
    copy = QMimeData()
    for name in source.formats():
        if name.startswith("image/") or name == "application/x-qt-image":
            continue
        copy.setData(name, source.data(name))
    if source.hasImage():
        copy.setImageData(source.imageData())
    return copy
