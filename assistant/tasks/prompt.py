"""A branch of a conversation as the model is sent it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.engine.values import Message as PromptMessage
from assistant.storage.records import Message
from assistant.tasks.attachments import in_front
from assistant.tasks.memory import Memory


@dataclass(frozen=True)
class Prompt:
    """Messages without the system prompt; roles alternate, as strict chat templates ask for."""

    messages: tuple[PromptMessage, ...]
    ids: tuple[int, ...]
    """Which message of the history each of them begins with."""
    ends: tuple[int, ...]
    """And with which it ends."""
    memory: Memory
    """What is sent of those that are left out."""


def as_prompt(path: Sequence[Message]) -> Prompt:
    """An answer that failed before its first word is not sent, and its question becomes one with the next."""
    messages: list[PromptMessage] = []
    ids: list[int] = []
    ends: list[int] = []
    pinned: set[int] = set()
    notes: list[tuple[int, str]] = []
    for message in path:
        content = in_front(message.attachments) + message.text
        if content and messages and messages[-1].role == message.role:
            content = f"{messages[-1].content}\n\n{content}"
            messages[-1] = PromptMessage(role=message.role, content=content)
            ends[-1] = message.id
        elif content:
            messages.append(PromptMessage(role=message.role, content=content))
            ids.append(message.id)
            ends.append(message.id)
        if message.pinned and content:
            pinned.add(len(messages) - 1)
        if message.note:
            notes.append((len(messages), message.note))
    return Prompt(tuple(messages), tuple(ids), tuple(ends), Memory(frozenset(pinned), tuple(notes)))
