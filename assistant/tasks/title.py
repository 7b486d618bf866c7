"""A short title for a conversation, made by the model that has just answered in it."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from assistant.engine.protocol import Generate
from assistant.engine.values import FinishReason, Message, Sampling
from assistant.tasks.steps import Answer, Failure, Task, Wait

LONGEST = 60
"""Characters."""
TOKENS = 12
"""The engine is someone else's after so many."""

_REQUEST = "Write a title for this conversation in its language: at most five words, nothing else."
_LABEL = regex.compile(r"^(?:title|标题|題名|タイトル)\s*[:：]\s*", regex.IGNORECASE)
_WRAPPING = " \t\"'“”‘’«»「」『』《》*_#`.。:：,，;；…"
_LETTER = regex.compile(r"\p{L}")


def provisional(text: str) -> str:
    """The title until there is a better one: how the first question begins, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def title(messages: Sequence[Message], system_prompt: str) -> Task[str]:
    """A title for the dialogue; empty if what the model wrote is none.

    The request follows the dialogue, so that what the engine has in its cache need not be read again.
    """
    system = [Message(role="system", content=system_prompt)] if system_prompt else []
    yield Generate(
        messages=[*system, *messages, Message(role="user", content=_REQUEST)],
        sampling=Sampling(temperature=0.0),
        max_tokens=TOKENS,
        priority="background",
        template_options={"enable_thinking": False},
    )
    match (yield Wait()):
        case Answer(text=text, finish_reason=reason):
            return cleaned(text, reason)
        case Failure(error=error):
            raise error
    return ""


def cleaned(text: str, reason: FinishReason | None) -> str:
    """The title in what a model wrote; empty if there is none."""
    line, *more = text.strip().split("\n", 1)
    line = _LABEL.sub("", line.strip(_WRAPPING)).strip(_WRAPPING)
    if reason != "stop" and not more:
        # The last word may be half a word; where words are not divided there is no telling.
        line = line.rpartition(" ")[0].rstrip(_WRAPPING) or line
    return line if len(line) <= LONGEST and _LETTER.search(line) else ""
