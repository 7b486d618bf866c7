"""The text keeps what was put into it, whatever its length, and marks only what is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from pytestqt.qtbot import QtBot

from assistant.tasks.summarize import SectionState, Span
from assistant.ui.panes.summarize.source_text import SourceText, UsedPlace
from assistant.ui.widgets.offsets import Offsets
from assistant.ui.widgets.text_page import with_shorter_lines

SENTENCE = "The quick brown fox jumps over the lazy dog again. "


@pytest.fixture
def source(qtbot: QtBot) -> SourceText:
    made = SourceText()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def paste(source: SourceText, text: str) -> None:
    pasted = QMimeData()
    pasted.setText(text)
    source.insertFromMimeData(pasted)


def test_no_character_becomes_a_similar_one(source: SourceText) -> None:
    """``toPlainText`` makes no-break spaces plain, and every span after an edit would be of another text."""
    text = "a\u00a0b\tc\n港口 🚢\u202fd"
    paste(source, text)
    assert source.text == text


def test_a_pasted_text_without_line_breaks_gets_some(source: SourceText) -> None:
    """Complaint: the window freezes. A single line of 100,000 words is laid out anew at every key."""
    text = SENTENCE * 10_000
    paste(source, text)
    lines = source.text.split("\n")
    assert max(map(len, lines)) < 10_000
    assert " ".join(lines) == text
    chinese = "人们每天早晨都会听见钟声。" * 5_000
    assert with_shorter_lines(chinese).replace("\n", "") == chinese


def test_only_what_is_seen_is_highlighted(source: SourceText) -> None:
    paragraphs = [SENTENCE * 10] * 500
    source.show_text("\n".join(paragraphs))
    length = len(paragraphs[0]) + 1
    spans = [Span(length * index, length * index + 50) for index in range(500)]
    source.highlight(spans)
    assert 0 < len(source.extraSelections()) < 10
    source.verticalScrollBar().setValue(source.verticalScrollBar().maximum())
    assert 0 < len(source.extraSelections()) < 10
    assert source.extraSelections()[-1].cursor.selectionStart() > length * 480


def test_a_highlight_far_below_is_scrolled_into_sight(source: SourceText) -> None:
    source.show_text("\n".join([SENTENCE] * 900))
    span = Span(len(SENTENCE + "\n") * 700, len(SENTENCE + "\n") * 700 + 20)
    source.highlight([span])
    first, last = source.visible_range()
    assert first <= span.start < span.end <= last


def test_marks_stand_beside_the_lines_that_points_rest_on(qtbot: QtBot, source: SourceText) -> None:
    source.show_text("\n".join([SENTENCE] * 5))
    begin = len(SENTENCE + "\n") * 3
    source.set_places([UsedPlace(begin, begin + 20, (7,))])
    ((box, place),) = source.margin.marks()
    assert place.numbers == (7,)
    cursor = source.textCursor()
    cursor.setPosition(begin)
    line = source.cursorRect(cursor)
    assert box.top() <= line.center().y() <= box.bottom()
    with qtbot.waitSignal(source.point_requested) as clicked:
        point = QPoint(round(box.center().x()), round(box.center().y()))
        qtbot.mouseClick(source.margin, Qt.MouseButton.LeftButton, pos=point)
    assert clicked.args == [7]


def test_the_margin_draws_with_marks_and_sections_in_any_state(source: SourceText) -> None:
    source.show_text("\n".join([SENTENCE] * 5))
    source.set_places([UsedPlace(0, 20, (1,)), UsedPlace(60, 400, (2, 3))])
    before = source.margin.grab().toImage()
    sections = (SectionState(0, 100, "", None, "read"), SectionState(100, 250, "", None, "reading"))
    source.margin.set_sections(sections, Offsets(source.text))
    assert source.margin.grab().toImage() != before
