"""From the wish for a model to a loaded one, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from assistant.engine.memory import own_memory
from assistant.engine.supervisor import Engine
from assistant.errors import ParlanceError
from assistant.models.entry import ModelSettings
from assistant.models.library import ModelLibrary
from assistant.storage.settings_store import SettingsStore
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.model_loader import ModelLoader
from tests.fakes import Crash, ScriptedEngine, WaitFor
from tests.fakes.gguf_files import write_gguf

Waiting = tuple[Callable[[], None], Callable[[ParlanceError], None]]


@pytest.fixture
def scripted(tmp_path: Path) -> ScriptedEngine:
    return ScriptedEngine(tmp_path / "scripted")


@pytest.fixture
def bridge(qtbot: QtBot, scripted: ScriptedEngine) -> Iterator[EngineBridge]:
    made = EngineBridge(
        lambda on_notice, on_state: Engine(scripted.command, on_notice=on_notice, on_state=on_state)
    )
    yield made
    made.close()


@pytest.fixture
def loader(
    bridge: EngineBridge,
    model_library: ModelLibrary,
    library: LibraryBridge,
    active: ActiveModel,
    settings: SettingsStore,
    model_file: Path,
) -> ModelLoader:
    model_library.import_file(model_file)
    return ModelLoader(bridge, model_library, library, active, settings)


def test_a_chosen_model_is_loaded_and_remembered(
    loader: ModelLoader,
    active: ActiveModel,
    settings: SettingsStore,
    model_library: ModelLibrary,
    qtbot: QtBot,
) -> None:
    (entry,) = model_library.entries()
    active.choose(entry.id)
    assert active.entry == entry
    assert active.loaded is None
    qtbot.waitUntil(lambda: active.loaded is not None, timeout=30_000)
    assert settings.value.last_model == entry.id
    qtbot.waitUntil(lambda: model_library.entries()[0].last_used is not None)


def test_a_model_has_its_own_way_of_drawing_answers(
    loader: ModelLoader,
    active: ActiveModel,
    library: LibraryBridge,
    settings: SettingsStore,
    model_library: ModelLibrary,
    qtbot: QtBot,
) -> None:
    settings.change(top_k=7)
    (entry,) = model_library.entries()
    active.choose(entry.id)
    assert loader.sampling is None
    library.set_settings(entry.id, ModelSettings(sampling={"temperature": 0.2}))
    qtbot.waitUntil(lambda: loader.sampling is not None, timeout=30_000)
    assert loader.sampling is not None
    assert (loader.sampling.temperature, loader.sampling.top_k) == (0.2, 7)
    qtbot.waitUntil(lambda: active.loaded is not None, timeout=30_000)


def test_an_unknown_model_is_a_sentence(loader: ModelLoader, active: ActiveModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(loader.failed) as failed:
        active.choose("no-such-model")
    assert "no-such-model" in failed.args[0].text
    assert active.entry is None


def test_a_model_whose_file_has_vanished_is_a_sentence(
    loader: ModelLoader, active: ActiveModel, model_library: ModelLibrary, model_file: Path, qtbot: QtBot
) -> None:
    (entry,) = model_library.entries()
    model_file.unlink()
    with qtbot.waitSignal(loader.failed, timeout=30_000) as failed:
        loader.load(entry)
    assert failed.args[0].code == "model-not-found"
    assert active.entry is None


def test_whoever_waits_is_told_when_the_model_is_ready(
    loader: ModelLoader, active: ActiveModel, model_library: ModelLibrary, qtbot: QtBot
) -> None:
    told: list[str] = []
    loader.when_loaded(lambda: told.append("ready"), lambda error: told.append(error.code))
    assert told == ["no-model-loaded"]
    loader.choose_first(None)
    loader.when_loaded(lambda: told.append("ready"), lambda error: told.append(error.code))
    qtbot.waitUntil(lambda: len(told) == 2, timeout=30_000)
    assert told[1] == "ready"
    assert active.loaded is not None


def test_a_load_can_be_cancelled(
    loader: ModelLoader, active: ActiveModel, scripted: ScriptedEngine, qtbot: QtBot
) -> None:
    scripted.script(load=[[WaitFor("never")]])
    loader.choose_first(None)
    told: list[str] = []
    loader.when_loaded(lambda: told.append("ready"), lambda error: told.append(error.code))
    active.cancel_load()
    assert active.entry is None
    assert told == ["no-model-loaded"]
    assert loader.wanted is None


def test_a_load_that_keeps_crashing_fails_in_words(
    loader: ModelLoader, active: ActiveModel, scripted: ScriptedEngine, qtbot: QtBot
) -> None:
    scripted.script(load=[[Crash("SIGSEGV")]])
    with qtbot.waitSignal(loader.failed, timeout=60_000) as failed:
        loader.choose_first(None)
    assert failed.args[0].code == "engine-crashed"
    assert active.entry is None


def test_an_idle_model_is_given_back_and_loaded_again_when_it_is_needed(
    loader: ModelLoader, active: ActiveModel, scripted: ScriptedEngine, qtbot: QtBot
) -> None:
    loader.choose_first(None)
    qtbot.waitUntil(lambda: active.loaded is not None, timeout=30_000)
    loader.unload()
    assert active.entry is None
    assert loader.wanted is not None
    ready: list[bool] = []
    loader.when_loaded(lambda: ready.append(True), lambda _error: None)
    qtbot.waitUntil(lambda: bool(ready), timeout=30_000)
    assert active.loaded is not None
    commands = [command["command"] for command in scripted.received]
    assert commands.count("load") == 2
    assert commands.count("unload") == 1


def test_nobody_loses_the_model_because_somebody_else_has_ended(
    loader: ModelLoader, active: ActiveModel, settings: SettingsStore, qtbot: QtBot
) -> None:
    """A short answer beside a summary of an hour: the model stays until both have ended."""
    settings.change(idle_unload_minutes=1)
    loader.choose_first(None)
    qtbot.waitUntil(lambda: active.loaded is not None, timeout=30_000)
    counting = loader.findChild(QTimer)
    assert counting is not None
    loader.keep_awake("summary", busy=True)
    loader.keep_awake("answer", busy=True)
    loader.keep_awake("answer", busy=False)
    assert not counting.isActive()
    loader.keep_awake("summary", busy=False)
    assert counting.isActive()
    settings.change(idle_unload_minutes=0)


def test_other_engine_settings_load_the_model_again(
    loader: ModelLoader,
    active: ActiveModel,
    settings: SettingsStore,
    scripted: ScriptedEngine,
    qtbot: QtBot,
) -> None:
    loader.choose_first(None)
    qtbot.waitUntil(lambda: active.loaded is not None, timeout=30_000)
    settings.change(context=1024)
    qtbot.waitUntil(
        lambda: (
            [c["settings"].get("context") for c in scripted.received if c["command"] == "load"][-1] == 1024
        ),
        timeout=30_000,
    )


def test_the_next_model_is_planned_with_the_memory_of_the_last_one(
    loader: ModelLoader,
    active: ActiveModel,
    model_library: ModelLibrary,
    scripted: ScriptedEngine,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    """Complaint: a model is too large because the one that it replaces is still there."""
    (first,) = model_library.entries()
    other = model_library.import_file(write_gguf(tmp_path / "other-F16.gguf"))
    for entry in (first, other):
        active.choose(entry.id)
        qtbot.waitUntil(lambda: active.loaded is not None, timeout=30_000)
    commands = [command["command"] for command in scripted.received]
    assert commands == ["devices", "load", "unload", "devices", "load"]
    assert (model_library.folder / "peak-memory.json").exists()


def test_what_the_engine_holds_is_free_for_another_model(
    loader: ModelLoader, active: ActiveModel, library: LibraryBridge, qtbot: QtBot
) -> None:
    loader.choose_first(None)
    qtbot.waitUntil(lambda: active.loaded is not None, timeout=30_000)
    process = library.engine_process
    assert process is not None
    assert own_memory(process) > 1_000_000
    assert own_memory(process) < psutil.Process(process).memory_info().rss


def test_an_adapter_that_is_gone_is_left_out_and_said_to_be(
    loader: ModelLoader,
    active: ActiveModel,
    model_library: ModelLibrary,
    scripted: ScriptedEngine,
    qtbot: QtBot,
) -> None:
    (entry,) = model_library.entries()
    model_library.set_settings(entry.id, ModelSettings(load={"adapters": [{"path": "/gone/lora.gguf"}]}))
    with qtbot.waitSignal(loader.noticed, timeout=30_000) as noticed:
        active.choose(entry.id)
    assert noticed.args[0].code == "adapter-left-out"
    assert active.loaded is not None
    assert "adapters" not in next(c for c in scripted.received if c["command"] == "load")["settings"]
