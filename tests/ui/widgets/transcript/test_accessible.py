"""Screen readers find nothing: the class of complaint this guards against."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible

from assistant.ui.widgets.transcript import Transcript, TranscriptMessage
from tests.ui.widgets.transcript.conftest import dialogue

NAME = QAccessible.Text.Name


@pytest.fixture(autouse=True)
def screen_reader() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def test_messages_are_items_of_a_list(transcript: Transcript) -> None:
    transcript.set_messages(dialogue(3))
    listed = QAccessible.queryAccessibleInterface(transcript)
    assert listed.role() == QAccessible.Role.List
    assert [listed.child(at).text(NAME) for at in range(3)] == [
        "You: Question 1",
        "Answer: An answer.",
        "You: Question 3",
    ]
    assert listed.child(1).role() == QAccessible.Role.ListItem
    assert listed.indexOfChild(listed.child(1)) == 1
    assert transcript.geometry().width() > listed.child(1).rect().width() > 100


def test_an_item_is_invalid_when_its_message_is_gone(transcript: Transcript) -> None:
    transcript.set_messages(dialogue(3))
    item = QAccessible.queryAccessibleInterface(transcript).child(2)
    transcript.remove_from(3)
    assert not item.isValid()
    assert item.text(NAME) == ""


def test_finished_answers_are_announced(transcript: Transcript, spoken: list[str]) -> None:
    transcript.begin_answer(TranscriptMessage(1, "assistant"))
    transcript.append_text(1, "Hello")
    transcript.end_answer(1, None)
    transcript.begin_answer(TranscriptMessage(2, "assistant"))
    transcript.fail_answer(2, "It broke.", "Try again.")
    assert spoken == ["Answer: Hello", "Answer: It broke. Try again."]
