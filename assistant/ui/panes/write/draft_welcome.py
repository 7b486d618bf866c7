"""What the Draft page shows while there is no text."""

from __future__ import annotations

from PySide6.QtCore import Signal

from assistant.ui.widgets.controls import push_button
from assistant.ui.widgets.text_page import TextPage
from assistant.ui.widgets.text_welcome import TextWelcome


class DraftWelcome(TextWelcome):
    """The beginning of a story is the sample."""

    outline_requested = Signal()

    def __init__(self, page: TextPage) -> None:
        words = (
            self.tr("A page to write on"),
            self.tr(
                "Write, and where you are stuck let the model go on from the caret. Or list your points and "
                "have the text written section by section."
            ),
            self.tr("The text is kept: it is here again the next time. The model runs on this computer."),
        )
        outline = push_button("welcomeOutlineButton", self.tr("Begin with an outline"), icon="write")
        super().__init__(page, "draftWelcome", words, "story", more=(outline,))
        outline.clicked.connect(self.outline_requested)
