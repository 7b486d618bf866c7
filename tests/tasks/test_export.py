"""History lost on an update (cherry-studio #447): what was written can always be taken elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from assistant.engine.values import Sampling, Usage
from assistant.storage.history import History
from assistant.storage.records import Attachment, Conversation, Outcome, Parameters
from assistant.tasks.errors import ConversationNewer, NotAConversation
from assistant.tasks.export import from_json, to_html, to_json, to_markdown


@pytest.fixture
def history() -> Iterator[History]:
    with History.in_memory() as opened:
        yield opened


@pytest.fixture
def conversation(history: History) -> Conversation:
    """A question that was edited once, the second with two answers."""
    made = history.create_conversation(
        title="灯塔 & ships", system_prompt="Be brief.", parameters=Parameters(sampling=Sampling(top_k=3))
    )
    history.add_message(made.id, "user", "first try", parent=None)
    question = history.add_message(
        made.id, "user", "<b>Which</b> ships?", parent=None, attachments=(Attachment("list.csv", "a,b"),)
    )
    history.add_message(made.id, "assistant", "None.", parent=question.id, model="SmolLM2")
    answer = history.add_message(
        made.id, "assistant", "", parent=question.id, state="streaming", model="SmolLM2"
    )
    text = (
        "| a | b |\n|---|---|\n| 1 | **2** |\n\n<script>alert(1)</script>\n\n![x](http://example.org/x.png)"
    )
    outcome = Outcome(Usage(prompt_tokens=3), seed=1, finish_reason="stop")
    history.finish_message(answer.id, "complete", text, "thought", outcome=outcome)
    return history.conversation(made.id)


def test_markdown_has_the_branch_that_is_shown(history: History, conversation: Conversation) -> None:
    text = to_markdown(conversation, history.messages_on_path(conversation.leaf), "You")
    assert text.startswith("# 灯塔 & ships\n\n> Be brief.\n\n**You** · ")
    assert " · list.csv\n\n<b>Which" in text
    assert "**SmolLM2** · " in text
    assert "| 1 | **2** |" in text
    assert "None." not in text
    assert "thought" not in text


def test_html_is_one_page_in_which_nothing_runs_and_nothing_is_fetched(
    history: History, conversation: Conversation
) -> None:
    text = to_html(conversation, history.messages_on_path(conversation.leaf), "You", "en")
    assert "<title>灯塔 &amp; ships</title>" in text
    assert "&lt;b&gt;Which&lt;/b&gt; ships?" in text
    assert "<strong>2</strong>" in text
    assert "<script" not in text
    assert "<img" not in text


def test_json_comes_back_as_it_was(history: History, conversation: Conversation) -> None:
    messages = history.all_messages(conversation.id)
    file = from_json(to_json(conversation, messages).encode(), "ships.json")
    assert file.messages == messages
    with History.in_memory() as other:
        other.create_conversation(title="in the way")
        other.add_message(1, "user", "takes the first id", parent=None)
        copy = other.add_copy(file.conversation, file.messages)
        assert (copy.title, copy.system_prompt, copy.parameters, copy.created) == (
            conversation.title,
            conversation.system_prompt,
            conversation.parameters,
            conversation.created,
        )
        branch = other.messages_on_path(copy.leaf)
        before = history.messages_on_path(conversation.leaf)
        assert [(m.role, m.text, m.attachments, m.outcome, m.created) for m in branch] == [
            (m.role, m.text, m.attachments, m.outcome, m.created) for m in before
        ]
        assert len(other.siblings(branch[0].id)) == len(other.siblings(branch[1].id)) == 2


def test_a_copy_leaves_out_what_belongs_to_this_machine(history: History, conversation: Conversation) -> None:
    history.set_draft(conversation.id, "half a thought")
    text = to_json(history.conversation(conversation.id), [])
    assert json.loads(text)["conversation"]["cache_key"] is None
    assert "half a thought" not in text


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: "no JSON",
        lambda file: {"format": "something else", "version": 1},
        lambda file: file | {"messages": file["messages"][1:]} | {"conversation": file["conversation"]},
        lambda file: file | {"messages": [*file["messages"], file["messages"][0]]},
        lambda file: file | {"messages": list(reversed(file["messages"]))},
        lambda file: file | {"conversation": file["conversation"] | {"leaf": 99}},
        lambda file: file | {"messages": [{**file["messages"][0], "role": "system"}]},
    ],
)
def test_anything_else_is_no_conversation(
    history: History, conversation: Conversation, damage: object
) -> None:
    assert callable(damage)
    messages = history.messages_on_path(conversation.leaf)
    file = damage(json.loads(to_json(conversation, messages)))
    with pytest.raises(NotAConversation):
        from_json(json.dumps(file).encode() if isinstance(file, dict) else b"\xff", "x.json")


def test_a_file_of_a_newer_program_is_said_to_be_one() -> None:
    with pytest.raises(ConversationNewer):
        from_json(b'{"format": "parlance-conversation", "version": 2, "messages": 3}', "x.json")


def test_formulas_stay_as_they_were_written() -> None:
    """As Markdown, their backslashes and underscores would be lost."""
    text = "As $a_1\\,b_2$ & so:\n\n$$\\int_0^1 x\\,dx$$\n\nand $5 or $6_a_."
    with History.in_memory() as history:
        made = history.create_conversation(title="Math")
        answer = history.add_message(made.id, "assistant", text, parent=None)
        page = to_html(history.conversation(made.id), [answer], "You", "en")
    for expected in ("$a_1\\,b_2$", "$$\\int_0^1 x\\,dx$$", "$5 or $6_a_"):
        assert expected in page
