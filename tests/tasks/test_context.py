"""Context overflow that silently drops what the model was told (ollama #4967, open-webui #2286)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.protocol import Load, Loaded, Tokenize, Tokenized
from assistant.engine.safety import EngineSafety
from assistant.engine.supervisor import Engine
from assistant.engine.values import Message
from assistant.tasks.chat import ChatAnswer, ChatOptions, ChatPartial, chat
from assistant.tasks.context import Measured, TokenCounts, Window, first_seen, measure
from assistant.tasks.runner import TaskRun
from tests.fakes import ScriptedEngine

Turn = tuple[int, int]
"""The tokens of a question and of its answer."""

turns = st.lists(st.tuples(st.integers(1, 400), st.integers(1, 400)), min_size=1, max_size=30)


def dialogue(turns: list[Turn]) -> tuple[list[Message], list[int]]:
    """The last question has no answer yet."""
    messages, sizes = [], []
    for question, answer in turns:
        messages += [Message(role="user", content="?"), Message(role="assistant", content="!")]
        sizes += [question, answer]
    return messages[:-1], sizes[:-1]


@given(turns, st.integers(1, 2000))
def test_what_is_sent_fits_and_ends_with_the_question(turns: list[Turn], room: int) -> None:
    messages, sizes = dialogue(turns)
    first = first_seen(messages, sizes, room)
    assert messages[first].role == "user", "a turn was torn apart"
    assert first < len(messages), "the question was left out"
    assert sum(sizes[first:]) <= room or first == len(messages) - 1


@given(turns, st.integers(1, 2000))
def test_nothing_is_left_out_without_need(turns: list[Turn], room: int) -> None:
    messages, sizes = dialogue(turns)
    if sum(sizes) <= room:
        assert first_seen(messages, sizes, room) == 0


@given(turns, st.integers(1, 2000))
def test_the_cut_only_moves_on_and_then_frees_half(turns: list[Turn], room: int) -> None:
    """Else nearly every turn would begin differently, and be read from its beginning."""
    before = 0
    for length in range(1, len(turns) + 1):
        messages, sizes = dialogue(turns[:length])
        first = first_seen(messages, sizes, room)
        assert first >= before, "what had been left out came back"
        if first > before:
            assert sum(sizes[first:-1]) <= max(room - sizes[-1], 0) // 2
        before = first


def test_a_continued_answer_counts_with_its_question() -> None:
    messages, sizes = dialogue([(10, 10), (10, 10)])
    begun = [*messages, Message(role="assistant", content="!")]
    assert first_seen(begun, [*sizes, 60], 100) == 0
    assert first_seen(begun, [*sizes, 90], 100) == 2


def test_a_text_is_counted_once(engine: Engine, script: ScriptedEngine) -> None:
    counts = TokenCounts()
    messages = [Message(role="user", content="one two"), Message(role="user", content="one two")]
    for _ in range(2):
        run: TaskRun[Measured] = TaskRun(engine, measure(messages, "Be brief.", counts))
        run.start()
        assert run.wait().error is None
    assert counts.texts == {"one two": 2}
    counted = [command["text"] for command in script.received if command.get("text")]
    assert counted == ["Hi", "one two"]


def test_the_oldest_turns_stay_out_of_the_prompt_and_this_is_said(
    engine: Engine, script: ScriptedEngine
) -> None:
    messages, _ = dialogue([(0, 0)] * 4)
    long = [Message(role=each.role, content=f"{number} " * 10) for number, each in enumerate(messages)]
    partials: list[ChatPartial] = []
    task = chat(long, ChatOptions(system_prompt="Be brief."), window=Window(80, TokenCounts()))
    run: TaskRun[ChatAnswer] = TaskRun(engine, task, on_partial=partials.append)
    run.start()
    assert run.wait().error is None
    (command,) = [command for command in script.received if command["command"] == "generate"]
    sent = [message["content"] for message in command["messages"]]
    assert sent == ["Be brief.", *[each.content for each in long[4:]]]
    assert {partial.left_out for partial in partials} == {4}


@pytest.mark.model
@pytest.mark.parametrize("system_prompt", ["", "You are a lighthouse keeper."])
def test_the_count_is_that_of_the_engine(starter_model: Path, tmp_path: Path, system_prompt: str) -> None:
    engine = Engine(log=tmp_path / "engine.log", safety=EngineSafety(tmp_path / "safety.json"))
    try:
        assert isinstance(engine.run(Load(path=str(starter_model))), Loaded)
        messages = [
            Message(role=role, content=f"Say {number}: the ships 和灯塔.")
            for number, role in enumerate(("user", "assistant", "user"))
        ]
        run: TaskRun[Measured] = TaskRun(engine, measure(messages, system_prompt, TokenCounts()))
        run.start()
        measured = run.wait().result
        assert measured is not None
        system = [Message(role="system", content=system_prompt)] if system_prompt else []
        exact = engine.run(Tokenize(messages=[*system, *messages]))
        assert isinstance(exact, Tokenized)
        assert abs(measured.total() - exact.count) <= 3
    finally:
        engine.close()
