"""What both texts of the pane do alike: tell which sentence the pointer is on, and show which are marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from assistant.ui import theme
from assistant.ui.language_names import is_right_to_left
from assistant.ui.panes.translate.page import width
from assistant.ui.widgets.text_page import Decoration, TextPage

_MARK_ALPHA = 56
_CLICK = 4
"""Pixels that the pointer may move between press and release of a click."""
TAG = re.compile(r"</?\d{1,4}/?>")
"""Markup of a document inside a unit, as it is shown."""


class SentencePage(TextPage):
    """Sentences are known by numbers; which is where, a subclass knows."""

    hovered = Signal(object)
    """The sentence below the pointer; None: none."""
    sentence_clicked = Signal(int)
    view_moved = Signal()
    """The user has scrolled."""

    def __init__(self, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(object_name, accessible_name, parent)
        self._hovered: int | None = None
        self._marked: int | None = None
        self._current: int | None = None
        self._pressed = QPoint()
        self._following = False
        self.tagged = False
        """Whether the text has the numbered tags of a document's markup in it."""
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def sentence_at(self, position: int) -> int | None:
        """The sentence at one of Qt's positions."""
        raise NotImplementedError

    def place_of(self, sentence: int) -> tuple[int, int] | None:
        """Where a sentence stands, in Qt's positions."""
        raise NotImplementedError

    # ---------------------------------------------------------------------------------------------- marks

    def set_marked(self, sentence: int | None) -> None:
        """Mark the sentence whose partner the pointer is on."""
        if sentence != self._marked:
            self._marked = sentence
            self.decorate()

    def set_current(self, sentence: int | None) -> None:
        """Mark the sentence that is being looked at."""
        if sentence != self._current:
            self._current = sentence
            self.decorate()

    def reveal(self, sentence: int) -> None:
        """Scroll so that a sentence is seen, if it is not."""
        place = self.place_of(sentence)
        if place is not None:
            cursor = self.textCursor()
            cursor.setPosition(min(place[0], self.last))
            seen = self.cursorRect(cursor)
            if not self.viewport().rect().contains(seen):
                self.setTextCursor(cursor)
                self.centerCursor()

    def set_language(self, tag: str) -> None:
        """Write from the right if the language is; empty: as each paragraph begins."""
        option = self.document().defaultTextOption()
        direction = Qt.LayoutDirection.LayoutDirectionAuto
        edge = Qt.AlignmentFlag.AlignLeft
        if tag:
            right = is_right_to_left(tag)
            direction = Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight
            # The editor does not turn the edge by itself.
            edge = Qt.AlignmentFlag.AlignRight if right else edge
        if option.textDirection() != direction:
            option.setTextDirection(direction)
            option.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)
            self.document().setDefaultTextOption(option)

    def decorations(self, start: int, end: int) -> list[Decoration]:
        return [*self.tag_decorations(start, end), *self._marks()]

    def tag_decorations(self, start: int, end: int) -> Iterator[Decoration]:
        """Tags are quieter than what they stand in."""
        if not self.tagged:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(start, self.last))
        cursor.setPosition(min(end, self.last), QTextCursor.MoveMode.KeepAnchor)
        quiet = QTextCharFormat()
        quiet.setForeground(theme.current().colors.muted)
        text = cursor.selectedText()
        for match in TAG.finditer(text):
            place = start + width(text[: match.start()])
            yield place, place + len(match[0]), quiet

    def _marks(self) -> Iterator[Decoration]:
        colors = theme.current().colors
        faint = QColor(colors.accent)
        faint.setAlpha(_MARK_ALPHA)
        for sentence, shade in ((self._hovered, colors.hover), (self._marked, faint), (self._current, faint)):
            place = None if sentence is None else self.place_of(sentence)
            if place is not None and place[0] < place[1]:
                look = QTextCharFormat()
                look.setBackground(shade)
                yield *place, look

    # ------------------------------------------------------------------------------------ scrolling in step

    def top_place(self) -> tuple[int, float]:
        """The position at which the first visible paragraph begins, and how much of it is above the view."""
        block = self.firstVisibleBlock()
        lines = max(block.lineCount(), 1)
        return block.position(), (self.verticalScrollBar().value() - block.firstLineNumber()) / lines

    def follow(self, position: int, above: float) -> None:
        """Scroll to a paragraph by its position, without saying so."""
        block: QTextBlock = self.document().findBlock(min(position, self.last))
        self._following = True
        self.verticalScrollBar().setValue(block.firstLineNumber() + round(above * block.lineCount()))
        self._following = False

    @Slot()
    def _on_scrolled(self) -> None:
        if not self._following:
            self.view_moved.emit()

    # --------------------------------------------------------------------------------------------- events

    def box_of(self, sentence: int) -> QRect:
        """The lines on which a sentence stands, in pixels of the viewport."""
        place = self.place_of(sentence)
        box = QRect()
        for lines in self.lines_of(*place) if place else ():
            box = box.united(lines)
        return box

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        still = (point - self._pressed).manhattanLength() < _CLICK
        if event.button() == Qt.MouseButton.LeftButton and still and not self.textCursor().hasSelection():
            sentence = self._at(point)
            if sentence is not None:
                self.sentence_clicked.emit(sentence)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self._at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def _at(self, point: QPoint) -> int | None:
        cursor = self.cursorForPosition(point)
        # Right of a line's end and below the text there is no sentence.
        near = self.cursorRect(cursor).adjusted(-24, -2, 24, 2).contains(point)
        return self.sentence_at(cursor.position()) if near else None

    def _hover(self, sentence: int | None) -> None:
        if sentence != self._hovered:
            self._hovered = sentence
            self.decorate()
            self.hovered.emit(sentence)
