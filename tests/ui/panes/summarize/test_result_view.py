"""Points can be read, heard and followed with the mouse and without, and doubt is visible."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from pytestqt.qtbot import QtBot

from assistant.tasks.summarize import SummaryOptions
from assistant.ui.panes.summarize.result_view import ResultView
from tests.ui.panes.summarize.conftest import minutes_of, sheet_of


@pytest.fixture
def view(qtbot: QtBot) -> ResultView:
    made = ResultView()
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    qtbot.waitExposed(made)
    made.show_sheet(sheet_of())
    return made


def middle_of(view: ResultView, words: str) -> QPoint:
    """Where some words stand, in pixels of the viewport."""
    cursor = view.document().find(words)
    assert not cursor.isNull(), words
    cursor.setPosition(cursor.selectionStart() + 2)
    return view.cursorRect(cursor).center() + QPoint(1, 0)


def underlined(view: ResultView) -> list[str]:
    found = []
    block = view.document().begin()
    while block.isValid():
        for piece in block:
            style = piece.fragment().charFormat().underlineStyle()
            if style == QTextCharFormat.UnderlineStyle.WaveUnderline:
                found.append(piece.fragment().text())
        block = block.next()
    return found


def test_what_the_sources_do_not_say_is_underlined_and_named(view: ResultView) -> None:
    assert underlined(view) == ["1988"]
    assert "Its passages do not say: the number “1988”" in view.toPlainText()


def test_what_rests_on_nothing_stands_apart(view: ResultView) -> None:
    text = view.toPlainText()
    assert text.index("Not carried by the text") < text.index("The museum burns.")
    assert text.index("Marit Solberg measured") < text.index("Not carried by the text")


def test_a_sentence_of_the_document_is_said_to_be_one(view: ResultView) -> None:
    assert view.toPlainText().count("The document's own sentence") == 1


def test_the_legend_claims_no_truth(view: ResultView) -> None:
    assert "Whether a statement is true, or rightly understood, is not checked." in view.toPlainText()


def test_a_click_follows_a_point(qtbot: QtBot, view: ResultView) -> None:
    with qtbot.waitSignal(view.point_followed) as followed:
        pos = middle_of(view, "The council met")
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=pos)
    assert followed.args == [2]


def test_the_keyboard_goes_from_point_to_point_and_follows(qtbot: QtBot, view: ResultView) -> None:
    """Complaint: what only a mouse can reach."""
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.point_followed) as followed:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert followed.args == [3]
    for _ in range(9):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.point_followed) as followed:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert followed.args == [5], "the answer is the last point"


def test_a_stale_point_cannot_be_followed(qtbot: QtBot, view: ResultView) -> None:
    view.set_stale("The text was changed.")
    with qtbot.assertNotEmitted(view.point_followed):
        pos = middle_of(view, "The council met")
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=pos)


@pytest.mark.parametrize("form", ["paragraph", "abstract"])
def test_a_running_text_keeps_its_points_apart_for_the_mouse(
    qtbot: QtBot, view: ResultView, form: str
) -> None:
    view.show_sheet(sheet_of(options=SummaryOptions(format=form)))  # type: ignore[arg-type]
    first, *_ = view.toPlainText().split("\n")
    assert "46 lanterns." in first
    assert "The council met" in first, "one paragraph"
    assert underlined(view) == ["1988"]
    with qtbot.waitSignal(view.point_followed) as followed:
        pos = middle_of(view, "The council met")
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=pos)
    assert followed.args == [2]


def test_new_points_appear_below_without_moving_what_is_read(view: ResultView) -> None:
    sheet = sheet_of()
    view.resize(300, 150)
    view.verticalScrollBar().setValue(40)
    view.show_sheet(msgspec.structs.replace(sheet, points=(*sheet.points, sheet.points[0])))
    assert view.verticalScrollBar().value() == 40


def test_the_answer_to_a_question_is_in_sight(view: ResultView) -> None:
    """It stands below a summary that may be long."""
    view.resize(300, 160)
    view.reveal_end()
    cursor = view.document().find("Who measured?")
    assert view.viewport().rect().contains(view.cursorRect(cursor))


def test_selected_text_can_be_copied(view: ResultView) -> None:
    view.setTextCursor(view.document().find("council met in 1988"))
    copied = view.createMimeDataFromSelection()
    assert copied.text() == "council met in 1988"
    assert not copied.hasHtml(), "the colours of a dark theme have no place in a letter"


def test_a_row_is_followed_from_any_of_its_cells_and_keeps_its_marks(qtbot: QtBot, view: ResultView) -> None:
    view.show_sheet(minutes_of())
    assert underlined(view) == ["47"]
    followed: list[int] = []
    view.point_followed.connect(followed.append)
    for words in ("Marit", "Count", "By Friday", "measured", "decided"):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(view, words))
    assert followed == [1, 1, 1, 2, 3]
    assert "Its passages do not say: the number “47”" in view.toPlainText()


def test_a_text_without_action_items_is_said_to_have_none(view: ResultView) -> None:
    view.show_sheet(msgspec.structs.replace(minutes_of(), points=()))
    assert "no action items" in view.placeholderText()
    view.show_sheet(None)
    assert "will appear here" in view.placeholderText()


def test_what_was_looked_for_is_said_and_that_nothing_was_found(view: ResultView) -> None:
    sheet = sheet_of()
    (answer,) = sheet.answers
    translated = msgspec.structs.replace(answer, looked_for="Who measured the light?")
    view.show_sheet(msgspec.structs.replace(sheet, answers=(translated,)))
    assert "Looked for: Who measured the light?" in view.toPlainText()
    unrelated = msgspec.structs.replace(answer, related=False)
    view.show_sheet(msgspec.structs.replace(sheet, answers=(unrelated,)))
    assert "No passage has words in common with this question." in view.toPlainText()
