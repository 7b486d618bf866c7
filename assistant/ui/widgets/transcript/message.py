"""What the transcript is told about a message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Role = Literal["user", "assistant", "system"]
State = Literal["complete", "streaming", "stopped", "failed"]


class Failure(NamedTuple):
    """What went wrong, in a sentence, and a hint what to do, both translated."""

    sentence: str
    hint: str


@dataclass(frozen=True)
class Siblings:
    """This message is version ``index`` (from 0) of ``count``."""

    index: int = 0
    count: int = 1


@dataclass(frozen=True)
class ContextLine:
    """Above the first message that the model still sees; ``text`` is sent in the place of those before."""

    label: str
    """What the line means."""
    text: str | None = None
    """None: nothing is sent in their place."""
    caption: str = ""
    """What the text is, or when it will come."""


@dataclass(frozen=True)
class Token:
    """What a model wrote in one step, from ``start`` to ``end`` in the characters of its answer."""

    start: int
    end: int
    probability: float
    alternatives: tuple[tuple[str, float], ...]
    """What could have stood there instead, the likeliest first; texts that cannot are empty or broken."""


@dataclass(frozen=True)
class TokenSheet:
    """An answer as its tokens; while they are being evaluated, the last ones are missing."""

    tokens: tuple[Token, ...]
    caption: str


@dataclass(frozen=True)
class AnswerNote:
    """What is said about a finished answer below it, translated: "42 tok/s · 1.2 s"."""

    text: str


@dataclass(frozen=True)
class TranscriptMessage:
    """A message as it is shown; ``text`` is Markdown unless the user wrote it."""

    id: int
    role: Role
    text: str = ""
    thinking: str = ""
    thinking_seconds: float | None = None
    """How long the model thought; None if that is not known."""
    state: State = "complete"
    error: Failure | None = None
    note: AnswerNote | None = None
    siblings: Siblings = Siblings()
    pinned: bool = False
    """The model goes on seeing it when the messages around it are left out."""


Messages = Sequence[TranscriptMessage]
