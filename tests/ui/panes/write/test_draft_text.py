"""Words are suggested in the line, and are no part of the text until they are taken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from assistant.ui.panes.write.draft_text import DraftText

TEXT = "灯塔 🚢 is old, and\n\nThe end."
GHOST = " it has many, many lanterns"


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[DraftText]:
    """Beside another field; the caret stands at the end of the first line, where words are suggested."""
    around = QWidget()
    qtbot.addWidget(around)
    column = QVBoxLayout(around)
    made = DraftText()
    column.addWidget(made)
    column.addWidget(QLineEdit())
    around.resize(420, 300)
    around.show()
    qtbot.waitExposed(around)
    made.show_text(TEXT)
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    cursor = made.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    made.setTextCursor(cursor)
    made.ghost.show(GHOST)
    yield made
    made.dismiss()


def test_a_ghost_is_laid_out_and_is_no_part_of_the_text(page: DraftText) -> None:
    block = page.textCursor().block()
    assert block.layout().preeditAreaText() == GHOST
    assert block.layout().lineCount() > 0
    assert page.text == TEXT
    assert not page.document().isUndoAvailable()
    assert not page.document().isModified()
    interface = QAccessible.queryAccessibleInterface(page).textInterface()
    assert interface is not None
    assert GHOST.strip() not in interface.text(0, interface.characterCount())
    page.selectAll()
    page.copy()
    assert QGuiApplication.clipboard().text() == TEXT


def test_tab_takes_all_as_one_step_and_keeps_the_focus(page: DraftText, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert page.text == TEXT.replace("and\n", f"and{GHOST}\n")
    assert page.ghost.text == ""
    assert page.hasFocus()
    page.undo()
    assert page.text == TEXT
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert not page.hasFocus()


def test_ctrl_right_takes_a_word_and_leaves_the_rest(page: DraftText, qtbot: QtBot) -> None:
    for taken in (" it", " it has", " it has many,", " it has many, many"):
        qtbot.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
        assert page.text == TEXT.replace("and\n", f"and{taken}\n")
        assert page.ghost.text == GHOST.removeprefix(taken)
    qtbot.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert page.ghost.text == ""


def test_chinese_is_taken_a_few_characters_at_a_time(page: DraftText) -> None:
    page.ghost.show("，有四十六盏灯")
    page.accept_word()
    assert page.before.endswith("and，有") or page.before.endswith("and，")
    page.accept()
    assert page.before.endswith("，有四十六盏灯")


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_X, Qt.Key.Key_Left, Qt.Key.Key_Return])
def test_any_other_key_dismisses_it(page: DraftText, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(page, key)
    assert page.ghost.text == ""
    assert GHOST.strip() not in page.text
    assert page.document().firstBlock().layout().preeditAreaText() == ""


def test_a_modifier_alone_does_not(page: DraftText, qtbot: QtBot) -> None:
    qtbot.keyPress(page, Qt.Key.Key_Control)
    assert page.ghost.text == GHOST


def test_a_click_and_a_lost_focus_dismiss_it(page: DraftText, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert page.ghost.text == ""
    page.ghost.show(GHOST)
    page.clearFocus()
    assert page.ghost.text == ""


def test_an_input_method_that_composes_takes_its_place(page: DraftText, qapp: QApplication) -> None:
    qapp.sendEvent(page, QInputMethodEvent("deng", []))
    assert page.ghost.text == ""
    assert page.textCursor().block().layout().preeditAreaText() == "deng"
    assert not page.suggestible
    done = QInputMethodEvent("", [])
    done.setCommitString("灯")
    qapp.sendEvent(page, done)
    assert page.before.endswith("and灯")
    assert page.suggestible


def test_words_are_suggested_at_the_end_of_a_line_alone(page: DraftText) -> None:
    assert page.suggestible
    page.moveCursor(QTextCursor.MoveOperation.Left)
    assert not page.suggestible
    page.selectAll()
    assert not page.suggestible
