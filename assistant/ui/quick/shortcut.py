"""The key that opens the quick window from any program, where the desktop lets programs have such keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from assistant.ui.platform import is_x11
from assistant.ui.quick.errors import ShortcutNotOffered, ShortcutTaken, ShortcutUnusable

if TYPE_CHECKING:
    from assistant.ui.x11 import GrabbedKey


class GlobalShortcut(QObject):
    """None to begin with."""

    pressed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._grabbed: GrabbedKey | None = None

    def set_keys(self, keys: str) -> None:
        """Listen to ``keys``, such as "Ctrl+Alt+Space"; empty: to none.

        Raises :class:`ShortcutNotOffered`, :class:`ShortcutUnusable` or :class:`ShortcutTaken`; then there is
        none.
        """
        self.close()
        if not keys.strip():
            return
        if not is_x11():
            raise ShortcutNotOffered
        from assistant.ui.x11 import GrabbedKey

        try:
            self._grabbed = GrabbedKey(QKeySequence(keys), self)
        except ValueError as error:
            raise ShortcutUnusable(keys=keys) from error
        except PermissionError as error:
            raise ShortcutTaken(keys=keys) from error
        except ConnectionError as error:
            raise ShortcutNotOffered(str(error)) from error
        self._grabbed.pressed.connect(self.pressed)

    def close(self) -> None:
        """Give the key back."""
        if self._grabbed is not None:
            self._grabbed.close()
            self._grabbed = None
