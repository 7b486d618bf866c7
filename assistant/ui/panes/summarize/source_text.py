"""The text that is summarized: editable, with marks beside it where points rest on it.

Highlights and marks are drawn for what is visible only, so that a text of any length costs the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QResizeEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from assistant.documents.document import clean
from assistant.tasks.summarize import SectionState, Span
from assistant.ui import theme
from assistant.ui.panes.summarize.source_margin import WIDTH, SourceMargin

_LONG_LINE = 6_000
"""Characters of one line that Qt still lays out without a pause after every key."""
_SENTENCE_GAP = re.compile(r"(?<=[.!?…])[ \t]|(?<=[。！？])(?=[^\s”’」』）])")
_HIGHLIGHT_ALPHA = 56


@dataclass(frozen=True)
class UsedPlace:
    """A part of the text, in Qt's positions, and the points that rest on it."""

    start: int
    end: int
    numbers: tuple[int, ...]


class SourceText(QPlainTextEdit):
    """Positions are Qt's. A file that is dropped or pasted is not inserted but reported."""

    file_offered = Signal(object)
    """The :class:`~pathlib.Path` of a file."""
    place_changed = Signal(object)
    """The numbers of the points that rest on where the pointer, or else the caret, is."""
    point_requested = Signal(int)
    """A mark beside the text was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourceText")
        self.setAccessibleName(self.tr("Text to summarize"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.document().setDocumentMargin(14)
        self._places: tuple[UsedPlace, ...] = ()
        self._highlights: tuple[Span, ...] = ()
        self._highlighted: tuple[Span, ...] = ()
        self._hovered: int | None = None
        self.margin = SourceMargin(self)
        self.setViewportMargins(WIDTH, 0, 0, 0)
        self.updateRequest.connect(self._on_update_requested)
        self.cursorPositionChanged.connect(self._report_place)
        theme.theme_changes().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    # ---------------------------------------------------------------------------------------------- text

    @property
    def text(self) -> str:
        """All of it; nothing is changed into something similar, as ``toPlainText`` does to some spaces."""
        return self.document().toRawText().replace("\u2029", "\n")

    def replace_text(self, text: str) -> None:
        """Put another text in place of this one, so that it can be undone."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_text(self, text: str) -> None:
        """Begin anew with a text."""
        self.setPlainText(text)
        self.document().setModified(False)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = _files(source)
        if files:
            self.file_offered.emit(files[0])
        elif source.hasText():
            self.insertPlainText(with_shorter_lines(clean(source.text())))
            self.ensureCursorVisible()

    # --------------------------------------------------------------------------------------------- links

    def set_places(self, places: Sequence[UsedPlace]) -> None:
        """Where points rest on the text, in its order; empty: nowhere, or it is not known any more."""
        self._places = tuple(places)
        self.margin.update()
        self._report_place()

    def set_sections(self, sections: Sequence[SectionState]) -> None:
        """How far the text is read, as the margin shows it; positions are Qt's."""
        self.margin.set_sections(sections)

    def highlight(self, spans: Sequence[Span]) -> None:
        """Mark parts of the text, and scroll to the first."""
        self._highlights = tuple(spans)
        self.margin.update()
        if spans:
            cursor = self.textCursor()
            cursor.setPosition(min(spans[0].start, self._last))
            self.setTextCursor(cursor)
            self.centerCursor()
        self._show_highlights()

    @property
    def places(self) -> tuple[UsedPlace, ...]:
        return self._places

    @property
    def highlights(self) -> tuple[Span, ...]:
        return self._highlights

    def visible_span(self) -> Span:
        """The part of the text that is seen."""
        first = self.firstVisibleBlock()
        last = self.cursorForPosition(self.viewport().rect().bottomRight())
        return Span(first.position(), max(first.position(), last.position()))

    def lines_of(self, span: Span) -> list[QRect]:
        """The visible lines, in pixels of the viewport, on which a part of the text stands; one per block."""
        seen = self.visible_span()
        block = self.document().findBlock(max(span.start, seen.start))
        found = []
        while block.isValid() and block.position() < min(span.end, seen.end + 1):
            found.append(self._lines_in(block, span))
            block = block.next()
        return found

    def _lines_in(self, block: QTextBlock, span: Span) -> QRect:
        box = self.blockBoundingGeometry(block).translated(self.contentOffset())
        layout = block.layout()
        last = max(0, block.length() - 2)
        ends = [min(max(0, position - block.position()), last) for position in (span.start, span.end - 1)]
        first_line, last_line = (layout.lineForTextPosition(end) for end in ends)
        if not (first_line.isValid() and last_line.isValid()):
            return box.toRect()
        top = box.top() + first_line.y()
        bottom = box.top() + last_line.y() + last_line.height()
        return QRect(0, round(top), self.viewport().width(), round(bottom - top))

    def numbers_at(self, position: int) -> list[int]:
        """The points that rest on a place in the text."""
        return sorted(
            {n for place in self._places if place.start <= position < place.end for n in place.numbers}
        )

    # -------------------------------------------------------------------------------------------- inside

    @property
    def _last(self) -> int:
        return self.document().characterCount() - 1

    @Slot()
    def _report_place(self) -> None:
        position = self.textCursor().position() if self._hovered is None else self._hovered
        self.place_changed.emit(self.numbers_at(position))

    def _show_highlights(self) -> None:
        seen = self.visible_span()
        visible = tuple(
            Span(max(span.start, seen.start), min(span.end, seen.end))
            for span in self._highlights
            if span.start < seen.end and span.end > seen.start
        )
        if visible == self._highlighted:
            return
        self._highlighted = visible
        shade = QColor(theme.current().colors.accent)
        shade.setAlpha(_HIGHLIGHT_ALPHA)
        selections = []
        for span in visible:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self.document())
            selection.cursor.setPosition(min(span.start, self._last))
            selection.cursor.setPosition(min(span.end, self._last), QTextCursor.MoveMode.KeepAnchor)
            selection.format.setBackground(shade)
            selections.append(selection)
        self.setExtraSelections(selections)

    @Slot(QRect, int)
    def _on_update_requested(self, _rect: QRect, _dy: int) -> None:
        self.margin.update()
        self._show_highlights()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setFont(theme.current().text_font())
        self._highlighted = ()
        self._show_highlights()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self.margin.setGeometry(inside.left(), inside.top(), WIDTH, inside.height())

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


def with_shorter_lines(text: str) -> str:
    """Break lines of many thousand characters after sentences: such a line makes every key wait."""
    if all(len(line) <= _LONG_LINE for line in text.split("\n")):
        return text
    return "\n".join(_broken(line) if len(line) > _LONG_LINE else line for line in text.split("\n"))


def _broken(line: str) -> str:
    lines: list[str] = []
    begin = 0
    for gap in _SENTENCE_GAP.finditer(line):
        if gap.start() - begin > _LONG_LINE // 4:
            lines.append(line[begin : gap.start()])
            begin = gap.end()
    lines.append(line[begin:])
    return "\n".join(lines)


def _files(source: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
