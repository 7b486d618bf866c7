"""Measures how many threads serve the loaded model best on this machine.

More threads than physical cores make everything slower, and memory bandwidth may be used up by fewer; the
best number differs between reading and decoding, and between machines. So it is measured.
"""

from __future__ import annotations

import os
import time

import psutil

from assistant.engine.errors import DecodeFailed
from assistant.engine.llama.batch import Batch
from assistant.engine.llama.model import LlamaModel
from assistant.engine.llama.sequences import SequencePool
from assistant.engine.protocol import ThreadSpeed, Tuned

_PROMPT_TOKENS = 64
_DECODED_TOKENS = 8
_ROUNDS = 2
"""The better of them counts: whatever else the machine does only ever makes one slower."""
_ENOUGH = 0.97
"""Fewer threads that reach this share of the best leave the rest to the window and to other programs."""


def tune(model: LlamaModel, pool: SequencePool) -> Tuned:
    """Measure with 1 thread up to one for each physical core, and set the best.

    Raises :class:`DecodeFailed`. Idle sequences may be given up for the room that is needed.
    """
    cores = psutil.cpu_count(logical=False) or os.cpu_count() or 1
    pool.make_room(_PROMPT_TOKENS + _DECODED_TOKENS)
    sequence = pool.create()
    try:
        speeds = [_measure(model, sequence.number, threads) for threads in _candidates(cores)]
    finally:
        pool.drop(sequence)
    decode = max(speed.decode for speed in speeds)
    prompt = max(speed.prompt for speed in speeds)
    threads = next(speed.threads for speed in speeds if speed.decode >= _ENOUGH * decode)
    prompt_threads = next(speed.threads for speed in speeds if speed.prompt >= _ENOUGH * prompt)
    model.set_threads(threads, prompt_threads)
    return Tuned(speeds=speeds, threads=threads, prompt_threads=prompt_threads)


def _candidates(cores: int) -> list[int]:
    """All numbers up to four, then every second, so that a large machine is measured in seconds."""
    return sorted({*range(1, min(cores, 4) + 1), *range(4, cores + 1, 2), cores})


def _measure(model: LlamaModel, sequence: int, threads: int) -> ThreadSpeed:
    model.set_threads(threads, threads)
    batch = Batch(_PROMPT_TOKENS)
    token = max(model.vocabulary.bos, 0)
    reading = decoding = float("inf")
    for _ in range(_ROUNDS):
        reading = min(reading, _evaluate(model, batch, [token] * _PROMPT_TOKENS, 0, sequence))
        seconds = 0.0
        for offset in range(_DECODED_TOKENS):
            seconds += _evaluate(model, batch, [token], _PROMPT_TOKENS + offset, sequence)
        decoding = min(decoding, seconds)
        model.clear_sequence(sequence)
    return ThreadSpeed(threads=threads, decode=_DECODED_TOKENS / decoding, prompt=_PROMPT_TOKENS / reading)


def _evaluate(model: LlamaModel, batch: Batch, tokens: list[int], position: int, sequence: int) -> float:
    """Seconds that the evaluation took."""
    batch.clear()
    batch.add(tokens, position, sequence, outputs=1)
    began = time.perf_counter()
    status = batch.decode(model.context)
    if status:
        raise DecodeFailed(status=status)
    return time.perf_counter() - began
