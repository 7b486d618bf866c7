"""Measures the engine on this machine, as a client sees it.

What a number means depends on the machine and the model, so most rows are ratios of two measurements of the
same run.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from assistant.engine.protocol import (
    Finished,
    Generate,
    Load,
    Loaded,
    Started,
    Text,
    Tokenize,
    Tokenized,
    Tune,
    Tuned,
)
from assistant.engine.speed import sentences, speed
from assistant.engine.supervisor import Engine
from assistant.engine.timed_job import TimedJob
from assistant.engine.values import LoadSettings, Sampling

_STREAMS = (1, 2, 4)
_STREAM_PROMPT = 16
_STREAM_TOKENS = 64
_COPIED_TOKENS = 128
_TURN_TOKENS = 16
_ROOM = 512
"""Tokens of context beyond the longest prompt and its answer."""
_SILENCE_S = 0.2
"""How soon a cancelled job should end."""
_RESTART_S = 1.0
"""What a start after a crash may take beyond the start itself."""
_FEW_TOKENS = 8
"""What may be read again at the seam between two turns."""


@dataclass(frozen=True)
class Row:
    """One measurement. ``bar`` is a bound of ``ratio``, or of ``value`` where there is no ratio."""

    name: str
    value: float
    unit: str
    ratio: float | None = None
    bar: float | None = None
    at_least: bool = False
    """The bar is a lower bound."""

    @property
    def passed(self) -> bool | None:
        """None: there is no bar."""
        if self.bar is None:
            return None
        measured = self.value if self.ratio is None else self.ratio
        return measured >= self.bar if self.at_least else measured <= self.bar


class Benchmark:
    """An engine with one model, to be measured; a context manager that ends it."""

    def __init__(
        self,
        make_engine: Callable[[], Engine],
        path: str,
        settings: LoadSettings,
        *,
        prompt_tokens: int,
        tokens: int,
        kv_folder: Path,
    ) -> None:
        """``prompt_tokens`` are read and ``tokens`` generated in the long run. ``kv_folder`` is for this
        benchmark alone.
        """
        self.prompt_tokens = prompt_tokens
        self.tokens = tokens
        self.reading_s = 0.0
        self.start_s = 0.0
        self.turns: tuple[str, int] | None = None
        """The prompt of a dialogue's second turn, and its tokens."""
        self.tuned: Tuned | None = None
        streams = max(_STREAMS) * (_STREAM_PROMPT + _STREAM_TOKENS)
        self._load = Load(
            path=path,
            settings=msgspec.structs.replace(
                settings,
                context=max(prompt_tokens + tokens, streams) + _ROOM,
                parallel=max(_STREAMS),
                kv_folder=str(kv_folder),
            ),
        )
        self._make_engine = make_engine
        self._texts = 0
        self.engine = make_engine()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.engine.close()

    def start(self) -> Loaded:
        """Start the process, and load."""
        began = time.perf_counter()
        loaded = self.engine.run(self._load)
        assert isinstance(loaded, Loaded)
        self.start_s = time.perf_counter() - began
        return loaded

    def restart(self) -> None:
        """End the process in good order, and start a new one."""
        self.engine.close()
        self.engine = self._make_engine()
        self.start()

    def text(self, tokens: int) -> str:
        """A text of about so many tokens, a new one each time."""
        self._texts += 1
        tokenized = self.engine.run(Tokenize(text=sentences(self._texts, tokens // 8 + 1), pieces=True))
        assert isinstance(tokenized, Tokenized)
        return "".join(text for _, text in tokenized.tokens[:tokens])


def _generate(prompt: str, tokens: int, *, temperature: float = 0.7) -> Generate:
    return Generate(
        prompt=prompt,
        max_tokens=tokens,
        ignore_eos=True,
        sampling=Sampling(temperature=temperature, seed=1),
    )


def loading(bench: Benchmark) -> list[Row]:
    """From nothing to a model that answers; must come first."""
    loaded = bench.start()
    return [
        Row("process start and model load", bench.start_s, "s"),
        Row("model load", loaded.timings.load_s, "s"),
    ]


def long_answer(bench: Benchmark) -> list[Row]:
    """Speed, and what the client adds to what llama.cpp needs."""
    job = TimedJob(bench.engine, _generate(bench.text(bench.prompt_tokens), bench.tokens))
    result = job.result()
    measured, busy_s = speed(result), result.timings.busy_s
    bench.reading_s = 1 / measured.reading
    overhead_ms = (job.wall_s - busy_s) / result.usage.completion_tokens * 1000
    return [
        Row("prompt speed", measured.reading, "tokens/s"),
        Row("decode speed", measured.writing, "tokens/s"),
        Row("overhead, wall time over busy time", job.wall_s, "s", job.wall_s / busy_s, 1.05),
        Row("overhead a token", overhead_ms, "ms", bar=0.2),
    ]


def streams(bench: Benchmark) -> list[Row]:
    """Several answers in one batch, against one after the other."""
    tokens = min(_STREAM_TOKENS, bench.tokens)
    rows: list[Row] = []
    for count in _STREAMS:
        prompts = [bench.text(_STREAM_PROMPT) for _ in range(count)]
        jobs = [TimedJob(bench.engine, _generate(prompt, tokens)) for prompt in prompts]
        generated = sum(job.result().usage.completion_tokens for job in jobs)
        seconds = max(job.times[Finished] for job in jobs) - min(job.times[Started] for job in jobs)
        speed = generated / seconds
        ratio = speed / rows[0].value if rows else None
        rows.append(Row(f"{count} streams" if rows else "1 stream", speed, "tokens/s", ratio))
    return rows


def second_turn(bench: Benchmark) -> list[Row]:
    """What a dialogue's next turn reads again."""
    first = bench.text(bench.prompt_tokens)
    command = msgspec.structs.replace(_generate(first, min(_TURN_TOKENS, bench.tokens)), cache_key="dialogue")
    job = TimedJob(bench.engine, command)
    before = job.result().usage
    second = f"{first}{job.text}\n\nIn one sentence:"
    usage = TimedJob(bench.engine, msgspec.structs.replace(command, prompt=second)).result().usage
    bench.turns = second, usage.prompt_tokens
    new = max(usage.prompt_tokens - before.prompt_tokens - before.completion_tokens, 1)
    read = usage.prompt_tokens - usage.cached_tokens
    return [
        Row("second turn, cached", usage.cached_tokens, "tokens", usage.cached_tokens / usage.prompt_tokens),
        Row("second turn, read over new", read, "tokens", read / new, (new + _FEW_TOKENS) / new),
    ]


def reopening(bench: Benchmark) -> list[Row]:
    """A dialogue that is taken up after a restart, against reading it; needs :func:`second_turn`."""
    assert bench.turns is not None
    prompt, tokens = bench.turns
    bench.restart()
    command = msgspec.structs.replace(_generate(prompt, 1), cache_key="dialogue")
    timings = TimedJob(bench.engine, command).result().timings
    seconds = timings.queue_s + timings.prompt_s
    return [Row("reopening over reading", seconds, "s", seconds / (bench.reading_s * tokens), 0.02)]


def drafting(bench: Benchmark) -> list[Row]:
    """Repeating a text with drafts looked up in it, against plain decoding."""
    text = bench.text(2 * _COPIED_TOKENS)
    # Even a small model goes on copying what it has seen twice, from the end of a sentence on.
    beginning = text[: text.index(". ", len(text) // 3) + 1]
    prompt = f"{text}\n\n{text}\n\n{beginning}"
    plain = _generate(prompt, min(_COPIED_TOKENS, bench.tokens), temperature=0)
    seconds = [
        TimedJob(bench.engine, command).result().timings.decode_s
        for command in (plain, msgspec.structs.replace(plain, draft_text=text))
    ]
    speed = (plain.max_tokens - 1) / seconds[1]
    return [Row("drafting over plain", speed, "tokens/s", seconds[0] / seconds[1], 1.5, at_least=True)]


def cancelling(bench: Benchmark) -> list[Row]:
    """From the cancel to silence."""
    rows = []
    for name, kind in (("reading", Started), ("decoding", Text)):
        tokens = bench.prompt_tokens if kind is Started else _STREAM_PROMPT
        job = TimedJob(bench.engine, _generate(bench.text(tokens), 0))
        job.wait(kind)
        rows.append(Row(f"cancel while {name}", job.cancel(), "s", bar=_SILENCE_S))
    return rows


def recovery(bench: Benchmark) -> list[Row]:
    """From the death of the engine to the next answer's beginning, against a start."""
    pid = bench.engine.state.pid
    assert pid is not None
    prompt = bench.text(_STREAM_PROMPT)
    began = time.perf_counter()
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    job = TimedJob(bench.engine, _generate(prompt, 1))
    seconds = job.wait(Started) - began
    job.result()
    return [
        Row(
            "killed to ready over start",
            seconds,
            "s",
            seconds / bench.start_s,
            (bench.start_s + _RESTART_S) / bench.start_s,
        )
    ]


def threads(bench: Benchmark) -> list[Row]:
    """Speeds by number of threads. The numbers that are chosen count from the next load on."""
    tuned = bench.engine.run(Tune())
    assert isinstance(tuned, Tuned)
    bench.tuned = tuned
    return [
        *(Row(f"decode speed, threads: {each.threads}", each.decode, "tokens/s") for each in tuned.speeds),
        *(Row(f"prompt speed, threads: {each.threads}", each.prompt, "tokens/s") for each in tuned.speeds),
        Row("best for decoding", tuned.threads, "threads"),
        Row("best for prompts", tuned.prompt_threads, "threads"),
    ]


GROUPS: tuple[tuple[str, Callable[[Benchmark], list[Row]]], ...] = (
    ("loading", loading),
    ("a long answer", long_answer),
    ("streams", streams),
    ("second turn", second_turn),
    ("reopening", reopening),
    ("drafting", drafting),
    ("cancelling", cancelling),
    ("recovery", recovery),
    ("threads", threads),
)
"""What to measure, in this order."""
