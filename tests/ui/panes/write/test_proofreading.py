"""Corrections are decided on one by one, while the text stays the writer's."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from assistant.ui.panes.write import WritePane
from tests.fakes import Crash, Say, ScriptedEngine, WaitFor
from tests.ui.panes.write.conftest import press, shown

TEXT = "It is teh one. 🚢 We has 46 ships. He go home."
ANSWERS = ["It is the one.", "🚢 We have 64 ships.", "He goes home."]


def play(script: ScriptedEngine, *answers: str) -> None:
    script.script(generate=[[Say(answer)] for answer in answers])


def proofread(qtbot: QtBot, pane: WritePane, text: str = TEXT) -> None:
    pane.show_text(text)
    press(pane, "runButton")
    qtbot.waitUntil(lambda: not pane.running, timeout=30_000)


def edits(pane: WritePane) -> list[tuple[str, str]]:
    """What is proposed; each stands where it says in the text."""
    pane.proofreading.suggestions  # noqa: B018 - fails where the text and the edits do not fit
    for each in pane.proofreading.suggestions:
        cursor = QTextCursor(pane.text.document())
        start = pane.proofreading.position(each)
        cursor.setPosition(start)
        cursor.setPosition(start + len(each.edit.before), QTextCursor.MoveMode.KeepAnchor)
        assert cursor.selectedText() == each.edit.before
    return [(each.edit.before, each.edit.after) for each in pane.proofreading.suggestions]


def type_at(pane: WritePane, place: str, typed: str) -> None:
    cursor = pane.text.textCursor()
    cursor.setPosition(len(TEXT[: TEXT.index(place)].encode("utf-16-le")) // 2)
    pane.text.setTextCursor(cursor)
    pane.text.insertPlainText(typed)


def test_edits_are_accepted_and_rejected_one_by_one_and_undone(
    qtbot: QtBot, pane: WritePane, script: ScriptedEngine, spoken: list[str]
) -> None:
    play(script, *ANSWERS)
    proofread(qtbot, pane)
    assert edits(pane) == [("teh", "the"), ("has", "have"), ("46", "64"), ("go", "goes")]
    assert pane.text.text == TEXT
    assert shown(pane, "editCount") == "4 edits · 1 to look at closely"
    assert spoken == ["4 edits · 1 to look at closely"]
    pane.edits.walk(1)
    press(pane, "acceptButton")
    assert pane.text.text == TEXT.replace("teh", "the")
    press(pane, "rejectButton")
    assert edits(pane) == [("46", "64"), ("go", "goes")]
    pane.text.undo()
    assert pane.text.text == TEXT
    assert ("teh", "the") in edits(pane)


def test_all_are_accepted_but_those_that_change_a_number(
    qtbot: QtBot, pane: WritePane, script: ScriptedEngine
) -> None:
    play(script, *ANSWERS)
    proofread(qtbot, pane)
    button = pane.findChild(QPushButton, "acceptAllButton")
    assert button is not None
    menu = button.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    labels = [action.text() for action in menu.actions() if action.text()]
    assert labels == [
        "Accept all (3)",
        "Accept: Spelling (1)",
        "Accept: Grammar (2)",
        "1 to look at closely stay",
    ]
    menu.actions()[0].trigger()
    assert pane.text.text == "It is the one. 🚢 We have 46 ships. He goes home."
    assert edits(pane) == [("46", "64")]
    pane.text.undo()
    assert pane.text.text == TEXT
    assert len(edits(pane)) == 4


def test_the_keyboard_walks_through_the_edits(qtbot: QtBot, pane: WritePane, script: ScriptedEngine) -> None:
    play(script, *ANSWERS)
    proofread(qtbot, pane)
    pane.text.setFocus()
    down = Qt.KeyboardModifier.AltModifier
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Up):
        qtbot.keyClick(pane.text, key, down)
    assert pane.text.text == TEXT.replace("has", "have")
    assert edits(pane) == [("teh", "the"), ("go", "goes")]
    current = pane.edits.list.current
    assert current is not None
    assert current.edit.before == "teh"
    pane.edits.list.setFocus()
    qtbot.keyClick(pane.edits.list, Qt.Key.Key_Return)
    assert pane.text.text == TEXT.replace("has", "have").replace("teh", "the")


def test_edits_come_while_it_works_and_the_text_can_be_edited_meanwhile(
    qtbot: QtBot, pane: WritePane, script: ScriptedEngine
) -> None:
    script.script(
        generate=[
            [Say(ANSWERS[0])],
            [WaitFor("more"), Say(ANSWERS[1])],
            [Say(ANSWERS[2])],
            [Say("🚢 We all have 46 ships.")],
        ]
    )
    pane.show_text(TEXT)
    press(pane, "runButton")
    qtbot.waitUntil(lambda: len(edits(pane)) == 2, timeout=30_000)
    assert pane.running
    pane.edits.walk(1)
    type_at(pane, "has", "all ")
    caret = pane.text.textCursor().position()
    script.release("more")
    qtbot.waitUntil(lambda: ("has", "have") in edits(pane), timeout=30_000)
    qtbot.waitUntil(lambda: not pane.running, timeout=30_000)
    assert edits(pane) == [("teh", "the"), ("has", "have"), ("go", "goes")]
    assert pane.text.textCursor().position() == caret, "edits that come must not take the caret along"


def test_a_stopped_run_keeps_what_it_found(qtbot: QtBot, pane: WritePane, script: ScriptedEngine) -> None:
    script.script(generate=[[Say(ANSWERS[0])], [WaitFor("never")]])
    pane.show_text(TEXT)
    press(pane, "runButton")
    qtbot.waitUntil(lambda: len(edits(pane)) == 1, timeout=30_000)
    press(pane, "stopButton")
    qtbot.waitUntil(lambda: not pane.running, timeout=30_000)
    assert edits(pane) == [("teh", "the")]
    script.release("never")


def test_answers_that_are_no_revisions_are_counted(
    qtbot: QtBot, pane: WritePane, script: ScriptedEngine
) -> None:
    play(script, "Paris, of course, as everyone knows.")
    proofread(qtbot, pane, "What is the capital of France?")
    assert edits(pane) == []
    assert "1 sentence was left as it is" in shown(pane, "editHint")


def test_without_a_model_the_pane_says_so_in_place(qtbot: QtBot, empty_handed: WritePane) -> None:
    proofread(qtbot, empty_handed)
    assert shown(empty_handed, "proofreadErrorText") != ""


def test_a_crash_of_the_engine_is_a_sentence_in_place(
    qtbot: QtBot, pane: WritePane, script: ScriptedEngine
) -> None:
    script.script(generate=[[Say(ANSWERS[0])], [Crash("SIGKILL")]])
    proofread(qtbot, pane)
    assert shown(pane, "proofreadErrorText") != ""
    assert edits(pane) == [("teh", "the")]


def test_a_click_on_an_edit_makes_it_the_current_one(
    qtbot: QtBot, pane: WritePane, script: ScriptedEngine
) -> None:
    play(script, *ANSWERS)
    proofread(qtbot, pane)
    (mark, lines, gap), *_ = pane.text.placed()
    assert gap is not None
    assert gap.left() >= lines[0].right() - 1
    viewport: QWidget = pane.text.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=gap.center().toPoint())
    assert pane.edits.list.current == mark.key


def test_another_text_has_no_edits_and_a_sample_teaches(
    qtbot: QtBot, pane: WritePane, script: ScriptedEngine
) -> None:
    play(script, *ANSWERS)
    proofread(qtbot, pane)
    pane.start_new()
    assert (edits(pane), pane.text.text) == ([], "")
    press(pane, "sample.letter.en.txt")
    assert pane.text.text.startswith("Dear Ms. Solberg")
    assert pane.running


def test_a_file_that_cannot_be_read_is_a_sentence_in_place(
    qtbot: QtBot, pane: WritePane, tmp_path: Path
) -> None:
    pane.show_text(TEXT)
    pane.open_file(tmp_path / "none.docx")
    qtbot.waitUntil(lambda: "none.docx" in shown(pane, "writeNoticeText"))
    assert pane.text.text == TEXT
    (tmp_path / "letter.md").write_text("It is teh one.", encoding="utf-8")
    pane.open_file(tmp_path / "letter.md")
    qtbot.waitUntil(lambda: pane.text.text == "It is teh one.")
    assert shown(pane, "writeNoticeText") == ""
