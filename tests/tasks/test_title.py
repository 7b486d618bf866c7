from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.supervisor import Engine
from assistant.engine.values import FinishReason, Message
from assistant.tasks.runner import TaskRun
from assistant.tasks.title import LONGEST, cleaned, title
from tests.fakes import End, Say, ScriptedEngine

DIALOGUE = [Message(role="user", content="Hello"), Message(role="assistant", content="Hi.")]


def test_thinking_never_becomes_a_title(engine: Engine, script: ScriptedEngine) -> None:
    """Thinking blocks leak into titles (immersive-translate #3903)."""
    script.script(generate=[[Say("The user wants a title.", thinking=True), End("length")]])
    run: TaskRun[str] = TaskRun(engine, title(DIALOGUE, "Be brief."))
    run.start()
    assert run.wait().result == ""
    (command,) = [command for command in script.received if command["command"] == "generate"]
    assert command["priority"] == "background"
    assert command["max_tokens"] == 12
    assert [message["content"] for message in command["messages"][:3]] == ["Be brief.", "Hello", "Hi."]


@pytest.mark.parametrize(
    ("written", "reason", "expected"),
    [
        ('"Greetings Among Friends."', "stop", "Greetings Among Friends"),
        ("Title: **Trip to Kyoto**\n\nI hope", "length", "Trip to Kyoto"),
        ("A long walk along the har", "length", "A long walk along the"),
        ("标题：《灯塔的故事》", "stop", "灯塔的故事"),
        ("灯塔的故", "length", "灯塔的故"),
        ("???", "stop", ""),
        ("", "stop", ""),
        ("word " * 30, "stop", ""),
    ],
)
def test_what_models_write_around_a_title_goes(written: str, reason: FinishReason, expected: str) -> None:
    assert cleaned(written, reason) == expected


@given(st.text())
def test_a_title_is_one_short_line(written: str) -> None:
    made = cleaned(written, "stop")
    assert len(made) <= LONGEST
    assert "\n" not in made
