"""The icon in the tray, for a program that keeps running without a window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from assistant.ui import icons


class Tray(QObject):
    """Where the desktop has no tray it cannot be seen, and nothing else happens."""

    window_requested = Signal()
    quick_requested = Signal()
    quit_requested = Signal()
    message_clicked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._menu = QMenu()
        for text, signal in (
            (self.tr("Open Parlance"), self.window_requested),
            (self.tr("Quick window"), self.quick_requested),
            (self.tr("Quit"), self.quit_requested),
        ):
            self._menu.addAction(text).triggered.connect(signal)
        self._icon = QSystemTrayIcon(icons.application_icon(), self)
        self._icon.setToolTip("Parlance")
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self.message_clicked)

    def set_shown(self, shown: bool) -> None:
        """Whether it is there, if there is a tray by now."""
        self._icon.setVisible(shown and QSystemTrayIcon.isSystemTrayAvailable())

    def say_that_it_runs(self) -> None:
        """The window has been closed, and the user should know that this was not the end."""
        words = self.tr("“Quit” in this icon's menu ends it, as does Ctrl+Q in the window.")
        self.show_message(self.tr("Parlance keeps running"), words)

    def show_message(self, title: str, words: str) -> None:
        """Say something beside the icon, which is there from now on."""
        self.set_shown(True)
        if self._icon.isVisible():
            self._icon.showMessage(title, words, icons.application_icon())

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.window_requested.emit()
