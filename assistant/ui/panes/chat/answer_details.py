"""How an answer came about: what it cost, what it was made with, and the command that makes it again."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from assistant.storage.records import Message, Outcome
from assistant.tasks.reproduction import command
from assistant.ui.widgets.controls import label, paragraph, push_button


class AnswerDetails(QDialog):
    """The rows' values are called ``detail.<name>``."""

    def __init__(self, question: Message | None, answer: Message, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("answerDetails")
        self.setWindowTitle(self.tr("How this answer came about"))
        self._rows = QFormLayout()
        self._rows.setHorizontalSpacing(18)
        self._rows.setVerticalSpacing(8)
        outcome = answer.outcome or Outcome()
        recipe = outcome.recipe
        self._add("model", self.tr("Model"), answer.model or "")
        self._add("device", self.tr("Computed on"), recipe.device if recipe else "")
        self._add_figures(outcome)
        self._add("seed", self.tr("Seed"), "" if outcome.seed is None else str(outcome.seed))
        self._add("end", self.tr("Ended"), self._end(answer))
        self._command = None
        seed, sampling = outcome.seed, outcome.sampling
        if question is not None and recipe is not None and sampling is not None and seed is not None:
            self._command = command(question, recipe, sampling, seed)
        copy = push_button("copyCommandButton", self.tr("Copy as a command"), icon="copy")
        copy.setEnabled(self._command is not None)
        copy.clicked.connect(self._on_copy_clicked)
        close = push_button("closeDetailsButton", self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        made = self.tr("In a terminal, it makes the same answer once more.")
        cannot = self.tr("One command can repeat only the first answer of a chat, without attachments.")
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch()
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(self._rows)
        column.addWidget(paragraph(made if self._command else cannot, "caption"))
        column.addLayout(buttons)
        self.setMinimumWidth(380)

    def _add(self, name: str, caption: str, value: str) -> None:
        """A row, unless nothing is known."""
        if not value:
            return
        shown = label(value, object_name=f"detail.{name}")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QLabel(caption)
        words.setProperty("role", "caption")
        self._rows.addRow(words, shown)

    def _add_figures(self, outcome: Outcome) -> None:
        usage, timings, locale = outcome.usage, outcome.timings, QLocale()
        if usage.prompt_tokens:
            read = usage.prompt_tokens - usage.cached_tokens
            words = self.tr("{0} tokens: {1} read, {2} known from before")
            figures = (usage.prompt_tokens, read, usage.cached_tokens)
            self._add("prompt", self.tr("Prompt"), words.format(*map(locale.toString, figures)))
        if usage.completion_tokens:
            words = self.tr("{0} tokens").format(locale.toString(usage.completion_tokens))
            self._add("answer", self.tr("Answer"), words)
        if timings.prompt_s:
            seconds = locale.toString(timings.queue_s + timings.prompt_s, "f", 2)
            self._add("first", self.tr("First token after"), self.tr("{0} s").format(seconds))
        if usage.completion_tokens > 1 and timings.decode_s:
            speed = locale.toString((usage.completion_tokens - 1) / timings.decode_s, "f", 1)
            self._add("speed", self.tr("Speed"), self.tr("{0} tokens/s").format(speed))

    def _end(self, answer: Message) -> str:
        match answer.state, answer.outcome.finish_reason if answer.outcome else None:
            case "stopped", _:
                return self.tr("stopped by you")
            case _, "length":
                return self.tr("at the longest answer that is set")
            case _, "context":
                return self.tr("because the context was full")
            case "complete", _:
                return self.tr("by itself")
        return ""

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._command or "")
