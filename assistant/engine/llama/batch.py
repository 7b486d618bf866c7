"""The tokens of one evaluation step, in the memory layout that llama.cpp reads."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import llama_cpp.llama_cpp as native
import numpy as np

NO_ROOM, ABORTED = 1, 2
"""What :meth:`Batch.decode` returns beside 0."""


class Batch:
    """A reusable batch of up to ``capacity`` tokens, each of one sequence."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.size = 0
        self.outputs = 0
        self._token = np.zeros(capacity, np.int32)
        self._position = np.zeros(capacity, np.int32)
        self._sequence = np.zeros(capacity, np.int32)
        self._count = np.ones(capacity, np.int32)
        self._logits = np.zeros(capacity, np.int8)
        pointer = ctypes.POINTER(ctypes.c_int32)
        start = self._sequence.ctypes.data
        self._sequences = (pointer * capacity)(
            *(ctypes.cast(start + 4 * i, pointer) for i in range(capacity))
        )
        self._native = native.llama_batch(
            token=self._token.ctypes.data_as(ctypes.POINTER(native.llama_token)),
            pos=self._position.ctypes.data_as(ctypes.POINTER(native.llama_pos)),
            n_seq_id=self._count.ctypes.data_as(pointer),
            seq_id=self._sequences,
            logits=self._logits.ctypes.data_as(ctypes.POINTER(ctypes.c_int8)),
        )

    @property
    def room(self) -> int:
        """Tokens that can still be added."""
        return self.capacity - self.size

    def clear(self) -> None:
        """Begin a new step."""
        self.size = self.outputs = 0

    def add(self, tokens: Sequence[int], position: int, sequence: int, outputs: int) -> int:
        """Add a run of tokens; logits are wanted for its last ``outputs``. Returns the first one's index."""
        begin, end = self.size, self.size + len(tokens)
        self._token[begin:end] = tokens
        self._position[begin:end] = range(position, position + len(tokens))
        self._sequence[begin:end] = sequence
        self._logits[begin:end] = 0
        if outputs:
            self._logits[end - outputs : end] = 1
        self.size = end
        self.outputs += outputs
        return begin

    def decode(self, context: object) -> int:
        """Evaluate. Returns llama_decode's status: 0 done, 1 no room in the cache, 2 aborted, else failed."""
        self._native.n_tokens = self.size
        status: int = native.llama_decode(context, self._native)
        native.llama_synchronize(context)
        return status
