"""What the pane shows while there is no text."""

from __future__ import annotations

from assistant.ui.widgets.text_page import TextPage
from assistant.ui.widgets.text_welcome import TextWelcome


class Welcome(TextWelcome):
    """A report is the sample."""

    def __init__(self, page: TextPage) -> None:
        words = (
            self.tr("A summary that can be checked"),
            self.tr(
                "Paste a text, write one, or drop a file here: PDF, Word, EPUB, HTML, Markdown, "
                "subtitles, plain text. Every section is read, and every point leads back to its place."
            ),
            self.tr("The model runs on this computer. The text does not leave it."),
        )
        super().__init__(page, "summarizeWelcome", words, "harbour")
