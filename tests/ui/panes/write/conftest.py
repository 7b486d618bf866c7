from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from assistant.engine.supervisor import Engine
from assistant.models.entry import ModelEntry
from assistant.paths import Paths
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.panes.write import WritePane
from assistant.ui.services import Services
from tests.fakes import ScriptedEngine
from tests.fakes.engine_answers import llama_build, loaded_model


@pytest.fixture
def script(tmp_path: Path) -> ScriptedEngine:
    """What the engine's child plays; to be written before the first job."""
    return ScriptedEngine(tmp_path / "scripted-engine")


@pytest.fixture
def engine(qtbot: QtBot, paths: Paths, script: ScriptedEngine) -> Iterator[EngineBridge]:
    """The real supervisor and client over a scripted child."""
    bridge = EngineBridge(
        lambda on_notice, on_state: Engine(
            script.command, log=paths.logs / "engine.log", on_notice=on_notice, on_state=on_state
        )
    )
    yield bridge
    bridge.close()


def write_pane(qtbot: QtBot, services: Services) -> WritePane:
    """A pane as the window makes it."""
    pane = WritePane(services.engine, services.loader, services.active, services.history, services.settings)
    qtbot.addWidget(pane)
    pane.resize(1000, 700)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


@pytest.fixture
def empty_handed(qtbot: QtBot, services: Services) -> Iterator[WritePane]:
    """The pane without a model."""
    pane = write_pane(qtbot, services)
    yield pane
    pane.put_away()


@pytest.fixture
def pane(empty_handed: WritePane, engine: EngineBridge, active: ActiveModel) -> WritePane:
    """The pane with the scripted model loaded."""
    engine.engine.load("scripted.gguf")
    entry = ModelEntry(
        id="scripted",
        name="Scripted",
        path=Path("scripted.gguf"),
        size=1,
        architecture="llama",
        parameters=1,
        quantization="Q4_0",
        context_length=4096,
        source="imported",
        has_template=True,
    )
    active.set_loaded(entry, loaded_model(), llama_build())
    return empty_handed


def press(parent: QWidget, name: str) -> None:
    """Click a button that can be seen."""
    button = parent.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isVisible(), f"{name} is hidden"
    button.click()


def shown(parent: QWidget, name: str) -> str:
    """The text of a label; empty while it is hidden."""
    found = parent.findChild(QLabel, name)
    assert found is not None, name
    return found.text() if found.isVisible() else ""
