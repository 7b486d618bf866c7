"""How the program is there while none of its windows is seen: what calls it, and when it ends."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from assistant.errors import ParlanceError
from assistant.storage.settings import Settings
from assistant.storage.settings_store import SettingsStore
from assistant.ui.activation import bring_to_front
from assistant.ui.main_window import MainWindow
from assistant.ui.model_loader import ModelLoader
from assistant.ui.quick import GlobalShortcut, QuickWindow
from assistant.ui.tray import Tray


class Presence(QObject):
    """Of one pair of windows; another pair, in another language, has another one."""

    def __init__(
        self, window: MainWindow, quick: QuickWindow, settings: SettingsStore, loader: ModelLoader
    ) -> None:
        super().__init__()
        self._window = window
        self._quick = quick
        self._settings = settings
        self._loader = loader
        self._lingers = False
        self._told = False
        self.tray = Tray(self)
        self.tray.window_requested.connect(self._on_window_requested)
        self.tray.quick_requested.connect(self._on_quick_requested)
        self.tray.quit_requested.connect(QApplication.quit)
        self.tray.set_shown(settings.value.keep_running)
        self._shortcut = GlobalShortcut(self)
        self._shortcut.pressed.connect(self._on_quick_requested)
        self._grab_shortcut()
        quick.window_requested.connect(self._on_window_requested)
        for closing in (window, quick):
            closing.closed.connect(self._on_closed, Qt.ConnectionType.QueuedConnection)
        QApplication.clipboard().dataChanged.connect(self._on_clipboard_changed)
        self._end_observation = settings.observe(self._on_settings_changed)

    def put_away(self) -> None:
        """Call for the program no more."""
        self._end_observation()
        self.tray.set_shown(False)
        self._shortcut.close()
        QApplication.clipboard().dataChanged.disconnect(self._on_clipboard_changed)

    # --------------------------------------------------------------------------------------------- called

    @Slot()
    def _on_window_requested(self) -> None:
        bring_to_front(self._window)

    @Slot()
    def _on_quick_requested(self) -> None:
        self._quick.open()

    def _on_settings_changed(self, before: Settings, after: Settings) -> None:
        self.tray.set_shown(after.keep_running)
        if before.quick_shortcut != after.quick_shortcut:
            self._grab_shortcut()

    def _grab_shortcut(self) -> None:
        try:
            self._shortcut.set_keys(self._settings.value.quick_shortcut)
        except ParlanceError as error:
            self._window.message_bar.show_error(error)

    # --------------------------------------------------------------------------------------------- ending

    @Slot()
    def _on_closed(self) -> None:
        """A program that nobody sees ends, unless the user wants it to stay."""
        self._lingers = False
        if self._window.isVisible() or self._quick.isVisible():
            return
        if self._settings.value.keep_running:
            if not self._told:
                self._told = True
                self.tray.say_that_it_runs()
        elif self._quick.holds_clipboard:
            # What was copied would go with the program: it stays, without a model, until the next copy.
            self._lingers = True
            self._loader.unload()
        else:
            QApplication.quit()

    @Slot()
    def _on_clipboard_changed(self) -> None:
        if self._lingers:
            self._on_closed()
