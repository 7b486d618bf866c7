"""A language is found by a few letters, and those used last stand first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView
from pytestqt.qtbot import QtBot

from assistant.tasks.translate import DETECT
from assistant.ui.panes.translate.language_picker import LanguagePicker


@pytest.fixture
def picker(qtbot: QtBot) -> LanguagePicker:
    made = LanguagePicker("targetLanguage", "To", detects=True)
    qtbot.addWidget(made)
    made.show_language("fr")
    made.show()
    qtbot.waitExposed(made)
    return made


def rows(picker: LanguagePicker) -> list[str]:
    found = picker.findChild(QListView, "targetLanguageList")
    assert found is not None
    model = found.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def search(picker: LanguagePicker) -> QLineEdit:
    found = picker.findChild(QLineEdit, "targetLanguageSearch")
    assert found is not None
    return found


@pytest.mark.parametrize(("typed", "tag"), [("fran", "fr"), ("turkce", "tr"), ("日本", "ja"), ("uk", "uk")])
def test_a_few_letters_and_enter_choose(qtbot: QtBot, picker: LanguagePicker, typed: str, tag: str) -> None:
    picker.open_popup()
    search(picker).setText(typed)
    with qtbot.waitSignal(picker.language_chosen) as chosen:
        qtbot.keyClick(search(picker), Qt.Key.Key_Return)
    assert chosen.args == [tag]


def test_those_used_last_stand_first(picker: LanguagePicker) -> None:
    picker.set_recent(["ja", "de", "nonsense"])
    picker.open_popup()
    assert rows(picker)[:5] == ["Detect language", "Used last", "Japanese", "German", "All languages"]


def test_the_language_can_be_left_to_the_text(qtbot: QtBot, picker: LanguagePicker) -> None:
    picker.open_popup()
    search(picker).setText("detect")
    with qtbot.waitSignal(picker.language_chosen) as chosen:
        qtbot.keyClick(search(picker), Qt.Key.Key_Return)
    assert chosen.args == [DETECT]
