"""The KV cache as sequences: which tokens each holds, what they share, and what may be given up.

All sequences live in one unified cache. A copied beginning shares its cells with the original, so the room
in use is counted in cells, not in tokens.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import llama_cpp.llama_cpp as native

from assistant.engine.llama.model import LlamaModel


@dataclass(eq=False)
class CachedSequence:
    """A sequence of evaluated tokens. ``busy`` while a job works on it."""

    number: int
    tokens: list[int] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)
    cache_key: str | None = None
    dialogue: bool = False
    """It may go on; any other is a finished piece of work, of which only the beginning is of use."""
    shared: int = 0
    """How much of its beginning other sequences have begun with too."""
    busy: bool = False
    used: int = 0
    """When it was last needed, as a count of uses."""
    stored: int = 0
    """How many of its tokens are on disk already."""


class SequencePool:
    """The sequences of one context."""

    def __init__(self, model: LlamaModel, count: int) -> None:
        self.before_giving_up: Callable[[CachedSequence], None] = lambda _sequence: None
        """Sees an idle sequence that must make room, while it can still be saved."""
        self._memory = model.memory
        self._partial_removal = model.partial_removal
        self.capacity = model.context_size
        self._free = list(range(count - 1, -1, -1))
        self.sequences: list[CachedSequence] = []
        self._cells: Counter[int] = Counter()
        self._next_cell = itertools.count()
        self._clock = itertools.count(1)

    @property
    def cells_used(self) -> int:
        """Cells of the cache that hold something."""
        return len(self._cells)

    @property
    def idle(self) -> list[CachedSequence]:
        """Sequences that no job works on, in the order in which they are given up.

        Finished work goes before dialogues, then the longest unused.
        """
        idle = (sequence for sequence in self.sequences if not sequence.busy)
        return sorted(idle, key=lambda sequence: (sequence.dialogue, sequence.used))

    def reusable(self, evaluated: Sequence[int], tokens: Sequence[int]) -> int:
        """How many tokens that are ``evaluated`` can begin a prompt of ``tokens``: all but two at most.

        One token must be evaluated to have logits. llama.cpp evaluates a single token with other kernels
        than several, so with two a repeated question gets the very logits that it got at first.
        """
        common = common_prefix(evaluated, tokens)
        usable = min(common, max(len(tokens) - 2, 0))
        if not self._partial_removal and usable < len(evaluated):
            return 0
        return usable

    def best(self, tokens: Sequence[int]) -> tuple[CachedSequence | None, int]:
        """The sequence, busy or idle, that saves most of evaluating ``tokens``, and how much it saves.

        Of several, finished work comes first: it can be worked on itself, and takes no cells beside.
        """
        found, saved = None, 0
        for sequence in [*self.idle, *(sequence for sequence in self.sequences if sequence.busy)]:
            usable = self.reusable(sequence.tokens, tokens)
            if usable > saved:
                found, saved = sequence, usable
        return found, saved

    def take(self, sequence: CachedSequence, keep: int) -> CachedSequence:
        """Work on an idle sequence itself, cut to its first ``keep`` tokens."""
        sequence.busy = True
        self.truncate(sequence, keep)
        sequence.shared = keep
        return self.touch(sequence)

    def create(self, source: CachedSequence | None = None, keep: int = 0) -> CachedSequence:
        """A new busy sequence that shares the first ``keep`` tokens of ``source``."""
        if not self._free:
            self._give_up(next(sequence for sequence in self.idle if sequence is not source))
        sequence = CachedSequence(self._free.pop(), busy=True)
        if source is not None and keep:
            native.llama_memory_seq_cp(self._memory, source.number, sequence.number, 0, keep)
            sequence.tokens = source.tokens[:keep]
            sequence.cells = source.cells[:keep]
            self._cells.update(sequence.cells)
            sequence.shared = keep
            source.shared = max(source.shared, keep)
        self.sequences.append(sequence)
        return self.touch(sequence)

    def touch(self, sequence: CachedSequence) -> CachedSequence:
        """Mark as used just now."""
        sequence.used = next(self._clock)
        return sequence

    def extend(self, sequence: CachedSequence, tokens: Iterable[int]) -> None:
        """Note that ``tokens`` have been evaluated."""
        before = len(sequence.tokens)
        sequence.tokens.extend(tokens)
        cells = list(itertools.islice(self._next_cell, len(sequence.tokens) - before))
        sequence.cells += cells
        self._cells.update(cells)

    def truncate(self, sequence: CachedSequence, keep: int) -> None:
        """Remove everything from position ``keep`` on; also what an aborted evaluation left there.

        Where the model's memory cannot do that, the whole sequence is emptied.
        """
        if not native.llama_memory_seq_rm(self._memory, sequence.number, keep, -1):
            native.llama_memory_seq_rm(self._memory, sequence.number, -1, -1)
            keep = 0
        self._release(sequence.cells[keep:])
        del sequence.cells[keep:]
        del sequence.tokens[keep:]
        sequence.stored = min(sequence.stored, keep)

    def drop(self, sequence: CachedSequence) -> None:
        """Give up a sequence and its cells."""
        native.llama_memory_seq_rm(self._memory, sequence.number, -1, -1)
        self._release(sequence.cells)
        self.sequences.remove(sequence)
        self._free.append(sequence.number)

    def make_room(self, cells: int, keep: CachedSequence | None = None) -> bool:
        """Give up idle sequences other than ``keep`` until ``cells`` are free; whether they are."""
        for sequence in self.idle:
            if self.capacity - self.cells_used >= cells:
                break
            if sequence is not keep:
                self._give_up(sequence)
        return self.capacity - self.cells_used >= cells

    def _give_up(self, sequence: CachedSequence) -> None:
        self.before_giving_up(sequence)
        self.drop(sequence)

    def _release(self, cells: list[int]) -> None:
        self._cells.subtract(cells)
        for cell in cells:
            if self._cells[cell] <= 0:
                del self._cells[cell]


def common_prefix(first: Sequence[int], second: Sequence[int]) -> int:
    """The number of tokens in which two runs agree from their beginning."""
    length = min(len(first), len(second))
    if first[:length] == second[:length]:
        return length
    for index in range(length):
        if first[index] != second[index]:
            return index
    return length
