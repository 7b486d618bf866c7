"""What tests of the window stand on: the theme, and real services over an empty data folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assistant.engine.safety import EngineSafety
from assistant.engine.supervisor import Engine
from assistant.models.hub import Hub
from assistant.models.library import ModelLibrary
from assistant.models.mirrors import Mirrors
from assistant.models.network import Limits, Network
from assistant.paths import Paths
from assistant.storage.history import History
from assistant.storage.settings_store import SettingsStore
from assistant.ui import theme
from assistant.ui.active_model import ActiveModel
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.hub_bridge import HubBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.main_window import MainWindow
from assistant.ui.model_loader import ModelLoader
from assistant.ui.services import Services
from tests.fakes.gguf_files import write_gguf
from tests.fakes.hub import FakeHub

_NO_PAUSES = Limits(
    question_attempts=2, download_attempts=2, first_pause=0.001, longest_pause=0.01, progress=0
)


@pytest.fixture(scope="session")
def changes_of_theme(qapp: QApplication) -> list[str]:
    """Grows whenever a theme is put in force; the first test finds none."""
    seen = ["none yet"]
    theme.theme_changes().changed.connect(lambda: seen.append(theme.current().name))
    return seen


@pytest.fixture(autouse=True)
def light_theme(qapp: QApplication, changes_of_theme: list[str]) -> None:
    """Only after a test with another one: whatever earlier tests have left is styled anew, too."""
    if changes_of_theme:
        theme.apply(qapp, "light")
        changes_of_theme.clear()


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a screen reader is given to speak by itself."""
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    QAccessible.setActive(True)
    yield heard
    QAccessible.setActive(False)


@pytest.fixture
def model_file(tmp_path: Path) -> Path:
    """A little chat model of the user's, outside the library."""
    folder = tmp_path / "own files"
    folder.mkdir()
    return write_gguf(folder / "tiny-F16.gguf")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    made = Paths(tmp_path / "data")
    made.create()
    return made


@pytest.fixture
def settings(paths: Paths) -> SettingsStore:
    return SettingsStore(paths.settings)


@pytest.fixture
def safety(paths: Paths) -> EngineSafety:
    return EngineSafety(paths.safety)


@pytest.fixture
def active(qapp: QApplication) -> ActiveModel:
    return ActiveModel()


@pytest.fixture
def model_library(paths: Paths) -> ModelLibrary:
    """Empty: without the starter model."""
    return ModelLibrary(paths.models, find_starter=lambda: None)


@pytest.fixture
def library(qtbot: QtBot, model_library: ModelLibrary, settings: SettingsStore) -> Iterator[LibraryBridge]:
    bridge = LibraryBridge(model_library, settings)
    yield bridge
    bridge.shut_down()


@pytest.fixture
def engine(qtbot: QtBot, paths: Paths, safety: EngineSafety) -> Iterator[EngineBridge]:
    """The real one; its child process is not started before the first job."""
    bridge = EngineBridge(
        lambda on_notice, on_state: Engine(
            log=paths.logs / "engine.log",
            kv_folder=paths.kv,
            safety=safety,
            on_notice=on_notice,
            on_state=on_state,
        )
    )
    yield bridge
    bridge.close()


@pytest.fixture
def fake_hub() -> Iterator[FakeHub]:
    """A test that lets the window ask a hub names this fixture before those of the window."""
    with FakeHub() as fake:
        yield fake


@pytest.fixture
def no_keyring() -> Iterator[None]:
    """A system without one."""
    previous = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(previous)


@pytest.fixture
def hub(qtbot: QtBot, settings: SettingsStore, request: pytest.FixtureRequest) -> Iterator[HubBridge]:
    """Asks the fake hub, if the test has one, and takes it for the main one."""
    network = Network(limits=_NO_PAUSES)
    if "fake_hub" in request.fixturenames:
        fake: FakeHub = request.getfixturevalue("fake_hub")
        settings.change(hub_address=fake.url)
        bridge = HubBridge(Hub(network, Mirrors(main=fake.url)), settings)
    else:
        bridge = HubBridge(Hub(network), settings)
    yield bridge
    bridge.shut_down()


@pytest.fixture
def downloads(
    hub: HubBridge, library: LibraryBridge, paths: Paths, settings: SettingsStore
) -> Iterator[DownloadsBridge]:
    bridge = DownloadsBridge(hub, library, paths.models, settings)
    yield bridge
    bridge.shut_down()


@pytest.fixture
def services(
    paths: Paths,
    settings: SettingsStore,
    safety: EngineSafety,
    model_library: ModelLibrary,
    library: LibraryBridge,
    active: ActiveModel,
    engine: EngineBridge,
    hub: HubBridge,
    downloads: DownloadsBridge,
) -> Iterator[Services]:
    history = History(paths.history)
    yield Services(
        paths=paths,
        settings=settings,
        safety=safety,
        library=library,
        active=active,
        engine=engine,
        loader=ModelLoader(engine, model_library, library, active, settings),
        history=history,
        hub=hub,
        downloads=downloads,
    )
    history.close()


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
