"""The answer in the quick window as it is written, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from assistant.errors import ParlanceError
from assistant.tasks.quick import Outcome
from assistant.ui import theme
from assistant.ui.widgets.controls import paragraph, push_button
from assistant.ui.widgets.notice import Notice

_LINES = 10


class AnswerPage(QWidget):
    """Object names: ``quickAnswer``, ``quickNote``, ``quickError``, ``backButton``, ``copyButton``."""

    back_requested = Signal()
    copy_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.outcome = Outcome("")
        self._view = QPlainTextEdit()
        self._view.setObjectName("quickAnswer")
        self._view.setAccessibleName(self.tr("Answer"))
        self._view.setProperty("kind", "field")
        self._view.setReadOnly(True)
        self._view.setTabChangesFocus(True)
        self._note = paragraph(role="caption", object_name="quickNote")
        self._error = Notice("quickError")
        self._back = push_button("backButton", self.tr("Something else"), "flat", "chevron-left")
        self._back.setToolTip(self.tr("Alt+Left"))
        self._back.clicked.connect(self.back_requested)
        self._copy = push_button("copyButton", self.tr("Copy"), "primary")
        self._copy.setToolTip(self.tr("Enter"))
        self._copy.clicked.connect(self.copy_requested)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self._back)
        self._buttons.addStretch()
        self._buttons.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._error)
        column.addWidget(self._view, 1)
        column.addWidget(self._note)
        column.addLayout(self._buttons)
        self._on_theme_changed()
        theme.theme_changes().changed.connect(self._on_theme_changed)

    def clear(self) -> None:
        """Begin another answer."""
        self.outcome = Outcome("")
        self._view.clear()
        self._view.show()
        self._error.hide()
        self._show_note("")
        self._copy.setEnabled(False)
        self._view.setFocus()

    def show_outcome(self, outcome: Outcome) -> None:
        """What there is by now; only what is new is drawn, where something is added."""
        before, self.outcome = self.outcome, outcome
        if before.text and outcome.text.startswith(before.text):
            cursor = QTextCursor(self._view.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(outcome.text[len(before.text) :])
        else:
            bar = self._view.verticalScrollBar()
            place = bar.value()
            self._view.setPlainText(outcome.text)
            bar.setValue(place)

    def finish(self, error: ParlanceError | None, unchanged: bool) -> None:
        """It is complete, or ended with ``error``; ``unchanged``: it is the text as it was."""
        self._copy.setEnabled(bool(self.outcome.text.strip()))
        self._view.setVisible(bool(self.outcome.text.strip()) or error is None)
        if error is not None:
            self._error.show_error(error)
        else:
            self._show_note(_Notes(self.outcome, unchanged).text)

    @property
    def complete(self) -> bool:
        """Whether there is an answer to be taken."""
        return self._copy.isEnabled()

    def _show_note(self, text: str) -> None:
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def _on_theme_changed(self) -> None:
        font = theme.current().text_font()
        self._view.setFont(font)
        self._view.setMinimumHeight(self._view.fontMetrics().lineSpacing() * _LINES)


class _Notes(QObject):
    """What is said of an answer. It is a QObject for its ``tr`` only."""

    def __init__(self, outcome: Outcome, unchanged: bool) -> None:
        super().__init__()
        self._outcome = outcome
        self._unchanged = unchanged

    @property
    def text(self) -> str:
        outcome = self._outcome
        notes = []
        if not outcome.text.strip():
            notes.append(self.tr("The model has answered nothing. Try it in other words."))
        elif self._unchanged:
            notes.append(self.tr("Nothing was changed."))
        if outcome.withheld:
            words = self.tr("Corrections that may change what is said, and were not made: {0}.")
            notes.append(words.format(outcome.withheld))
        if outcome.left:
            words = self.tr("Parts without a usable answer, left as they were: {0}.")
            notes.append(words.format(outcome.left))
        if outcome.strange:
            notes.append(self.tr("Not in your text: {0}.").format(", ".join(outcome.strange)))
        return " ".join(notes)
