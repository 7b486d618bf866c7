"""The text with its edits in it: what would go is struck through, what would come stands in a gap behind it.

The document holds the writer's text alone, so that editing, undoing and searching know nothing of edits. A
gap is made by the spacing of the character before it, which is part of the layout and not of the text.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import regex
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextLine,
)
from PySide6.QtWidgets import QWidget

from assistant.ui import theme
from assistant.ui.widgets.text_page import Decoration, TextPage

_PADDING = 3.0
_WIDEST = 320.0
"""Pixels of a gap; a longer insertion is cut there, and told whole in the list."""
_MARGIN = 6
"""Pixels that are left free beside the text at least."""
_TINT = 34
_STRONG_TINT = 58
_LAST_CLUSTER = regex.compile(r"\X\Z")
_LOOK_BACK = 16
_SPACE = "␣"
_SLICE_S = 0.006


@dataclass(frozen=True, slots=True)
class Mark:
    """An edit as it is drawn; ``start`` and ``end`` are Qt's positions."""

    key: object
    start: int
    end: int
    after: str
    flagged: bool


MarksWithin = Callable[[int, int], Iterable[Mark]]
"""The marks between two of Qt's positions."""


class MarkedText(TextPage):
    """Asks for its marks when it draws; :meth:`refresh` tells that they have changed."""

    mark_clicked = Signal(object)
    """The key of a mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sourceText", "", parent)
        self.set_gutters(_MARGIN, _MARGIN)
        self.setAccessibleName(self.tr("Your text"))
        self.marks_within: MarksWithin = lambda _start, _end: ()
        self._refreshing = False
        self.replacing = False
        """Whether the program changes the text, and not the writer."""
        self._current: object = None
        self._gaps = _Gaps(self)
        self._stale = QTextCursor(self.document())
        """Selects what is still to be laid out anew, and keeps its place while the text is edited."""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._refresh_some)
        theme.theme_changes().changed.connect(self._on_type_changed)

    def decorations(self, start: int, end: int) -> list[Decoration]:
        return []

    def show_marks(self, marks_within: MarksWithin) -> None:
        """Ask ``marks_within`` from now on. Whoever gives it has heard of a change of the text by then."""
        self.marks_within = marks_within
        self._gaps.setDocument(self.document())

    def is_due(self, block: QTextBlock) -> bool:
        """Whether to lay out a block at once. Where the text was changed, that is what can be seen of it."""
        if self._refreshing or self.replacing:
            return self._refreshing
        first = self.firstVisibleBlock().blockNumber()
        lines = self.viewport().height() // self.fontMetrics().lineSpacing() + 1
        return first <= block.blockNumber() <= first + lines

    def refresh(self, start: int, end: int) -> None:
        """Lay out anew what stands between two positions: what is seen at once, the rest soon."""
        seen_start, seen_end = self.visible_range()
        block = self.document().findBlock(max(start, seen_start))
        while block.isValid() and block.position() <= min(end, seen_end):
            self._refresh_block(block)
            block = block.next()
        self.viewport().update()
        if start < seen_start or end > seen_end:
            if self._stale.hasSelection():
                start, end = min(start, self._stale.selectionStart()), max(end, self._stale.selectionEnd())
            self._select_stale(start, end)
            self._later.start()

    def refresh_all(self) -> None:
        self.refresh(0, self.last)

    def set_current(self, key: object, position: int | None = None) -> None:
        """Make a mark stand out, and with ``position`` bring it into sight."""
        self._current = key
        if position is not None:
            cursor = self.textCursor()
            cursor.setPosition(min(position, self.last))
            self.setTextCursor(cursor)
            if not self.viewport().rect().adjusted(0, 20, 0, -40).contains(self.cursorRect()):
                self.centerCursor()
        self.viewport().update()

    def replace(self, changes: Iterable[tuple[int, int, str]]) -> None:
        """Replace parts of the text, given from the last to the first, so that one undo takes all back."""
        cursor = QTextCursor(self.document())
        self.replacing = True
        cursor.beginEditBlock()
        for start, end, after in changes:
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(after)
        cursor.endEditBlock()
        self.replacing = False

    def shown(self, mark: Mark) -> str:
        """What stands in the gap of a mark."""
        text = " ".join(mark.after.split()) or (_SPACE if mark.after else "")
        metrics = QFontMetricsF(self.font())
        widest = min(_WIDEST, self.viewport().width() * 0.6)
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, widest)

    def gap_width(self, mark: Mark) -> float:
        """In pixels; 0: nothing would come."""
        text = self.shown(mark)
        return QFontMetricsF(self.font()).horizontalAdvance(text) + 2 * _PADDING if text else 0.0

    @Slot()
    def _refresh_some(self) -> None:
        """As much as fits between two frames: of a long text all would take a quarter of a second."""
        enough = time.perf_counter() + _SLICE_S
        end = self._stale.selectionEnd()
        block = self.document().findBlock(self._stale.selectionStart())
        while block.isValid() and block.position() <= end:
            if time.perf_counter() > enough:
                self._select_stale(block.position(), end)
                self._later.start()
                return
            self._refresh_block(block)
            block = block.next()
        self._stale.clearSelection()

    def _refresh_block(self, block: QTextBlock) -> None:
        self._refreshing = True
        self._gaps.rehighlightBlock(block)
        self._refreshing = False

    def _select_stale(self, start: int, end: int) -> None:
        self._stale.setPosition(min(start, self.last))
        self._stale.setPosition(min(end, self.last), QTextCursor.MoveMode.KeepAnchor)

    # -------------------------------------------------------------------------------------------- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        placed = list(self.placed())
        for mark, lines, gap in placed:
            self._draw_ground(painter, mark, lines, gap)
        painter.end()
        super().paintEvent(event)
        painter.begin(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark, lines, gap in placed:
            self._draw_marks(painter, mark, lines, gap)
        painter.end()

    def placed(self) -> Iterable[tuple[Mark, list[QRectF], QRectF | None]]:
        """What is visible: the boxes of what would go, line by line, and of what would come."""
        offset = self.contentOffset()
        block = self.firstVisibleBlock()
        bottom = self.viewport().height()
        while block.isValid():
            top_left = self.blockBoundingGeometry(block).translated(offset).topLeft()
            if top_left.y() > bottom:
                return
            if block.isVisible():
                for mark in self.marks_within(block.position(), block.position() + block.length() - 1):
                    lines, gap = self._boxes(block, mark)
                    yield (
                        mark,
                        [box.translated(top_left) for box in lines],
                        gap.translated(top_left) if gap is not None else None,
                    )
            block = block.next()

    def _boxes(self, block: QTextBlock, mark: Mark) -> tuple[list[QRectF], QRectF | None]:
        layout = block.layout()
        begin = max(0, mark.start - block.position())
        end = min(mark.end - block.position(), block.length() - 1)
        in_block = mark.end <= block.position() + block.length() - 1 and end > 0
        width = self.gap_width(mark) if in_block else 0.0
        lines: list[QRectF] = []
        gap: QRectF | None = None
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            if last < begin or first > end:
                continue
            if max(begin, first) < min(end, last):
                right = _x(line, min(end, last)) - (width if end <= last else 0.0)
                left = _x(line, max(begin, first))
                lines.append(QRectF(left, line.y(), max(right - left, 2.0), line.height()))
            if width and first < end <= last:
                gap = QRectF(_x(line, end) - width, line.y(), width, line.height())
        return lines, gap

    def _draw_ground(self, painter: QPainter, mark: Mark, lines: list[QRectF], gap: QRectF | None) -> None:
        colors = theme.current().colors
        strength = _STRONG_TINT if mark.key == self._current else _TINT
        painter.setPen(Qt.PenStyle.NoPen)
        boxes = [(box.adjusted(0, 1, 0, -1), colors.deletion) for box in lines]
        if gap is not None:
            boxes.append((gap.adjusted(1, 1, -1, -1), colors.insertion))
        for box, color in boxes:
            shade = QColor(color)
            shade.setAlpha(strength)
            painter.setBrush(shade)
            painter.drawRoundedRect(box, 3, 3)

    def _draw_marks(self, painter: QPainter, mark: Mark, lines: list[QRectF], gap: QRectF | None) -> None:
        colors = theme.current().colors
        painter.setPen(QPen(colors.deletion, 1.3))
        for box in lines:
            middle = box.top() + box.height() * 0.55
            painter.drawLine(QLineF(box.left(), middle, box.right(), middle))
        if gap is not None:
            painter.setPen(colors.insertion)
            painter.setFont(self.font())
            painter.drawText(gap, int(Qt.AlignmentFlag.AlignCenter), self.shown(mark))
        if mark.flagged:
            painter.setPen(QPen(colors.warning, 1.4, Qt.PenStyle.DotLine))
            for box in [*lines, *([gap] if gap is not None else [])]:
                painter.drawLine(QLineF(box.left() + 1, box.bottom() - 1, box.right() - 1, box.bottom() - 1))

    # -------------------------------------------------------------------------------------------- events

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        point = QPointF(event.position())
        for mark, lines, gap in self.placed():
            if any(box.contains(point) for box in [*lines, *([gap] if gap is not None else [])]):
                self.mark_clicked.emit(mark.key)
                return

    @Slot()
    def _on_type_changed(self) -> None:
        self.refresh_all()


class _Gaps(QSyntaxHighlighter):
    """Widens the character before each insertion, in the layout alone."""

    def __init__(self, page: MarkedText) -> None:
        super().__init__(page)
        self._page = page

    def highlightBlock(self, text: str) -> None:
        block = self.currentBlock()
        if not self._page.is_due(block):
            return
        begin = block.position()
        for mark in self._page.marks_within(begin, begin + block.length() - 1):
            start, end = max(0, mark.start - begin), min(mark.end - begin, block.length() - 1)
            if start < end:
                going = QTextCharFormat()
                going.setForeground(theme.current().colors.deletion)
                self.setFormat(start, end - start, going)
            width = self._page.gap_width(mark)
            if not width or end <= 0 or mark.end > begin + block.length() - 1:
                continue
            # Qt counts in units of UTF-16, as does the text that it gives.
            units = text.encode("utf-16-le", "surrogatepass")[: 2 * end][-2 * _LOOK_BACK :]
            last = _LAST_CLUSTER.search(units.decode("utf-16-le", "replace"))
            size = len(last[0].encode("utf-16-le", "surrogatepass")) // 2 if last else 1
            wide = QTextCharFormat(self.format(end - 1))
            wide.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            wide.setFontLetterSpacing(width)
            self.setFormat(end - size, size, wide)


def _x(line: QTextLine, position: int) -> float:
    """Pixels from the left edge of the block's layout."""
    found = line.cursorToX(position)
    x = found[0] if isinstance(found, tuple) else found
    assert isinstance(x, float)
    return x
