"""A text in other words stands beside it, and takes its place only when it is told to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from assistant.ui.message_bar import Message
from assistant.ui.panes.write import WritePane
from tests.fakes import Say, ScriptedEngine, WaitFor
from tests.ui.panes.write.conftest import press, shown

TEXT = "It is old. 🚢 It has 46 lanterns."


@pytest.fixture
def rewriting(pane: WritePane) -> WritePane:
    """The pane with a text, about to rewrite it."""
    pane.show_text(TEXT)
    segment = pane.findChild(QAbstractButton, "rewriteSegment")
    assert segment is not None
    segment.click()
    return pane


def choose(pane: WritePane, name: str, value: object) -> None:
    box = pane.findChild(QComboBox, name)
    assert box is not None
    box.setCurrentIndex(box.findData(value))


def rewrite(qtbot: QtBot, pane: WritePane) -> None:
    press(pane, "runButton")
    qtbot.waitUntil(lambda: not pane.running, timeout=30_000)


def test_all_of_it_is_replaced_by_a_variant_and_undone(
    qtbot: QtBot, rewriting: WritePane, script: ScriptedEngine, spoken: list[str]
) -> None:
    script.script(generate=[[Say("An old harbour.")], [Say("It is ancient; 47 lamps.")]])
    choose(rewriting, "presetPicker", "title")
    choose(rewriting, "variantsPicker", 2)
    rewrite(qtbot, rewriting)
    assert [variant.text for variant in rewriting.rewriting.variants] == [
        "An old harbour.",
        "It is ancient; 47 lamps.",
    ]
    assert spoken == ["An old harbour."]
    second = rewriting.findChild(QAbstractButton, "variant1Segment")
    assert second is not None
    second.click()
    assert rewriting.rewritings.view.text == "It is ancient; 47 lamps."
    assert shown(rewriting, "strangeNoticeText") == "Not in your text: 47"
    press(rewriting, "replaceButton")
    assert rewriting.text.text == "It is ancient; 47 lamps."
    rewriting.text.undo()
    assert rewriting.text.text == TEXT


def test_only_what_is_selected_is_rewritten_and_keeps_its_place(
    qtbot: QtBot, rewriting: WritePane, script: ScriptedEngine
) -> None:
    script.script(generate=[[WaitFor("more"), Say("It has very many lanterns.")]])
    cursor = rewriting.text.textCursor()
    cursor.setPosition(len(TEXT[: TEXT.index("It has")].encode("utf-16-le")) // 2)
    cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    rewriting.text.setTextCursor(cursor)
    button = rewriting.findChild(QPushButton, "runButton")
    assert button is not None
    assert button.text() == "Rewrite selection"
    press(rewriting, "runButton")
    start = QTextCursor(rewriting.text.document())
    start.insertText("Look: ")
    script.release("more")
    qtbot.waitUntil(lambda: not rewriting.running, timeout=30_000)
    press(rewriting, "replaceButton")
    assert rewriting.text.text == "Look: It is old. 🚢 It has very many lanterns."


def test_what_was_changed_meanwhile_is_not_replaced_but_can_be_copied(
    qtbot: QtBot, rewriting: WritePane, script: ScriptedEngine
) -> None:
    script.script(generate=[[Say("It is ancient.")]])
    rewrite(qtbot, rewriting)
    rewriting.text.replace_text("Another text.")
    rewriting.rewriting.changed.emit()
    button = rewriting.findChild(QPushButton, "replaceButton")
    assert button is not None
    assert not button.isEnabled()
    copy = rewriting.findChild(QAbstractButton, "copyVariantButton")
    assert copy is not None
    copy.click()
    assert QGuiApplication.clipboard().text() == "It is ancient."


def test_changes_show_what_goes_and_what_comes(
    qtbot: QtBot, rewriting: WritePane, script: ScriptedEngine
) -> None:
    script.script(generate=[[Say("It is very old. 🚢 It has 46 lanterns.")]])
    rewrite(qtbot, rewriting)
    qtbot.waitUntil(lambda: bool(rewriting.rewriting.edits), timeout=30_000)
    changes = rewriting.findChild(QAbstractButton, "changesSegment")
    assert changes is not None
    changes.click()
    cursor = QTextCursor(rewriting.rewritings.view.document())
    cursor.setPosition(8)
    assert cursor.charFormat().fontUnderline()
    assert rewriting.rewritings.view.text == "It is very old. 🚢 It has 46 lanterns."


def test_an_instruction_of_ones_own_is_sent(
    qtbot: QtBot, rewriting: WritePane, script: ScriptedEngine
) -> None:
    script.script(generate=[[Say("Es ist alt.")]])
    choose(rewriting, "presetPicker", "own")
    button = rewriting.findChild(QPushButton, "runButton")
    field = rewriting.findChild(QLineEdit, "instructionField")
    assert button is not None
    assert field is not None
    assert not button.isEnabled()
    field.setText("Say it in German.")
    rewrite(qtbot, rewriting)
    sent = [command for command in script.received if command["command"] == "generate"]
    assert "Say it in German." in str(sent[-1]["messages"])
    assert rewriting.rewritings.view.text == "Es ist alt."


def test_an_instruction_is_kept_as_a_preset_with_a_key_and_deleted_and_brought_back(
    qtbot: QtBot, rewriting: WritePane, script: ScriptedEngine
) -> None:
    script.script(generate=[[Say("Arr, old.")]])
    messages: list[Message] = []
    rewriting.message_raised.connect(messages.append)
    choose(rewriting, "presetPicker", "own")
    field = rewriting.findChild(QLineEdit, "instructionField")
    name = rewriting.findChild(QLineEdit, "presetName")
    picker = rewriting.findChild(QComboBox, "presetPicker")
    assert field is not None
    assert name is not None
    assert picker is not None
    field.setText("Say it like a pirate.")
    name.setText("Pirate")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert picker.currentText() == "Pirate  Ctrl+Alt+1"
    rewriting.rewrite_with(0)
    qtbot.waitUntil(lambda: not rewriting.running, timeout=30_000)
    sent = [command for command in script.received if command["command"] == "generate"]
    assert "Say it like a pirate." in str(sent[-1]["messages"])
    drop = rewriting.findChild(QAbstractButton, "dropPresetButton")
    assert drop is not None
    drop.click()
    assert "Pirate" not in picker.itemText(picker.count() - 1)
    (message,) = messages
    assert message.on_action is not None
    message.on_action()
    assert picker.currentText() == "Pirate  Ctrl+Alt+1"
