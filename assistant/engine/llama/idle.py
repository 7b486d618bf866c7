"""Where idle dialogues wait: in the context, in main memory, on disk.

Attention runs over every cell of the unified cache up to the last one in use, whosever it is. A dialogue that
rests in the context therefore slows down all others: a small model decodes half as fast beside 3,000 idle
tokens. Copying a state out and back takes a thousandth of the time that reading its tokens takes. So a
dialogue stays in the context only until another job begins, then moves to main memory, and on to disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psutil

from assistant.engine.llama.kv_state import KvState, put_state, state_size, take_state
from assistant.engine.llama.kv_store import KvStore
from assistant.engine.llama.sequences import CachedSequence, SequencePool, common_prefix

MEMORY_LIMIT = 1 << 29
"""Bytes of main memory that states may take; never more than a quarter of what is free."""
_WORTH_KEEPING = 64
"""Tokens that a state must spare before it is copied or read from disk."""


class IdleDialogues:
    """Puts idle dialogues away and brings them back. Without a ``store`` nothing is written to disk."""

    def __init__(self, context: Any, pool: SequencePool, store: KvStore | None) -> None:
        self._context = context
        self._pool = pool
        self._store = store
        self._states: list[KvState] = []
        """In main memory, the longest unused first."""
        pool.before_giving_up = self.save

    def bring_back(self, tokens: Sequence[int], cache_key: str | None) -> None:
        """Let the context have the state that spares most of reading ``tokens``, if that is worth it."""
        in_context = self._pool.best(tokens)[1]
        enough = in_context + _WORTH_KEEPING
        state = max(self._states, key=lambda state: self._reusable(state, tokens), default=None)
        if state is not None and self._reusable(state, tokens) > enough:
            self._states.remove(state)
            if put_state(self._context, self._pool, state):
                return
        if self._store is None or cache_key is None or self._is_here(cache_key):
            return
        if self._pool.reusable(self._store.peek(cache_key), tokens) > enough:
            saved = self._store.load(cache_key)
            if saved is not None and put_state(self._context, self._pool, saved) is None:
                self._store.forget(cache_key)

    def put_away(self, keep: CachedSequence | None, works: int) -> None:
        """Clear the context of idle sequences other than ``keep``.

        Of finished work, only beginnings that were shared before may stay, ``works`` of them: instructions.
        """
        beginnings: list[list[int]] = []
        for sequence in reversed(self._pool.idle):
            if sequence is keep:
                continue
            if sequence.dialogue:
                self._put_away(sequence)
                continue
            beginning = sequence.tokens[: sequence.shared]
            known = any(common_prefix(beginning, other) == len(beginning) for other in beginnings)
            if not beginning or known or len(beginnings) == works:
                self._pool.drop(sequence)
            else:
                self._pool.truncate(sequence, len(beginning))
                beginnings.append(beginning)

    def save_one(self) -> bool:
        """Write one dialogue that has changed since it was last written; False if there is none."""
        if self._store is None:
            return False
        for state in reversed(self._states):
            if _unsaved(state):
                self._store.save(state)
                return True
        for sequence in reversed(self._pool.idle):
            if _unsaved(sequence):
                self.save(sequence)
                return True
        return False

    def save(self, sequence: CachedSequence) -> None:
        """Write a sequence to disk, if it is a dialogue that may be written and has changed."""
        if self._store is not None and _unsaved(sequence):
            state = take_state(self._context, sequence)
            self._store.save(state)
            sequence.stored = state.stored

    def forget(self, cache_key: str) -> None:
        """Drop what is kept of a dialogue outside the context."""
        self._states = [state for state in self._states if state.cache_key != cache_key]
        if self._store:
            self._store.forget(cache_key)

    def _put_away(self, sequence: CachedSequence) -> None:
        if len(sequence.tokens) <= _WORTH_KEEPING:
            self._pool.drop(sequence)
            return
        limit = min(MEMORY_LIMIT, psutil.virtual_memory().available // 4)
        if state_size(self._context, sequence) > limit:
            # Too large to copy: it may stay where it is as long as there is room.
            return
        if sequence.cache_key is not None:
            self._states = [state for state in self._states if state.cache_key != sequence.cache_key]
        self._states.append(take_state(self._context, sequence))
        self._pool.drop(sequence)
        while sum(len(state.data) for state in self._states) > limit:
            state = self._states.pop(0)
            if self._store is not None and _unsaved(state):
                self._store.save(state)

    def _is_here(self, cache_key: str) -> bool:
        kept: list[CachedSequence | KvState] = [*self._pool.sequences, *self._states]
        return any(each.cache_key == cache_key for each in kept)

    def _reusable(self, state: KvState, tokens: Sequence[int]) -> int:
        return self._pool.reusable(state.tokens, tokens)


def _unsaved(kept: CachedSequence | KvState) -> bool:
    return kept.cache_key is not None and len(kept.tokens) > max(kept.stored, _WORTH_KEEPING)
