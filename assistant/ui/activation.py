"""Coming to the front: a desktop lets a program do that only if it was the user who asked for it."""

from __future__ import annotations

import os
from contextlib import closing

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assistant.ui.platform import other_windows

TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105
"""The variable by which a Wayland compositor gives the right to come to the front to what it starts."""


def bring_to_front(window: QWidget, token: str = "") -> None:
    """Show ``window`` above all others with the keyboard in it; ``token`` is the right to do so, if given."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    if token:
        os.environ[TOKEN] = token  # where Qt looks for it
    window.activateWindow()
    if (windows := other_windows()) is not None:
        # Qt asks as a program does that was used last long ago; some window managers refuse that.
        with closing(windows):
            windows.activate(window.winId())
