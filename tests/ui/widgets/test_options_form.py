"""Complaints: settings cannot be found, scrolling changes a number, no way back to the default."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from assistant.options import describe, option
from assistant.ui.widgets.options_form import OptionsForm

W = TypeVar("W", bound=QWidget)


@dataclass(frozen=True)
class Options:
    translation_context: ClassVar[str] = "test"
    flag: bool = option(False, "Reduce motion", "Without animations", group="Look")
    choice: str = option("a", "Theme", group="Look", choices={"a": "Light", "b": "Dark"})
    number: int = option(5, "Threads", "How many", group="Engine", minimum=0, maximum=9, special="automatic")
    word: str = option("", "Hub", group="Engine")
    text: str = option("", "Prompt", group="Engine", multiline=True)


@pytest.fixture
def form(qtbot: QtBot) -> OptionsForm:
    made = OptionsForm(describe(Options))
    made.set_values(Options())
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def changes(form: OptionsForm) -> list[tuple[str, object]]:
    seen: list[tuple[str, object]] = []
    form.changed.connect(lambda name, value: seen.append((name, value)))
    return seen


def control(form: OptionsForm, kind: type[W], name: str) -> W:
    found = form.findChild(kind, f"option.{name}")
    assert found is not None
    return found


def test_every_kind_of_option_tells_its_change(
    qtbot: QtBot, form: OptionsForm, changes: list[tuple[str, object]]
) -> None:
    qtbot.mouseClick(control(form, QCheckBox, "flag"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(control(form, QComboBox, "choice"), Qt.Key.Key_Down)
    qtbot.keyClick(control(form, QSpinBox, "number"), Qt.Key.Key_Up)
    word = control(form, QLineEdit, "word")
    qtbot.keyClicks(word, "mirror")
    qtbot.keyClick(word, Qt.Key.Key_Return)
    assert changes == [("flag", True), ("choice", "b"), ("number", 6), ("word", "mirror")]


def test_a_long_text_is_taken_when_it_is_left(
    qtbot: QtBot, form: OptionsForm, changes: list[tuple[str, object]]
) -> None:
    text = control(form, QPlainTextEdit, "text")
    text.setFocus()
    qtbot.keyClicks(text, "Be brief.")
    control(form, QLineEdit, "word").setFocus()
    assert ("text", "Be brief.") in changes


def test_showing_values_is_no_change(form: OptionsForm, changes: list[tuple[str, object]]) -> None:
    form.set_values(Options(flag=True, choice="b", number=7, word="x", text="y"))
    assert changes == []
    assert control(form, QSpinBox, "number").value() == 7


def test_a_special_value_has_its_name(form: OptionsForm) -> None:
    form.set_values(Options(number=0))
    assert control(form, QSpinBox, "number").text() == "automatic"


def test_the_wheel_scrolls_the_page_and_not_the_numbers(
    form: OptionsForm, changes: list[tuple[str, object]]
) -> None:
    for box in (control(form, QSpinBox, "number"), control(form, QComboBox, "choice")):
        middle = QPointF(box.rect().center())
        wheel = QWheelEvent(
            middle, box.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(box, wheel)
    assert changes == []


def test_one_can_go_back_to_the_default(
    qtbot: QtBot, form: OptionsForm, changes: list[tuple[str, object]]
) -> None:
    reset = form.findChild(QWidget, "reset.number")
    assert reset is not None
    assert not reset.isVisible()
    form.set_values(Options(number=7))
    assert reset.isVisible()
    qtbot.mouseClick(reset, Qt.MouseButton.LeftButton)
    assert changes == [("number", 5)]
    assert not reset.isVisible()


@pytest.mark.parametrize(
    ("words", "visible"),
    [
        ("", {"flag", "choice", "number", "word", "text"}),
        ("ANIMATIONS", {"flag"}),
        ("engine how", {"number"}),
        ("look", {"flag", "choice"}),
        ("nothing like that", set()),
    ],
)
def test_options_are_found_by_label_help_and_group(form: OptionsForm, words: str, visible: set[str]) -> None:
    assert form.filter(words) == bool(visible)
    shown = {
        name
        for name in ("flag", "choice", "number", "word", "text")
        if control(form, QWidget, name).isVisible()
    }
    assert shown == visible


def test_a_narrow_form_needs_no_sideways_scrolling(form: OptionsForm) -> None:
    assert form.minimumSizeHint().width() <= 340


def test_every_control_has_a_name_for_screen_readers(form: OptionsForm) -> None:
    for name, label in (("flag", "Reduce motion"), ("number", "Threads"), ("text", "Prompt")):
        assert control(form, QWidget, name).accessibleName() == label
