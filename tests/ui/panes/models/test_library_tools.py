"""Complaints: a damaged file that still loads, models downloaded twice, settings for all or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QPlainTextEdit,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from assistant.models.entry import ModelEntry
from assistant.models.library import ModelLibrary
from assistant.ui.active_model import ActiveModel
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.panes.models import ModelsPane
from tests.fakes.engine_answers import loaded_model
from tests.fakes.gguf_files import write_gguf
from tests.ui.panes.models.screen import Screen


@pytest.fixture
def downloaded(screen: Screen, library: LibraryBridge) -> ModelEntry:
    """The library is in sight, and has one model from the hub."""
    screen.download()
    screen.until(lambda: len(library.entries) == 1)
    screen.pane.show_view("library")
    return library.entries[0]


@pytest.fixture
def linked(screen: Screen, library: LibraryBridge, model_file: Path) -> ModelEntry:
    """The library is in sight with a model of the user's, and the settings for it are unfolded."""
    library.import_file(model_file, copy=False)
    screen.until(lambda: len(library.entries) == 1)
    screen.press("modelSettingsFold")
    return library.entries[0]


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


def test_a_damaged_file_is_found_and_mended(
    screen: Screen, library: LibraryBridge, downloaded: ModelEntry
) -> None:
    assert screen.sees("Verified: every byte is as the hub offers it")
    whole = downloaded.path.read_bytes()
    damage(downloaded.path)
    library.refresh()
    screen.wait_for("Changed since it was verified")
    screen.press("verifyButton")
    screen.wait_for("The file is not what the hub offers")
    screen.press("repairButton")
    screen.wait_for("Verified: every byte is as the hub offers it")
    assert downloaded.path.read_bytes() == whole


def test_reading_a_file_again_can_be_stopped(
    screen: Screen, library: LibraryBridge, downloaded: ModelEntry
) -> None:
    damage(downloaded.path)
    library.refresh()
    screen.wait_for("Changed since it was verified")
    screen.press("verifyButton")
    screen.press("stopVerifyingButton")
    assert screen.sees("Changed since it was verified")
    assert screen.find("verifyButton", QWidget).isVisible()


def test_nobody_vouches_for_a_file_of_the_users(screen: Screen, linked: ModelEntry) -> None:
    assert screen.sees("It was not downloaded by Parlance")
    verify = screen.pane.findChild(QWidget, "verifyButton")
    assert verify is not None
    assert not verify.isVisible()


def test_the_estimate_follows_the_slider(screen: Screen, linked: ModelEntry) -> None:
    placed = screen.find("memoryPlacement", QLabel)
    before = placed.text()
    slider = screen.find("contextSlider", QSlider)
    screen.qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert placed.text() != before
    assert "2048 tokens" in placed.text()


def test_settings_of_one_model_are_kept_and_can_be_taken_back(
    screen: Screen, linked: ModelEntry, model_library: ModelLibrary
) -> None:
    screen.qtbot.keyClick(screen.find("contextSlider", QSlider), Qt.Key.Key_Right)
    screen.until(lambda: model_library.settings(linked.id).load == {"context": 2048})
    kv_type = screen.find("option.kv_type", QComboBox)
    kv_type.setCurrentIndex(kv_type.findData("q8_0"))
    kv_type.activated.emit(kv_type.currentIndex())
    template = screen.find("option.template", QPlainTextEdit)
    template.setPlainText("{{ messages }}")
    QApplication.sendEvent(template, QFocusEvent(QEvent.Type.FocusOut))
    expected = {"context": 2048, "kv_type": "q8_0", "template": "{{ messages }}"}
    screen.until(lambda: model_library.settings(linked.id).load == expected, "not all is kept")
    screen.press("reset.kv_type")
    screen.press("reset.template")
    screen.qtbot.keyClick(screen.find("contextSlider", QSlider), Qt.Key.Key_Left)
    screen.until(lambda: model_library.settings(linked.id).load == {})


def test_what_was_just_set_is_kept_though_the_pane_is_left(
    screen: Screen, pane: ModelsPane, linked: ModelEntry, model_library: ModelLibrary
) -> None:
    screen.qtbot.keyClick(screen.find("contextSlider", QSlider), Qt.Key.Key_Right)
    pane.hide()
    screen.until(lambda: model_library.settings(linked.id).load == {"context": 2048})


def test_a_loaded_model_can_be_loaded_again_with_them(
    qtbot: QtBot, screen: Screen, active: ActiveModel, linked: ModelEntry
) -> None:
    active.set_loaded(linked, loaded_model(), None)
    qtbot.keyClick(screen.find("contextSlider", QSlider), Qt.Key.Key_Right)
    with qtbot.waitSignal(active.chosen) as chosen:
        screen.press("reloadModelButton")
    assert chosen.args == [linked.id]


def test_how_answers_are_drawn_is_kept_too(
    screen: Screen, linked: ModelEntry, library: LibraryBridge
) -> None:
    box = screen.pane.findChild(QDoubleSpinBox, "option.temperature")
    assert box is not None
    box.setValue(0.2)
    screen.until(lambda: library.settings(linked.id).sampling == {"temperature": 0.2})


def test_models_of_other_programs_are_linked_with_one_click(
    screen: Screen,
    pane: ModelsPane,
    library: LibraryBridge,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = tmp_path / "home"
    theirs = write_gguf(home / ".lmstudio" / "models" / "maker" / "tiny" / "their-model-F16.gguf")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    pane.find_installed()
    screen.wait_for_view("foundList")
    screen.press("linkFoundButton")
    screen.until(lambda: [entry.path for entry in library.entries] == [theirs])
    assert screen.find("libraryList", QWidget).isVisible()
    pane.find_installed()
    screen.wait_for("There is no model of another program here that the library does not have.")
