"""What stays of messages that are left out: pinned ones word for word, the others in a note."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.protocol import Generate
from assistant.engine.values import FinishReason, Message
from assistant.tasks.chat import ChatAnswer, ChatOptions, ChatPartial, chat
from assistant.tasks.context import TokenCounts, Window, first_seen
from assistant.tasks.memory import NOTHING, Memory, remembered
from assistant.tasks.notes import missing_note
from assistant.tasks.runner import TaskRun
from tests.fakes.scripted_model import ScriptedModel, tokens

CONTEXT = 1024
NOTE = "The user sails."


def dialogue(turns: int, words: int = 100) -> list[Message]:
    """So many questions, the last one without an answer; each message has some tokens more than ``words``."""
    said = [
        Message(role=role, content=f"{role} {number} " + "boat " * words)
        for number in range(turns)
        for role in ("user", "assistant")
    ]
    return said[:-1]


def write(request: Generate) -> str:
    return NOTE if "<conversation>" in request.messages[-1].content else "Aye."


def asked(
    messages: Sequence[Message], memory: Memory = NOTHING, *, summarises: bool = False, context: int = CONTEXT
) -> tuple[ScriptedModel, list[ChatPartial]]:
    """An answer by a model that notes nothing but :data:`NOTE`."""
    model = ScriptedModel(write, context=context + 1024)
    partials: list[ChatPartial] = []
    window = Window(context, TokenCounts(), 64, summarises)
    task = chat(messages, ChatOptions(system_prompt="", max_tokens=64), window=window, memory=memory)
    run: TaskRun[ChatAnswer] = TaskRun(model, task, on_partial=partials.append)
    run.start()
    assert run.wait().error is None
    return model, partials


def sent(model: ScriptedModel) -> list[Message]:
    request = model.requests[-1]
    return list(request.messages)


def test_a_pinned_message_is_sent_when_its_turn_is_not() -> None:
    messages = dialogue(8)
    model, _ = asked(messages, Memory(pinned=frozenset({1})))
    first, *rest = sent(model)
    assert "assistant 0 boat" in first.content
    assert "user 0" not in first.content
    assert first.role == "user"
    assert rest == messages[len(messages) - len(rest) :], "the end of the dialogue is sent as it is"
    assert sum(tokens(each.content) for each in sent(model)) < CONTEXT


def test_nothing_is_said_twice_while_all_fits() -> None:
    messages = dialogue(2)
    model, _ = asked(messages, Memory(pinned=frozenset({0, 1}), notes=((2, NOTE),)), summarises=True)
    assert sent(model) == messages


@given(st.integers(2, 20), st.frozensets(st.integers(0, 37)), st.integers(0, 300), st.integers(300, 2000))
def test_pins_and_note_fit_with_what_is_sent(
    turns: int, pinned: frozenset[int], note: int, room: int
) -> None:
    messages = dialogue(turns)
    sizes = [100] * len(messages)
    first = first_seen(messages, sizes, room, pinned, note)
    carried = note + sum(sizes[at] for at in pinned if at < first) if first else 0
    assert sum(sizes[first:]) + carried <= room or first == len(messages) - 1


def test_a_missing_note_is_written_before_the_answer_and_sent() -> None:
    model, partials = asked(dialogue(8), summarises=True)
    assert partials[0].noting
    left_out = partials[0].left_out
    assert (partials[1].note, partials[1].left_out) == (NOTE, left_out)
    assert NOTE in sent(model)[0].content
    noted = " ".join(each.content for request in model.requests[:-1] for each in request.messages)
    for message in dialogue(8)[:left_out]:
        assert message.content in noted, "it is neither sent nor noted"


def test_a_note_that_reaches_far_enough_is_not_written_again() -> None:
    messages = dialogue(8)
    _, partials = asked(messages, summarises=True)
    left_out = partials[0].left_out
    model, partials = asked(messages, Memory(notes=((left_out, "An old note."),)), summarises=True)
    assert not partials[0].noting
    assert len(model.requests) == 1
    assert "An old note." in sent(model)[0].content


def test_a_note_that_falls_short_is_continued() -> None:
    model, _ = asked(dialogue(8), Memory(notes=((2, "An old note."),)), summarises=True)
    request = model.requests[0].messages[-1].content
    assert "An old note." in request
    assert "user 0 boat" not in request
    assert "user 1 boat" in request


def test_where_no_notes_are_wanted_none_is_sent() -> None:
    model, _ = asked(dialogue(8), Memory(notes=((2, NOTE),)))
    assert NOTE not in sent(model)[0].content


def test_a_message_longer_than_the_context_is_noted_whole() -> None:
    """Context overflow that silently drops what the model was told (ollama #4967)."""
    words = [f"word{number}" for number in range(3000)]
    messages = [
        Message(role="user", content=" ".join(words)),
        Message(role="assistant", content="Read."),
        Message(role="user", content="Well?"),
    ]
    model = ScriptedModel(write, context=CONTEXT)
    task = missing_note(messages, 2, "", NOTHING, Window(CONTEXT, TokenCounts(), summarises=True))
    run: TaskRun[str] = TaskRun(model, task)
    run.start()
    assert run.wait().result == NOTE
    assert len(model.requests) > 10
    read = "".join(
        request.messages[-1].content.rpartition("User: ")[2].partition("\n</conv")[0]
        for request in model.requests
    )
    assert set(words) - set(read.replace("Assistant: Read.", " ").split()) == set()


def test_a_note_that_was_cut_ends_with_a_sentence() -> None:
    class Cut(ScriptedModel):
        finish_reason: FinishReason = "length"

    model = Cut(lambda _request: "The user sails. The boat is")
    task = missing_note(dialogue(3), 2, "", NOTHING, Window(CONTEXT, TokenCounts(), summarises=True))
    run: TaskRun[str] = TaskRun(model, task)
    run.start()
    assert run.wait().result == "The user sails."


def test_what_is_kept_stands_before_the_first_question() -> None:
    messages = dialogue(3, words=1)
    first, *rest = remembered(messages, 2, frozenset({0}), NOTE)
    assert first.content.index(NOTE) < first.content.index("user 0") < first.content.index("user 1")
    assert rest == messages[3:]
