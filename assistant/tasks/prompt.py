"""A branch of a conversation as the model is sent it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.engine.protocol import Message as PromptMessage
from assistant.storage.records import Message
from assistant.tasks.attachments import in_front


@dataclass(frozen=True)
class Prompt:
    """Messages without the system prompt; roles alternate, as strict chat templates ask for."""

    messages: tuple[PromptMessage, ...]
    ids: tuple[int, ...]
    """Which message of the history each of them begins with."""


def as_prompt(path: Sequence[Message]) -> Prompt:
    """An answer that failed before its first word is not sent, and its question becomes one with the next."""
    messages: list[PromptMessage] = []
    ids: list[int] = []
    for message in path:
        content = in_front(message.attachments) + message.text
        if not content:
            continue
        if messages and messages[-1].role == message.role:
            content = f"{messages[-1].content}\n\n{content}"
            messages[-1] = PromptMessage(role=message.role, content=content)
        else:
            messages.append(PromptMessage(role=message.role, content=content))
            ids.append(message.id)
    return Prompt(tuple(messages), tuple(ids))
