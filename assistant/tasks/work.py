"""Many requests at a time, each with its result as it completes, and a bill of what they took."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from assistant.engine.protocol import Tokenize
from assistant.engine.values import Timings, Usage
from assistant.tasks.steps import (
    Answer,
    Counted,
    Failure,
    Partial,
    Piece,
    Reading,
    Request,
    Scored,
    Streamed,
    Task,
    Ticket,
    Wait,
)

K = TypeVar("K")

_QUEUED = 2
"""Requests that wait in the engine for each one that runs there, so that it never waits for them."""
_ATTEMPTS = 2


@dataclass(frozen=True)
class ModelFacts:
    """``context`` in tokens, shared by ``parallel`` streams: as in ``Loaded`` and ``LoadSettings``."""

    context: int
    parallel: int


class Work:
    """The requests of one task. ``parallel``: how many run at once."""

    def __init__(self, parallel: int) -> None:
        self._width = max(1, parallel) * _QUEUED
        self._began = time.perf_counter()
        self.usage = Usage()
        self.timings = Timings()

    @property
    def seconds(self) -> float:
        """Since the task began."""
        return time.perf_counter() - self._began

    def complete(
        self,
        requests: Iterable[tuple[K, Request | Streamed]],
        done: Callable[[K, Answer | Scored | Counted], object],
        began: Callable[[K], object] = lambda _key: None,
        heard: Callable[[K, Piece], object] = lambda _key, _piece: None,
    ) -> Task[None]:
        """Run all, in this order as far as they wait for a place; ``done`` gets each result by its key.

        ``requests`` is asked for the next one when there is a place for it, so it can depend on results. Of
        those that are :class:`Streamed`, ``heard`` gets the pieces as they are written. What ``done`` and
        ``heard`` return, if anything, is shown. A request that fails is tried once more, because the engine
        may have been replaced under it; then its error is raised.
        """
        coming = ((key, request, _ATTEMPTS) for key, request in requests)
        again: deque[tuple[K, Request | Streamed, int]] = deque()
        under_way: dict[Ticket, tuple[K, Request | Streamed, int]] = {}
        while True:
            while len(under_way) < self._width:
                entry = again.popleft() if again else next(coming, None)
                if entry is None:
                    break
                began(entry[0])
                ticket = yield entry[1]
                under_way[ticket] = entry
            if not under_way:
                return
            news = yield Wait()
            if isinstance(news, Reading | Piece):
                shown = heard(under_way[news.ticket][0], news) if isinstance(news, Piece) else None
                if shown is not None:
                    yield Partial(shown)
                continue
            key, request, attempts = under_way.pop(news.ticket)
            if isinstance(news, Failure):
                if attempts == 1:
                    raise news.error
                again.append((key, request, attempts - 1))
                continue
            self._bill(news)
            shown = done(key, news)
            if shown is not None:
                yield Partial(shown)

    def count(self, requests: Iterable[Tokenize]) -> Task[list[int]]:
        """The tokens of texts or prompts, in their order."""
        counts: dict[int, int] = {}

        def note(index: int, end: object) -> None:
            assert isinstance(end, Counted)
            counts[index] = end.result.count

        yield from self.complete(enumerate(requests), note)
        return [counts[index] for index in range(len(counts))]

    def _bill(self, end: Answer | Scored | Counted) -> None:
        if isinstance(end, Counted):
            return
        used, took = (
            (end.usage, end.timings) if isinstance(end, Answer) else (end.result.usage, end.result.timings)
        )
        self.usage = Usage(
            prompt_tokens=self.usage.prompt_tokens + used.prompt_tokens,
            cached_tokens=self.usage.cached_tokens + used.cached_tokens,
            completion_tokens=self.usage.completion_tokens + used.completion_tokens,
            drafted_tokens=self.usage.drafted_tokens + used.drafted_tokens,
            accepted_tokens=self.usage.accepted_tokens + used.accepted_tokens,
        )
        self.timings = Timings(
            prompt_s=self.timings.prompt_s + took.prompt_s,
            decode_s=self.timings.decode_s + took.decode_s,
            busy_s=self.timings.busy_s + took.busy_s,
        )
