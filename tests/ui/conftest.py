"""What tests of the window stand on: the theme, and real services over an empty data folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assistant.engine.safety import EngineSafety
from assistant.models.library import ModelLibrary
from assistant.paths import Paths
from assistant.storage.settings_store import SettingsStore
from assistant.ui import theme
from assistant.ui.active_model import ActiveModel
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.main_window import MainWindow
from assistant.ui.services import Services
from tests.fakes.gguf_files import write_gguf


@pytest.fixture(autouse=True)
def light_theme(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


@pytest.fixture
def model_file(tmp_path: Path) -> Path:
    """A little chat model of the user's, outside the library."""
    folder = tmp_path / "own files"
    folder.mkdir()
    return write_gguf(folder / "tiny-F16.gguf")


@pytest.fixture
def library(qtbot: QtBot, tmp_path: Path) -> Iterator[LibraryBridge]:
    """Without the starter model."""
    bridge = LibraryBridge(ModelLibrary(tmp_path / "data" / "models", find_starter=lambda: None))
    yield bridge
    bridge.shut_down()


@pytest.fixture
def services(tmp_path: Path, library: LibraryBridge) -> Services:
    paths = Paths(tmp_path / "data")
    paths.create()
    return Services(
        paths=paths,
        settings=SettingsStore(paths.settings),
        safety=EngineSafety(paths.safety),
        library=library,
        active=ActiveModel(),
    )


@pytest.fixture
def state(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(qtbot: QtBot, services: Services, state: QSettings) -> MainWindow:
    made = MainWindow(services, state)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made
