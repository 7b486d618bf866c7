"""Tables: columns that share the room, rows that arrive, and positions in cells."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from assistant.ui import theme
from assistant.ui.markdown.blocks import Span, Table
from assistant.ui.widgets.transcript.table import TablePart
from assistant.ui.widgets.transcript.typography import Typography


@pytest.fixture
def typography(qtbot: QtBot) -> Typography:
    return Typography(theme.current())


def table(*rows: tuple[str, ...]) -> Table:
    head, *body = (tuple((Span(cell),) for cell in row) for row in rows)
    return Table(head, ("left",) * len(head), list(body))


def part_of(typography: Typography, block: Table, width: float = 600) -> TablePart:
    part = TablePart(block, typography)
    part.set_width(width)
    part.work(math.inf)
    return part


def test_a_table_is_as_wide_as_its_words(typography: Typography) -> None:
    small = part_of(typography, table(("a", "b"), ("1", "2")))
    assert small.ink_width < 150
    assert not small.overflow


def test_wide_columns_give_way_before_narrow_ones(typography: Typography) -> None:
    part = part_of(typography, table(("id", "text"), ("1", "many words " * 40)))
    assert part.ink_width <= 600
    assert part._columns[0] == part._natural[0]
    assert part._columns[1] < part._natural[1]


def test_what_does_not_fit_scrolls(typography: Typography) -> None:
    part = part_of(typography, table(tuple("column" for _ in range(20))))
    assert part.overflow > 0
    assert part.scroll_by(50)
    assert part.ink_width == 600


def test_rows_that_arrive_leave_the_others_alone(typography: Typography) -> None:
    rows = [("head", "head"), *((str(number), "cell") for number in range(20))]
    part = part_of(typography, table(*rows[:15]))
    kept = part._cells[5]
    part.refresh(table(*rows))
    part.work(math.inf)
    assert part._cells[5] is kept
    assert part.height == part_of(typography, table(*rows)).height


def test_text_and_positions(typography: Typography) -> None:
    part = part_of(typography, table(("a", "bb"), ("😀", "last")))
    assert part.text == "a\tbb\n😀\tlast"
    start = part.length - len("last")
    (rect,) = part.rects(start, start + 1)
    assert part.hit(QPointF(rect.left() + 1, rect.center().y())) == start
    assert part.hit(QPointF(0, part.height + 10)) == part.length


def test_a_long_table_is_laid_out_in_portions(typography: Typography) -> None:
    rows = [("head", "head"), *((str(number), "cell") for number in range(500))]
    part = TablePart(table(*rows), typography)
    part.set_width(600)
    assert part.pending
    guessed = part.height
    part.work(math.inf)
    assert not part.pending
    assert part.height == pytest.approx(guessed, rel=0.2)
