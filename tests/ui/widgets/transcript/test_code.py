"""Code cards: lines that arrive, colours, and lines longer than any screen."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from assistant.ui import theme
from assistant.ui.markdown.blocks import Code
from assistant.ui.widgets.transcript.code import CodePart
from assistant.ui.widgets.transcript.code_rows import ROW
from assistant.ui.widgets.transcript.highlight import Highlighter, extension
from assistant.ui.widgets.transcript.typography import Typography


@pytest.fixture
def typography(qtbot: QtBot) -> Typography:
    return Typography(theme.current())


def card(typography: Typography, *lines: str, language: str = "python", closed: bool = True) -> CodePart:
    part = CodePart(Code(language, list(lines), closed=closed), typography)
    part.set_width(600)
    return part


def test_lines_that_arrive_are_taken_over(typography: Typography) -> None:
    growing = card(typography, "x =", closed=False)
    for lines in (
        ["x = 1"],
        ["x = 1", ""],
        ["x = 1", "y" * 2_500],
        ["x = 1", "y" * 3_500, "z"],
        ["x = 1"],
        [],
    ):
        growing.block.lines[:] = lines
        growing.refresh()
        whole = card(typography, *lines, closed=False)
        assert vars(growing._rows) == vars(whole._rows)
        assert growing.height == whole.height
        assert growing.length == len(growing.text)


def test_a_long_line_is_shown_in_rows_and_copied_as_one(typography: Typography) -> None:
    line = "0123456789" * 250
    part = card(typography, "first", line, "last")
    assert [len(row) for row in part._rows.texts] == [5, ROW, ROW, 500, 4]
    assert part.text == f"first\n{line}\nlast"
    for position in (0, 5, 6, 1_005, 1_006, 2_506, 2_508, part.length - 1):
        (rect, *_) = part.rects(position, position + 1) or [None]
        if rect is not None:
            part._scroll = 0.0
            assert part.hit(QPointF(rect.left() + 1, rect.center().y())) in (position, position + 1)


def test_a_card_scrolls_sideways_and_shows_what_is_sought(typography: Typography) -> None:
    part = card(typography, "x" * 400)
    assert part.overflow > 0
    part.reveal(390)
    (rect,) = part.rects(390, 391)
    assert 0 <= rect.left() <= part.width
    assert not part.scroll_by(10_000) or not part.scroll_by(10_000)
    assert not card(typography, "short").overflow


def test_colours_of_complete_code_know_what_lies_before(typography: Typography) -> None:
    """A line on its own cannot know that it is within a string."""
    part = card(typography, '"""', "def inside(a string):", '"""')
    (alone, *_) = part._highlighter.line("def inside(a string):")
    part.work(math.inf)
    (run,) = part._runs_of(1)
    assert (run.start, run.length) == (0, len("def inside(a string):"))
    assert run.format.foreground() != alone.format.foreground()


def test_an_unknown_language_and_data_stay_plain(typography: Typography) -> None:
    assert Highlighter("no such language", "light", typography.mono).line("def f(): pass") == []
    long = Highlighter("python", "light", typography.mono)
    assert long.line("x = 1; " * 500) == []
    assert extension("python") == ".py"
    assert extension("no such language") == ".txt"


def test_ligatures_are_off(typography: Typography) -> None:
    """In code ``->`` is two characters, and looks like two."""
    metrics = typography.mono_metrics
    assert metrics.horizontalAdvance("->") == pytest.approx(2 * metrics.horizontalAdvance("-"))
