"""Asks for what a prompt leaves open, one field for each variable."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from assistant.storage.prompts import Prompt
from assistant.tasks.prompts import fill, variables
from assistant.ui import theme
from assistant.ui.widgets.controls import label, push_button
from assistant.ui.widgets.page import Page

_WIDTH = 520
_TALL = 96
_LOW = 36
_LAST = 160
"""The last variable is mostly the text that the prompt is about."""


class PromptForm(QDialog):
    """Fields are called ``variable.<name>``. What is left empty stays a variable in the text."""

    filled = Signal(str)
    """The whole text."""

    def __init__(self, prompt: Prompt, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("promptForm")
        self.setWindowTitle(prompt.name)
        self._text = prompt.text
        self._fields = {name: QPlainTextEdit() for name in variables(prompt.text)}
        page = Page(margin=0)
        for number, (name, field) in enumerate(self._fields.items(), start=1):
            caption = label(name)
            caption.setBuddy(field)
            field.setObjectName(f"variable.{name}")
            field.setAccessibleName(name)
            field.setProperty("kind", "field")
            field.setTabChangesFocus(True)
            last = number == len(self._fields)
            field.setMinimumHeight(theme.current().px(_TALL if last else _LOW))
            field.setMaximumHeight(theme.current().px(_LAST if last else _LOW))
            if not last:
                field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            page.contents.addWidget(caption)
            page.contents.addWidget(field)
        page.contents.setSpacing(6)
        page.contents.addStretch()
        insert = push_button("insertPromptButton", self.tr("Insert"), "primary")
        insert.setToolTip(self.tr("Ctrl+Enter"))
        insert.clicked.connect(self._on_insert)
        cancel = push_button("cancelPromptButton", self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(insert)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 16)
        column.addWidget(page, 1)
        column.addLayout(buttons)
        low = min(len(self._fields) - 1, 4) * theme.current().px(_LOW + 30)
        self.resize(_WIDTH, low + theme.current().px(_LAST + 110))
        next(iter(self._fields.values())).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_insert()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_insert(self) -> None:
        values = {name: field.toPlainText().strip() for name, field in self._fields.items()}
        self.filled.emit(fill(self._text, {name: value for name, value in values.items() if value}))
        self.accept()
