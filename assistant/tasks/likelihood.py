"""How likely each word of an answer was, and what else was.

Nothing is kept when an answer is written: computing it for every token costs time, and keeping it more room
than all conversations take. The answer is evaluated once more when somebody asks, which also works for
answers of long ago and of other models; what is shown is always what the loaded model thinks of it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from assistant.engine.protocol import Score
from assistant.engine.values import Message, TokenInfo
from assistant.tasks.context import Window, measure
from assistant.tasks.memory import Memory, remembered
from assistant.tasks.steps import Failure, Partial, Scored, Task, Wait

ALTERNATIVES = 6
_PIECE = 480
"""Characters that are evaluated at once: between two pieces others have their turn, and results are shown."""
_PIECES = regex.compile(rf".{{1,{_PIECE}}}(?=\s|$)|.{{1,{_PIECE}}}", regex.DOTALL)


@dataclass(frozen=True)
class Likelihood:
    """A stretch of an answer, from ``start`` to ``end`` in characters: a token, or those of one character."""

    start: int
    end: int
    probability: float
    alternatives: tuple[tuple[str, float], ...]
    """What was likeliest there, with its probability, the likeliest first; a text may be empty (the end of
    the answer) or have U+FFFD in it (a part of a character)."""


def likelihoods(
    messages: Sequence[Message],
    system_prompt: str,
    window: Window | None,
    memory: Memory,
    text: str,
    thinking: str = "",
) -> Task[tuple[Likelihood, ...]]:
    """Evaluate ``text`` as the answer to ``messages``; see :func:`~assistant.tasks.chat.chat` for the others.

    Shows what there is so far. Probabilities are the model's own, before temperature and the like.
    """
    sent = list(messages)
    if window is not None:
        whole = [*messages, Message(role="assistant", content=text)]
        measured = yield from measure(whole, system_prompt, window.counts, memory)
        cut = window.cut(whole, measured, memory)
        sent = remembered(messages, cut.first, memory.pinned, cut.note)
    system = [Message(role="system", content=system_prompt)] if system_prompt else []
    found: list[Likelihood] = []
    for piece in _PIECES.finditer(text):
        yield Score(
            messages=[*system, *sent],
            thinking=thinking or None,
            prefix=text[: piece.start()],
            continuations=[piece[0]],
            top_logprobs=ALTERNATIVES,
        )
        match (yield Wait()):
            case Scored(result=result):
                found += aligned(result.tokens[0], text, piece.start())
            case Failure(error=error):
                raise error
        yield Partial(tuple(found))
    return tuple(found)


def aligned(tokens: Sequence[TokenInfo], text: str, start: int) -> list[Likelihood]:
    """Where the tokens stand in ``text``, from ``start`` on."""
    found: list[Likelihood] = []
    waiting: list[TokenInfo] = []
    for token in tokens:
        waiting.append(token)
        # Some tokenizers put a space before the first word.
        said = token.text if text.startswith(token.text, start) else token.text.lstrip(" ")
        if not said:
            continue
        end = min(start + len(said), len(text))
        logprob = sum(each.logprob for each in waiting)
        top = tuple((other, math.exp(each)) for other, each in waiting[0].top)
        found.append(Likelihood(start, end, math.exp(logprob), top))
        start, waiting = end, []
    return found
