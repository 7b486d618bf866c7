"""The words between a task and whatever drives it.

A task is a generator. It yields steps and is sent what came of them:

- a request (:class:`Generate`, :class:`Tokenize`, :class:`Score`) or :class:`Streamed` gives it a ticket, at
  once: several requests can be under way;
- :class:`Wait` gives it the next thing that happens to any of its requests;
- :class:`Partial` shows what there is so far, and gives it nothing.

What it returns is the result; a :class:`~assistant.errors.ParlanceError` that it raises is its failure. When
the user cancels, :class:`TaskCancelled` is raised at its :class:`Wait`.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, TypeVar

from assistant.engine.protocol import Generate, Score, Tokenize, Tokenized
from assistant.engine.protocol import Scored as ScoredResult
from assistant.engine.values import FinishReason, Timings, TokenInfo, Usage
from assistant.errors import ParlanceError

R = TypeVar("R")

Ticket = int
Request = Generate | Tokenize | Score


@dataclass(frozen=True, slots=True)
class Streamed:
    """A request whose progress is wanted: :class:`Reading` and :class:`Piece` come before the answer."""

    request: Generate


@dataclass(frozen=True, slots=True)
class Wait:
    """Go on with the next :data:`News`."""


@dataclass(frozen=True, slots=True)
class Partial:
    """What there is so far; each replaces the one before."""

    value: object


@dataclass(frozen=True, slots=True)
class Reading:
    """Tokens of the prompt that have been read, of ``total``."""

    ticket: Ticket
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Piece:
    """The next piece of an answer."""

    ticket: Ticket
    text: str
    thinking: bool
    tokens: tuple[TokenInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer, or what there was of it when it was cancelled."""

    ticket: Ticket
    text: str
    thinking: str
    tokens: tuple[TokenInfo, ...]
    usage: Usage
    timings: Timings
    wall_s: float
    """Seconds from the engine's ``started`` to the end, as they were heard."""
    finish_reason: FinishReason | None
    """None: cancelled."""
    seed: int | None = None
    """None: cancelled."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many tokens a text has."""

    ticket: Ticket
    result: Tokenized


@dataclass(frozen=True, slots=True)
class Scored:
    """How likely continuations are."""

    ticket: Ticket
    result: ScoredResult


@dataclass(frozen=True, slots=True)
class Failure:
    """A request has failed; whether the task fails with it is the task's choice."""

    ticket: Ticket
    error: ParlanceError


End = Answer | Counted | Scored | Failure
News = Reading | Piece | End
Step = Request | Streamed | Wait | Partial
Task = Generator[Step, Any, R]


class TaskCancelled(Exception):
    """The user has cancelled, and all requests have ended. A task that catches it can still return."""

    def __init__(self, ends: tuple[End, ...]) -> None:
        super().__init__("the task was cancelled")
        self.ends = ends
        """Of the requests that were under way."""
