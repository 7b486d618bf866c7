"""What this desktop lets a program do beyond its own windows."""

from __future__ import annotations

import os

from PySide6.QtGui import QGuiApplication


def is_x11() -> bool:
    """Whether programs may send keys to each other; X programs under Wayland reach only their like."""
    return QGuiApplication.platformName() == "xcb" and not os.environ.get("WAYLAND_DISPLAY")


def is_wayland() -> bool:
    """Whether a Wayland compositor keeps programs apart."""
    return QGuiApplication.platformName() == "wayland" or bool(os.environ.get("WAYLAND_DISPLAY"))
