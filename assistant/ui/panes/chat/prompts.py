"""The library of prompts at the composer: "/" opens it, and what a prompt leaves open is asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from assistant.storage.prompts import Prompt, Prompts
from assistant.tasks.prompts import matching, variables
from assistant.ui.language import interface_language
from assistant.ui.widgets.composer import Composer
from assistant.ui.widgets.prompt_editor import PromptEditor
from assistant.ui.widgets.prompt_form import PromptForm
from assistant.ui.widgets.slash_menu import SlashMenu


class PromptCommands(QObject):
    """A chosen prompt is put into the composer, where it can be read and changed before it is sent."""

    def __init__(self, prompts: Prompts, composer: Composer, page: QWidget) -> None:
        """``page`` is what the menu may cover."""
        super().__init__(page)
        self._prompts = prompts
        self._composer = composer
        self._menu = SlashMenu(composer.field, page, self._find)
        self._menu.chosen.connect(self._on_chosen)
        self._menu.editing_requested.connect(self._on_editing_requested)

    def _find(self, words: str) -> list[Prompt]:
        return matching(self._prompts.all(interface_language()), words)

    @Slot(object)
    def _on_chosen(self, prompt: Prompt) -> None:
        if not variables(prompt.text):
            self._insert(prompt.text)
            return
        form = PromptForm(prompt, self._composer.window())
        form.filled.connect(self._insert)
        form.finished.connect(form.deleteLater)
        form.open()

    @Slot(str)
    def _insert(self, text: str) -> None:
        self._composer.set_text(text)
        self._composer.setFocus()

    @Slot()
    def _on_editing_requested(self) -> None:
        self._composer.set_text("")
        editor = PromptEditor(self._prompts, self._composer.window())
        editor.finished.connect(editor.deleteLater)
        editor.open()
