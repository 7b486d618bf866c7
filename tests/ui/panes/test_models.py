"""Complaints: own files are moved or deleted, a missing file is a mystery, one click removes 40 GB."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from assistant.models.entry import ModelEntry
from assistant.storage.settings_store import SettingsStore
from assistant.ui.active_model import ActiveModel
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.hub_bridge import HubBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.message_bar import Message
from assistant.ui.panes.models import ModelsPane
from assistant.ui.widgets.rows import RowView
from tests.fakes.engine_answers import loaded_model


@pytest.fixture
def pane(
    qtbot: QtBot,
    library: LibraryBridge,
    active: ActiveModel,
    hub: HubBridge,
    downloads: DownloadsBridge,
    engine: EngineBridge,
    settings: SettingsStore,
) -> ModelsPane:
    made = ModelsPane(library, active, hub, downloads, engine, settings)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def messages(pane: ModelsPane) -> list[Message]:
    raised: list[Message] = []
    pane.message_raised.connect(raised.append)
    return raised


def imported(qtbot: QtBot, pane: ModelsPane, library: LibraryBridge, path: Path) -> ModelEntry:
    with qtbot.waitSignal(library.changed):
        pane.open_files([path])
    return library.entries[0]


def shown(pane: ModelsPane) -> set[str]:
    """The texts of all labels that one sees."""
    return {label.text() for label in pane.findChildren(QLabel) if label.isVisibleTo(pane)}


def press(qtbot: QtBot, pane: ModelsPane, name: str) -> None:
    button = pane.findChild(QAbstractButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_an_empty_library_teaches(pane: ModelsPane) -> None:
    empty = pane.findChild(QWidget, "emptyLibrary")
    assert empty is not None
    assert empty.isVisible()
    assert any(".gguf" in label.text() for label in empty.findChildren(QLabel))


def test_a_dropped_file_is_linked_and_offered(
    qtbot: QtBot,
    pane: ModelsPane,
    library: LibraryBridge,
    active: ActiveModel,
    messages: list[Message],
    model_file: Path,
) -> None:
    entry = imported(qtbot, pane, library, model_file)
    assert entry.path == model_file
    assert model_file.exists()
    [message] = messages
    assert message.on_action is not None
    with qtbot.waitSignal(active.chosen) as chosen:
        message.on_action()
    assert chosen.args == [entry.id]


def test_the_details_are_those_of_the_current_row(
    qtbot: QtBot, pane: ModelsPane, library: LibraryBridge, model_file: Path
) -> None:
    imported(qtbot, pane, library, model_file)
    expected = {"tiny · F16", "llama", "4096 tokens", "apache-2.0", str(model_file)}
    qtbot.waitUntil(lambda: expected <= shown(pane))
    assert any(text.startswith("Fits well") for text in shown(pane))


def test_the_button_asks_for_the_model(
    qtbot: QtBot, pane: ModelsPane, library: LibraryBridge, active: ActiveModel, model_file: Path
) -> None:
    entry = imported(qtbot, pane, library, model_file)
    with qtbot.waitSignal(active.chosen) as chosen:
        press(qtbot, pane, "useModelButton")
    assert chosen.args == [entry.id]
    active.set_loaded(entry, loaded_model(), None)
    use = pane.findChild(QPushButton, "useModelButton")
    assert use is not None
    assert not use.isEnabled()


def test_enter_uses_a_model_and_a_click_only_shows_it(
    qtbot: QtBot, pane: ModelsPane, library: LibraryBridge, active: ActiveModel, model_file: Path
) -> None:
    imported(qtbot, pane, library, model_file)
    view = pane.findChild(RowView, "libraryList")
    assert view is not None
    with qtbot.assertNotEmitted(active.chosen):
        where = view.visualRect(view.model().index(0, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    with qtbot.waitSignal(active.chosen):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_removing_can_be_undone_and_touches_no_file_of_the_users(
    qtbot: QtBot, pane: ModelsPane, library: LibraryBridge, messages: list[Message], model_file: Path
) -> None:
    imported(qtbot, pane, library, model_file)
    messages.clear()
    with qtbot.waitSignals([library.removed, library.changed]):
        press(qtbot, pane, "removeModelButton")
    assert model_file.exists()
    [message] = messages
    assert message.action == "Undo"
    assert message.on_action is not None
    with qtbot.waitSignal(library.changed):
        message.on_action()
    assert [entry.path for entry in library.entries] == [model_file]


def test_a_file_that_is_gone_is_said_to_be_gone(
    qtbot: QtBot, pane: ModelsPane, library: LibraryBridge, active: ActiveModel, model_file: Path
) -> None:
    imported(qtbot, pane, library, model_file)
    model_file.unlink()
    with qtbot.waitSignal(library.changed):
        library.refresh()
    assert any("The file is not there" in text for text in shown(pane))
    view = pane.findChild(RowView, "libraryList")
    assert view is not None
    with qtbot.assertNotEmitted(active.chosen):
        qtbot.keyClick(view, Qt.Key.Key_Return)
