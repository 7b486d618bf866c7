"""From "/" in the composer to a prompt that can be sent."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from assistant.storage.prompts import Prompt
from assistant.ui.main_window import MainWindow
from assistant.ui.panes.chat import ChatPane
from assistant.ui.services import Services
from assistant.ui.widgets.prompt_editor import PromptEditor
from assistant.ui.widgets.prompt_form import PromptForm


def chat_of(qtbot: QtBot, window: MainWindow) -> ChatPane:
    window.activateWindow()
    qtbot.waitActive(window)
    pane = window.show_pane("chat")
    assert isinstance(pane, ChatPane)
    qtbot.waitUntil(pane.composer.field.hasFocus)
    return pane


def test_a_prompt_takes_the_place_of_its_command(
    qtbot: QtBot, services: Services, window: MainWindow
) -> None:
    services.history.prompts.save(Prompt("", "Zebra", "What is a zebra?"))
    pane = chat_of(qtbot, window)
    qtbot.keyClicks(pane.composer.field, "/zeb")
    qtbot.keyClick(pane.composer.field, Qt.Key.Key_Return)
    assert pane.composer.text == "What is a zebra?"


def test_what_a_prompt_leaves_open_is_asked_for_and_can_be_given_up(
    qtbot: QtBot, services: Services, window: MainWindow
) -> None:
    services.history.prompts.save(Prompt("", "Animal", "What is a {{animal}}?"))
    pane = chat_of(qtbot, window)
    qtbot.keyClicks(pane.composer.field, "/animal")
    for ends_with, text in (("cancelPromptButton", "/animal"), ("insertPromptButton", "What is a 斑马?")):
        pane.composer.set_text("")
        pane.composer.set_text("/animal")
        qtbot.keyClick(pane.composer.field, Qt.Key.Key_Return)
        form = window.findChild(PromptForm)
        assert form is not None
        field = form.findChild(QPlainTextEdit, "variable.animal")
        assert field is not None
        field.setPlainText("斑马")
        button = form.findChild(QPushButton, ends_with)
        assert button is not None
        button.click()
        qtbot.waitUntil(lambda: window.findChild(QDialog) is None)
        assert pane.composer.text == text
        window.activateWindow()
        qtbot.waitUntil(pane.composer.field.hasFocus)


def test_the_library_can_be_edited_from_the_list(qtbot: QtBot, window: MainWindow) -> None:
    pane = chat_of(qtbot, window)
    qtbot.keyClicks(pane.composer.field, "/")
    button = pane.findChild(QPushButton, "editPromptsButton")
    assert button is not None
    assert button.isVisible()
    button.click()
    editor = window.findChild(PromptEditor)
    assert editor is not None
    editor.accept()
    qtbot.waitUntil(lambda: window.findChild(QDialog) is None)
