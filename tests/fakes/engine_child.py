"""The scripted engine child: see :class:`tests.fakes.ScriptedEngine`, which starts it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

import msgspec

sys.path.insert(0, str(Path(__file__).parents[2]))

from assistant.engine.protocol import (
    PROTOCOL_VERSION,
    Cancel,
    Cancelled,
    DeviceList,
    Event,
    Failed,
    Finished,
    Forget,
    Generate,
    Generated,
    Hello,
    Job,
    Load,
    Loaded,
    LoadProgress,
    PromptProgress,
    Result,
    Score,
    Scored,
    Shutdown,
    Started,
    Text,
    Tokenize,
    Tokenized,
    Unload,
    Unloaded,
    decode_command,
    encode,
)
from assistant.engine.values import (
    Build,
    Device,
    LoadSettings,
    Timings,
    Usage,
)
from tests import fakes

BUILD = Build(version="0.0", commit="scripted", gpu_offload=False, rpc=False, system_info="a scripted engine")
CPU = Device(name="CPU", description="scripted", type="cpu", memory_total=8 << 30, memory_free=4 << 30)


class Child:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.script = self.read_script()
        self.asked = False
        self.settings = LoadSettings()
        self.loaded: str | None = None
        self.cancelled: set[int] = set()
        self.turns: dict[str, int] = {}
        self.loading: threading.Thread | None = None
        self.output = threading.Lock()
        self.hung = threading.Event()

    def read_script(self) -> fakes.Script:
        return msgspec.json.decode((self.folder / "script.json").read_bytes(), type=fakes.Script)

    def main(self) -> None:
        with (self.folder / "pids").open("a") as pids:
            pids.write(f"{os.getpid()}\n")
        self.play(self.script.start, None)
        version = self.script.protocol or PROTOCOL_VERSION
        self.send(Hello(protocol=version, pid=os.getpid(), build=BUILD))
        for line in sys.stdin.buffer:
            with (self.folder / "received.jsonl").open("ab") as received:
                received.write(line)
            command = decode_command(line)
            if self.hung.is_set():
                threading.Event().wait()
            if isinstance(command, Cancel):
                self.cancelled.add(command.job)
            elif isinstance(command, Shutdown):
                break
            elif not isinstance(command, Forget):
                self.begin(command)
        if self.script.deaf:
            threading.Event().wait()

    def send(self, event: Event) -> None:
        with self.output:
            sys.stdout.buffer.write(encode(event))
            sys.stdout.buffer.flush()

    def begin(self, command: Job) -> None:
        """Every job has a thread; as in the engine, what comes after a load waits for it."""
        if not self.asked and not isinstance(command, Load | Unload):
            self.asked = True
            self.script = self.read_script()  # a test may write it when the model is being loaded already
        kind = str(type(command).__struct_config__.tag)
        scenes: list[fakes.Scene] = getattr(self.script, kind)
        turn = self.turns.get(kind, 0)
        self.turns[kind] = turn + 1
        scene: fakes.Scene = [fakes.Say(piece) for piece in fakes.ANSWER] if kind == "generate" else []
        if scenes:
            scene = scenes[min(turn, len(scenes) - 1)]
        thread = threading.Thread(target=self.perform, args=(command, scene, self.loading), daemon=True)
        if isinstance(command, Load | Unload):
            self.loading = thread
        thread.start()

    def perform(self, command: Job, scene: fakes.Scene, loading: threading.Thread | None) -> None:
        if loading is not None:
            loading.join()
        if isinstance(command, Load):
            self.settings = command.settings
        if isinstance(command, Generate | Tokenize | Score) and self.loaded is None:
            self.send(Failed(job=command.job, code="no-model-loaded"))
            return
        if isinstance(command, Generate | Score):
            self.send(Started(job=command.job, prompt_tokens=10, cached_tokens=0, context=4096))
        reason = self.play(scene, command)
        if reason is not None:
            self.send(Finished(job=command.job, result=self.result(command, scene, reason)))

    def play(self, scene: fakes.Scene, command: Job | None) -> str | None:
        """Return why the answer ends, or None when the scene has ended the job."""
        job = command.job if command else 0
        for action in scene:
            if any(getattr(self.settings, name) != value for name, value in action.when.items()):
                continue
            if action.once and not self.first(action.once):
                continue
            match action:
                case fakes.Say(text=text, thinking=thinking):
                    self.send(Text(job=job, text=text, thinking=thinking))
                case fakes.Read(done=done, total=total) if isinstance(command, Load):
                    self.send(LoadProgress(job=job, fraction=done / total))
                case fakes.Read(done=done, total=total):
                    self.send(PromptProgress(job=job, done=done, total=total))
                case fakes.WaitFor(name=name):
                    released = self.folder / f"{name}.released"
                    while not released.exists() and job not in self.cancelled:
                        time.sleep(0.002)
                case fakes.Fail(code=code, values=values, detail=detail):
                    self.send(Failed(job=job, code=code, values=values, detail=detail))
                    return None
                case fakes.End(finish_reason=finish_reason):
                    return finish_reason
                case fakes.Crash(signal=name, last_words=last_words):
                    print(last_words, file=sys.stderr, flush=True)
                    os.kill(os.getpid(), getattr(signal, name))
                    threading.Event().wait()  # until the signal has found its thread
                case fakes.Exit(code=code):
                    os._exit(code)
                case fakes.Garbage(line=line):
                    with self.output:
                        sys.stdout.buffer.write(line.encode() + b"\n")
                        sys.stdout.buffer.flush()
                case fakes.Hang():
                    self.hung.set()
                    threading.Event().wait()
            if job in self.cancelled:
                self.send(Cancelled(job=job, usage=Usage(prompt_tokens=10)))
                return None
        return "stop"

    def first(self, name: str) -> bool:
        try:
            (self.folder / f"{name}.once").touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def result(self, command: Job, scene: fakes.Scene, reason: Any) -> Result:
        said = sum(isinstance(action, fakes.Say) for action in scene)
        usage = Usage(prompt_tokens=10, completion_tokens=said)
        timings = Timings(prompt_s=0.1, decode_s=0.2, busy_s=0.3)
        match command:
            case Load(path=path, settings=settings):
                self.loaded = path
                return Loaded(
                    path=path,
                    description="scripted 1B Q4_0",
                    architecture="scripted",
                    parameters=1_000_000_000,
                    model_bytes=500_000_000,
                    context=settings.context or 8192,
                    context_trained=32768,
                    layers=16,
                    threads=settings.threads or 2,
                    vocabulary=32000,
                    has_template=True,
                    kv_type=settings.kv_type,
                    flash_attention=settings.flash_attention != "off",
                    extra_buffers=settings.extra_buffers,
                    partial_removal=True,
                    offload=[],
                    weights_memory=60_000_000,
                    timings=Timings(load_s=0.1),
                )
            case Unload():
                self.loaded = None
                return Unloaded(memory=50_000_000)
            case Generate(sampling=sampling):
                return Generated(
                    finish_reason=reason,
                    usage=usage,
                    timings=timings,
                    seed=1 if sampling.seed is None else sampling.seed,
                )
            case Tokenize(text=text, messages=messages):
                words = " ".join([text or "", *(message.content for message in messages)]).split()
                return Tokenized(count=len(words))
            case Score(continuations=continuations):
                scores = [(-float(index + 1), 1) for index in range(len(continuations))]
                return Scored(scores=scores, usage=usage, timings=timings)
            case _:
                return DeviceList(build=BUILD, devices=[CPU])


if __name__ == "__main__":
    with contextlib.suppress(ImportError):  # Windows
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Child(Path(sys.argv[1])).main()
    os._exit(0)  # jobs that wait must not hold it up
