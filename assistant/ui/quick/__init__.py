"""The quick window: what is selected in any program is rewritten, translated or explained there."""

from assistant.ui.quick.shortcut import GlobalShortcut
from assistant.ui.quick.window import QuickWindow

__all__ = ["GlobalShortcut", "QuickWindow"]
