"""The way from the settings to the library of prompts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.storage.prompts import Prompts
from assistant.ui.widgets.controls import label, paragraph, push_button
from assistant.ui.widgets.prompt_editor import PromptEditor


class PromptLibrary(QWidget):
    """Says what the library is for, and opens it."""

    def __init__(self, prompts: Prompts) -> None:
        super().__init__()
        self._prompts = prompts
        button = push_button("openPromptsButton", self.tr("Edit prompts…"), icon="edit")
        button.clicked.connect(self._on_clicked)
        words = self.tr("Requests that you make again and again, under names. / in the chat opens them.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Prompts"), "section"))
        column.addWidget(paragraph(words, "caption"))
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def _on_clicked(self) -> None:
        editor = PromptEditor(self._prompts, self.window())
        editor.finished.connect(editor.deleteLater)
        editor.open()
