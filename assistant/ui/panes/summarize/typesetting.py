"""Writes a sheet's points into a Qt document, and says where each of them stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from assistant.tasks.summarize import Point, Span, Unsupported
from assistant.ui import theme
from assistant.ui.panes.summarize.arrangement import Group, arrange, space_after
from assistant.ui.panes.summarize.sheet import Answered, Sheet
from assistant.ui.panes.summarize.wording import Wording

_LINE_HEIGHT = 145.0
"""Per cent."""
_WHAT = 2
"""The column of a table below whose text the remarks stand."""
_NEW_LINE = "\u2028"
WORD_JOINER = "\u2060"
"""Keeps a number at the end of its sentence, in the same line."""


@dataclass(frozen=True)
class Placed:
    """Where a point stands: positions of the document, the remarks below it included."""

    number: int
    point: Point
    start: int
    end: int
    parts: tuple[Span, ...]
    """What of that has text: all of it, or the cells of a row."""


@dataclass(frozen=True)
class PlacedMark:
    """Where something stands that the sources do not say."""

    mark: Unsupported
    start: int
    end: int


class Typesetter:
    """For one document and one sheet; :meth:`write` says what stands where."""

    def __init__(self, document: QTextDocument, wording: Wording, *, stale: bool = False) -> None:
        self.placed: list[Placed] = []
        self.marks: list[PlacedMark] = []
        self.last_question = 0
        """Where the last question stands; 0: there is none."""
        self._document = document
        self._wording = wording
        self._headings = wording.headings()
        self._cursor = QTextCursor(document)
        self._fresh = True
        current = theme.current()
        colors = current.colors
        self._text = _format(current.text_font(), colors.muted if stale else colors.text)
        self._small = _format(current.ui_font(11), colors.muted)
        self._strong = _format(current.ui_font(14, 600), colors.text)
        self._doubtful = QTextCharFormat(self._text)
        self._doubtful.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._doubtful.setUnderlineColor(colors.warning)
        self._alarming = _format(current.ui_font(14, 600), colors.warning)
        self._warned = _format(current.ui_font(11), colors.warning)

    def write(self, sheet: Sheet) -> None:
        """Replace the document's contents."""
        self._document.clear()
        self._document.setIndentWidth(theme.current().px(28))
        self._document.setDefaultFont(theme.current().text_font())
        self._cursor.beginEditBlock()
        for part in arrange(sheet):
            if part.answer is not None:
                self._write_question(part.answer)
            for group in part.groups:
                self._write_group(sheet, group)
        self._block(top=22)
        self._cursor.insertText(self._wording.legend(), self._small)
        self._cursor.endEditBlock()

    def _write_question(self, answer: Answered) -> None:
        self._block(top=22)
        self.last_question = self._cursor.position()
        self._cursor.insertText(self._headings["question"], self._small)
        self._block(top=0)
        self._cursor.insertText(answer.question, self._strong)
        if remark := self._wording.answer_remark(answer):
            self._block(top=2)
            self._cursor.insertText(remark, self._small if answer.related else self._warned)

    def _write_group(self, sheet: Sheet, group: Group) -> None:
        if group.heading:
            self._block(top=16)
            style = self._alarming if group.heading == "ungrounded" else self._strong
            self._cursor.insertText(self._headings[group.heading], style)
        match group.layout:
            case "flow":
                self._write_flow(sheet, group)
            case "table":
                self._write_table(sheet, group)
            case "list":
                self._write_list(sheet, group)

    # ------------------------------------------------------------------------------------------ layouts

    def _write_list(self, sheet: Sheet, group: Group) -> None:
        style = QTextListFormat()
        style.setStyle(QTextListFormat.Style.ListDecimal)
        style.setStart(group.points[0][0])
        made = None
        for number, point in group.points:
            self._block(top=7)
            if made is None:
                made = self._cursor.createList(style)
            else:
                made.add(self._cursor.block())
            start = self._cursor.position()
            self._write_text(point)
            remarks = self._wording.remarks(sheet, point)
            if remarks:
                self._cursor.insertText(_NEW_LINE + remarks, self._remark_format(point))
            self._place(number, point, start)

    def _write_flow(self, sheet: Sheet, group: Group) -> None:
        self._block(top=4)
        for index, (number, point) in enumerate(group.points):
            if index:
                self._cursor.insertText(space_after(group.points[index - 1][1].text), self._text)
            start = self._cursor.position()
            self._write_text(point)
            raised = QTextCharFormat(self._small)
            raised.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            self._cursor.insertText(f"{WORD_JOINER}{number}", raised)
            self._place(number, point, start)
        remarks = [(n, p, text) for n, p in group.points if (text := self._wording.remarks(sheet, p))]
        for index, (number, point, text) in enumerate(remarks):
            self._block(top=12 if index == 0 else 0)
            self._cursor.insertText(f"{number}  {text}", self._remark_format(point))

    def _write_table(self, sheet: Sheet, group: Group) -> None:
        self._block(top=4)
        heads = ("", *(self._headings[column] for column in group.columns))
        table = self._cursor.insertTable(len(group.points) + 1, len(heads), _table_format())
        for column, head in enumerate(heads):
            self._begin_cell(table, 0, column)
            self._cursor.insertText(head, self._small)
        for line, (number, point) in enumerate(group.points, 1):
            row = point.row
            assert row is not None, "points of a table have cells"
            start = self._begin_cell(table, line, 0)
            self._cursor.insertText(str(number), self._small)
            parts = [Span(start, self._cursor.position())]
            for column, span in enumerate((row.who, row.what, row.when), 1):
                begin = self._begin_cell(table, line, column)
                if span is not None:
                    self._write_text(point, span)
                if column == _WHAT and (remarks := self._wording.remarks(sheet, point)):
                    self._cursor.insertText(_NEW_LINE + remarks, self._remark_format(point))
                if self._cursor.position() > begin:
                    parts.append(Span(begin, self._cursor.position()))
            self.placed.append(Placed(number, point, start, self._cursor.position(), tuple(parts)))
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        # A table is followed by an empty paragraph, which the next one takes.
        self._fresh = True

    def _begin_cell(self, table: QTextTable, line: int, column: int) -> int:
        """Go into an empty cell, and say where that is."""
        cell = table.cellAt(line, column)
        cell.setFormat(_cell_format())
        self._cursor = cell.firstCursorPosition()
        self._cursor.setBlockFormat(_block_format())
        return self._cursor.position()

    # -------------------------------------------------------------------------------------------- pieces

    def _write_text(self, point: Point, span: Span | None = None) -> None:
        """The text of a point, or of one of its cells."""
        for index, (text, mark) in enumerate(_pieces(point, span or Span(0, len(point.text)))):
            start = self._cursor.position()
            if span and index == 0:
                text = text[:1].upper() + text[1:]
            self._cursor.insertText(text.replace("\n", " "), self._doubtful if mark else self._text)
            if mark is not None:
                self.marks.append(PlacedMark(mark, start, self._cursor.position()))

    def _place(self, number: int, point: Point, start: int) -> None:
        end = self._cursor.position()
        self.placed.append(Placed(number, point, start, end, (Span(start, end),)))

    def _remark_format(self, point: Point) -> QTextCharFormat:
        return self._warned if point.unsupported else self._small

    def _block(self, top: float) -> None:
        """Begin a paragraph, ``top`` pixels below the one before."""
        style = _block_format()
        style.setTopMargin(0 if self._fresh and self._cursor.position() == 0 else theme.current().px(top))
        if self._fresh:
            self._cursor.setBlockFormat(style)
            self._cursor.setBlockCharFormat(self._text)
        else:
            self._cursor.insertBlock(style, self._text)
        self._fresh = False


