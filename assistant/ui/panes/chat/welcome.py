"""What an empty conversation shows: what this is, and some questions to begin with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.models.entry import ModelEntry
from assistant.ui.model_text import ModelText
from assistant.ui.widgets.controls import paragraph, push_button
from assistant.ui.widgets.page import Column


class Welcome(QWidget):
    """A suggested question is asked as it stands."""

    suggested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        inner = Column()
        column = inner.contents
        column.setSpacing(8)
        title = paragraph(self.tr("What shall we work on?"), role="heading")
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(title)
        words = paragraph(
            self.tr("The model runs on this computer. What you write here does not leave it."), role="caption"
        )
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
        self._note = paragraph("", "caption", "languageNote")
        self._note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.show_model(None)
        column.addWidget(self._note)
        column.addSpacing(12)
        suggestions = QWidget()
        stack = QVBoxLayout(suggestions)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(8)
        for number, (caption, question) in enumerate(self._suggestions()):
            button = push_button(f"suggestion{number}", caption)
            button.setToolTip(question)
            button.clicked.connect(lambda _checked=False, question=question: self.suggested.emit(question))
            stack.addWidget(button)
        column.addWidget(suggestions, alignment=Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addWidget(inner)
        whole.addStretch(3)

    def show_model(self, entry: ModelEntry | None) -> None:
        """Say what to expect of the model that answers."""
        note = ModelText(entry).language_note if entry else ""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _suggestions(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Explain something to me"), self.tr("Why is the sky blue?")),
            (self.tr("Draft an e-mail"), self.tr("Write a short e-mail that moves our meeting to Thursday.")),
            (self.tr("Find ideas"), self.tr("Give me five ideas for a rainy Sunday.")),
        ]
