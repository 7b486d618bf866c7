"""What this desktop lets a program do beyond its own windows."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from assistant.ui.x11 import Windows

logger = logging.getLogger(__name__)


def is_x11() -> bool:
    """Whether programs may send keys to each other; X programs under Wayland reach only their like."""
    return QGuiApplication.platformName() == "xcb" and not os.environ.get("WAYLAND_DISPLAY")


def is_wayland() -> bool:
    """Whether a Wayland compositor keeps programs apart."""
    return QGuiApplication.platformName() == "wayland" or bool(os.environ.get("WAYLAND_DISPLAY"))


def other_windows() -> Windows | None:
    """A way to the windows of other programs, where there is one; to be closed."""
    if not is_x11():
        return None
    from assistant.ui import x11

    try:
        return x11.Windows()
    except ConnectionError as error:
        logger.warning("Other programs' windows are out of reach: %s", error)
        return None
