"""What the model is still told of messages that are left out: those that are pinned, and a note of the rest.

Both stand in front of the first question that is sent, so every chat template takes them, and as they change
only when the cut moves, the engine goes on finding the beginning of the prompt in its cache.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.engine.values import Message

LONGEST_NOTE = 384
"""Tokens."""

_SPEAKERS = {"user": "User", "assistant": "Assistant"}


@dataclass(frozen=True)
class Memory:
    """Of the messages of a dialogue, which are known by their places in it."""

    pinned: frozenset[int] = frozenset()
    notes: tuple[tuple[int, str], ...] = ()
    """How many messages, from the first, each stands for; the longest reach comes last."""

    def note(self, first: int) -> tuple[int, str]:
        """The note of the messages before ``first``, and for how many of them it stands; 0: there is none."""
        return next((each for each in reversed(self.notes) if each[0] <= first), (0, ""))


NOTHING = Memory()


def remembered(messages: Sequence[Message], first: int, pinned: frozenset[int], note: str) -> list[Message]:
    """The messages from ``first`` on, with what is kept of those before."""
    parts = [f"Notes of what was said before:\n\n{note.strip()}"] if note else []
    kept = [messages[at] for at in sorted(pinned) if at < first]
    if kept:
        parts.append(f"Said before, word for word:\n\n{spoken(kept)}")
    if not parts:
        return list(messages[first:])
    opening = messages[first]
    content = "\n\n---\n\n".join([*parts, opening.content])
    return [Message(role=opening.role, content=content), *messages[first + 1 :]]


def spoken(messages: Sequence[Message]) -> str:
    """A dialogue as one text."""
    return "\n\n".join(f"{_SPEAKERS[each.role]}: {each.content}" for each in messages)
