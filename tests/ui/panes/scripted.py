"""A pane over a scripted engine, and short ways to look at it and press its buttons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from assistant.engine.supervisor import Engine
from assistant.models.entry import ModelEntry
from assistant.paths import Paths
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from tests.fakes import ScriptedEngine
from tests.fakes.engine_answers import llama_build, loaded_model


def scripted_bridge(script: ScriptedEngine, paths: Paths) -> Iterator[EngineBridge]:
    """The real supervisor and client over a scripted child."""
    bridge = EngineBridge(
        lambda on_notice, on_state: Engine(
            script.command, log=paths.logs / "engine.log", on_notice=on_notice, on_state=on_state
        )
    )
    yield bridge
    bridge.close()


def load_scripted(engine: EngineBridge, active: ActiveModel) -> None:
    """Have the scripted model loaded."""
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


def press(parent: QWidget, name: str) -> None:
    """Click a button that can be seen."""
    button = parent.findChild(QAbstractButton, name)
    assert button is not None, name
    assert button.isVisible(), f"{name} is hidden"
    button.click()


def is_shown(parent: QWidget, name: str) -> bool:
    """Whether there is such a widget and it can be seen: one that was just made is shown a moment later."""
    found = parent.findChild(QWidget, name)
    return found is not None and found.isVisible()


def shown(parent: QWidget, name: str) -> str:
    """The text of a label; empty while it is hidden."""
    found = parent.findChild(QLabel, name)
    assert found is not None, name
    return found.text() if found.isVisible() else ""
