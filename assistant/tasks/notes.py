"""The model notes what it has to know of messages that no longer fit into its context."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from assistant.engine.protocol import Generate
from assistant.engine.values import Message, Priority, Sampling
from assistant.tasks.context import Measured, Window, measure
from assistant.tasks.memory import Memory, spoken
from assistant.tasks.steps import Answer, Failure, Task, Wait

_CONVERSATION = """\
This is a part of a conversation between a user and an assistant:

<conversation>
{text}
</conversation>
"""
_SO_FAR = """\
These are the notes of what came before it:

<notes>
{note}
</notes>
"""
_INSTRUCTION = """\
The assistant will not see this again, only your notes. Write down what it needs to go on: what the user \
wants, facts, names, numbers, decisions, what is still open{and_before}. Use at most {words} words and the \
language of the conversation. Write only the notes."""
_INSTRUCTION_TOKENS = 160
"""More than it takes, with the frame of a message."""
_WORDS_A_TOKEN = 0.6
_LAST_STOP = regex.compile(r"^.*[.!?。！？…\n]", regex.DOTALL)


def missing_note(
    messages: Sequence[Message], first: int, system_prompt: str, memory: Memory, window: Window
) -> Task[str]:
    """Write a note in the background; see :func:`write_note`."""
    measured = yield from measure(messages, system_prompt, window.counts, memory)
    return (yield from write_note(messages, first, measured, memory, window, "background"))


def write_note(
    messages: Sequence[Message],
    first: int,
    measured: Measured,
    memory: Memory,
    window: Window,
    priority: Priority,
) -> Task[str]:
    """A note of the messages before ``first``, made of the note that stands for some of them and of the rest.

    What is too long to be read at once is read in portions, each with the note of those before: nothing is
    skipped. Empty if the model writes nothing.
    """
    covered, note = memory.note(first)
    known = window.counts.texts[note] if note else 0
    longest = window.longest_note
    room = max(window.context - max(longest, known) - longest - _INSTRUCTION_TOKENS, longest)
    for text in _portions(messages[covered:first], measured.sizes[covered:first], room):
        note = (yield from _continued(note, text, longest, priority)) or note
    return note


def _continued(note: str, text: str, longest: int, priority: Priority) -> Task[str]:
    parts = [_SO_FAR.format(note=note)] if note else []
    parts.append(_CONVERSATION.format(text=text))
    and_before = ", and all that the notes so far say" if note else ""
    parts.append(_INSTRUCTION.format(words=round(longest * _WORDS_A_TOKEN), and_before=and_before))
    yield Generate(
        messages=[Message(role="user", content="\n".join(parts))],
        sampling=Sampling(temperature=0.0),
        max_tokens=longest,
        priority=priority,
        template_options={"enable_thinking": False},
    )
    match (yield Wait()):
        case Answer(text=written, finish_reason=reason):
            whole = _LAST_STOP.match(written) if reason != "stop" else None
            return (whole[0] if whole else written).strip()
        case Failure(error=error):
            raise error
    raise AssertionError("a request ends with an answer or fails")


def _portions(messages: Sequence[Message], sizes: Sequence[int], room: int) -> list[str]:
    """What was said, in texts of about ``room`` tokens at most."""
    portions: list[list[Message]] = [[]]
    used = 0
    for message, size in zip(messages, sizes, strict=True):
        pieces = -(-size // room)
        length = -(-len(message.content) // pieces)
        for at in range(0, len(message.content), length):
            if portions[-1] and used + size // pieces > room:
                portions.append([])
                used = 0
            portions[-1].append(Message(role=message.role, content=message.content[at : at + length]))
            used += size // pieces
    return [spoken(portion) for portion in portions if portion]
