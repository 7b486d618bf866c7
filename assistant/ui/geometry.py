"""What the window knows of its own shape from the last time: its place, and where its parts are divided."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from assistant.ui.widgets.halves import Halves


class Geometry:
    """Reads from ``state`` and writes to it."""

    def __init__(self, state: QSettings) -> None:
        self._state = state

    def restore_window(self, window: QMainWindow, splitter: QSplitter) -> None:
        """Have the window where it was, or, if that screen is gone, on one that is there."""
        geometry, divided = self._state.value("window/geometry"), self._state.value("window/splitter")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        if isinstance(divided, QByteArray):
            splitter.restoreState(divided)

    def restore_pane(self, name: str, pane: QWidget) -> None:
        """Have a pane that was just made divided as it was."""
        for halves in pane.findChildren(Halves):
            halves.restore(str(self._state.value(f"{name}/{halves.objectName()}", "")))

    def save(self, window: QMainWindow, splitter: QSplitter, panes: Mapping[str, QWidget]) -> None:
        """Keep everything as it is now."""
        self._state.setValue("window/geometry", window.saveGeometry())
        self._state.setValue("window/splitter", splitter.saveState())
        for name, pane in panes.items():
            for halves in pane.findChildren(Halves):
                self._state.setValue(f"{name}/{halves.objectName()}", halves.saved)
