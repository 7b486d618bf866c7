"""The two texts: in step, written from the right side, and safe to edit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from assistant.documents.language import Detected
from assistant.tasks.translate import Segment, Translation
from assistant.tasks.translate.division import segment_spans
from assistant.ui.panes.translate.page import Page
from assistant.ui.panes.translate.partners import Partners
from assistant.ui.panes.translate.result_text import ResultText
from assistant.ui.panes.translate.source_text import SourceText

TEXT = "\n\n".join(f"The 🚢 number {number} left. Nobody was on board." for number in range(200))


def shown(qtbot: QtBot, text: str = TEXT, target: str = "fr") -> tuple[SourceText, ResultText, Partners]:
    """Both texts of a translation that says everything twice."""
    page = Page.of_text(text)
    segments = tuple(
        Segment(number, start, end, unit[start:end], f"{unit[start:end]} {unit[start:end]}", "translated")
        for number, unit in enumerate(page.units)
        for start, end in segment_spans(unit)
    )
    source, result = SourceText(), ResultText()
    partners = Partners(source, result)
    for widget in (source, result):
        qtbot.addWidget(widget)
        widget.resize(400, 300)
        widget.show()
        qtbot.waitExposed(widget)
    source.show_text(page.text)
    translation = Translation(page.units, segments, Detected("en", 1.0), target, "key", finished=True)
    result.show_translation(page, translation)
    source.show_sentences(page, segments)
    partners.link(page)
    return source, result, partners


def text_at(view: SourceText | ResultText, sentence: int) -> str:
    place = view.place_of(sentence)
    assert place is not None
    cursor = QTextCursor(view.document())
    cursor.setPosition(place[0])
    cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def test_every_sentence_stands_where_it_is_said_to(qtbot: QtBot) -> None:
    source, result, _partners = shown(qtbot)
    for sentence in (0, 1, 201, 399):
        assert text_at(result, sentence) == " ".join([text_at(source, sentence)] * 2)
        place = result.place_of(sentence)
        assert place is not None
        assert result.sentence_at(place[0]) == sentence


def test_both_scroll_in_step(qtbot: QtBot) -> None:
    source, result, _partners = shown(qtbot)
    source.verticalScrollBar().setValue(source.verticalScrollBar().maximum() // 2)
    first = source.firstVisibleBlock().next().next().text().split(".")[0]
    assert any(first in block for block in visible(result))
    result.verticalScrollBar().setValue(0)
    assert source.verticalScrollBar().value() == 0


def visible(view: ResultText) -> list[str]:
    start, end = view.visible_range()
    cursor = QTextCursor(view.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().split("\u2029")


def test_arabic_is_written_from_the_right(qtbot: QtBot) -> None:
    _source, result, _partners = shown(qtbot, "Hello. You.", "ar")
    option = result.document().defaultTextOption()
    assert option.textDirection() == Qt.LayoutDirection.RightToLeft
    assert option.alignment() & Qt.AlignmentFlag.AlignRight


def test_a_removal_over_several_sentences_is_undone_to_where_each_was(qtbot: QtBot) -> None:
    _source, result, _partners = shown(qtbot, "One is here. Two is here. Three is here.")
    before = [text_at(result, sentence) for sentence in range(3)]
    edits: list[dict[int, str]] = []
    result.edited.connect(edits.append)
    cursor = result.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(60, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    result.flush()
    assert list(edits[-1]) == [0, 1, 2]
    result.undo()
    assert [text_at(result, sentence) for sentence in range(3)] == before
    result.flush()
    assert list(edits[-1].values()) == before


def test_what_is_typed_is_reported_once_typing_pauses(qtbot: QtBot) -> None:
    _source, result, _partners = shown(qtbot, "One is here. Two is here.")
    cursor = result.textCursor()
    cursor.setPosition(3)
    result.setTextCursor(cursor)
    with qtbot.waitSignal(result.edited) as edited:
        qtbot.keyClicks(result, "!!")
    assert edited.args == [{0: "One!! is here. One is here."}]
