"""Running text: a paragraph, a heading, a cell of a table.

A bare QTextLayout with our own line pitch, so that Latin and Chinese lines stand equally far apart and
everything behind the text (selection, inline code) fills the whole line.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from assistant.ui.markdown.blocks import Align, Mark, Span, Spans, plain_text
from assistant.ui.widgets.transcript import formulas, utf16
from assistant.ui.widgets.transcript.part import Control, Part, Tint
from assistant.ui.widgets.transcript.typography import CODE_PAD, Typography

LINE_SEPARATOR = "\u2028"
NO_BREAK_SPACE = "\u00a0"
_UNBOUNDED = 1e6
_CODE_RADIUS = 4.0


class ProsePart(Part):
    """``quiet`` text is muted; a heading has a ``level`` from 1 to 6."""

    def __init__(
        self,
        spans: Spans,
        typography: Typography,
        *,
        level: int = 0,
        quiet: bool = False,
        align: Align = "left",
        strong: bool = False,
    ) -> None:
        super().__init__()
        self._typography = typography
        self._text = plain_text(spans)
        self._align = align
        self._quiet = quiet
        font, self._pitch = typography.heading(level) if level else (typography.text, typography.line_height)
        self._layout = QTextLayout(self._text.replace("\n", LINE_SEPARATOR), font)
        self._layout.setCacheEnabled(True)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        metrics = QFontMetricsF(font)
        self._baseline = (self._pitch - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
        self._code: list[tuple[int, int]] = []
        self._links: list[tuple[int, int, str]] = []
        self._formulas: list[tuple[int, int, formulas.Picture]] = []
        self._spans = tuple(Span(s.text, s.marks | Mark.STRONG, s.href) for s in spans) if strong else spans
        self._level = level
        self._untried = any(span.marks & Mark.MATH for span in spans)
        if self._untried:
            self._typeset(0.0)
        self._set_formats()

    @property
    def pending(self) -> bool:
        return self._untried

    def work(self, deadline: float) -> bool:
        if not self._untried or not formulas.available():
            return False
        before = self.height
        self._typeset(deadline)
        self._set_formats()
        self.lay_out()
        self.touch()
        return self.height != before

    def _typeset(self, deadline: float) -> None:
        """Put pictures in the place of formulas: their TeX stays in the text, but takes no room of its own.

        Those already known cost nothing; of the others at least one is drawn, unless ``deadline`` is 0.
        """
        self._untried = False
        self._formulas.clear()
        colors = self._typography.colors
        color = (colors.muted if self._quiet else colors.text).rgba()
        in_time = deadline > 0
        text = []
        at = 0
        for span in self._spans:
            length = utf16.length(span.text)
            drawn = None
            if span.marks & Mark.MATH:
                formula = formulas.Formula(
                    span.text, self._typography.text.pixelSize() + 1, color, inline=True
                )
                if formulas.known(formula):
                    drawn = formulas.picture(formula)
                elif in_time:
                    drawn = formulas.picture(formula)
                    in_time = time.perf_counter() < deadline
                else:
                    self._untried = True
            if drawn:
                self._formulas.append((at, at + length, drawn))
            text.append(NO_BREAK_SPACE * length if drawn else span.text)
            at += length
        self._layout.setText("".join(text).replace("\n", LINE_SEPARATOR))

    def _set_formats(self) -> None:
        typeset = {start: drawn for start, _, drawn in self._formulas}
        self._code.clear()
        self._links.clear()
        ranges = []
        at = 0
        for span in self._spans:
            marks = span.marks
            length = utf16.length(span.text)
            if at in typeset and marks & Mark.MATH:
                ranges += self._room_for(typeset[at], at, length)
                at += length
                continue
            if marks or span.href or self._level or self._quiet:
                piece = QTextLayout.FormatRange()
                piece.start, piece.length = at, length
                piece.format = self._typography.format(marks, bool(span.href), self._level, self._quiet)
                ranges.append(piece)
            if marks & (Mark.CODE | Mark.MATH):
                self._code.append((at, at + length))
            if span.href:
                self._links.append((at, at + length, span.href))
            at += length
        for start, end in self._code:
            for before in (start - 1, end - 1):
                room = QTextLayout.FormatRange()
                room.start, room.length, room.format = before, 1, self._typography.room
                if before >= 0:
                    ranges.append(room)
        self._layout.setFormats(ranges)

    def _scale(self, drawn: formulas.Picture) -> float:
        return min(self._pitch / (drawn.ascent + drawn.descent), 1.0)

    def _room_for(self, drawn: formulas.Picture, start: int, length: int) -> list[QTextLayout.FormatRange]:
        """Formats that make the characters of a formula together as wide as its picture."""
        invisible, advance = self._typography.invisible
        whole, last = QTextLayout.FormatRange(), QTextLayout.FormatRange()
        whole.start, whole.length, whole.format = start, length, invisible
        last.start, last.length = start + length - 1, 1
        spacing = QTextCharFormat(invisible)
        spacing.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        spacing.setFontLetterSpacing(drawn.width * self._scale(drawn) - advance * length)
        last.format = spacing
        whole.length -= 1
        return [whole, last] if whole.length else [last]

    @property
    def text(self) -> str:
        return self._text

    def natural_width(self) -> float:
        """The width that it takes without wrapping."""
        self._break_lines(_UNBOUNDED)
        self.width = 0.0
        return max((self._line_width(at) for at in range(self._layout.lineCount())), default=0.0)

    def _line_width(self, at: int) -> float:
        return self._layout.lineAt(at).naturalTextWidth()

    def lay_out(self) -> None:
        self._break_lines(self.width)
        widest = max((self._line_width(at) for at in range(self._layout.lineCount())), default=0.0)
        self.ink_width = widest if self._align == "left" else self.width

    def _break_lines(self, width: float) -> None:
        layout = self._layout
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(
                QPointF(self._shift(width, line.naturalTextWidth()), y + self._baseline - line.ascent())
            )
            y += self._pitch
        layout.endLayout()
        self.height = max(y, self._pitch)

    def _shift(self, width: float, used: float) -> float:
        if self._align == "left" or width >= _UNBOUNDED:
            return 0.0
        free = max(width - used, 0.0)
        return free if self._align == "right" else free / 2

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, tints: Sequence[Tint]) -> None:
        colors = self._typography.colors
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.code_head)
        for start, end in self._code:
            for rect in self.rects(start, end):
                inset = rect.adjusted(-CODE_PAD, 2, 0, -2)
                painter.drawRoundedRect(inset.translated(origin), _CODE_RADIUS, _CODE_RADIUS)
        for tint in tints:
            for rect in self.rects(tint.start, tint.end):
                painter.fillRect(rect.translated(origin), tint.color)
        painter.setPen(colors.muted if self._quiet else colors.text)
        self._layout.draw(painter, origin, [], clip)
        for start, end, drawn in self._formulas:
            for rect in self.rects(start, end)[:1]:
                scale = self._scale(drawn)
                middle = (self._pitch - (drawn.ascent + drawn.descent) * scale) / 2
                fitting = min(max(self._baseline, drawn.ascent * scale), self._pitch - drawn.descent * scale)
                baseline = fitting if scale == 1.0 else middle + drawn.ascent * scale
                drawn.draw(painter, origin + QPointF(rect.left(), rect.top() + baseline), scale)

    def hit(self, point: QPointF) -> int:
        count = self._layout.lineCount()
        if not count or point.y() < 0:
            return 0
        at = int(point.y() // self._pitch)
        if at >= count:
            return self.length
        return int(self._layout.lineAt(at).xToCursor(point.x()))

    def rects(self, start: int, end: int) -> list[QRectF]:
        found = []
        for at in range(self._layout.lineCount()):
            line = self._layout.lineAt(at)
            first = max(start, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            if first < last:
                left, right = sorted((_x(line.cursorToX(first)), _x(line.cursorToX(last))))
                found.append(QRectF(left, at * self._pitch, right - left, self._pitch))
        return found

    def end(self) -> QPointF:
        """The middle of the right edge of the last character."""
        count = self._layout.lineCount()
        line = self._layout.lineAt(count - 1)
        return QPointF(line.x() + line.naturalTextWidth(), (count - 0.5) * self._pitch)

    def controls(self) -> Sequence[Control]:
        return [
            Control("link", rect, href, href)
            for start, end, href in self._links
            for rect in self.rects(start, end)
        ]


def _x(position: object) -> float:
    """PySide returns the position together with the cursor, which Qt may have moved to a valid place."""
    assert isinstance(position, tuple)
    return float(position[0])
