"""The links between the points on the right and the places on the left that they rest on."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QObject, Slot

from assistant.tasks.summarize import Point, SectionState, Span
from assistant.ui.panes.summarize.arrangement import numbered
from assistant.ui.panes.summarize.result_panel import ResultPanel
from assistant.ui.panes.summarize.sheet import Sheet
from assistant.ui.panes.summarize.source_panel import SourcePanel
from assistant.ui.panes.summarize.source_text import UsedPlace
from assistant.ui.panes.summarize.wording import Wording
from assistant.ui.widgets.offsets import Offsets


class Links(QObject):
    """They hold while the text is the one that was summarized, and hold again when changes are undone."""

    def __init__(self, source: SourcePanel, result: ResultPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._result = result
        self._wording = Wording()
        self._sheet: Sheet | None = None
        self.text = ""
        """Which the sheet is about; the one on the left may be another by now."""
        self.stale = False
        """Whether it is."""
        self._offsets = Offsets("")
        self._points: dict[int, Point] = {}
        source.touched.connect(self._compare)
        source.text.place_changed.connect(self._on_place_changed)
        source.text.point_requested.connect(self._on_point_requested)
        result.view.point_followed.connect(self.follow)

    def show(self, sheet: Sheet | None, text: str) -> None:
        """Link the points of ``sheet``, which was made of ``text``; None: there are none."""
        if text != self.text:
            self.text = text
            self._offsets = Offsets(text)
        before, self._sheet = self._sheet, sheet
        found = (sheet.points, sheet.answers) if sheet else ()
        if before is None or found != (before.points, before.answers):
            self._points = dict(numbered(sheet)) if sheet else {}
            self._mark_places()
        self._compare()

    def show_sections(self, sections: tuple[SectionState, ...]) -> None:
        """Mark how far the text is read; empty: nothing is under way."""
        begun = () if self.stale else tuple(each for each in sections if each.state != "waiting")
        self._source.text.margin.set_sections(begun, self._offsets)

    @Slot(int)
    def follow(self, number: int) -> None:
        """Show what a point rests on."""
        point = self._points.get(number)
        if point is not None and not self.stale:
            self._source.text.highlight([self._to_qt(span) for span in point.sources])

    # -------------------------------------------------------------------------------------------- inside

    def _to_qt(self, span: Span) -> Span:
        return Span(*map(self._offsets.to_qt, span))

    def _mark_places(self) -> None:
        numbers: defaultdict[Span, list[int]] = defaultdict(list)
        if not self.stale:
            for number, point in self._points.items():
                for span in point.sources:
                    numbers[span].append(number)
        places = [(self._to_qt(span), tuple(found)) for span, found in sorted(numbers.items())]
        self._source.text.set_places([UsedPlace(span.start, span.end, found) for span, found in places])

    @Slot()
    def _compare(self) -> None:
        stale = self._sheet is not None and self._source.text.text != self.text
        if stale != self.stale:
            self.stale = stale
            self._result.set_stale(stale)
            self._source.text.highlight([])
            self.show_sections(())
            self._mark_places()

    @Slot(object)
    def _on_place_changed(self, numbers: list[int]) -> None:
        self._result.view.set_used(numbers)
        linked = bool(self._points) and not self.stale
        self._source.show_used_by(self._wording.used_by(numbers) if linked else "")

    @Slot(int)
    def _on_point_requested(self, number: int) -> None:
        self._result.view.set_current(number)
        self._result.view.reveal(number)
        self.follow(number)
