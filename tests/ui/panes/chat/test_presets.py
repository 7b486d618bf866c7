from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from tests.ui.panes.chat.conftest import ProgramUnderTest, StartProgram

pytestmark = pytest.mark.model


def choose(program: ProgramUnderTest, name: str) -> None:
    action = program.pane.presets.menu().findChild(QAction, name)
    assert isinstance(action, QAction)
    action.trigger()


def shown(program: ProgramUnderTest) -> str:
    button = program.pane.findChild(QPushButton, "presetButton")
    assert isinstance(button, QPushButton)
    return button.text()


def test_a_preset_belongs_to_its_conversation(
    program: ProgramUnderTest, start_program: StartProgram, tmp_path: Path
) -> None:
    program.program.settings.change(max_tokens=4, system_prompt="Be kind.")
    assert shown(program) == "General"
    choose(program, "concise")
    assert shown(program) == "Concise"
    program.ask("Hello")
    first = program.history.conversation(program.opened)
    assert first.system_prompt.startswith("Answer in as few words")
    assert first.parameters.sampling is not None
    assert first.parameters.sampling.temperature == 0.3
    program.pane.start_new()
    assert shown(program) == "General"
    assert program.dialogue.system_prompt == "Be kind."
    program.close()
    again = start_program(tmp_path / "data")
    again.pane.open_conversation(first.id)
    assert shown(again) == "Concise"


def test_going_back_to_general_is_to_follow_the_settings(program: ProgramUnderTest) -> None:
    program.program.settings.change(max_tokens=4, system_prompt="Be kind.")
    choose(program, "tutor")
    program.ask("Hello")
    choose(program, "general")
    conversation = program.history.conversation(program.opened)
    assert (conversation.system_prompt, conversation.parameters.sampling) == ("Be kind.", None)
    outcome = program.last.outcome
    assert outcome is not None
    before = outcome.usage.prompt_tokens
    program.ask("Hello again")
    assert program.last.outcome is not None
    assert program.last.outcome.usage.prompt_tokens < before, "the tutor's prompt is still sent"
