"""The text that is translated: entered by the user, or that of a document, which stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from assistant.tasks.translate import Segment
from assistant.ui.panes.translate.page import Page
from assistant.ui.panes.translate.sentence_page import SentencePage


class SourceText(SentencePage):
    """Its sentences are known while it is the text that was translated."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sourceText", "", parent)
        self.setAccessibleName(self.tr("Text to translate"))
        self._page: Page | None = None
        self._segments: Sequence[Segment] = ()

    def show_sentences(self, page: Page | None, segments: Sequence[Segment]) -> None:
        """Which sentences there are; None: the text is not the one that was translated."""
        self._page, self._segments = page, segments
        if page is None:
            self.set_marked(None)
            self.set_current(None)

    def sentence_at(self, position: int) -> int | None:
        return self._page.segment_at(position, self._segments) if self._page else None

    def place_of(self, sentence: int) -> tuple[int, int] | None:
        if self._page is None or sentence >= len(self._segments):
            return None
        return self._page.span_of(self._segments[sentence])
