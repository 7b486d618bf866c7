"""The client against a real child that crashes, hangs, lies and dawdles."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from assistant.engine.client import EngineClient, JobCancelled
from assistant.engine.errors import (
    EngineCrashed,
    EngineError,
    EngineProtocolError,
    EngineUnavailable,
    ModelDamaged,
)
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
    LoadProgress,
    PromptProgress,
    Started,
    Text,
    Tokenize,
)
from tests.fakes import ANSWER, Crash, Exit, Fail, Garbage, Hang, Read, Say, ScriptedEngine, WaitFor
from tests.fakes.recorder import Recorder
from tests.guards.logs import ExpectedLogs

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")

ASK = Generate(prompt="What is the answer?")


@pytest.fixture
def start(scripted_engine: ScriptedEngine) -> Iterator[Callable[..., EngineClient]]:
    """Start clients of the scripted engine, with a model loaded unless told otherwise."""
    clients: list[EngineClient] = []

    def make(*, load: bool = True, **options: object) -> EngineClient:
        client = EngineClient(scripted_engine.command, **options)  # type: ignore[arg-type]
        clients.append(client)
        client.start()
        if load:
            client.run(Load(path="model.gguf"))
        return client

    yield make
    for client in clients:
        client.close()


Start = Callable[..., EngineClient]


def test_an_answer_arrives_in_order_with_one_end_on_the_worker_thread(
    start: Start, scripted_engine: ScriptedEngine
) -> None:
    scripted_engine.script(generate=[[Read(5, 10), Say("Hm.", thinking=True), Say("你"), Say("好")]])
    client = start()
    heard = Recorder()
    job = client.submit(ASK, heard)
    end = heard.end()
    assert [type(event) for event in heard.events] == [Started, PromptProgress, Text, Text, Text, Finished]
    assert {event.job for event in heard.events if not isinstance(event, type(client.hello))} == {job}
    assert heard.text == "Hm.你好"
    assert isinstance(end, Finished)
    assert isinstance(end.result, Generated)
    assert heard.threads == {"engine-events"}


def test_load_reports_progress(start: Start, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(load=[[Read(1, 4), Read(4, 4)]])
    client = start(load=False)
    heard = Recorder()
    client.run(Load(path="model.gguf"), heard)
    assert [e.fraction for e in heard.events if isinstance(e, LoadProgress)] == [0.25, 1.0]


def test_the_greeting_tells_the_build(start: Start) -> None:
    client = start(load=False)
    assert client.hello.build.commit == "scripted"
    assert isinstance(client.run(Devices()), DeviceList)


def test_several_jobs_at_once_keep_apart(start: Start, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(
        generate=[[Say("a"), WaitFor("go"), Say("A")], [Say("b"), WaitFor("go"), Say("B")]],
    )
    client = start()
    first, second = Recorder(), Recorder()
    client.submit(ASK, first)
    client.submit(ASK, second)
    first.wait(Text)
    second.wait(Text)
    scripted_engine.release("go")
    first.end()
    second.end()
    assert (first.text, second.text) == ("aA", "bB")


def test_an_error_of_the_engine_is_raised_as_its_class(start: Start, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(load=[[Fail("model-damaged", {"path": "x.gguf"}, "tensor data is short")]])
    with pytest.raises(ModelDamaged, match=r"x\.gguf is damaged or incomplete") as caught:
        start(load=False).run(Load(path="x.gguf"))
    assert caught.value.detail == "tensor data is short"


@posix
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("SIGSEGV", "segmentation fault (SIGSEGV)"),
        ("SIGABRT", "it gave up on an internal error (SIGABRT)"),
        ("SIGILL", "an instruction this processor does not have (SIGILL)"),
        ("SIGKILL", "killed, probably because memory ran out (SIGKILL)"),
    ],
)
def test_a_crash_keeps_the_text_and_gives_its_reason_in_words(
    start: Start, scripted_engine: ScriptedEngine, name: str, reason: str
) -> None:
    """The window must not die with the model, and "exit code 18446744072635810000" is no reason."""
    scripted_engine.script(generate=[[Say("Half an "), Crash(name, last_words="GGML_ASSERT(x) failed")]])
    exits: list[EngineError | None] = []
    exited = threading.Event()

    def on_exit(error: EngineError | None) -> None:
        exits.append(error)
        exited.set()

    client = start(on_exit=on_exit)
    heard = Recorder()
    client.submit(ASK, heard)
    end = heard.end()
    assert isinstance(end, Failed)
    assert (end.code, end.values) == ("engine-crashed", {"reason": reason})
    assert "GGML_ASSERT(x) failed" in end.detail, "the child's last words are the best explanation there is"
    assert heard.text == "Half an "
    assert exited.wait(60)
    assert isinstance(exits[0], EngineCrashed)
    assert not client.alive
    with pytest.raises(EngineCrashed):
        client.submit(ASK, heard)


def test_a_crash_ends_every_open_job(start: Start, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(generate=[[Say("a"), WaitFor("never")], [Exit(3)]])
    client = start()
    first, second = Recorder(), Recorder()
    client.submit(ASK, first)
    first.wait(Text)
    client.submit(ASK, second)
    for heard in (first, second):
        end = heard.end()
        assert isinstance(end, Failed)
        assert end.values == {"reason": "exit code 3"}
    client.close()
    assert len(first.ends) == len(second.ends) == 1


def test_a_line_that_is_no_event_ends_the_child_and_its_jobs(
    start: Start, scripted_engine: ScriptedEngine, expected_logs: ExpectedLogs
) -> None:
    expected_logs("a line that is not an event")
    scripted_engine.script(generate=[[Say("a"), Garbage(), WaitFor("never")]])
    client = start()
    with pytest.raises(EngineProtocolError) as caught:
        client.run(ASK)
    assert "this is not JSON" in caught.value.detail
    assert client.exit is not None
    assert client.exit.kind == "other", "a bug in the protocol says nothing about the settings"


def test_cancel_ends_a_job_as_cancelled(start: Start, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(generate=[[Say("a"), WaitFor("never"), Say("b")]])
    client = start()
    heard = Recorder()
    job = client.submit(ASK, heard)
    heard.wait(Text)
    client.cancel(job)
    client.cancel(job)
    assert isinstance(heard.end(), Cancelled)
    assert client.alive
    client.cancel(job)  # it has ended: nothing happens
    assert [command["command"] for command in scripted_engine.received].count("cancel") == 1


def test_a_child_that_ignores_cancel_is_killed(start: Start, scripted_engine: ScriptedEngine) -> None:
    """Killing is the guarantee: the cancelled job is cancelled, the other one is told the truth."""
    scripted_engine.script(generate=[[Say("a"), WaitFor("never")], [Say("b"), Hang()]])
    client = start(cancel_limit=0.05)
    bystander, stuck = Recorder(), Recorder()
    client.submit(ASK, bystander)
    bystander.wait(Text)
    job = client.submit(ASK, stuck)
    stuck.wait(Text)
    client.cancel(job)
    assert isinstance(stuck.end(), Cancelled)
    end = bystander.end()
    assert isinstance(end, Failed)
    assert end.values == {"reason": "it did not stop when it was told to, and was killed"}
    assert client.exit is not None
    assert client.exit.kind == "other", "a kill of our own says nothing about memory"


def test_run_raises_when_it_is_cancelled(start: Start, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(generate=[[Say("a"), WaitFor("never")]])
    client = start()

    def cancel_at_text(event: Event) -> None:
        if isinstance(event, Text):
            client.cancel(event.job)

    with pytest.raises(JobCancelled) as caught:
        client.run(ASK, cancel_at_text)
    assert caught.value.event.usage.prompt_tokens == 10


def test_a_child_that_reads_nothing_does_not_block_the_caller(
    start: Start, scripted_engine: ScriptedEngine
) -> None:
    """A pipe holds 64 KiB; a document is longer."""
    scripted_engine.script(generate=[[Say("a"), Hang()]])
    client = start(cancel_limit=0.05)
    heard = [Recorder() for _ in range(5)]
    job = client.submit(ASK, heard[0])
    heard[0].wait(Text)
    for recorder in heard[1:]:
        client.submit(Tokenize(text="long " * 100_000), recorder)
    client.cancel(job)
    assert isinstance(heard[0].end(), Cancelled)
    assert all(isinstance(recorder.end(), Failed) for recorder in heard[1:])


def test_a_listener_that_raises_hurts_only_itself(start: Start, expected_logs: ExpectedLogs) -> None:
    expected_logs("A listener of the engine failed")
    client = start()
    ended = threading.Event()

    def broken(event: Event) -> None:
        if isinstance(event, Finished):
            ended.set()
        raise RuntimeError("a bug in a pane")

    client.submit(ASK, broken)
    assert ended.wait(60)
    heard = Recorder()
    client.run(ASK, heard)
    assert heard.text == "".join(ANSWER)


def test_close_ends_open_jobs_as_cancelled(start: Start, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(generate=[[Say("a"), WaitFor("never")]])
    exits: list[EngineError | None] = []
    client = start(on_exit=exits.append)
    heard = Recorder()
    client.submit(ASK, heard)
    heard.wait(Text)
    client.close()
    client.close()
    assert isinstance(heard.ends[0], Cancelled)
    assert len(heard.ends) == 1
    assert exits == [None]


def test_close_ends_a_child_that_is_deaf(
    start: Start, scripted_engine: ScriptedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.engine.client.CLOSE_LIMIT", 0.05)
    scripted_engine.script(deaf=True)
    start().close()


def test_a_listener_may_close_the_client(start: Start) -> None:
    client = start()
    closed = threading.Event()

    def close(event: Event) -> None:
        client.close()
        closed.set()

    client.submit(Devices(), close)
    assert closed.wait(60)


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ({"start": [Exit(3)]}, "The engine does not start: exit code 3."),
        ({"protocol": 99}, "The engine does not start: it speaks protocol version 99 instead of 1."),
    ],
)
def test_a_child_that_does_not_start_properly_is_unavailable(
    start: Start, scripted_engine: ScriptedEngine, script: dict[str, object], sentence: str
) -> None:
    scripted_engine.script(**script)
    with pytest.raises(EngineUnavailable) as caught:
        start()
    assert caught.value.text == sentence


def test_a_child_that_starts_with_something_else_is_unavailable(
    start: Start, scripted_engine: ScriptedEngine, expected_logs: ExpectedLogs
) -> None:
    expected_logs("a line that is not an event")
    scripted_engine.script(start=[Garbage("usage: python")])
    with pytest.raises(EngineUnavailable, match="it sent something that is not understood"):
        start()


def test_a_child_that_says_nothing_is_unavailable(start: Start, scripted_engine: ScriptedEngine) -> None:
    scripted_engine.script(start=[Hang()])
    with pytest.raises(EngineUnavailable, match="it does not answer"):
        start(start_limit=0.5)


def test_a_missing_program_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="it is not there"):
        EngineClient([str(tmp_path / "missing")], log=tmp_path / "engine.log").start()


def test_an_interpreter_without_the_engine_tells_why(tmp_path: Path) -> None:
    client = EngineClient([sys.executable, "-m", "assistant.no_such_engine"])
    with pytest.raises(EngineUnavailable) as caught:
        client.start()
    assert "No module named" in caught.value.detail


def test_the_log_is_private_and_keeps_the_childs_words(
    start: Start, scripted_engine: ScriptedEngine, tmp_path: Path
) -> None:
    log = tmp_path / "engine.log"
    scripted_engine.script(generate=[[Crash("SIGTERM", last_words="llama_decode: 你好")]])
    with pytest.raises(EngineCrashed):
        start(log=log).run(ASK)
    words = log.read_text(encoding="utf-8")
    assert "llama_decode: 你好" in words
    assert "ended: it was asked to end (SIGTERM)" in words
    if sys.platform != "win32":
        assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_the_log_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.engine.log.LIMIT", 10_000)
    code = "import sys\nfor i in range(5000): print('chatter', i, file=sys.stderr)"
    with pytest.raises(EngineUnavailable):
        EngineClient([sys.executable, "-c", code], log=tmp_path / "engine.log").start()
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 20_000


@posix
def test_ctrl_c_in_the_terminal_does_not_reach_the_child(start: Start) -> None:
    client = start(load=False)
    assert os.getpgid(client.hello.pid) != os.getpgid(0)


@posix
def test_the_child_ends_when_the_program_is_killed(scripted_engine: ScriptedEngine) -> None:
    code = (
        "import os, signal, sys\n"
        "from assistant.engine.client import EngineClient\n"
        "EngineClient(sys.argv[1:]).start()\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", code, *scripted_engine.command]
    assert subprocess.run(command, cwd=root, check=False).returncode == -signal.SIGKILL
    (pid,) = scripted_engine.pids
    if psutil.pid_exists(pid):
        psutil.wait_procs([psutil.Process(pid)], timeout=60)
    assert not psutil.pid_exists(pid)


def test_a_program_that_forgets_to_close_ends_cleanly(scripted_engine: ScriptedEngine) -> None:
    code = (
        "import sys\nfrom assistant.engine.client import EngineClient\nEngineClient(sys.argv[1:]).start()\n"
    )
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", code, *scripted_engine.command]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
