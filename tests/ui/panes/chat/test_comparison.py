"""One question, several answers: by chance, by another preset, and side by side."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from assistant.storage.presets import presets
from assistant.ui.widgets.transcript import Transcript
from tests.ui.panes.chat.conftest import ProgramUnderTest

pytestmark = pytest.mark.model


def answer_again(program: ProgramUnderTest, name: str) -> None:
    action = program.pane.variants.menu(program.last.id).findChild(QAction, name)
    assert isinstance(action, QAction)
    action.trigger()
    program.wait_until_idle()


def shown_texts(program: ProgramUnderTest) -> list[str]:
    sides = program.pane.comparison.findChildren(Transcript, "comparedAnswer")
    return [side.conversation.messages[0].text for side in sides]


@pytest.fixture
def answered(program: ProgramUnderTest) -> ProgramUnderTest:
    """A question with three answers."""
    program.program.settings.change(max_tokens=12)
    program.ask("Name a colour.")
    answer_again(program, "temperature-1.2")
    answer_again(program, "preset-story")
    return program


def test_the_same_question_is_answered_otherwise(answered: ProgramUnderTest) -> None:
    first, second, third = answered.history.siblings(answered.last.id)
    assert answered.last.id == third
    texts = [answered.history.message(each).text for each in (first, second, third)]
    assert len(set(texts)) == 3
    conversation = answered.dialogue.conversation
    assert conversation is not None
    assert conversation.parameters.preset is None, "the conversation goes on as it was"


def test_one_of_two_answers_is_gone_on_with(answered: ProgramUnderTest, qtbot: QtBot) -> None:
    pane = answered.pane
    siblings = answered.history.siblings(answered.last.id)
    texts = [answered.history.message(each).text for each in siblings]
    pane.transcript.compare_requested.emit(siblings[2])
    assert pane.comparison.isVisible()
    assert shown_texts(answered) == texts[1:]
    left = pane.comparison.findChildren(QComboBox, "comparedVersion")[0]
    left.setCurrentIndex(0)
    assert shown_texts(answered) == [texts[0], texts[2]]
    assert "0.0" in left.itemText(0)
    assert "1.2" in left.itemText(1)
    pane.comparison.findChildren(QPushButton, "goOnWithThis")[0].click()
    assert answered.last.id == siblings[0]
    assert pane.transcript.isVisible()
    assert not pane.comparison.isVisible()


def test_the_conversation_stays_as_it_is_without_a_choice(answered: ProgramUnderTest) -> None:
    pane, last = answered.pane, answered.last
    pane.transcript.compare_requested.emit(last.id)
    close = pane.comparison.findChild(QPushButton, "comparisonClose")
    assert isinstance(close, QPushButton)
    close.click()
    assert pane.transcript.isVisible()
    assert answered.last == last


def test_every_preset_is_offered(program: ProgramUnderTest) -> None:
    program.ask("Hello")
    menu = program.pane.variants.menu(program.last.id)
    names = {action.objectName() for action in menu.actions()}
    assert {f"preset-{each.id}" for each in presets()} <= names
