"""What the pane shows while there is no text: what it does, and ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.ui.widgets.controls import label, paragraph, push_button

_SAMPLE_ENGLISH = (
    "The old lighthouse was sold in 1923 for 140 pounds. Its keeper, Ada Holm, stayed for another "
    "twelve years.\n\nVisitors are welcome from May to September; see www.example.org for the hours."
)
_SAMPLE_CHINESE = (
    "老灯塔在1923年以140英镑的价格售出。守塔人阿达·霍尔姆又在那里住了十二年。\n\n"
    "每年五月至九月欢迎参观，开放时间请见 www.example.org。"
)


class Welcome(QWidget):
    """Lies below the caret of an empty text; a click beside its buttons goes to the text."""

    sample_chosen = Signal(str)
    """The text of a sample."""
    open_requested = Signal()
    clipboard_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("translateWelcome")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(paragraph(self.tr("A translation in which nothing is lost"), role="heading"))
        column.addWidget(
            paragraph(
                self.tr(
                    "Write or paste a text, or drop a document here; it comes back in the same format. Every "
                    "sentence is translated, or marked with the reason why it was not."
                )
            )
        )
        column.addWidget(
            paragraph(
                self.tr(
                    "Point at a sentence to see its partner, click it for other wordings, or write into the "
                    "translation: your words are remembered."
                ),
                role="caption",
            )
        )
        column.addWidget(
            paragraph(self.tr("The model runs on this computer. The text does not leave it."), role="caption")
        )
        opening = push_button("welcomeOpenButton", self.tr("Open a document…"), icon="folder")
        opening.clicked.connect(self.open_requested)
        paste = push_button("welcomeClipboardButton", self.tr("Translate the clipboard"), icon="paste")
        paste.clicked.connect(self.clipboard_requested)
        buttons = QVBoxLayout()
        buttons.setSpacing(6)
        for button in (opening, paste):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(6)
        column.addLayout(buttons)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(self.tr("Or try a sample:"), role="caption"))
        # Languages call themselves by their own names.
        for name, sample in (("English", _SAMPLE_ENGLISH), ("中文", _SAMPLE_CHINESE)):
            button = push_button(f"sample.{name}", name)
            button.setAccessibleName(self.tr("Sample text: {0}").format(name))
            button.clicked.connect(lambda _checked=False, sample=sample: self.sample_chosen.emit(sample))
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        column.addStretch()
        self.setCursor(Qt.CursorShape.ArrowCursor)
