"""The language that the window speaks, for texts that come with the program in several."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def interface_language() -> str:
    """As presets and prompts know it: "en", "zh"."""
    return QLocale().bcp47Name().partition("-")[0]
