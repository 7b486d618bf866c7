"""Edits are drawn in the text without being part of it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from assistant.ui.panes.write.marked_text import Mark, MarkedText


@pytest.fixture
def page(qtbot: QtBot) -> MarkedText:
    made = MarkedText()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def show(page: MarkedText, text: str, *marks: Mark) -> None:
    page.show_text(text)
    page.show_marks(lambda start, end: [m for m in marks if m.end >= start and m.start <= end])
    page.refresh_all()
    page.grab()


@pytest.mark.parametrize("before", ["teh", "🚢", "e\u0301", "的"])
def test_what_comes_stands_in_a_gap_behind_what_goes(page: MarkedText, before: str) -> None:
    text = f"It is {before} one."
    end = 6 + len(before.encode("utf-16-le")) // 2
    show(page, text, Mark(1, 6, end, "an insertion", flagged=True))
    ((_, (going,), coming),) = page.placed()
    assert coming is not None
    assert coming.width() == page.gap_width(Mark(1, 6, end, "an insertion", flagged=True)) > 40
    assert abs(coming.left() - going.right()) < 1
    assert page.text == text
    assert not page.document().isUndoAvailable()


def test_an_insertion_alone_and_a_deletion_alone_have_their_places(page: MarkedText) -> None:
    show(
        page, "He came home late.", Mark(1, 2, 2, " never", flagged=False), Mark(2, 12, 17, "", flagged=False)
    )
    (_, none, coming), (_, (_going,), nothing) = page.placed()
    assert none == []
    assert coming is not None
    assert nothing is None


def test_a_long_insertion_is_cut_in_the_text(page: MarkedText) -> None:
    mark = Mark(1, 0, 2, "word " * 200, flagged=False)
    show(page, "He came.", mark)
    assert page.shown(mark).endswith("…")
    assert page.gap_width(mark) < page.viewport().width()


def test_marks_in_a_text_of_many_pages_are_asked_for_where_it_is_seen(page: MarkedText) -> None:
    """Complaint: the window freezes with long documents."""
    show(page, "\n".join(["A line of the text."] * 3000))
    asked: list[int] = []

    def marks(start: int, _end: int) -> list[Mark]:
        asked.append(start)
        return []

    page.show_marks(marks)
    page.viewport().repaint()
    assert 0 < len(asked) < 100
