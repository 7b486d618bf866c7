"""What the pane shows while there is no text: what it does, and a sample to try it on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.paths import resource
from assistant.ui.widgets.controls import label, paragraph, push_button

_SAMPLES = (("letter.en.txt", "English"), ("letter.zh.txt", "中文"))
"""Languages call themselves by their own names."""


class Welcome(QWidget):
    """Lies below the caret of an empty text."""

    sample_chosen = Signal(str)
    """The text of a sample."""
    open_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("writeWelcome")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Corrections that you decide on"), role="heading"))
        column.addWidget(
            paragraph(
                self.tr(
                    "Write or paste a text. Proofread shows every correction in it, to accept or reject one "
                    "by one; Rewrite says all of it, or what you select, in other words."
                )
            )
        )
        column.addWidget(
            paragraph(
                self.tr(
                    "Code, addresses and markup are never changed. What may change the meaning is marked and "
                    "waits for you. The model runs on this computer."
                ),
                role="caption",
            )
        )
        opening = push_button("welcomeOpenButton", self.tr("Open a document…"), icon="folder")
        opening.clicked.connect(self.open_requested)
        column.addSpacing(6)
        column.addWidget(opening, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(self.tr("Or try a sample:"), role="caption"))
        for file, language in _SAMPLES:
            button = push_button(f"sample.{file}", language)
            button.setAccessibleName(self.tr("Sample text: {0}").format(language))
            button.clicked.connect(lambda _checked=False, file=file: self._choose(file))
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        column.addStretch()
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def _choose(self, file: str) -> None:
        self.sample_chosen.emit(resource("samples", file).read_text(encoding="utf-8").strip())
