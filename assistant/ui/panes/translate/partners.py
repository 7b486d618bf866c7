"""The two texts in step: a sentence under the pointer marks its partner, and both scroll together."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from assistant.ui.panes.translate.page import Page
from assistant.ui.panes.translate.result_text import ResultText
from assistant.ui.panes.translate.source_text import SourceText


class Partners(QObject):
    """They are linked while the left text is the one that was translated."""

    def __init__(self, source: SourceText, result: ResultText, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._result = result
        self._page: Page | None = None
        source.hovered.connect(result.set_marked)
        result.hovered.connect(source.set_marked)
        source.view_moved.connect(self._on_source_moved)
        result.view_moved.connect(self._on_result_moved)
        source.sentence_clicked.connect(self._on_source_clicked)

    def link(self, page: Page | None) -> None:
        """Which page both are of; None: they have nothing to do with each other."""
        self._page = page

    @Slot()
    def _on_source_moved(self) -> None:
        if self._page is None or not len(self._result.units):
            return
        position, above = self._source.top_place()
        unit = self._page.unit_before(position)
        start, _end = self._result.units[unit]
        self._result.follow(start, above)

    @Slot()
    def _on_result_moved(self) -> None:
        if self._page is None or not len(self._result.units):
            return
        position, above = self._result.top_place()
        unit = self._result.units.before(position)
        self._source.follow(self._page.offsets.to_qt(self._page.starts[unit]), above)

    @Slot(int)
    def _on_source_clicked(self, sentence: int) -> None:
        self._result.reveal(sentence)
