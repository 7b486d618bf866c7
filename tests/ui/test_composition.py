"""Complaints: Enter sends while an input method is still composing; half a word of Chinese is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from assistant.ui.main_window import MainWindow
from assistant.ui.pane import PaneEntry
from assistant.ui.panes import PANES
from assistant.ui.quick import QuickWindow
from assistant.ui.services import Services
from assistant.ui.widgets.prompt_editor import PromptEditor

NONE = Qt.KeyboardModifier.NoModifier


def fields(widget: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    """All that text can be written in: no numbers, no passwords, which no input method composes."""
    lines = [
        field
        for field in widget.findChildren(QLineEdit)
        if field.echoMode() is QLineEdit.EchoMode.Normal
        and not field.isReadOnly()
        and not isinstance(field.parent(), QAbstractSpinBox)
    ]
    pages = [field for field in widget.findChildren(QPlainTextEdit) if not field.isReadOnly()]
    return [field for field in (*lines, *pages) if field.isEnabled()]


def text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def compose(field: QLineEdit | QPlainTextEdit) -> None:
    """你好 is composed from its sounds, with an Enter on the way, and then picked."""
    runs: list[str] = []
    if isinstance(field, QLineEdit):
        field.returnPressed.connect(lambda: runs.append("return"))
        field.editingFinished.connect(lambda: runs.append("finished"))
    field.clear()
    for sounds in ("n", "ni", "nihao"):
        QApplication.sendEvent(field, QInputMethodEvent(sounds, []))
    QApplication.sendEvent(field, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, NONE, "\r"))
    name = f"{type(field).__name__} {field.objectName()}"
    assert runs == [], f"{name} runs while one composes"
    assert text(field) == "", f"{name} takes what is not written yet"
    picked = QInputMethodEvent()
    picked.setCommitString("你好")
    QApplication.sendEvent(field, picked)
    assert text(field) == "你好", f"{name} loses what was picked"
    field.clear()


@pytest.mark.parametrize("entry", PANES, ids=lambda entry: entry.name)
def test_every_field_can_be_written_in_by_an_input_method(window: MainWindow, entry: PaneEntry) -> None:
    pane = window.show_pane(entry.name)
    found = [*fields(pane), *(fields(pane.side) if pane.side is not None else [])]
    assert found
    for field in found:
        compose(field)


def test_so_can_those_of_other_windows(qtbot: QtBot, services: Services) -> None:
    quick = QuickWindow(services)
    editor = PromptEditor(services.history.prompts, quick)
    qtbot.addWidget(quick)
    found = [*fields(quick), *fields(editor)]
    assert len(found) >= 3
    for field in found:
        compose(field)
    quick.put_away()
