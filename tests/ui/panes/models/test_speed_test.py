"""The speed of a model, measured by the real engine with a tiny model."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from assistant.engine.protocol import Finished, Loaded
from assistant.engine.values import LoadSettings
from assistant.models.entry import ModelEntry
from assistant.storage.settings_store import SettingsStore
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.panes.models import ModelsPane
from tests.fakes.engine_answers import loaded_model
from tests.fakes.mamba import write_mamba
from tests.ui.panes.models.screen import Screen

pytestmark = pytest.mark.model


@pytest.fixture
def screen(qtbot: QtBot, pane: ModelsPane) -> Screen:
    return Screen(qtbot, pane)


@pytest.fixture
def entry(qtbot: QtBot, pane: ModelsPane, library: LibraryBridge, tmp_path: Path) -> ModelEntry:
    with qtbot.waitSignal(library.imported):
        library.import_file(write_mamba(tmp_path / "tiny-mamba.gguf"), copy=False)
    qtbot.waitUntil(lambda: bool(library.entries))
    return library.entries[0]


def load(qtbot: QtBot, engine: EngineBridge, active: ActiveModel, entry: ModelEntry) -> None:
    loaded: list[Loaded] = []

    def listen(event: object) -> None:
        if isinstance(event, Finished) and isinstance(event.result, Loaded):
            loaded.append(event.result)

    engine.load(str(entry.path), LoadSettings(context=2048), listen)
    qtbot.waitUntil(lambda: bool(loaded), timeout=60_000)
    active.set_loaded(entry, loaded[0], None)


def test_the_model_in_use_is_measured_and_remembered(
    qtbot: QtBot,
    screen: Screen,
    library: LibraryBridge,
    engine: EngineBridge,
    active: ActiveModel,
    settings: SettingsStore,
    entry: ModelEntry,
    spoken: list[str],
) -> None:
    load(qtbot, engine, active, entry)
    screen.wait_for("Not measured on this computer yet.")
    screen.press("speedTestButton")
    screen.wait_for("Here it writes")
    assert settings.value.measured_threads >= 1
    assert settings.value.measured_prompt_threads >= 1
    screen.wait_for("Best number of processor threads")
    assert any(text.startswith("Here it writes") for text in spoken)
    measured = library.entries[0].speed
    assert measured is not None
    assert measured.reading > 0
    assert measured.writing > 0
    assert library.estimated_speed(2 * entry.size) == pytest.approx(measured.writing / 2)


def test_a_number_of_threads_of_the_users_own_is_left_alone(
    qtbot: QtBot,
    screen: Screen,
    engine: EngineBridge,
    active: ActiveModel,
    settings: SettingsStore,
    entry: ModelEntry,
) -> None:
    settings.change(threads=1)
    load(qtbot, engine, active, entry)
    screen.press("speedTestButton")
    screen.wait_for("Here it writes")
    assert settings.value.measured_threads == 0


def test_only_the_model_in_use_can_be_tested(screen: Screen, entry: ModelEntry) -> None:
    button = screen.pane.findChild(QPushButton, "speedTestButton")
    assert button is not None
    assert not button.isVisible()


def test_a_test_that_fails_says_why(screen: Screen, active: ActiveModel, entry: ModelEntry) -> None:
    """The engine has no model, whatever the window believes."""
    active.set_loaded(entry, loaded_model(), None)
    screen.press("speedTestButton")
    screen.wait_for("No model is loaded")
    assert screen.find("speedTestButton", QPushButton).text() == "Test on this machine"