def _block_format() -> QTextBlockFormat:
    style = QTextBlockFormat()
    style.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return style


def _table_format() -> QTextTableFormat:
    """As wide as the view."""
    current = theme.current()
    style = QTextTableFormat()
    style.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    style.setBorderCollapse(True)
    style.setBorder(0)
    style.setCellPadding(current.px(6))
    style.setHeaderRowCount(1)
    percentage, any_width = QTextLength.Type.PercentageLength, QTextLength.Type.VariableLength
    style.setColumnWidthConstraints(
        [
            QTextLength(QTextLength.Type.FixedLength, current.px(34)),
            QTextLength(percentage, 24),
            QTextLength(any_width, 0),
            QTextLength(percentage, 22),
        ]
    )
    return style


def _cell_format() -> QTextTableCellFormat:
    """With a hairline below."""
    style = QTextTableCellFormat()
    style.setBottomBorder(1)
    style.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    style.setBottomBorderBrush(theme.current().colors.line)
    return style


def _format(font: QFont, color: QColor) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font)
    made.setForeground(color)
    return made


def _pieces(point: Point, span: Span) -> Iterator[tuple[str, Unsupported | None]]:
    """A part of a point's text, cut at the borders of what its sources do not say."""
    done, last = span
    for mark in sorted(point.unsupported, key=lambda mark: mark.start):
        # Too little of the wording: that is said of the whole, and a line under all of it would say nothing.
        if mark.reason == "words" or mark.start < done or mark.end <= mark.start or mark.end > last:
            continue
        if mark.start > done:
            yield point.text[done : mark.start], None
        yield point.text[mark.start : mark.end], mark
        done = mark.end
    if done < last:
        yield point.text[done:last], None
