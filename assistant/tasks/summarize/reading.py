"""The model reads every section, and says which passage of it matters most.

One token of an answer ranks them all (Reddy et al. 2024): the probabilities of the numbers that it could
begin with are the votes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from assistant.documents.salience import salience
from assistant.engine.protocol import Score
from assistant.engine.values import Message
from assistant.tasks.steps import Answer, Counted, Partial, Scored, Task
from assistant.tasks.summarize import choice, rows
from assistant.tasks.summarize.division import Part, divide
from assistant.tasks.summarize.errors import NothingToSummarize
from assistant.tasks.summarize.phrasing import Item
from assistant.tasks.summarize.result import Progress, SectionReading, SummaryPartial
from assistant.tasks.summarize.state import State

_RESERVE = 160
"""Tokens that a section's prompt leaves free: the numbers, and the beginning of the answer."""


def open_document(state: State, resume: Progress | None) -> Task[None]:
    """Divide the document. Raises :class:`NothingToSummarize` and :class:`ContextTooSmall`."""
    yield Partial(state.partial())

    def question(text: str) -> list[Message]:
        return state.prompts.vote(text, state.options.focus.strip())

    parts = yield from divide(state.document, state.model.context, question, _RESERVE, state.work)
    state.take_parts(parts, resume)
    if not state.items:
        raise NothingToSummarize


def read(state: State) -> Task[None]:
    """Give every section that has not been read to the model."""

    def take(index: int, end: Answer | Scored | Counted) -> SummaryPartial:
        assert isinstance(end, Scored)
        note(state, index, tuple(score for score, _tokens in end.result.scores))
        return state.partial()

    yield Partial(state.begin("reading"))
    unread = [(index, part) for index, part in enumerate(state.parts) if index not in state.readings]
    yield from state.work.complete(
        ((index, _vote(state, part)) for index, part in unread), take, state.under_way.add
    )


def note(state: State, index: int, scores: tuple[float, ...]) -> None:
    """Part ``index`` has been read; ``scores`` are the log-probabilities of its numbers, if it was asked."""
    part = state.parts[index]
    likely = np.exp(np.array(scores[: len(part.passages)]))
    votes = (likely / (likely.sum() or 1.0)).tolist()
    state.readings[index] = SectionReading(part.section.start, part.section.end, tuple(votes))
    state.under_way.discard(index)


def choose(state: State, budget: int) -> list[int]:
    """The passages that matter most, of sections that have been read, with ``budget`` words at most."""
    flat = [(index, number) for index, part in enumerate(state.parts) for number in range(len(part.passages))]
    known = [place for place, (index, _number) in enumerate(flat) if index in state.readings]
    texts = [state.items[place].text for place in known]
    gains: list[float] = [0.0] * len(known)
    if rows.has_rows(form := state.options.format):
        gained = [rows.gain(text, form, state.names) for text in texts]
        # All of them take part in the scores, and those without a place in the form are left out afterwards.
        gains = [-math.inf if gain is None else gain for gain in gained]
    scores = salience(texts, [flat[place][1] == 0 for place in known])
    scores = choice.with_votes(scores, [state.readings[index].votes for index in sorted(state.readings)])
    scores = choice.without_references(scores, texts)
    scores = choice.with_focus(scores, texts, state.options.focus) + np.array(gains)
    return [known[place] for place in choice.choose(texts, scores, budget)]


def gather(state: State, chosen: Sequence[int]) -> None:
    """Find the passages that say what the ``chosen`` ones say: their points rest on these as well."""
    repeated = choice.repetitions([item.text for item in state.items], chosen)
    for index, places in repeated.items():
        item = state.items[index]
        sources = sorted(
            {*item.sources, *(source for place in places for source in state.items[place].sources)}
        )
        state.items[index] = Item(item.text, tuple(sources))


def _vote(state: State, part: Part) -> Score:
    # A part without passages, headings only, is read as well, though there is nothing to choose.
    numbers = [f"{passage.number}]" for passage in part.passages] or ["1]"]
    return Score(messages=part.messages, prefix=state.prompts.words("vote_answer"), continuations=numbers)
