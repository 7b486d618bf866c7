"""The first page: what the program does, where the texts stay, the language, and a model to begin with.

It asks nothing that must be answered: every button of the rail leaves it, and so does Esc.
"""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from assistant.options import describe
from assistant.storage.errors import StorageError
from assistant.storage.settings import Settings
from assistant.storage.settings_store import SettingsStore
from assistant.ui import icons
from assistant.ui.active_model import ActiveModel
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.error_text import error_hint, error_sentence
from assistant.ui.hub_bridge import HubBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.message_bar import Message
from assistant.ui.pane import Pane
from assistant.ui.panes.welcome.first_model import FirstModel
from assistant.ui.widgets.controls import Glyph, label, paragraph
from assistant.ui.widgets.options_form import OptionsForm
from assistant.ui.widgets.page import Page
from assistant.ui.widgets.recommendations import Recommendations

_WIDTH = 620
_ICON = 56
_ASKED = ("language", "offline")
"""The settings that a newcomer may want to have before anything else."""


class WelcomePane(Pane):
    """Object names: ``welcomePane``; its parts have their own."""

    def __init__(
        self,
        settings: SettingsStore,
        active: ActiveModel,
        library: LibraryBridge,
        hub: HubBridge,
        downloads: DownloadsBridge,
    ) -> None:
        super().__init__()
        self.setObjectName("welcomePane")
        self._settings = settings
        self._active = active
        asked = [dataclasses.replace(info, group="") for info in describe(Settings) if info.name in _ASKED]
        self._form = OptionsForm(asked)
        self._form.set_values(settings.value)
        self._form.changed.connect(self._on_changed)
        self._first = FirstModel(active, library)
        self._first.start_requested.connect(self._leave)
        self._first.models_requested.connect(lambda: self.pane_requested.emit("models"))
        self._larger = Recommendations(hub, downloads, library, count=1, alone=True)
        self._larger.use_requested.connect(self._on_use_requested)
        self._build()
        self.destroyed.connect(settings.observe(lambda _before, after: self._form.set_values(after)))

    def focus_input(self) -> None:
        self._first.focus_start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self._leave()
        else:
            super().keyPressEvent(event)

    # ---------------------------------------------------------------------------------------- parts

    def _build(self) -> None:
        picture = QLabel()
        picture.setPixmap(icons.application_icon().pixmap(_ICON, _ICON))
        page = Page(width=_WIDTH)
        column = page.contents
        column.setSpacing(14)
        column.addSpacing(12)
        column.addWidget(picture)
        column.addWidget(paragraph(self.tr("Welcome to Parlance"), "heading"))
        for icon, text in self._promises():
            line = QHBoxLayout()
            line.setSpacing(10)
            line.addWidget(Glyph(icon, "accent"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(paragraph(text), 1)
            column.addLayout(line)
        column.addWidget(self._form)
        column.addWidget(label(self.tr("The model to begin with"), "section"))
        column.addWidget(self._first)
        column.addWidget(self._larger)
        words = self.tr("It arrives while you work, and you are told when it is here.")
        column.addWidget(paragraph(words, "caption"))
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)

    def _promises(self) -> list[tuple[str, str]]:
        return [
            ("chat", self.tr("Chat, summarize, translate, proofread and rewrite with a language model.")),
            ("local", self.tr("The model runs on this computer: nothing that you write leaves it.")),
            (
                "download",
                self.tr("Models come from the network when you ask for one; offline, nothing does."),
            ),
        ]

    # ---------------------------------------------------------------------------------------- actions

    @Slot()
    def _leave(self) -> None:
        self.pane_requested.emit("chat")

    @Slot(str)
    def _on_use_requested(self, model_id: str) -> None:
        self._active.choose(model_id)
        self._leave()

    @Slot(str, object)
    def _on_changed(self, name: str, value: object) -> None:
        try:
            self._settings.change(**{name: value})
        except StorageError as error:
            self._form.set_values(self._settings.value)
            self.message_raised.emit(
                Message(error_sentence(error), error_hint(error), severity="error", detail=error.detail)
            )
