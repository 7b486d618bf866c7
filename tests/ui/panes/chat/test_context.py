"""Context overflow that silently drops what the model was told (ollama #4967 #14259, open-webui #2286)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from assistant.ui.panes.chat.context import ContextUse
from assistant.ui.panes.chat.context_notice import ContextNotice
from tests.ui.panes.chat.conftest import ANSWER_MS, ProgramUnderTest, StartProgram

pytestmark = pytest.mark.model

LONG = "apples " * 150


def heard(program: ProgramUnderTest, qtbot: QtBot, text: str) -> ContextUse:
    """What is counted when ``text`` has been typed."""
    with qtbot.waitSignal(
        program.watch.counted, check_params_cb=lambda use: use is not None and bool(use.draft) == bool(text)
    ) as counted:
        program.pane.composer.set_text(text)
        program.watch.set_draft(text)
    assert isinstance(counted.args[0], ContextUse)
    return counted.args[0]


def choose(program: ProgramUnderTest, name: str) -> None:
    notice = program.pane.findChild(ContextNotice)
    assert isinstance(notice, ContextNotice)
    action = notice.menu().findChild(QAction, name)
    assert isinstance(action, QAction)
    assert action.isEnabled()
    action.trigger()


def notice_text(program: ProgramUnderTest) -> str:
    box = program.pane.findChild(QWidget, "contextNotice")
    text = program.pane.findChild(QLabel, "contextNoticeText")
    assert box is not None
    assert isinstance(text, QLabel)
    return text.text() if box.isVisible() else ""


@pytest.fixture
def full(program: ProgramUnderTest) -> ProgramUnderTest:
    """A dialogue that has outgrown its context: two of three turns fit."""
    program.program.settings.change(context=512, max_tokens=4)
    for number in range(3):
        program.ask(f"{number} {LONG}")
    return program


def test_the_draft_and_the_whole_are_counted_before_sending(program: ProgramUnderTest, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.dialogue.window() is not None, timeout=ANSWER_MS)
    empty = heard(program, qtbot, "")
    use = heard(program, qtbot, "The ships are counted.")
    assert 4 <= use.draft <= 16
    assert empty.sent < use.sent < empty.sent + use.draft, "the frame of a message is counted twice"
    count = program.pane.findChild(QLabel, "composerTokens")
    assert isinstance(count, QLabel)
    assert str(use.draft) in count.text()
    program.program.settings.change(max_tokens=1)
    program.ask("The ships are counted.")
    assert program.last.outcome is not None
    assert abs(program.last.outcome.usage.prompt_tokens - use.sent) <= 3


def test_what_the_model_does_not_see_any_more_is_shown(full: ProgramUnderTest, qtbot: QtBot) -> None:
    answer = full.last
    assert answer.state == "complete"
    assert answer.outcome is not None
    assert answer.outcome.usage.prompt_tokens < 512
    qtbot.waitUntil(lambda: notice_text(full) != "")
    assert full.pane.transcript.conversation.context_start == full.branch[4].id


def test_stopping_instead_is_remembered_for_the_conversation(
    full: ProgramUnderTest, qtbot: QtBot, start_program: StartProgram, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: notice_text(full) != "")
    choose(full, "stop")
    full.ask(f"4 {LONG}")
    failure = full.last.failure
    assert failure is not None
    assert failure.code == "context-overflow"
    (conversation,) = full.history.list_conversations()
    full.close()
    again = start_program(tmp_path / "data")
    again.pane.open_conversation(conversation.id)
    assert again.dialogue.when_full == "stop"
    again.pane.start_new()
    assert again.dialogue.when_full == "leave-out"


def sent_texts(program: ProgramUnderTest) -> int:
    """Tokens of the last question's prompt."""
    outcome = program.last.outcome
    assert outcome is not None
    return outcome.usage.prompt_tokens


def note_of(program: ProgramUnderTest) -> str:
    """What stands at the line in the transcript, if it stands for all above it."""
    line = program.pane.transcript.conversation.context_line
    return line.text or "" if line is not None and line.label.startswith("The model sees") else ""


