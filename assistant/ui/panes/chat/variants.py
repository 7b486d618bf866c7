"""Ways to answer the same question again: another model, another preset, more or less chance."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QLocale, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from assistant.engine.values import Sampling
from assistant.storage.presets import Preset, presets
from assistant.storage.records import Conversation
from assistant.storage.settings import Settings
from assistant.tasks.chat import ChatOptions
from assistant.ui.active_model import ActiveModel
from assistant.ui.language import interface_language
from assistant.ui.library_bridge import LibraryBridge

TEMPERATURES = (0.0, 0.7, 1.2)


@dataclass(frozen=True)
class Variant:
    """What differs from the conversation's own way; None: nothing."""

    preset: Preset | None = None
    language: str = ""
    """Of the preset's system prompt."""
    temperature: float | None = None

    def options(
        self, conversation: Conversation, settings: Settings, model_sampling: Sampling | None
    ) -> ChatOptions:
        """How an answer is written. ``model_sampling``: what is set for the model alone."""
        own = conversation.parameters.sampling
        prompt = conversation.system_prompt
        if self.preset is not None:
            own = self.preset.sampling_over(model_sampling or settings.sampling)
            prompt = self.preset.system_prompt_in(self.language) or settings.system_prompt
        options = replace(ChatOptions.of(settings, own or model_sampling), system_prompt=prompt)
        return options if self.temperature is None else replace(options, temperature=self.temperature)


AS_IT_IS = Variant()


class VariantsMenu(QObject):
    """Asked for by a message's actions."""

    chosen = Signal(int, object)
    """The message, and the :class:`Variant` that its question is to be answered with."""

    def __init__(self, library: LibraryBridge, active: ActiveModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._library = library
        self._active = active

    @Slot(int, QPoint)
    def open(self, message_id: int, at: QPoint) -> None:
        """Show the menu with its lower left corner at a point of the screen."""
        menu = self.menu(message_id)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at - QPoint(0, menu.sizeHint().height()))

    def menu(self, message_id: int) -> QMenu:
        """The names of actions are ``temperature-…``, ``preset-…`` and ``model-…``."""
        menu = QMenu(self._parent)
        names = (
            self.tr("Always the likeliest words (temperature 0)"),
            self.tr("Balanced (temperature {0})"),
            self.tr("More surprising (temperature {0})"),
        )
        for value, name in zip(TEMPERATURES, names, strict=True):
            words = name.format(QLocale().toString(value, "f", 1))
            self._add(menu, f"temperature-{value}", words, message_id, Variant(temperature=value))
        menu.addSeparator()
        language = interface_language()
        for preset in presets():
            variant = Variant(preset, language)
            words = self.tr("As “{0}”").format(preset.name_in(language))
            self._add(menu, f"preset-{preset.id}", words, message_id, variant)
        menu.addSeparator()
        for entry in self._library.entries:
            if entry.available and (self._active.entry is None or entry.id != self._active.entry.id):
                words = self.tr("By {0}").format(entry.name)
                self._add(menu, f"model-{entry.id}", words, message_id, AS_IT_IS, entry.id)
        return menu

    def _add(
        self, menu: QMenu, name: str, words: str, message_id: int, variant: Variant, model: str | None = None
    ) -> None:
        def choose() -> None:
            if model is not None:
                self._active.choose(model)
            self.chosen.emit(message_id, variant)

        action = menu.addAction(words.replace("&", "&&"))
        action.setObjectName(name)
        action.triggered.connect(choose)
