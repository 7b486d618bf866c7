"""Complaints: errors that nobody sees, raw exceptions as messages, a deletion that cannot be taken back."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from assistant.engine.errors import NotEnoughMemory
from assistant.ui.message_bar import Message, MessageBar


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    made = MessageBar()
    qtbot.addWidget(made)
    return made


def text(bar: MessageBar, name: str = "messageText") -> str:
    label = bar.findChild(QLabel, name)
    assert label is not None
    return label.text()


def press(qtbot: QtBot, bar: MessageBar, name: str) -> None:
    button = bar.findChild(QPushButton, name) or bar.findChild(QToolButton, name)
    assert button is not None
    assert button.isVisibleTo(bar)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_without_messages_there_is_no_bar(bar: MessageBar) -> None:
    assert bar.isHidden()


def test_an_error_is_a_sentence_and_a_hint(bar: MessageBar) -> None:
    bar.show_error(NotEnoughMemory(needed="7.2 GB", available="3 GB"))
    assert not bar.isHidden()
    assert text(bar) == "The model needs about 7.2 GB, and 3 GB of memory is free."
    assert "smaller model" in text(bar, "messageHint")


def test_a_bug_shows_no_python_but_offers_it_for_a_report(qtbot: QtBot, bar: MessageBar) -> None:
    bar.report(KeyError("conversation-17"))
    assert "KeyError" not in text(bar) + text(bar, "messageHint")
    press(qtbot, bar, "messageCopy")
    assert "KeyError: 'conversation-17'" in QGuiApplication.clipboard().text()


def test_an_exception_may_come_from_any_thread(qtbot: QtBot, bar: MessageBar) -> None:
    thread = threading.Thread(target=bar.report, args=(NotEnoughMemory(needed="1 GB", available="0 GB"),))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: not bar.isHidden())
    assert "1 GB" in text(bar)


def test_the_newest_is_shown_and_the_others_wait(qtbot: QtBot, bar: MessageBar) -> None:
    bar.show_message(Message("first"))
    bar.show_message(Message("second"))
    assert text(bar) == "second"
    press(qtbot, bar, "messageDismiss")
    assert text(bar) == "first"
    press(qtbot, bar, "messageDismiss")
    assert bar.isHidden()


def test_the_same_error_again_does_not_pile_up(bar: MessageBar) -> None:
    for _ in range(1000):
        bar.show_error(NotEnoughMemory(needed="1 GB", available="0 GB"))
    assert len(bar.messages) == 1


def test_undo_acts_once_and_ends_its_message(qtbot: QtBot, bar: MessageBar) -> None:
    undone: list[str] = []
    bar.show_message(Message("Deleted.", action="Undo", on_action=lambda: undone.append("chat")))
    press(qtbot, bar, "messageAction")
    assert undone == ["chat"]
    assert bar.isHidden()


def test_two_deletions_can_both_be_undone(qtbot: QtBot, bar: MessageBar) -> None:
    undone: list[int] = []
    for number in (1, 2):
        bar.show_message(
            Message("Deleted.", action="Undo", on_action=lambda number=number: undone.append(number))
        )
    press(qtbot, bar, "messageAction")
    press(qtbot, bar, "messageAction")
    assert undone == [2, 1]


def test_a_passing_message_goes_by_itself(qtbot: QtBot, bar: MessageBar) -> None:
    bar.show_message(Message("Copied.", seconds=0.01))
    qtbot.waitUntil(bar.isHidden)
