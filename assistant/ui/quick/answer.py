"""The answer in the quick window as it is written, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from assistant.errors import ParlanceError
from assistant.tasks.quick import Outcome
from assistant.ui import theme
from assistant.ui.announcement import announce
from assistant.ui.widgets.controls import label, paragraph, push_button
from assistant.ui.widgets.notice import Notice

_LINES = 10


class AnswerPage(QWidget):
    """Object names: ``quickTitle``, ``quickAnswer``, ``quickNote``, ``quickError``; ``backButton``,
    ``copyButton``, ``replaceButton``."""

    back_requested = Signal()
    copy_requested = Signal()
    replace_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.outcome = Outcome("")
        self._view = QPlainTextEdit()
        self._view.setObjectName("quickAnswer")
        self._view.setAccessibleName(self.tr("Answer"))
        self._view.setProperty("kind", "field")
        self._view.setReadOnly(True)
        self._view.setTabChangesFocus(True)
        self._title = label(role="section", object_name="quickTitle")
        self._note = paragraph(role="caption", object_name="quickNote")
        self._error = Notice("quickError")
        self._back = push_button("backButton", self.tr("Something else"), "flat", "chevron-left")
        self._back.setToolTip(self.tr("Alt+Left"))
        self._back.clicked.connect(self.back_requested)
        self._copy = push_button("copyButton", self.tr("Copy"))
        self._copy.clicked.connect(self.copy_requested)
        self._replace = push_button("replaceButton", "", "primary")
        self._replace.setToolTip(self.tr("Enter"))
        self._replace.clicked.connect(self.replace_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._back)
        buttons.addStretch()
        buttons.addWidget(self._copy)
        buttons.addWidget(self._replace)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._error)
        column.addWidget(self._view, 1)
        column.addWidget(self._note)
        column.addLayout(buttons)
        self._on_theme_changed()
        theme.theme_changes().changed.connect(self._on_theme_changed)

    def begin(self, title: str, *, replaces: bool, inserts: bool) -> None:
        """Another answer; it may replace the text in its program, or be inserted there, or only be copied."""
        self.outcome = Outcome("")
        self._title.setText(title)
        self._view.clear()
        self._view.show()
        self._error.hide()
        self._show_note("")
        for button in (self._copy, self._replace):
            button.setEnabled(False)
        self._replace.setVisible(replaces or inserts)
        self._replace.setText(self.tr("Replace") if replaces else self.tr("Insert"))
        alone = self._replace.isHidden()
        self._copy.setProperty("kind", "primary" if alone else "")
        self._copy.style().polish(self._copy)
        self._copy.setToolTip(self.tr("Enter") if alone else self.tr("Ctrl+Shift+C"))
        self._view.setFocus()

    def take(self) -> None:
        """Do the first of what can be done with a complete answer."""
        if self.complete:
            (self._copy if self._replace.isHidden() else self._replace).click()

    def copy(self) -> None:
        """Copy a complete answer."""
        self._copy.click()

    def say_that_it_waits(self) -> None:
        """It could not be pasted into the other program."""
        words = self.tr(
            "The other program did not take the answer. It is in the clipboard: paste it yourself."
        )
        self._show_note(words)

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

    def finish(self, error: ParlanceError | None, *, unchanged: bool, remark: str = "") -> None:
        """It is complete, or ended with ``error``; ``unchanged``: it is the text as it was.

        ``remark`` is what else is to be said.
        """
        for button in (self._copy, self._replace):
            button.setEnabled(bool(self.outcome.text.strip()))
        self._view.setVisible(bool(self.outcome.text.strip()) or error is None)
        if error is not None:
            self._error.show_error(error)
        else:
            note = f"{_Notes(self.outcome, unchanged).text} {remark}".strip()
            self._show_note(note)
            announce(self, f"{self.outcome.text} {note}".strip())

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
