"""The command palette: one field that finds every action, pane, setting, model, conversation and document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer, Slot

from assistant.ui.palette.finder import Finder
from assistant.ui.palette.offers import Offers
from assistant.ui.palette.past import Past
from assistant.ui.palette.recent import Recent
from assistant.ui.palette.rows import Found
from assistant.ui.services import Services
from assistant.ui.worker import Work, Worker

if TYPE_CHECKING:
    from assistant.ui.commands import Commands
    from assistant.ui.main_window import MainWindow

_TYPING_PAUSE_MS = 120


class CommandPalette(Finder):
    """What is known fits at once; what the history has follows from a thread, and is put below."""

    def __init__(self, window: MainWindow, commands: Commands, services: Services, state: QSettings) -> None:
        super().__init__(
            window,
            "palette",
            "search",
            self.tr("Search actions, settings, models, conversations…"),
            self.tr("What was found"),
        )
        self._window = window
        self._commands = commands
        self._services = services
        self._recent = Recent(state)
        self._past = Past(services.history, self._reveal)
        self._worker = Worker("palette")
        self._work: Work | None = None
        self._query = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)

    def open(self) -> None:
        self._offers = Offers(
            self._commands.possible,
            self._services.library.entries,
            lambda name: self._reveal("settings", name, ""),
            self._services.active.choose,
        )
        super().open()

    def put_away(self) -> None:
        """The program ends: the thread too."""
        self._pause.stop()
        self._worker.shut_down()

    def search(self, query: str) -> None:
        self._query = query
        self._give_up_work()
        if query:
            self._pause.start()
            self.show_found(self._offers.fitting(query, self._recent.names), complete=False)
        else:
            self.show_found(self._offers.at_first(self._recent.names))

    def on_chosen(self, found: Found) -> None:
        if found in self._offers:
            self._recent.add(found.name)

    def dismiss(self) -> None:
        self._give_up_work()
        super().dismiss()

    def _reveal(self, pane: str, key: str, words: str) -> None:
        self._window.show_pane(pane).reveal(key, words)

    def _give_up_work(self) -> None:
        self._pause.stop()
        if self._work is not None:
            self._work.cancel()
            self._work = None

    @Slot()
    def _on_pause(self) -> None:
        query = self._query
        self._work = self._worker.start(lambda _work: self._past.find(query))
        self._work.succeeded.connect(self.add_found)
        self._work.failed.connect(self._window.message_bar.show_error)
