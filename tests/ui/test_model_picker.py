"""Complaints: nobody knows which model answers, a load cannot be stopped, choosing needs a mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from assistant.models.entry import ModelEntry
from assistant.ui.active_model import ActiveModel
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.model_picker import ModelPicker
from assistant.ui.widgets.rows import RowView
from tests.fakes.engine_answers import loaded_model


@pytest.fixture
def entry(qtbot: QtBot, library: LibraryBridge, model_file: Path) -> ModelEntry:
    with qtbot.waitSignal(library.changed):
        library.import_file(model_file, copy=False)
    return library.entries[0]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def picker(qtbot: QtBot, library: LibraryBridge, active: ActiveModel, window: QWidget) -> ModelPicker:
    window.resize(500, 400)
    made = ModelPicker(library, active)
    QVBoxLayout(window).addWidget(made)
    window.show()
    qtbot.waitExposed(window)
    return made


def name(picker: ModelPicker) -> str:
    button = picker.findChild(QPushButton, "modelPicker")
    assert button is not None
    return button.accessibleName()


def test_it_says_which_model_answers(picker: ModelPicker, active: ActiveModel, entry: ModelEntry) -> None:
    assert name(picker) == "Model: Choose a model"
    active.set_loading(entry, 0.374)
    assert name(picker) == "Model: Loading tiny, 37 %"
    active.set_loaded(entry, loaded_model(), None)
    assert name(picker) == "Model: tiny · F16"
    active.set_none()
    assert name(picker) == "Model: Choose a model"


def test_a_load_can_be_stopped(
    qtbot: QtBot, picker: ModelPicker, active: ActiveModel, entry: ModelEntry
) -> None:
    cancel = picker.findChild(QToolButton, "cancelLoadButton")
    assert cancel is not None
    assert not cancel.isVisible()
    active.set_loading(entry, 0.1)
    with qtbot.waitSignal(active.load_cancelled):
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)


def test_a_model_is_chosen_with_the_keyboard_alone(
    qtbot: QtBot, picker: ModelPicker, active: ActiveModel, entry: ModelEntry
) -> None:
    button = picker.findChild(QPushButton, "modelPicker")
    assert button is not None
    qtbot.keyClick(button, Qt.Key.Key_Down)
    popup = picker.findChild(QFrame, "modelPopup")
    view = picker.findChild(RowView, "modelPopupList")
    assert popup is not None
    assert view is not None
    assert popup.isVisible()
    with qtbot.waitSignal(active.chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == [entry.id]
    assert not popup.isVisible()


def test_an_empty_library_offers_to_import(qtbot: QtBot, picker: ModelPicker) -> None:
    picker.open_popup()
    button = picker.findChild(QPushButton, "modelPopupImport")
    assert button is not None
    with qtbot.waitSignal(picker.import_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_long_name_does_not_widen_a_narrow_window(
    picker: ModelPicker, active: ActiveModel, entry: ModelEntry
) -> None:
    before = picker.minimumSizeHint().width()
    active.set_loading(entry, 0.5)
    active.set_loaded(entry, loaded_model(), None)
    assert picker.minimumSizeHint().width() == before
