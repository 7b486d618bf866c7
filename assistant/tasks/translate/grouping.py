"""Which segments go into one prompt: neighbours, few enough for a small model and for the context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.engine.protocol import Tokenize
from assistant.tasks.steps import Task
from assistant.tasks.translate.errors import ContextTooSmallToTranslate
from assistant.tasks.translate.languages import Language
from assistant.tasks.translate.result import Problem
from assistant.tasks.translate.state import State

_MOST_SEGMENTS = 8
_MOST_TOKENS = 256
_LEAST_TOKENS = 48
_TOKENS_A_CHARACTER = 0.6
_TOKENS_OF_NUMBER = 4
"""For a first guess; then they are counted."""
_GROWTH, _GROWTH_OF_SCRIPTS = 2.5, 6
"""Tokens of a translation for each one of its source, at most: vocabularies suit some scripts badly."""
_FREE = 32
_MARGIN = 16

Group = tuple[list[int], int]
"""Segments by their index, and how many tokens their texts have."""


def most_tokens(state: State, tokens: int) -> int:
    """How long the translation of ``tokens`` may get."""
    return most_tokens_for(state.rules.target, tokens)


def most_tokens_for(target: Language, tokens: int) -> int:
    """As :func:`most_tokens`, into ``target``."""
    return round(tokens * _growth(target)) + _FREE


def groups(state: State, indices: Sequence[int]) -> Task[list[Group]]:
    """The segments in groups that fit. Gives up those that alone are too long for the context.

    Raises :class:`ContextTooSmallToTranslate`.
    """
    empty = state.wording.group([], terms=(), before="", done=())
    (around,) = yield from state.work.count([Tokenize(messages=empty)])
    room = state.model.context - around - _MARGIN - _FREE
    share = 1 + _growth(state.rules.target)
    fits = int(room / share)
    if fits < _LEAST_TOKENS:
        needed = around + _MARGIN + _FREE + round(_LEAST_TOKENS * share)
        raise ContextTooSmallToTranslate(context=state.model.context, needed=needed)
    limit = min(_MOST_TOKENS, max(_LEAST_TOKENS, int(fits / max(1, state.model.parallel))))
    made: list[Group] = []
    guessed = [list(group) for group in _guess(state, indices, limit)]
    while guessed:
        counts = yield from state.work.count(_lines(state, group) for group in guessed)
        again: list[list[int]] = []
        for group, tokens in zip(guessed, counts, strict=True):
            if tokens <= limit or (len(group) == 1 and tokens <= fits):
                made.append((group, tokens))
            elif len(group) > 1:
                middle = len(group) // 2
                again += [group[:middle], group[middle:]]
            else:
                state.refuse(group[0], "", [Problem("no room")])
        guessed = again
    return sorted(made)


def count_single(state: State, indices: Sequence[int]) -> Task[list[Group]]:
    """Each segment as a group of its own."""
    counts = yield from state.work.count(_lines(state, [index]) for index in indices)
    return [([index], tokens) for index, tokens in zip(indices, counts, strict=True)]


def context_room(state: State, tokens: int) -> int:
    """Characters of context for which there is room beside a text of so many tokens, by a safe guess."""
    free = state.model.context // 2 - tokens - most_tokens(state, tokens)
    return max(0, free)


def _lines(state: State, group: Sequence[int]) -> Tokenize:
    return Tokenize(text=state.wording.numbered([state.parts[index].text for index in group]))


def _growth(target: Language) -> float:
    return _GROWTH if target.scripts == ("Latin",) else _GROWTH_OF_SCRIPTS


def _guess(state: State, indices: Sequence[int], limit: int) -> Iterator[list[int]]:
    group: list[int] = []
    used = 0.0
    for index in indices:
        size = len(state.parts[index].text) * _TOKENS_A_CHARACTER + _TOKENS_OF_NUMBER
        apart = group and index - group[-1] > _MOST_SEGMENTS
        if group and (used + size > limit or len(group) == _MOST_SEGMENTS or apart):
            yield group
            group, used = [], 0.0
        group.append(index)
        used += size
    if group:
        yield group
