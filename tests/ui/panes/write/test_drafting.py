"""A text of one's own is kept, and what a model writes into it is never lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.message_bar import Message
from assistant.ui.panes.write import WritePane
from assistant.ui.panes.write.draft_page import DraftPage
from assistant.ui.services import Services
from tests.fakes import Crash, Say, Scene, ScriptedEngine, WaitFor
from tests.ui.panes.scripted import is_shown, load_scripted, press, shown

TEXT = "It is old. 🚢 It has 46 lanterns,"
MORE = " and they burn all night."


Play = Callable[[list[Scene]], None]


@pytest.fixture
def drafting(empty_handed: WritePane) -> WritePane:
    """The pane with the page to write on, and a text on it."""
    press(empty_handed, "draftSegment")
    empty_handed.draft.put_text(TEXT)
    empty_handed.draft.text.document().clearUndoRedoStacks()
    return empty_handed


@pytest.fixture
def play(engine: EngineBridge, active: ActiveModel, script: ScriptedEngine) -> Play:
    """Loads the scripted model with the scenes of its answers: it reads them when it starts."""

    def load(scenes: list[Scene]) -> None:
        script.script(generate=scenes)
        load_scripted(engine, active)

    return load


def wait_for_text(qtbot: QtBot, pane: WritePane, text: str) -> None:
    qtbot.waitUntil(lambda: pane.draft.text.text == text, timeout=30_000)


def wait_for_end(qtbot: QtBot, pane: WritePane) -> None:
    qtbot.waitUntil(lambda: not pane.running, timeout=30_000)


def generated(script: ScriptedEngine) -> list[dict[str, object]]:
    return [command for command in script.received if command["command"] == "generate"]


def test_the_model_goes_on_at_the_caret_and_one_undo_takes_it_back(
    qtbot: QtBot, drafting: WritePane, script: ScriptedEngine, play: Play
) -> None:
    play([[Say(" and they"), WaitFor("more"), Say(" burn all night.")]])
    page = drafting.draft.text
    cursor = page.textCursor()
    cursor.insertText(" It was built in 1871.")
    cursor.setPosition(page.last - len(" It was built in 1871."))
    page.setTextCursor(cursor)
    press(drafting, "runButton")
    wait_for_text(qtbot, drafting, f"{TEXT} and they It was built in 1871.")
    script.release("more")
    wait_for_end(qtbot, drafting)
    assert page.text == f"{TEXT}{MORE} It was built in 1871."
    (request,) = generated(script)
    assert request["prefix"] == TEXT
    assert "It was built in 1871." in str(request["messages"])
    page.undo()
    assert page.text == f"{TEXT} It was built in 1871."


def test_stop_keeps_what_is_there(qtbot: QtBot, drafting: WritePane, play: Play) -> None:
    play([[Say(" and they burn"), WaitFor("never")]])
    press(drafting, "runButton")
    wait_for_text(qtbot, drafting, f"{TEXT} and they burn")
    press(drafting, "stopButton")
    wait_for_end(qtbot, drafting)
    assert drafting.draft.text.text == f"{TEXT} and they burn"
    assert not is_shown(drafting, "draftNotice")


def test_typing_elsewhere_goes_on_meanwhile_and_is_undone_on_its_own(
    qtbot: QtBot, drafting: WritePane, script: ScriptedEngine, play: Play
) -> None:
    play([[Say(" and they"), WaitFor("more"), Say(" burn all night.")]])
    page = drafting.draft.text
    press(drafting, "runButton")
    wait_for_text(qtbot, drafting, f"{TEXT} and they")
    cursor = QTextCursor(page.document())
    cursor.insertText("Look: ")
    script.release("more")
    wait_for_end(qtbot, drafting)
    assert page.text == f"Look: {TEXT}{MORE}"
    for expected in (f"Look: {TEXT} and they", f"{TEXT} and they", TEXT):
        page.undo()
        assert page.text == expected


def test_the_writer_who_changes_what_is_being_written_has_it(
    qtbot: QtBot, drafting: WritePane, script: ScriptedEngine, play: Play
) -> None:
    play([[Say(" and they"), WaitFor("more"), Say(" burn."), WaitFor("never")]])
    page = drafting.draft.text
    press(drafting, "runButton")
    wait_for_text(qtbot, drafting, f"{TEXT} and they")
    page.undo()
    script.release("more")
    wait_for_end(qtbot, drafting)
    assert page.text == TEXT


def test_a_crash_of_the_engine_costs_nothing_that_was_written(
    qtbot: QtBot, drafting: WritePane, play: Play
) -> None:
    play([[Say(" and they"), Crash("SIGSEGV")]])
    press(drafting, "runButton")
    wait_for_end(qtbot, drafting)
    assert drafting.draft.text.text == f"{TEXT} and they"
    qtbot.waitUntil(lambda: is_shown(drafting, "draftNotice"))


def test_what_has_been_written_is_kept_when_the_window_closes_meanwhile(
    qtbot: QtBot, drafting: WritePane, play: Play, services: Services
) -> None:
    play([[Say(" and they burn"), WaitFor("never")]])
    press(drafting, "runButton")
    wait_for_text(qtbot, drafting, f"{TEXT} and they burn")
    drafting.put_away()
    assert services.history.drafts.get("writing") == f"{TEXT} and they burn"


def test_a_model_that_has_nothing_to_add_says_so(qtbot: QtBot, drafting: WritePane, play: Play) -> None:
    play([[Say("\n\n")]])
    press(drafting, "runButton")
    qtbot.waitUntil(lambda: is_shown(drafting, "draftNotice"), timeout=30_000)
    assert shown(drafting, "draftNoticeText") == "The model has nothing to add here."
    assert drafting.draft.text.text == TEXT


def test_without_a_model_it_is_said_in_place(qtbot: QtBot, empty_handed: WritePane) -> None:
    empty_handed.bar.choose_mode("draft")
    empty_handed.draft.put_text(TEXT)
    press(empty_handed, "runButton")
    assert shown(empty_handed, "draftNoticeText") == "No model is loaded."
    assert empty_handed.draft.text.text == TEXT


def test_the_text_and_the_outline_are_there_at_the_next_start(
    drafting: WritePane, services: Services
) -> None:
    field, points = outline_fields(drafting)
    field.setText("灯塔")
    points.setPlainText("- 历史")
    drafting.draft.keep()
    again = WritePane(services.engine, services.loader, services.active, services.history, services.settings)
    assert again.drafting
    assert again.draft.text.text == TEXT
    assert again.draft.outline.stored == drafting.draft.outline.stored
    assert "历史" in again.draft.outline.stored
    again.put_away()
    drafting.draft.put_text("")
    drafting.draft.keep()
    assert services.history.drafts.get("writing") == ""


def test_a_new_text_can_be_undone(drafting: WritePane) -> None:
    messages: list[Message] = []
    drafting.message_raised.connect(messages.append)
    drafting.start_new()
    assert drafting.draft.text.text == ""
    assert is_shown(drafting, "draftWelcome")
    drafting.draft.text.undo()
    assert drafting.draft.text.text == TEXT
    drafting.draft.put_text("Another one.")
    (message,) = messages
    assert message.on_action is not None
    message.on_action()
    assert drafting.draft.text.text == TEXT


# ---------------------------------------------------------------------------------------------- suggestions


def suggest(qtbot: QtBot, pane: WritePane) -> None:
    """Switch it on, and type."""
    switch = pane.findChild(QAbstractButton, "suggestionsSwitch")
    assert switch is not None
    switch.click()
    pane.draft.text.setFocus()
    qtbot.waitUntil(pane.draft.text.hasFocus)
    qtbot.keyClicks(pane.draft.text, " so")


def test_words_are_suggested_after_a_pause_when_it_is_switched_on(
    qtbot: QtBot, drafting: WritePane, script: ScriptedEngine, play: Play, services: Services
) -> None:
    play([[Say(" so bright that ships")]])
    assert not services.settings.value.inline_suggestions
    suggest(qtbot, drafting)
    assert services.settings.value.inline_suggestions
    page = drafting.draft.text
    qtbot.waitUntil(lambda: page.ghost.text == " bright that ships", timeout=30_000)
    assert page.text == f"{TEXT} so"
    assert generated(script)[0]["priority"] == "background"
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert page.text == f"{TEXT} so bright that ships"


def test_typing_cancels_what_is_asked(
    qtbot: QtBot, drafting: WritePane, script: ScriptedEngine, play: Play
) -> None:
    play([[WaitFor("never")], [Say(" soo far")]])
    suggest(qtbot, drafting)
    qtbot.waitUntil(lambda: len(generated(script)) == 1, timeout=30_000)
    qtbot.keyClicks(drafting.draft.text, "o")
    qtbot.waitUntil(lambda: "cancel" in [each["command"] for each in script.received], timeout=30_000)
    qtbot.waitUntil(lambda: drafting.draft.text.ghost.text == " far", timeout=30_000)


def test_nothing_is_suggested_while_the_engine_has_other_work(
    qtbot: QtBot, drafting: WritePane, script: ScriptedEngine, play: Play
) -> None:
    play([[Say(" and they"), WaitFor("more")]])
    press(drafting, "runButton")
    wait_for_text(qtbot, drafting, f"{TEXT} and they")
    suggest(qtbot, drafting)
    drafting.draft.suggesting._on_paused()
    script.release("more")
    wait_for_end(qtbot, drafting)
    assert len(generated(script)) == 1


# ------------------------------------------------------------------------------------------------- outline


def outline_fields(pane: WritePane) -> tuple[QLineEdit, QPlainTextEdit]:
    field = pane.findChild(QLineEdit, "outlineTopic")
    points = pane.findChild(QPlainTextEdit, "outlinePoints")
    assert field is not None
    assert points is not None
    return field, points


def write_outline(pane: WritePane, points: str) -> None:
    press(pane, "outlineButton")
    field, editor = outline_fields(pane)
    field.setText("Trees")
    editor.setPlainText(points)
    press(pane, "writeOutlineButton")


def test_an_outline_is_proposed_and_written_section_by_section_in_one_step(
    qtbot: QtBot, drafting: WritePane, play: Play
) -> None:
    play([[Say(" Shade\n2. Air\n")], [Say("It is cool.")], [Say("It is clean.")]])
    drafting.draft.put_text("")
    drafting.draft.text.document().clearUndoRedoStacks()
    press(drafting, "outlineButton")
    field, points = outline_fields(drafting)
    field.setText("Trees")
    press(drafting, "proposeButton")
    wait_for_end(qtbot, drafting)
    assert points.toPlainText() == "- Shade\n- Air"
    press(drafting, "writeOutlineButton")
    wait_for_end(qtbot, drafting)
    page = drafting.draft.text
    assert page.text == "# Trees\n\n## Shade\n\nIt is cool.\n\n## Air\n\nIt is clean."
    page.undo()
    assert page.text == ""


def test_a_section_is_written_again_in_its_place(qtbot: QtBot, drafting: WritePane, play: Play) -> None:
    play([[Say("It is cool.")], [Say("It is clean.")], [Say("It is shady.")]])
    write_outline(drafting, "Shade\nAir")
    wait_for_end(qtbot, drafting)
    page = drafting.draft.text
    written = f"{TEXT}\n\n# Trees\n\n## Shade\n\nIt is cool.\n\n## Air\n\nIt is clean."
    assert page.text == written
    QTextCursor(page.document()).insertText("灯塔 ")
    qtbot.waitUntil(lambda: is_shown(drafting, "again0"))
    press(drafting, "again0")
    wait_for_end(qtbot, drafting)
    assert page.text == "灯塔 " + written.replace("It is cool.", "It is shady.")
    page.undo()
    assert page.text == f"灯塔 {written}"


def test_stopping_keeps_the_sections_and_the_progress_is_told(
    qtbot: QtBot, drafting: WritePane, play: Play
) -> None:
    play([[Say("It is cool.")], [Say("It is"), WaitFor("never")]])
    write_outline(drafting, "Shade\nAir\nBirds")
    wait_for_text(qtbot, drafting, f"{TEXT}\n\n# Trees\n\n## Shade\n\nIt is cool.\n\n## Air\n\nIt is")
    assert shown(drafting, "outlineHint") == "Section 2 of 3"
    press(drafting, "stopButton")
    wait_for_end(qtbot, drafting)
    assert drafting.draft.text.text.endswith("## Air\n\nIt is")
    assert shown(drafting, "outlineHint") == "2 of 3 sections are written."


# ---------------------------------------------------------------------------------------------- hand over


def test_a_selection_is_proofread_and_taken_back(qtbot: QtBot, drafting: WritePane, play: Play) -> None:
    play([[Say("It was old.")]])
    page = drafting.draft.text
    cursor = page.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(len("It is old."), QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    press(drafting, "proofreadDraftButton")
    assert not drafting.drafting
    assert drafting.text.text == "It is old."
    wait_for_end(qtbot, drafting)
    drafting.text.replace_text("It was old.")
    press(drafting, "backToDraftButton")
    assert drafting.drafting
    assert page.text == TEXT.replace("is old", "was old")
    page.undo()
    assert page.text == TEXT


def test_another_text_is_not_taken_back(drafting: WritePane) -> None:
    press(drafting, "rewriteDraftButton")
    drafting.show_text("Another one.")
    button = drafting.findChild(QPushButton, "backToDraftButton")
    assert button is not None
    assert not button.isVisible()
    page = drafting.findChild(DraftPage)
    assert page is not None
    assert not page.awaited
