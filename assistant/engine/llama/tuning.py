"""Measures how many threads serve the loaded model best on this machine.

More threads than physical cores make everything slower, and memory bandwidth may be used up by fewer; the
best number differs between reading and decoding, and between machines. So it is measured.
"""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Sequence

import psutil

from assistant.engine.errors import DecodeFailed
from assistant.engine.llama.batch import ABORTED, Batch
from assistant.engine.llama.model import LlamaModel
from assistant.engine.llama.sequences import SequencePool
from assistant.engine.protocol import ThreadSpeed, Tuned

_PROMPT_TOKENS = 64
_DECODED_TOKENS = 8
_ROUNDS = 2
"""The better of them counts: whatever else the machine does only ever makes one slower."""
_LONG_ENOUGH_S = 3.0
"""What takes this long is known exactly enough: a large model decodes fewer tokens, and once."""
_ENOUGH = 0.97
"""Fewer threads that reach this share of the best leave the rest to the window and to other programs."""


def tune(model: LlamaModel, pool: SequencePool) -> Generator[None, None, Tuned]:
    """Measure with 1 thread up to one for each physical core, and set the best.

    Yields after each evaluation; one that was aborted is begun anew. Closed before its end, it leaves the
    threads as they were. Raises :class:`DecodeFailed`. Idle sequences may be given up for the room that is
    needed.
    """
    threads, prompt_threads = model.threads, model.prompt_threads
    pool.make_room(_PROMPT_TOKENS + _DECODED_TOKENS)
    sequence = pool.create()
    stopwatch = _Stopwatch(model, sequence.number)
    try:
        speeds = []
        for candidate in _candidates(psutil.cpu_count(logical=False) or os.cpu_count() or 1):
            speeds.append((yield from stopwatch.measure(candidate)))  # noqa: PERF401 - it yields
        decode = max(speed.decode for speed in speeds)
        prompt = max(speed.prompt for speed in speeds)
        threads = next(speed.threads for speed in speeds if speed.decode >= _ENOUGH * decode)
        prompt_threads = next(speed.threads for speed in speeds if speed.prompt >= _ENOUGH * prompt)
    finally:
        pool.drop(sequence)
        model.set_threads(threads, prompt_threads)
    return Tuned(speeds=speeds, threads=threads, prompt_threads=prompt_threads)


def _candidates(cores: int) -> list[int]:
    """All numbers up to four, then every second, so that a large machine is measured in seconds."""
    return sorted({*range(1, min(cores, 4) + 1), *range(4, cores + 1, 2), cores})


class _Stopwatch:
    """Times evaluations in one sequence, which must be empty."""

    def __init__(self, model: LlamaModel, sequence: int) -> None:
        self._model = model
        self._sequence = sequence
        self._batch = Batch(_PROMPT_TOKENS)
        self._token = max(model.vocabulary.bos, 0)

    def measure(self, threads: int) -> Generator[None, None, ThreadSpeed]:
        """The best of some rounds of reading and decoding."""
        self._model.set_threads(threads, threads)
        began = time.perf_counter()
        prompt = decode = 0.0
        for _ in range(_ROUNDS):
            seconds = yield from self._evaluate([self._token] * _PROMPT_TOKENS, 0)
            prompt = max(prompt, _PROMPT_TOKENS / seconds)
            decode = max(decode, (yield from self._decode()))
            self._model.clear_sequence(self._sequence)
            if time.perf_counter() - began > _LONG_ENOUGH_S:
                break
        return ThreadSpeed(threads=threads, decode=decode, prompt=prompt)

    def _decode(self) -> Generator[None, None, float]:
        """Tokens per second, one after the other."""
        seconds, tokens = 0.0, 0
        while tokens < _DECODED_TOKENS and seconds < _LONG_ENOUGH_S:
            seconds += yield from self._evaluate([self._token], _PROMPT_TOKENS + tokens)
            tokens += 1
        return tokens / seconds

    def _evaluate(self, tokens: Sequence[int], position: int) -> Generator[None, None, float]:
        """Seconds that the evaluation took."""
        self._batch.clear()
        self._batch.add(tokens, position, self._sequence, outputs=1)
        status = ABORTED
        while status == ABORTED:
            began = time.perf_counter()
            status = self._batch.decode(self._model.context)
            seconds = time.perf_counter() - began
            yield
        if status:
            raise DecodeFailed(status=status)
        return seconds
