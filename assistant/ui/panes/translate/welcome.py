"""What the pane shows while there is no text."""

from __future__ import annotations

from PySide6.QtCore import Signal

from assistant.ui.widgets.controls import push_button
from assistant.ui.widgets.text_page import TextPage
from assistant.ui.widgets.text_welcome import TextWelcome


class Welcome(TextWelcome):
    """A short notice is the sample."""

    clipboard_requested = Signal()

    def __init__(self, page: TextPage) -> None:
        words = (
            self.tr("A translation in which nothing is lost"),
            self.tr(
                "Write or paste a text, or drop a document here; it comes back in the same format. Every "
                "sentence is translated, or marked with the reason why it was not."
            ),
            self.tr(
                "Point at a sentence to see its partner, click it for other wordings, or write into the "
                "translation: your words are remembered."
            ),
            self.tr("The model runs on this computer. The text does not leave it."),
        )
        paste = push_button("welcomeClipboardButton", self.tr("Translate the clipboard"), icon="paste")
        super().__init__(page, "translateWelcome", words, "lighthouse", more=(paste,))
        paste.clicked.connect(self.clipboard_requested)
