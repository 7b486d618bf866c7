"""What the history holds, as values: frozen, so that a view can keep them and compare.

They are structs rather than dataclasses because those take four times as long to make, which is felt when a
conversation of 20,000 messages opens.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from assistant.engine.values import FinishReason, Sampling, Timings, Usage
from assistant.errors import ParlanceError, Value

Role = Literal["user", "assistant"]
State = Literal["complete", "streaming", "stopped", "failed", "interrupted"]
"""``stopped``: by the user. ``interrupted``: the program ended while the text was being written."""
TitleSource = Literal["auto", "user"]
Shelf = Literal["active", "archived", "trash"]
WhenFull = Literal["leave-out", "summarise", "stop"]
"""What happens when a conversation outgrows the context: its oldest turns are not sent, or a note is sent in
their place, or nothing is sent."""


class Parameters(msgspec.Struct, frozen=True):
    """What a conversation has of its own; None: as in the settings."""

    model: str | None = None
    """The id of a model in the library."""
    sampling: Sampling | None = None
    max_tokens: int | None = None
    when_full: WhenFull = "leave-out"
    preset: str | None = None
    """The id of the preset that system prompt and sampling come from."""


class Conversation(msgspec.Struct, frozen=True):
    """Times are seconds since the epoch."""

    id: int
    title: str
    """Empty until it has one."""
    title_source: TitleSource
    created: float
    updated: float
    pinned: bool
    archived: bool
    trashed_at: float | None
    cache_key: str | None
    """Names the engine's KV cache of this conversation; None where nothing may be kept on disk."""
    leaf: int | None
    """The last message of the branch that is shown; None: there is no message."""
    parameters: Parameters
    system_prompt: str
    draft: str


class Recipe(msgspec.Struct, frozen=True):
    """What an answer was made with, for whoever wants to make it again."""

    model: str
    """Its id in the library."""
    device: str
    system_prompt: str
    max_tokens: int


class Outcome(msgspec.Struct, frozen=True):
    """How an answer came about. ``finish_reason`` is None unless the model came to an end by itself."""

    usage: Usage = Usage()
    timings: Timings = Timings()
    seed: int | None = None
    finish_reason: FinishReason | None = None
    sampling: Sampling | None = None
    """None: it was written before this was kept."""
    recipe: Recipe | None = None
    """None where it is not known, or where the answer was not made in one go."""


class Failure(msgspec.Struct, frozen=True):
    """A :class:`~assistant.errors.ParlanceError` at rest."""

    code: str
    values: dict[str, Value] = {}
    detail: str = ""

    @classmethod
    def of(cls, error: ParlanceError) -> Failure:
        return cls(error.code, error.values, error.detail)

    @property
    def error(self) -> ParlanceError:
        return ParlanceError.from_code(self.code, self.values, self.detail)


class Attachment(msgspec.Struct, frozen=True):
    """A text that is sent in front of a message: what was read from a file, or pasted and long."""

    name: str
    text: str


class Message(msgspec.Struct, frozen=True):
    """A node of a conversation's tree. ``created`` is in seconds since the epoch."""

    id: int
    conversation: int
    parent: int | None
    """None: the conversation begins with it (there can be several such)."""
    role: Role
    state: State
    created: float
    model: str | None
    """The name of the model that wrote it."""
    outcome: Outcome | None
    failure: Failure | None
    text: str
    thinking: str
    attachments: tuple[Attachment, ...] = ()
    pinned: bool = False
    """The model goes on seeing it when the turns around it are left out."""
    note: str | None = None
    """What is sent in the place of this message and all before it, once they are left out."""


class Deleted(msgspec.Struct, frozen=True):
    """What :meth:`History.delete_message` removed, and :meth:`History.restore_message` needs."""

    conversation: int
    leaf: int | None
    """The branch that was shown before."""
    messages: tuple[Message, ...]


class SearchHit(msgspec.Struct, frozen=True):
    """A conversation whose title, or a message whose text, has all words of a query."""

    conversation: int
    title: str
    message: int | None
    """None: the title was found."""
    snippet: str
    spans: tuple[tuple[int, int], ...]
    """Where the words stand in ``snippet``: start and end of each, in characters."""
