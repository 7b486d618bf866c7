"""Context overflow that silently drops what the model was told (ollama #4967 #14259, open-webui #2286)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget
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