def test_what_no_longer_fits_is_summarised_shown_and_kept(
    full: ProgramUnderTest, qtbot: QtBot, start_program: StartProgram, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: notice_text(full) != "")
    choose(full, "summarise")
    qtbot.waitUntil(lambda: note_of(full) != "", timeout=ANSWER_MS)
    written = note_of(full)
    assert [message.note for message in full.branch if message.note] == [written]
    full.ask("Go on.")
    assert full.last.state == "complete"
    assert sent_texts(full) < 512
    conversation = full.opened
    full.close()
    again = start_program(tmp_path / "data")
    again.pane.open_conversation(conversation)
    assert again.dialogue.when_full == "summarise"
    qtbot.waitUntil(lambda: note_of(again) != "", timeout=ANSWER_MS)


def test_a_summary_can_be_edited_and_written_anew(full: ProgramUnderTest, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: notice_text(full) != "")
    choose(full, "summarise")
    qtbot.waitUntil(lambda: note_of(full) != "", timeout=ANSWER_MS)
    written = note_of(full)
    full.pane.transcript.note_requested.emit()
    editor = full.pane.findChild(QPlainTextEdit, "noteText")
    assert isinstance(editor, QPlainTextEdit)
    assert editor.toPlainText() == written
    editor.setPlainText("The user counts apples.")
    press(full, "noteSave")
    qtbot.waitUntil(lambda: note_of(full) == "The user counts apples.")
    full.pane.transcript.note_requested.emit()
    press(full, "noteAnew")
    qtbot.waitUntil(lambda: note_of(full) not in ("", "The user counts apples."), timeout=ANSWER_MS)


def press(program: ProgramUnderTest, name: str) -> None:
    button = program.pane.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    button.click()


def test_a_pinned_message_is_counted_and_goes_with_the_question(full: ProgramUnderTest, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: notice_text(full) != "")
    before = heard(full, qtbot, "And now?")
    pinned = full.branch[1]
    full.pane.transcript.pin_requested.emit(pinned.id, True)
    after = heard(full, qtbot, "And now, please?")
    assert after.carried > 0
    assert (before.carried, after.left_out) == (0, before.left_out)
    assert full.shown(pinned.id).pinned
    full.ask("And now, please?")
    assert abs(sent_texts(full) - after.sent) <= 12
    full.pane.transcript.pin_requested.emit(pinned.id, False)
    assert heard(full, qtbot, "And then?").carried == 0


def test_a_killed_engine_while_summarising_costs_nothing(full: ProgramUnderTest, qtbot: QtBot) -> None:
    """The model crashes and the whole window dies with it (gpt4all #2182)."""
    full.dialogue.set_when_full("summarise")
    with qtbot.waitSignal(full.dialogue.noting, timeout=ANSWER_MS):
        full.send("Go on.")
    full.engine_process.kill()
    full.wait_until_idle()
    assert full.last.state == "complete", "what had not begun is asked of the next engine"
    assert [message.note for message in full.branch if message.note]
    qtbot.waitUntil(lambda: note_of(full) != "", timeout=ANSWER_MS)


def test_notes_and_pins_of_a_temporary_conversation_leave_nothing(
    program: ProgramUnderTest, qtbot: QtBot, tmp_path: Path
) -> None:
    program.program.settings.change(context=512, max_tokens=4)
    program.pane.start_temporary()
    for number in range(3):
        program.ask(f"{number} xylophone {LONG}")
    program.pane.transcript.pin_requested.emit(program.branch[0].id, True)
    program.dialogue.set_when_full("summarise")
    qtbot.waitUntil(lambda: note_of(program) != "", timeout=ANSWER_MS)
    program.ask("Go on.")
    program.pane.start_new()
    assert program.pane.transcript.conversation.context_line is None
    program.close()
    data = tmp_path / "data"
    assert [path for path in data.rglob("*") if path.is_file() and b"xylophone" in path.read_bytes()] == []
    assert list((data / "kv").iterdir()) == []


def test_a_larger_context_sees_everything_again(full: ProgramUnderTest, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: notice_text(full) != "")
    choose(full, "enlarge")

    def is_larger() -> bool:
        window = full.dialogue.window()
        return window is not None and window.context == 1024

    qtbot.waitUntil(is_larger, timeout=ANSWER_MS)
    qtbot.waitUntil(lambda: notice_text(full) == "")
    assert full.pane.transcript.conversation.context_start is None


def test_a_message_that_alone_is_too_long_is_said_before_it_is_sent(
    program: ProgramUnderTest, qtbot: QtBot
) -> None:
    program.program.settings.change(context=512)
    qtbot.waitUntil(lambda: program.dialogue.window() is not None, timeout=ANSWER_MS)
    use = heard(program, qtbot, "word " * 600)
    assert not use.fits
    assert "512" in notice_text(program)
