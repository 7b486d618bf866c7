"""Complaints: Enter sends while an input method composes; pasted text keeps its fonts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from assistant.ui import theme
from assistant.ui.widgets.composer import Composer
from assistant.ui.widgets.prompt_edit import PromptEdit


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def composer(qtbot: QtBot, window: QWidget) -> Composer:
    """At the bottom of a window, as in the chat."""
    window.resize(700, 500)
    column = QVBoxLayout(window)
    column.addStretch()
    made = Composer()
    column.addWidget(made)
    window.show()
    qtbot.waitExposed(window)
    made.setFocus()
    return made


@pytest.fixture
def edit(composer: Composer) -> PromptEdit:
    found = composer.findChild(PromptEdit, "composer")
    assert found is not None
    return found


@pytest.fixture
def sent(composer: Composer) -> list[str]:
    texts: list[str] = []
    composer.submitted.connect(texts.append)
    return texts


def button(composer: Composer, name: str) -> QToolButton:
    found = composer.findChild(QToolButton, name)
    assert found is not None
    return found


def compose(edit: PromptEdit, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(edit, event)


def test_enter_sends_and_empties_the_field(
    qtbot: QtBot, composer: Composer, edit: PromptEdit, sent: list[str]
) -> None:
    qtbot.keyClicks(edit, "Hello")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert sent == ["Hello"]
    assert composer.text == ""


def test_shift_enter_breaks_the_line(
    qtbot: QtBot, composer: Composer, edit: PromptEdit, sent: list[str]
) -> None:
    qtbot.keyClicks(edit, "one")
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(edit, "two")
    assert composer.text == "one\ntwo"
    assert sent == []


def test_ctrl_enter_can_be_the_one_that_sends(
    qtbot: QtBot, composer: Composer, edit: PromptEdit, sent: list[str]
) -> None:
    composer.set_send_key("ctrl+enter")
    qtbot.keyClicks(edit, "one")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert composer.text == "one\n"
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sent == ["one\n"]


def test_enter_never_sends_while_an_input_method_composes(
    qtbot: QtBot, composer: Composer, edit: PromptEdit, sent: list[str]
) -> None:
    compose(edit, "", "你")
    compose(edit, "hao")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert sent == []
    assert composer.text == "你"
    compose(edit, "", "好")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert sent == ["你好"]


def test_what_is_composed_does_not_begin_the_next_prompt(
    qtbot: QtBot, composer: Composer, edit: PromptEdit, sent: list[str]
) -> None:
    compose(edit, "", "你好")
    compose(edit, "ma")
    qtbot.mouseClick(button(composer, "sendButton"), Qt.MouseButton.LeftButton)
    assert len(sent) == 1
    assert not edit.composing
    qtbot.keyClicks(edit, "next")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert sent[1] == "next"


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_is_not_sent(
    qtbot: QtBot, composer: Composer, edit: PromptEdit, sent: list[str], text: str
) -> None:
    composer.set_text(text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert sent == []
    assert not button(composer, "sendButton").isEnabled()


def test_what_hinders_sending_is_said_and_the_text_is_kept(
    qtbot: QtBot, composer: Composer, edit: PromptEdit, sent: list[str]
) -> None:
    composer.set_obstacle("Choose a model first.")
    qtbot.keyClicks(edit, "Hello")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert sent == []
    assert composer.text == "Hello"
    assert button(composer, "sendButton").toolTip() == "Choose a model first."


def test_escape_stops_an_answer(qtbot: QtBot, composer: Composer, edit: PromptEdit) -> None:
    composer.set_streaming(True)
    assert button(composer, "stopButton").isVisible()
    assert not button(composer, "sendButton").isVisible()
    composer.window().activateWindow()
    qtbot.waitActive(composer.window())
    with qtbot.waitSignal(composer.stopped):
        qtbot.keyClick(edit, Qt.Key.Key_Escape)


def test_while_an_answer_comes_the_next_prompt_can_be_written(
    qtbot: QtBot, composer: Composer, edit: PromptEdit, sent: list[str]
) -> None:
    composer.set_streaming(True)
    qtbot.keyClicks(edit, "next")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert sent == []
    assert composer.text == "next"


def test_up_brings_back_earlier_prompts(qtbot: QtBot, composer: Composer, edit: PromptEdit) -> None:
    composer.set_history(["first", "second"])
    for expected in ("second", "first", "first"):
        qtbot.keyClick(edit, Qt.Key.Key_Up)
        assert composer.text == expected
    for expected in ("second", ""):
        qtbot.keyClick(edit, Qt.Key.Key_Down)
        assert composer.text == expected


def test_up_does_not_replace_what_is_being_written(
    qtbot: QtBot, composer: Composer, edit: PromptEdit
) -> None:
    composer.set_history(["first"])
    qtbot.keyClicks(edit, "draft")
    qtbot.keyClick(edit, Qt.Key.Key_Up)
    assert composer.text == "draft"


def test_a_pasted_page_is_plain_text(composer: Composer, edit: PromptEdit) -> None:
    data = QMimeData()
    data.setHtml("<h1 style='color:red'>Title</h1>")
    data.setText("Title")
    QGuiApplication.clipboard().setMimeData(data)
    edit.paste()
    assert composer.text == "Title"
    assert edit.document().allFormats()[0].foreground().style() == Qt.BrushStyle.NoBrush
    # A clipboard that lives longer than the interpreter must not hold what is Python's.
    QGuiApplication.clipboard().clear()


def test_it_grows_with_the_text_up_to_a_part_of_the_window(qtbot: QtBot, composer: Composer) -> None:
    one_line = composer.height()
    composer.set_text("\n".join("12345"))
    qtbot.waitUntil(lambda: composer.height() > one_line)
    composer.set_text("\n".join("x" * 500))
    qtbot.waitUntil(lambda: composer.height() > 0.35 * composer.window().height())
    assert composer.height() < 0.6 * composer.window().height()
    composer.set_text("")
    qtbot.waitUntil(lambda: composer.height() == one_line)


def test_long_lines_count_as_they_are_wrapped(qtbot: QtBot, composer: Composer) -> None:
    one_line = composer.height()
    composer.set_text("many words " * 60)
    qtbot.waitUntil(lambda: composer.height() > one_line)


def test_zoom_makes_its_type_larger(qtbot: QtBot, composer: Composer, edit: PromptEdit) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light", 2.0)
    assert edit.font().pixelSize() == 28


def test_a_screen_reader_can_name_its_parts(composer: Composer, edit: PromptEdit) -> None:
    composer.set_model_name("Qwen3 8B")
    assert edit.accessibleName() == "Message Qwen3 8B…"
    for name in ("sendButton", "stopButton"):
        assert button(composer, name).accessibleName()


def test_a_line_of_chinese_has_no_scroll_bar(composer: Composer, qtbot: QtBot) -> None:
    composer.set_text("港口有多深？")
    field = composer.findChild(PromptEdit, "composer")
    assert field is not None
    assert not field.verticalScrollBar().isVisible()
    composer.set_text("港口有多深？\n" * 100)
    qtbot.waitUntil(field.verticalScrollBar().isVisible)
