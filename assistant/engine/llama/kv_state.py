"""The KV cache of one sequence as bytes outside the context, and back."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import llama_cpp.llama_cpp as native
import numpy as np
import numpy.typing as npt

from assistant.engine.llama.sequences import CachedSequence, SequencePool


@dataclass(eq=False)
class KvState:
    """What a sequence holds: its tokens, and llama.cpp's own form of their keys and values."""

    tokens: list[int]
    data: npt.NDArray[np.uint8]
    cache_key: str | None = None
    stored: int = 0
    """How many of the tokens are on disk already."""


def state_size(context: Any, sequence: CachedSequence) -> int:
    """Bytes that the state of this sequence takes."""
    return int(native.llama_state_seq_get_size(context, sequence.number))


def take_state(context: Any, sequence: CachedSequence) -> KvState:
    """A copy of what the sequence holds."""
    size = state_size(context, sequence)
    data = np.empty(size, np.uint8)
    written = native.llama_state_seq_get_data(context, _bytes(data), size, sequence.number)
    return KvState(list(sequence.tokens), data[:written], sequence.cache_key, sequence.stored)


def put_state(context: Any, pool: SequencePool, state: KvState) -> CachedSequence | None:
    """A new idle sequence with this state; None if there is no room, or llama.cpp does not take it."""
    if not pool.make_room(len(state.tokens)):
        return None
    sequence = pool.create()
    if not native.llama_state_seq_set_data(context, _bytes(state.data), len(state.data), sequence.number):
        pool.drop(sequence)
        return None
    pool.extend(sequence, state.tokens)
    sequence.cache_key = state.cache_key
    sequence.stored = state.stored
    sequence.dialogue = True
    sequence.busy = False
    return sequence


def _bytes(data: npt.NDArray[np.uint8]) -> Any:
    return data.ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))
