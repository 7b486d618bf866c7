from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assistant.paths import Paths
from assistant.storage.history import History
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.panes.translate import TranslatePane
from assistant.ui.services import Services
from tests.fakes import Say, Scene, ScriptedEngine
from tests.ui.panes.scripted import load_scripted, press, scripted_bridge

TEXT = (
    "The harbour was built in 1871. 🚢 It has 46 lanterns along its wall.\n\n"
    "Marit Solberg measured their light for eleven nights."
)
FRENCH = (
    "Le port a été construit en 1871.",
    "🚢 Il a 46 lanternes le long de son mur.",
    "Marit Solberg a mesuré leur lumière pendant onze nuits.",
)
TRANSLATED = f"{FRENCH[0]} {FRENCH[1]}\n\n{FRENCH[2]}"


def answer(*lines: str) -> Scene:
    """What a model says that is given several sentences at once."""
    return [Say("".join(f"[{number}] {line}\n" for number, line in enumerate(lines, 1)))]


@pytest.fixture
def script(tmp_path: Path, request: pytest.FixtureRequest) -> ScriptedEngine:
    """What the engine's child says to each request: the parameter, or the translation of :data:`TEXT`."""
    made = ScriptedEngine(tmp_path / "scripted-engine")
    made.script(generate=getattr(request, "param", [answer(*FRENCH)]))
    return made


def says(*scenes: Scene) -> pytest.MarkDecorator:
    """The engine's child plays these, and the last one again and again."""
    return pytest.mark.parametrize("script", [list(scenes)], indirect=True, ids=["scripted"])


@pytest.fixture
def engine(qtbot: QtBot, paths: Paths, script: ScriptedEngine) -> Iterator[EngineBridge]:
    yield from scripted_bridge(script, paths)


@pytest.fixture
def history(services: Services) -> History:
    return services.history


@pytest.fixture
def empty_handed(qtbot: QtBot, services: Services) -> Iterator[TranslatePane]:
    """The pane without a model, set to translate into French."""
    services.settings.change(translated_into="fr")
    pane = TranslatePane(
        services.engine, services.loader, services.active, services.history, services.settings
    )
    qtbot.addWidget(pane)
    pane.resize(1000, 700)
    pane.show()
    qtbot.waitExposed(pane)
    yield pane
    pane.put_away()


@pytest.fixture
def pane(empty_handed: TranslatePane, engine: EngineBridge, active: ActiveModel) -> TranslatePane:
    """The pane with the scripted model loaded."""
    load_scripted(engine, active)
    return empty_handed


def translate(qtbot: QtBot, pane: TranslatePane, text: str = TEXT) -> None:
    pane.source.show_text(text)
    press(pane, "runButton")
    wait_for_end(qtbot, pane)


def wait_for_end(qtbot: QtBot, pane: TranslatePane) -> None:
    qtbot.waitUntil(lambda: not pane.running, timeout=30_000)
