"""What can be done with the window by a key or from the palette, and the two cards that list it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, Slot
from PySide6.QtWidgets import QApplication

from assistant.options import describe
from assistant.storage.errors import StorageError
from assistant.storage.settings import Settings
from assistant.ui.actions import Action, bind, bound
from assistant.ui.navigation import pane_action
from assistant.ui.pane import Pane, PaneEntry
from assistant.ui.panes import WELCOME
from assistant.ui.services import Services

if TYPE_CHECKING:
    from assistant.ui.main_window import MainWindow
    from assistant.ui.palette.command_palette import CommandPalette
    from assistant.ui.palette.shortcut_list import ShortcutList

_ZOOM = next(info for info in describe(Settings) if info.name == "text_zoom")


class Commands(QObject):
    """The cards are made when they are first opened."""

    def __init__(
        self, window: MainWindow, entries: Sequence[PaneEntry], services: Services, state: QSettings
    ) -> None:
        super().__init__(window)
        self._window = window
        self._entries = entries
        self._services = services
        self._state = state
        self._palette: CommandPalette | None = None
        self._shortcuts: ShortcutList | None = None
        names = [entry.name for entry in entries]
        bind(window, "palette", self.open_palette)
        bind(window, "new", self.start_new, lambda: self._can_start_new or "chat" in names)
        bind(window, "search", self.search)
        bind(window, "input", lambda: window.current_pane.focus_input())
        bind(window, "side", window.toggle_side, lambda: window.current_pane.side is not None)
        bind(window, "model", window.model_picker.open_popup)
        bind(window, "import-model", self.import_model, lambda: "models" in names)
        for page in ("log", "about"):
            shown = partial(self._show_settings, page)
            bind(window, page, shown, lambda: "settings" in names)
        bind(window, "first-page", lambda: window.show_pane(WELCOME.name))
        bind(window, "larger-text", lambda: self._zoom(1))
        bind(window, "smaller-text", lambda: self._zoom(-1))
        bind(window, "normal-text", lambda: self._zoom(0))
        bind(window, "full-screen", self._switch_full_screen)
        bind(window, "shortcuts", self.open_shortcuts)
        bind(window, "quit", QApplication.quit)
        for number, entry in enumerate(entries):
            bind(window, pane_action(entry, number), partial(window.show_pane, entry.name))

    @property
    def possible(self) -> list[Action]:
        """What can be done now: with the pane that is shown, and with the window."""
        everything = [*bound(self._window.current_pane), *bound(self._window)]
        return [action for action in everything if action.possible]

    @Slot()
    def open_palette(self) -> None:
        """Let the user find whatever there is by its words."""
        if self._palette is None:
            from assistant.ui.palette.command_palette import CommandPalette

            self._palette = CommandPalette(self._window, self, self._services, self._state)
        self._palette.open()

    @Slot()
    def open_shortcuts(self) -> None:
        """Show all keys."""
        if self._shortcuts is None:
            from assistant.ui.palette.shortcut_list import ShortcutList

            self._shortcuts = ShortcutList(self._window, self._entries)
        self._shortcuts.open()

    def put_away(self) -> None:
        """The program ends."""
        if self._palette is not None:
            self._palette.put_away()

    def start_new(self) -> None:
        """Something new of the pane's own kind; a conversation where a pane has none."""
        pane = self._window.current_pane if self._can_start_new else self._window.show_pane("chat")
        pane.start_new()

    @property
    def _can_start_new(self) -> bool:
        """Whether the pane has a kind of its own."""
        return type(self._window.current_pane).start_new is not Pane.start_new

    def search(self) -> None:
        """Search in the pane; a field in a list that is hidden could not take the keyboard."""
        pane = self._window.current_pane
        if pane.side is not None:
            self._window.show_side()
        pane.focus_search()

    @Slot()
    def import_model(self) -> None:
        """Let the user choose the file of a model."""
        self._window.show_pane("models").start_new()

    def _show_settings(self, page: str) -> None:
        self._window.show_pane("settings").reveal(page)

    def _zoom(self, direction: int) -> None:
        """Make the type a step larger or smaller, or as designed with 0."""
        settings = self._services.settings
        wanted = _ZOOM.default if direction == 0 else settings.value.text_zoom + direction * _ZOOM.step
        try:
            settings.change(text_zoom=round(min(max(wanted, _ZOOM.minimum), _ZOOM.maximum)))
        except StorageError as error:
            self._window.message_bar.show_error(error)

    def _switch_full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)
