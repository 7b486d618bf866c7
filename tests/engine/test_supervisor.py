"""A crash is a non-event: the engine comes back, with safer settings where these were to blame."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.engine.client import JobCancelled
from assistant.engine.errors import BadRequest, EngineCrashed, EngineUnavailable, NoModelLoaded, SaferSettings
from assistant.engine.kv_files import kv_file
from assistant.engine.protocol import (
    Cancelled,
    DeviceList,
    Devices,
    Event,
    Failed,
    Finished,
    Generate,
    Generated,
    Load,
    Loaded,
    LoadProgress,
    Started,
    Text,
    Tokenize,
    Tokenized,
    Unload,
)
from assistant.engine.safety import EngineSafety
from assistant.engine.state import EngineState
from assistant.engine.supervisor import Engine
from assistant.engine.values import LoadSettings
from tests.fakes import ANSWER, Crash, Exit, Fail, Hang, Read, Say, ScriptedEngine, WaitFor
from tests.fakes.recorder import Recorder
from tests.guards.logs import ExpectedLogs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script crashes by signals")

ASK = Generate(prompt="What is the answer?")
LOAD = Load(path="model.gguf")
CRASH_WITH_REPACKING = Crash("SIGSEGV", when={"extra_buffers": True})


class Watched(Engine):
    """An engine that keeps what it told its callbacks."""

    def __init__(self, scripted: ScriptedEngine, safety: EngineSafety, cancel_limit: float) -> None:
        self.notices: list[SaferSettings] = []
        self.states: list[EngineState] = []
        super().__init__(
            scripted.command,
            safety=safety,
            on_notice=self.notices.append,
            on_state=self.states.append,
            cancel_limit=cancel_limit,
        )


Make = Callable[..., Watched]


@pytest.fixture
def make(scripted_engine: ScriptedEngine) -> Iterator[Make]:
    made: list[Watched] = []

    def make_one(safety: EngineSafety | None = None, cancel_limit: float = 60.0) -> Watched:
        made.append(Watched(scripted_engine, safety or EngineSafety(None), cancel_limit))
        return made[-1]

    yield make_one
    for engine in made:
        engine.close()


def text_of(engine: Engine) -> str:
    heard = Recorder()
    engine.run(ASK, heard)
    return heard.text


def loads(scripted: ScriptedEngine) -> list[dict[str, object]]:
    """The settings of all loads that children have got, as they were sent."""
    return [command.get("settings", {}) for command in scripted.received if command["command"] == "load"]


def test_a_model_is_loaded_and_answers(make: Make) -> None:
    engine = make()
    loaded = engine.run(LOAD)
    assert isinstance(loaded, Loaded)
    assert text_of(engine) == "".join(ANSWER)
    assert engine.state.phase == "ready"
    assert engine.state.loaded == loaded
    assert engine.state.settings == LOAD.settings
    assert [state.phase for state in engine.states[:3]] == ["starting", "ready", "loading"]


def test_no_child_is_started_before_it_is_needed(make: Make, scripted_engine: ScriptedEngine) -> None:
    make().cancel(1)
    assert scripted_engine.pids == []


def test_devices_are_listed_without_a_model(make: Make) -> None:
    assert isinstance(make().run(Devices()), DeviceList)


def test_without_a_model_a_job_fails_in_words(make: Make) -> None:
    with pytest.raises(NoModelLoaded):
        make().run(ASK)


def test_jobs_that_come_during_a_load_wait_for_it(make: Make, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(load=[[Read(1, 2), WaitFor("loaded")]])
    engine = make()
    loading, asking = Recorder(), Recorder()
    engine.submit(LOAD, loading)
    engine.submit(ASK, asking)
    loading.wait(LoadProgress)
    scripted_engine.release("loaded")
    assert isinstance(asking.end(), Finished)
    assert isinstance(loading.end(), Finished)


def test_a_load_can_be_cancelled(make: Make, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(load=[[Read(1, 2), WaitFor("never")], []])
    engine = make()
    loading = Recorder()
    number = engine.submit(LOAD, loading)
    loading.wait(LoadProgress)
    engine.cancel(number)
    assert isinstance(loading.end(), Cancelled)
    assert engine.state.model is None
    engine.run(LOAD)


def test_a_waiting_job_can_be_cancelled(make: Make, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(load=[[Read(1, 2), WaitFor("loaded")]])
    engine = make()
    loading, asking = Recorder(), Recorder()
    engine.submit(LOAD, loading)
    loading.wait(LoadProgress)
    engine.cancel(engine.submit(ASK, asking))
    assert isinstance(asking.end(), Cancelled)
    scripted_engine.release("loaded")
    loading.end()


def test_run_can_be_cancelled(make: Make, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(generate=[[Say("a"), WaitFor("never")]])
    engine = make()
    engine.run(LOAD)

    def cancel_at_text(event: Event) -> None:
        if isinstance(event, Text):
            engine.cancel(event.job)

    with pytest.raises(JobCancelled):
        engine.run(ASK, cancel_at_text)


# ---------------------------------------------------------------------------------- crashes in an answer


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGABRT", "SIGKILL"])
def test_after_a_crash_the_next_job_finds_the_model_loaded_again(
    make: Make, scripted_engine: ScriptedEngine, name: str
) -> None:
    """The model crashes and the whole window dies with it: not here."""
    scripted_engine.script(generate=[[Say("Half"), Crash(name, once="crash"), Say(" and whole")]])
    engine = make()
    engine.run(LOAD)
    heard = Recorder()
    with pytest.raises(EngineCrashed):
        engine.run(ASK, heard)
    assert heard.text == "Half", "what was written is kept"
    assert engine.state.model == "model.gguf"
    assert text_of(engine) == "Half and whole"
    assert len(scripted_engine.pids) == 2
    assert engine.safety.findings == [], "text had flowed: the settings are not to blame"
    assert loads(scripted_engine) == [{}, {}]
    assert engine.notices == []


def test_a_child_that_dies_while_idle_is_replaced(make: Make, scripted_engine: ScriptedEngine) -> None:
    engine = make()
    engine.run(LOAD)
    os.kill(scripted_engine.pids[0], signal.SIGKILL)
    assert text_of(engine) == "".join(ANSWER), "whether its death has been noticed yet or not"


def test_a_job_that_no_child_has_begun_is_given_to_the_next_one(
    make: Make, scripted_engine: ScriptedEngine
) -> None:
    scripted_engine.script(tokenize=[[Exit(3, once="died")]])
    engine = make()
    engine.run(LOAD)
    assert engine.run(Tokenize(text="one two")) == Tokenized(count=2)


def test_a_job_that_kills_every_child_is_given_up(make: Make, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(tokenize=[[Exit(3)]])
    engine = make()
    engine.run(LOAD)
    with pytest.raises(EngineCrashed):
        engine.run(Tokenize(text="one two"))
    assert len(scripted_engine.pids) == 2


def test_the_waiting_job_hears_how_the_reload_proceeds(make: Make, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(load=[[Read(1, 2)]], generate=[[Say("a"), Exit(3, once="died")]])
    engine = make()
    engine.run(LOAD)
    with pytest.raises(EngineCrashed):
        engine.run(ASK)
    heard = Recorder()
    number = engine.submit(ASK, heard)
    heard.end()
    progress = heard.wait(LoadProgress)
    assert progress == LoadProgress(job=number, fraction=0.5)
    assert heard.events.index(progress) < heard.events.index(heard.wait(Started))


def test_a_crash_ends_all_jobs_that_had_begun(make: Make, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(
        generate=[[Say("a"), WaitFor("never")], [Say("b"), Exit(3)]], load=[[], [Read(1, 1)]]
    )
    engine = make()
    engine.run(LOAD)
    first, second = Recorder(), Recorder()
    engine.submit(ASK, first)
    first.wait(Text)
    engine.submit(ASK, second)
    for heard in (first, second):
        end = heard.end()
        assert isinstance(end, Failed)
        assert end.code == "engine-crashed"
    engine.run(Tokenize(text="one two"))


def test_an_unloaded_model_is_not_loaded_again(make: Make, scripted_engine: ScriptedEngine) -> None:
    engine = make()
    engine.run(LOAD)
    engine.run(Unload())
    with pytest.raises(NoModelLoaded):
        engine.run(ASK)
    assert engine.state.loaded is None
    assert len(loads(scripted_engine)) == 1


def test_a_child_that_ignores_cancel_is_replaced_without_blame(
    make: Make, scripted_engine: ScriptedEngine
) -> None:
    scripted_engine.script(generate=[[Hang(once="hung"), Say("fine")]])
    engine = make(cancel_limit=0.05)
    engine.run(LOAD)
    heard = Recorder()
    number = engine.submit(ASK, heard)
    heard.wait(Started)
    engine.cancel(number)
    assert isinstance(heard.end(), Cancelled)
    assert text_of(engine) == "fine"
    assert engine.safety.findings == []


# ---------------------------------------------------------------------------------- crashes by settings


def test_a_load_that_crashes_with_repacking_succeeds_without(
    make: Make, scripted_engine: ScriptedEngine
) -> None:
    """llama.cpp built by gcc 12 dies at the first evaluation on processors with AMX."""
    scripted_engine.script(load=[[Read(1, 1), CRASH_WITH_REPACKING]])
    engine = make()
    loaded = engine.run(LOAD)
    assert isinstance(loaded, Loaded)
    assert not loaded.extra_buffers
    assert text_of(engine) == "".join(ANSWER)
    assert [(finding.setting, finding.model) for finding in engine.safety.findings] == [
        ("extra_buffers", None)
    ]
    (notice,) = engine.notices
    assert notice.text == (
        "Weight repacking crashed the engine on this machine, which now runs without it: "
        "segmentation fault (SIGSEGV)."
    )
    assert engine.state.settings == LoadSettings(extra_buffers=False)
    assert [finding.setting for finding in engine.state.findings] == ["extra_buffers"]


def test_what_was_learnt_is_applied_at_the_next_start(make: Make, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(load=[[CRASH_WITH_REPACKING]])
    first = make()
    first.run(LOAD)
    first.close()
    second = make(first.safety)
    second.run(Load(path="another.gguf"))
    assert loads(scripted_engine) == [{}, {"extra_buffers": False}, {"extra_buffers": False}]
    assert second.notices == [], "it is no news any more"
    assert [finding.setting for finding in second.state.findings] == ["extra_buffers"]


def test_a_crash_before_the_first_text_repeats_the_job_with_safer_settings(
    make: Make, scripted_engine: ScriptedEngine
) -> None:
    scripted_engine.script(generate=[[Read(5, 10), CRASH_WITH_REPACKING, Say("Here I am.")]])
    engine = make()
    engine.run(LOAD)
    assert text_of(engine) == "Here I am."
    engine.run(Tokenize(text="one"))  # so that everything before has been noted
    assert [finding.setting for finding in engine.safety.findings] == ["extra_buffers"]
    assert len(engine.notices) == 1


def test_settings_that_have_proven_themselves_are_not_blamed_later(
    make: Make, scripted_engine: ScriptedEngine
) -> None:
    scripted_engine.script(generate=[[Crash("SIGSEGV", once="second"), Say("fine")]])
    (scripted_engine.folder / "second.once").touch()
    engine = make()
    engine.run(LOAD)
    assert text_of(engine) == "fine"
    (scripted_engine.folder / "second.once").unlink()
    with pytest.raises(EngineCrashed):
        engine.run(ASK)
    assert engine.safety.findings == []


def test_the_ladder_is_climbed_until_it_works(make: Make, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(load=[[Crash("SIGABRT", when={"flash_attention": "auto"})]])
    engine = make()
    engine.run(Load(path="model.gguf", settings=LoadSettings(gpu_layers=-1)))
    assert loads(scripted_engine) == [
        {"gpu_layers": -1},
        {"gpu_layers": -1, "extra_buffers": False},
        {"extra_buffers": False},
        {"extra_buffers": False, "flash_attention": "off"},
    ]


def test_a_load_that_is_killed_for_want_of_memory_tries_half_the_context(
    make: Make, scripted_engine: ScriptedEngine
) -> None:
    scripted_engine.script(load=[[Crash("SIGKILL", when={"context": 4096})]])
    engine = make()
    loaded = engine.run(Load(path="model.gguf", settings=LoadSettings(context=4096)))
    assert isinstance(loaded, Loaded)
    assert loaded.context == 2048
    assert [notice.code for notice in engine.notices] == ["context-halved"]


def test_a_load_that_crashes_whatever_is_tried_fails_and_teaches_nothing(
    make: Make, scripted_engine: ScriptedEngine
) -> None:
    scripted_engine.script(load=[[Crash("SIGSEGV")]])
    engine = make()
    with pytest.raises(EngineCrashed, match="segmentation fault"):
        engine.run(LOAD)
    assert engine.safety.findings == []
    assert engine.notices == []
    assert engine.state.model is None
    assert len(scripted_engine.pids) == 4


def test_a_load_that_fails_by_itself_is_not_repeated(make: Make, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(load=[[Exit(1)]])
    with pytest.raises(EngineCrashed, match="exit code 1"):
        make().run(LOAD)
    assert len(scripted_engine.pids) == 1


def test_a_reload_that_fails_tells_the_waiting_job_why(make: Make, scripted_engine: ScriptedEngine) -> None:
    dying = [[Say("a"), Exit(3)]]
    scripted_engine.script(generate=dying)
    engine = make()
    engine.run(LOAD)
    scripted_engine.script(load=[[Fail("model-not-found", {"path": "model.gguf"})]], generate=dying)
    with pytest.raises(EngineCrashed):
        engine.run(ASK)
    heard = Recorder()
    engine.submit(ASK, heard)
    end = heard.end()
    assert isinstance(end, Failed)
    assert end.code == "model-not-found"


def test_a_child_that_cannot_start_fails_every_job_in_words(
    make: Make, scripted_engine: ScriptedEngine
) -> None:
    scripted_engine.script(start=[Exit(3)])
    engine = make()
    with pytest.raises(EngineUnavailable, match="exit code 3"):
        engine.run(LOAD)
    scripted_engine.script()
    engine.run(LOAD)


# ---------------------------------------------------------------------------------- the rest


def test_a_loaded_engine_is_told_to_forget(make: Make, scripted_engine: ScriptedEngine) -> None:
    engine = make()
    engine.run(LOAD)
    engine.forget("deleted")
    engine.run(Tokenize(text="one"))  # so that everything before has arrived
    assert {"command": "forget", "cache_key": "deleted"} in scripted_engine.received


def test_a_deleted_dialogue_leaves_no_file_even_when_no_engine_runs(tmp_path: Path) -> None:
    saved = kv_file(tmp_path, "deleted")
    saved.write_bytes(b"what the user wrote")
    engine = Engine(kv_folder=tmp_path)
    engine.forget("deleted")
    engine.close()
    assert not saved.exists()


def test_closing_ends_running_and_waiting_jobs_as_cancelled(
    make: Make, scripted_engine: ScriptedEngine
) -> None:
    scripted_engine.script(load=[[Read(1, 2), WaitFor("never")]])
    engine = make()
    loading, asking = Recorder(), Recorder()
    engine.submit(LOAD, loading)
    engine.submit(ASK, asking)
    loading.wait(LoadProgress)
    engine.close()
    assert [type(end) for end in loading.ends + asking.ends] == [Cancelled, Cancelled]
    engine.close()
    with pytest.raises(RuntimeError):
        engine.submit(ASK, asking)


def test_closing_does_not_wait_for_a_child_that_will_not_start(
    make: Make, scripted_engine: ScriptedEngine
) -> None:
    scripted_engine.script(start=[WaitFor("never")])
    engine = make()
    heard = Recorder()
    engine.submit(LOAD, heard)
    while engine.state.phase != "starting" or not scripted_engine.pids:
        threading.Event().wait(0.01)
    engine.close()
    assert isinstance(heard.end(), Cancelled)


def test_callbacks_that_raise_do_not_stop_the_engine(
    scripted_engine: ScriptedEngine, expected_logs: ExpectedLogs
) -> None:
    expected_logs("A listener of the engine failed")

    def broken(_anything: object) -> None:
        raise RuntimeError("a bug in a pane")

    engine = Engine(scripted_engine.command, on_state=broken, on_notice=broken)
    engine.load("model.gguf", listener=broken)
    assert text_of(engine) == "".join(ANSWER)
    engine.close()


def test_a_text_that_is_no_unicode_is_an_error_and_not_the_end_of_the_engine(make: Make) -> None:
    engine = make()
    with pytest.raises(BadRequest):
        engine.run(Generate(prompt="half a pair: \ud83d"))
    with pytest.raises(BadRequest):
        engine.run(Load(path="no name: \udcff.gguf"))
    assert isinstance(engine.run(LOAD), Loaded)
    assert isinstance(engine.run(ASK), Generated)
