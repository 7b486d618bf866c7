"""Stand-ins for what tests cannot have: a model that answers on cue, and a crash on demand.

:class:`ScriptedEngine` runs a real child process that speaks the engine's protocol and plays a script, so
that clients, panes and commands meet real pipes, real signals and real deaths:

    engine = ScriptedEngine(tmp_path)
    engine.script(generate=[[Say("Hello "), WaitFor("more"), Say("world"), Crash("SIGSEGV")], [Say("Fine.")]])
    client = EngineClient(engine.command)
    ...
    engine.release("more")

Each kind of command has a list of scenes; the first job of that kind in a child plays the first scene, and
the last scene is played again by all jobs that follow. Without a script every job succeeds, and a generate
job says :data:`ANSWER`. A scene that does not end the job itself ends it as the command's success.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec

from assistant.engine.values import FinishReason
from assistant.errors import Value

ANSWER = ["The ", "answer ", "is ", "42."]
"""What the child says to every generate job without a script, piece by piece."""

_CHILD = Path(__file__).with_name("engine_child.py")
_ROOT = _CHILD.parents[2]


class Action(msgspec.Struct, frozen=True, kw_only=True, tag_field="do"):
    """Something that the child does while it plays a scene.

    ``when`` makes it conditional on the settings of the last load: ``{"extra_buffers": True}``.
    ``once`` is a name: of all the children of this engine, only the first to come by does it.
    """

    when: dict[str, Any] = {}
    once: str | None = None


class Say(Action, frozen=True, kw_only=False, tag="say"):
    """Send a piece of text."""

    text: str
    thinking: bool = False


class Read(Action, frozen=True, kw_only=False, tag="read"):
    """Report progress: of the prompt, or of a load."""

    done: int
    total: int


class WaitFor(Action, frozen=True, kw_only=False, tag="wait"):
    """Hold until the test calls :meth:`ScriptedEngine.release` with this name, or the job is cancelled."""

    name: str


class Fail(Action, frozen=True, kw_only=False, tag="fail"):
    """End the job with an error."""

    code: str
    values: dict[str, Value] = {}
    detail: str = ""


class End(Action, frozen=True, kw_only=False, tag="end"):
    """End a generate job for another reason than the model's own end."""

    finish_reason: FinishReason


class Crash(Action, frozen=True, kw_only=False, tag="crash"):
    """Die by a signal, ``last_words`` on standard error."""

    signal: str
    last_words: str = ""


class Exit(Action, frozen=True, kw_only=False, tag="exit"):
    """Die with an exit code."""

    code: int


class Garbage(Action, frozen=True, kw_only=False, tag="garbage"):
    """Write a line that is not an event."""

    line: str = "llama_decode: this is not JSON"


class Hang(Action, frozen=True, kw_only=False, tag="hang"):
    """Never go on, and see no cancel: only a kill helps. Nor is standard input read any more."""


Scene = list[Say | Read | WaitFor | Fail | End | Crash | Exit | Garbage | Hang]


class Script(msgspec.Struct, kw_only=True):
    """Scenes for each kind of command, and what the child says of itself."""

    start: Scene = []
    """Played before the hello."""
    load: list[Scene] = []
    unload: list[Scene] = []
    generate: list[Scene] = []
    tokenize: list[Scene] = []
    score: list[Scene] = []
    devices: list[Scene] = []
    protocol: int | None = None
    """The protocol version in the hello; None: the right one."""
    deaf: bool = False
    """Ignores the end of standard input and the shutdown command."""


class ScriptedEngine:
    """A scripted child's command line, and the folder through which a test directs it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.script()

    @property
    def command(self) -> list[str]:
        return [sys.executable, str(_CHILD), str(self.folder)]

    def script(self, **parts: Any) -> None:
        """Set the fields of :class:`Script`; children that start from now on play it.

        So does one that was asked for nothing yet but to load a model.
        """
        whole = self.folder / "script.json.new"
        whole.write_bytes(msgspec.json.encode(Script(**parts)))
        whole.replace(self.folder / "script.json")

    def release(self, name: str) -> None:
        """Let the child go on past ``WaitFor(name)``, now and every time."""
        (self.folder / f"{name}.released").touch()

    @property
    def received(self) -> list[dict[str, Any]]:
        """The commands that all children have got so far, in order, as plain JSON values."""
        path = self.folder / "received.jsonl"
        return [msgspec.json.decode(line) for line in path.read_bytes().splitlines()] if path.exists() else []

    @property
    def pids(self) -> list[int]:
        """The process numbers of all children so far."""
        path = self.folder / "pids"
        return [int(line) for line in path.read_text().splitlines()] if path.exists() else []
