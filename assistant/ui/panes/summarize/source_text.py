"""The text that is summarized: editable, with marks beside it where points rest on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QWidget

from assistant.tasks.summarize import Span
from assistant.ui import theme
from assistant.ui.panes.summarize.source_margin import WIDTH, SourceMargin
from assistant.ui.widgets.text_page import Decoration, TextPage

_HIGHLIGHT_ALPHA = 56


@dataclass(frozen=True)
class UsedPlace:
    """A part of the text, in Qt's positions, and the points that rest on it."""

    start: int
    end: int
    numbers: tuple[int, ...]


class SourceText(TextPage):
    """Positions are Qt's."""

    place_changed = Signal(object)
    """The numbers of the points that rest on where the pointer, or else the caret, is."""
    point_requested = Signal(int)
    """A mark beside the text was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sourceText", "", parent)
        self.setAccessibleName(self.tr("Text to summarize"))
        self._places: tuple[UsedPlace, ...] = ()
        self._highlights: tuple[Span, ...] = ()
        self._hovered: int | None = None
        self.margin = SourceMargin(self)
        self.set_gutters(WIDTH, 0)
        self.scrolled.connect(self.margin.update)
        self.cursorPositionChanged.connect(self._report_place)

    def set_places(self, places: Sequence[UsedPlace]) -> None:
        """Where points rest on the text, in its order; empty: nowhere, or it is not known any more."""
        self._places = tuple(places)
        self.margin.update()
        self._report_place()

    def highlight(self, spans: Sequence[Span]) -> None:
        """Mark parts of the text, and scroll to the first."""
        self._highlights = tuple(spans)
        self.margin.update()
        if spans:
            cursor = self.textCursor()
            cursor.setPosition(min(spans[0].start, self.last))
            self.setTextCursor(cursor)
            self.centerCursor()
        self.decorate()

    @property
    def places(self) -> tuple[UsedPlace, ...]:
        return self._places

    @property
    def highlights(self) -> tuple[Span, ...]:
        return self._highlights

    def numbers_at(self, position: int) -> list[int]:
        """The points that rest on a place in the text."""
        return sorted(
            {n for place in self._places if place.start <= position < place.end for n in place.numbers}
        )

    def decorations(self, start: int, end: int) -> list[Decoration]:
        shade = QColor(theme.current().colors.accent)
        shade.setAlpha(_HIGHLIGHT_ALPHA)
        look = QTextCharFormat()
        look.setBackground(shade)
        return [
            (max(span.start, start), min(span.end, end), look)
            for span in self._highlights
            if span.start < end and span.end > start
        ]

    # -------------------------------------------------------------------------------------------- inside

    @Slot()
    def _report_place(self) -> None:
        position = self.textCursor().position() if self._hovered is None else self._hovered
        self.place_changed.emit(self.numbers_at(position))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        text = self.viewport().geometry()
        self.margin.setGeometry(text.left() - WIDTH, text.top(), WIDTH, text.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._hovered is not None:
            self._hovered = None
            self._report_place()

    def _hover(self, point: QPoint) -> None:
        if self._places:
            self._hovered = self.cursorForPosition(point).position()
            self._report_place()
