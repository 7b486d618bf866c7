"""What the pane shows while there is no text."""

from __future__ import annotations

from assistant.ui.widgets.text_page import TextPage
from assistant.ui.widgets.text_welcome import TextWelcome


class Welcome(TextWelcome):
    """A letter with mistakes is the sample."""

    def __init__(self, page: TextPage) -> None:
        words = (
            self.tr("Corrections that you decide on"),
            self.tr(
                "Write or paste a text. Proofread shows every correction in it, to accept or reject one "
                "by one; Rewrite says all of it, or what you select, in other words."
            ),
            self.tr(
                "Code, addresses and markup are never changed. What may change the meaning is marked and "
                "waits for you. The model runs on this computer."
            ),
        )
        super().__init__(page, "writeWelcome", words, "letter")
