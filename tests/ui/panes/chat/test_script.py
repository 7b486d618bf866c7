"""An hour of use in one test: whatever was done, the next start shows it as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.storage.records import Message
from tests.ui.panes.chat.conftest import ProgramUnderTest, StartProgram

pytestmark = pytest.mark.model

LONG = "Count from one to one hundred in words."


def trees(program: ProgramUnderTest) -> dict[int, list[Message]]:
    """All that was ever said, whatever branch is shown."""
    history = program.history
    return {each.id: history.all_messages(each.id) for each in history.list_conversations()}


def test_dialogue_edit_branch_regenerate_stop_kill_and_restart(
    start_program: StartProgram, tmp_path: Path
) -> None:
    program = start_program(tmp_path / "data")
    program.program.settings.change(max_tokens=10)
    transcript = program.pane.transcript
    program.ask("What is the capital of France?")
    program.ask("And of Germany?")
    first = program.opened

    transcript.edit_requested.emit(program.branch[2].id)
    program.ask("And of Spain?")
    assert len(program.history.siblings(program.branch[2].id)) == 2

    transcript.regenerate_requested.emit(program.last.id)
    program.wait_until_idle()
    assert len(program.history.siblings(program.last.id)) == 2

    transcript.branch_requested.emit(program.branch[1].id)
    assert program.opened != first
    program.program.settings.change(max_tokens=200)
    program.send(LONG)
    program.wait_for_text(3)
    program.pane.composer.stopped.emit()
    program.wait_until_idle()
    assert program.last.state == "stopped"

    program.send(LONG)
    program.wait_for_text(3)
    program.engine_process.kill()
    program.wait_until_idle()
    assert program.last.state == "failed"
    assert program.last.text
    program.program.settings.change(max_tokens=10)
    program.ask("Are you there?")
    assert program.last.state == "complete"

    second = program.opened
    program.pane.composer.set_text("half a thought")
    branch, before = program.branch, trees(program)
    program.close()

    again = start_program(tmp_path / "data")
    assert trees(again) == before
    again.pane.open_conversation(second)
    assert again.branch == branch
    assert again.pane.composer.text == "half a thought"
    assert [again.shown(message.id).text for message in branch] == [message.text for message in branch]
    again.pane.open_conversation(first)
    assert [message.text for message in again.branch][2] == "And of Spain?"
