"""Where the text comes from that the quick window works on: what is selected, else what was copied."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QClipboard, QGuiApplication

from assistant.documents.document import clean

Origin = Literal["selection", "clipboard", "nothing"]


def current_text() -> tuple[str, Origin]:
    """The text that the user most likely means. A Wayland compositor shows it to the active window only."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.supportsSelection():
        selected = clean(clipboard.text(QClipboard.Mode.Selection))
        if selected.strip():
            return selected, "selection"
    copied = clean(clipboard.text())
    return (copied, "clipboard") if copied.strip() else ("", "nothing")
