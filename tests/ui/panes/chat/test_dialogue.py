"""A dialogue with the starter model in the real window: asking, stopping, versions, and what survives."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.panes.chat.conftest import ANSWER_MS, ProgramUnderTest, StartProgram

pytestmark = pytest.mark.model

CAPITAL = "What is the capital of France? One word."
LONG = "Tell me a long story about a lighthouse."


def test_a_question_is_answered_and_stored(program: ProgramUnderTest) -> None:
    assert "Paris" in program.ask(CAPITAL)
    question, answer = program.branch
    assert (question.role, question.text) == ("user", CAPITAL)
    assert (answer.role, answer.state) == ("assistant", "complete")
    assert answer.model is not None
    assert answer.outcome is not None
    assert answer.outcome.usage.completion_tokens > 0
    (conversation,) = program.history.list_conversations()
    assert conversation.title == CAPITAL


def test_the_answer_streams_into_the_transcript(program: ProgramUnderTest) -> None:
    heard: list[str] = []
    program.dialogue.text_added.connect(lambda _message, text: heard.append(text))
    answer = program.ask(CAPITAL)
    assert len(heard) > 1
    assert "".join(heard) == answer
    assert program.shown(program.last.id).text == answer


def test_a_second_question_is_understood_in_context(program: ProgramUnderTest) -> None:
    program.ask(CAPITAL)
    program.ask("And of Germany?")
    outcome = program.last.outcome
    assert outcome is not None
    assert outcome.usage.cached_tokens > 0
    assert len(program.branch) == 4


def test_stopping_keeps_what_was_written(program: ProgramUnderTest) -> None:
    program.send(LONG)
    heard = program.wait_for_text(3)
    program.dialogue.stop()
    program.wait_until_idle()
    assert program.last.state == "stopped"
    assert program.last.text == "".join(heard)


def test_an_answer_can_be_continued(program: ProgramUnderTest) -> None:
    program.send(LONG)
    program.wait_for_text(3)
    program.dialogue.stop()
    program.wait_until_idle()
    before = program.last.text
    program.program.settings.change(max_tokens=8)
    program.dialogue.go_on(program.last.id)
    program.wait_until_idle()
    assert program.last.text.startswith(before)
    assert len(program.last.text) > len(before)
    assert len(program.branch) == 2


def test_another_version_stands_beside_the_first(program: ProgramUnderTest) -> None:
    program.program.settings.change(max_tokens=12)
    program.ask("Invent a name for a ship.")
    first = program.last
    program.dialogue.regenerate(first.id)
    program.wait_until_idle()
    second = program.last
    assert second.id != first.id
    assert program.history.siblings(second.id) == (first.id, second.id)
    program.dialogue.show_sibling(second.id, 0)
    assert program.last.id == first.id


def test_an_edited_question_begins_a_branch(program: ProgramUnderTest) -> None:
    program.program.settings.change(max_tokens=8)
    program.ask("What is the capital of Frence?")
    question = program.branch[0]
    program.pane.transcript.edit_requested.emit(question.id)
    assert program.pane.composer.text == question.text
    program.ask(CAPITAL)
    assert program.branch[0].text == CAPITAL
    assert len(program.history.siblings(program.branch[0].id)) == 2


def test_a_deleted_message_can_be_brought_back(program: ProgramUnderTest) -> None:
    program.program.settings.change(max_tokens=8)
    program.ask(CAPITAL)
    answer = program.last
    program.pane.transcript.delete_requested.emit(answer.id)
    assert len(program.branch) == 1
    (offer,) = program.program.window.message_bar.messages
    assert offer.on_action is not None
    offer.on_action()
    assert program.last == answer


def test_an_answer_goes_on_while_another_conversation_is_open(
    program: ProgramUnderTest, qtbot: QtBot
) -> None:
    program.program.settings.change(max_tokens=40)
    program.send(LONG)
    program.wait_for_text(2)
    (first,) = program.history.list_conversations()
    program.pane.start_new()
    assert not program.dialogue.busy
    program.ask(CAPITAL)
    qtbot.waitUntil(
        lambda: (
            program.history.messages_on_path(program.history.conversation(first.id).leaf)[-1].state
            == "complete"
        ),
        timeout=ANSWER_MS,
    )
    program.dialogue.open(first.id)
    assert program.last.outcome is not None
    assert program.last.outcome.usage.completion_tokens == 40


def test_everything_is_there_after_a_restart(start_program: StartProgram, tmp_path: Path) -> None:
    first = start_program(tmp_path / "data")
    first.program.settings.change(max_tokens=12)
    first.ask("The lighthouse keeper counts the ships. " * 12 + CAPITAL)
    first.pane.composer.set_text("half a thought")
    before = first.branch
    first.close()

    second = start_program(tmp_path / "data")
    (conversation,) = second.history.list_conversations()
    second.pane.open_conversation(conversation.id)
    assert second.branch == before
    assert second.pane.composer.text == "half a thought"
    second.ask("And of Germany?")
    assert second.last.outcome is not None
    assert second.last.outcome.usage.cached_tokens > 0, "the dialogue was read again"


def test_a_full_context_is_a_sentence_with_numbers_in_place(program: ProgramUnderTest) -> None:
    program.program.settings.change(context=512)
    program.ask("word " * 600)
    failure = program.last.failure
    assert failure is not None
    assert failure.code == "context-overflow"
    shown = program.shown(program.last.id)
    assert shown.error is not None
    assert "512" in shown.error.sentence
