"""What was proofread and rewritten is there again later, as it was left, unless nothing is to be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from assistant.storage.history import History
from assistant.ui.message_bar import Message
from assistant.ui.panes.write import WritePane
from assistant.ui.services import Services
from assistant.ui.widgets.rows import RowView
from tests.fakes import Say, ScriptedEngine, WaitFor
from tests.ui.panes.scripted import is_shown, press, shown
from tests.ui.panes.write.conftest import write_pane
from tests.ui.panes.write.test_proofreading import ANSWERS, TEXT, edits, play, proofread, type_at

PLAIN = "We are happy that you could come."


@pytest.fixture
def come_back(qtbot: QtBot, services: Services) -> Iterator[Callable[[], WritePane]]:
    """Another pane on the same history, as after a new start of the program."""
    panes: list[WritePane] = []

    def make() -> WritePane:
        panes.append(write_pane(qtbot, services))
        return panes[-1]

    yield make
    for each in panes:
        each.put_away()


def titles(services: Services) -> list[str]:
    return [each.title for each in services.history.writings.titles()]


def open_entry(pane: WritePane, services: Services, row: int = 0) -> None:
    pane.writings.open(services.history.writings.titles()[row].id)


def rewrite(qtbot: QtBot, pane: WritePane, preset: str) -> None:
    pane.findChild(QComboBox, "presetPicker").setCurrentText(preset)
    press(pane, "runButton")
    qtbot.waitUntil(lambda: not pane.running, timeout=30_000)


def test_a_proofread_text_is_opened_again_with_its_decisions(
    qtbot: QtBot,
    pane: WritePane,
    come_back: Callable[[], WritePane],
    services: Services,
    script: ScriptedEngine,
) -> None:
    play(script, *ANSWERS)
    pane.findChild(QLineEdit, "lockedWords").setText("Parlance")
    proofread(qtbot, pane)
    qtbot.waitUntil(lambda: is_shown(pane, "acceptButton"))
    pane.edits.walk(1)
    press(pane, "acceptButton")
    press(pane, "rejectButton")
    type_at(pane, "🚢", "Look: ")
    pane.start_new()
    assert (pane.text.text, titles(services)) == ("", [TEXT])

    later = come_back()
    open_entry(later, services)
    assert later.text.text == TEXT.replace("teh", "the").replace("🚢", "Look: 🚢")
    assert edits(later) == [("go", "goes")], "the sentence that was changed is to be looked at again"
    assert later.findChild(QLineEdit, "lockedWords").text() == "Parlance"
    later.text.undo()
    assert later.text.text == TEXT, "what it was before is one undo away"
    later.text.redo()
    assert edits(later) == [("go", "goes")]
    later.edits.walk(1)
    qtbot.waitUntil(lambda: is_shown(later, "acceptButton"))
    press(later, "acceptButton")
    later.start_new()
    open_entry(later, services)
    assert later.text.text.endswith("He goes home.")
    assert titles(services) == [TEXT], "it is the same entry still"


def test_rewritings_are_opened_again_and_can_still_be_applied(
    qtbot: QtBot,
    pane: WritePane,
    come_back: Callable[[], WritePane],
    services: Services,
    script: ScriptedEngine,
) -> None:
    script.script(
        generate=[
            [Say("It pleases us that you came.")],
            [Say("Glad you came.")],
            [Say("Great!"), WaitFor("end")],
        ]
    )
    pane.show_text(f"{PLAIN}\n\nYours")
    press(pane, "rewriteSegment")
    cursor = pane.text.textCursor()
    cursor.setPosition(len(PLAIN), QTextCursor.MoveMode.KeepAnchor)
    pane.text.setTextCursor(cursor)
    rewrite(qtbot, pane, "More formal")
    rewrite(qtbot, pane, "Shorter")
    pane.findChild(QComboBox, "presetPicker").setCurrentText("Friendlier")
    press(pane, "runButton")
    qtbot.waitUntil(lambda: [each.text for each in pane.rewriting.variants] == ["Great!"], timeout=30_000)
    press(pane, "stopButton")
    qtbot.waitUntil(lambda: not pane.running, timeout=30_000)
    script.release("end")
    pane.start_new()

    later = come_back()
    open_entry(later, services)
    picker = later.findChild(QComboBox, "rewritingPicker")
    labels = [picker.itemText(index) for index in range(picker.count())]
    assert labels == ["1. More formal", "2. Shorter", "3. Friendlier"]
    assert later.bar.mode == "rewrite"
    assert later.rewritings.view.text == "Great!"
    picker.activated.emit(1)
    assert later.rewritings.view.text == "Glad you came."
    press(later, "replaceButton")
    assert later.text.text == "Glad you came.\n\nYours"
    later.start_new()
    open_entry(later, services)
    assert later.text.text == "Glad you came.\n\nYours"
    assert not later.rewriting.applicable
    assert titles(services) == [f"{PLAIN} Yours"]


def test_another_text_in_the_place_of_all_is_another_entry(
    qtbot: QtBot, pane: WritePane, services: Services, script: ScriptedEngine
) -> None:
    """Pasting the next letter over the last one must not overwrite the last one in the history."""
    play(script, *ANSWERS, "She goes.")
    proofread(qtbot, pane)
    pane.text.selectAll()
    pane.text.insertPlainText("She go.")
    press(pane, "runButton")
    qtbot.waitUntil(lambda: not pane.running and ("go", "goes") in edits(pane), timeout=30_000)
    pane.start_new()
    assert titles(services) == ["She go.", TEXT]
    open_entry(pane, services)
    assert (pane.text.text, len(edits(pane))) == ("She go.", 1)
    open_entry(pane, services, 1)
    assert (pane.text.text, len(edits(pane))) == (TEXT, 4)


def test_undoing_all_decisions_stays_in_the_entry(
    qtbot: QtBot, pane: WritePane, services: Services, script: ScriptedEngine
) -> None:
    play(script, "The.")
    proofread(qtbot, pane, "Teh.")
    pane.text.selectAll()
    pane.proofreading.accept(pane.proofreading.suggestions)
    pane.text.undo()
    pane.text.redo()
    pane.start_new()
    assert titles(services) == ["Teh."]
    assert services.history.writings.search("the.", lambda content: content) != []


def test_a_text_to_which_nothing_was_done_is_not_kept(pane: WritePane, services: Services) -> None:
    pane.show_text("A quiet text.")
    pane.text.insertPlainText("It is ")
    pane.start_new()
    assert titles(services) == []


def test_keep_no_history_keeps_none(
    qtbot: QtBot, pane: WritePane, services: Services, script: ScriptedEngine
) -> None:
    services.settings.change(keep_writings=False)
    play(script, *ANSWERS)
    proofread(qtbot, pane)
    pane.start_new()
    assert titles(services) == []


def test_a_deleted_text_is_gone_from_the_page_and_the_disk_until_undo(
    qtbot: QtBot, pane: WritePane, services: Services, script: ScriptedEngine
) -> None:
    play(script, *ANSWERS)
    proofread(qtbot, pane)
    pane.writings.store()
    said: list[Message] = []
    pane.message_raised.connect(said.append)
    pane.writings.shelf.delete(services.history.writings.titles()[0].id)
    assert (pane.text.text, titles(services)) == ("", [])
    assert TEXT in said[0].text
    undo = said[0].on_action
    assert undo is not None
    undo()
    open_entry(pane, services)
    assert len(edits(pane)) == 4


def test_the_text_and_its_variants_are_searched(
    qtbot: QtBot, pane: WritePane, services: Services, script: ScriptedEngine
) -> None:
    script.script(generate=[[Say("承蒙光临，荣幸之至。")]])
    pane.show_text("你能来我们真高兴。")
    press(pane, "rewriteSegment")
    rewrite(qtbot, pane, "More formal")
    pane.writings.store()
    search, found = (
        pane.side.findChild(QLineEdit, "writingSearch"),
        pane.side.findChild(RowView, "writingList"),
    )
    for words, number in (("高兴", 1), ("荣幸", 1), ("variants", 0)):
        search.setText(words)
        rows = [found.model().index(row, 0).data() for row in range(found.model().rowCount())]
        assert rows.count("你能来我们真高兴。") == number, words


def test_what_cannot_be_read_is_the_text_as_it_was(pane: WritePane, services: Services) -> None:
    services.history.writings.add("A letter", "Teh letter.", '{"mode":"sing"}')
    open_entry(pane, services)
    assert pane.text.text == "Teh letter."
    assert "cannot be read" in shown(pane, "writeNoticeText")


def test_a_program_that_is_killed_loses_two_seconds_at_most(
    qtbot: QtBot, pane: WritePane, services: Services, script: ScriptedEngine
) -> None:
    script.script(generate=[[Say(ANSWERS[0])], [WaitFor("never")]])
    pane.show_text(TEXT)
    press(pane, "runButton")
    qtbot.waitUntil(lambda: titles(services) == [TEXT], timeout=30_000)
    with History(services.paths.history) as reader:
        content = reader.writings.entry(1).content
    assert '"after":"the"' in content
    script.release("never")
