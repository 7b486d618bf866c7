"""What an empty conversation shows: what this is, and some ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.ui.widgets.controls import paragraph, push_button
from assistant.ui.widgets.page import Column


class Welcome(QWidget):
    """``suggested`` carries the beginning of a prompt for the composer."""

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
        column.addSpacing(12)
        for number, (caption, prompt) in enumerate(self._suggestions()):
            button = push_button(f"suggestion{number}", caption)
            button.clicked.connect(lambda _checked=False, prompt=prompt: self.suggested.emit(prompt))
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addWidget(inner)
        whole.addStretch(3)

    def _suggestions(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Explain something to me"), self.tr("Explain in simple words: ")),
            (self.tr("Draft an e-mail"), self.tr("Write a short, friendly e-mail that says: ")),
            (self.tr("Find ideas"), self.tr("Give me five ideas for ")),
        ]
