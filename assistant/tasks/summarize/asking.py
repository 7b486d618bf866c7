"""A question about a document, answered from the passages that have to do with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np

from assistant.documents.document import Document
from assistant.documents.language import detect
from assistant.documents.salience import salience
from assistant.tasks.steps import Answer, Counted, Partial, Scored, Task, TaskCancelled
from assistant.tasks.summarize import choice, phrasing, reading, writing
from assistant.tasks.summarize.options import AS_THE_TEXT, SummaryOptions
from assistant.tasks.summarize.phrasing import TOKENS_A_WORD
from assistant.tasks.summarize.result import Coverage, Summary
from assistant.tasks.summarize.state import State, is_same
from assistant.tasks.work import ModelFacts

_SENTENCES = 4
_QUOTED = 3
"""Passages that answer in the model's place."""
_MOST_PASSAGES = 30
_TO_THE_POINT = 0.3
"""Share of the question from which a passage is part of any answer."""
_SALIENCE = 0.2
"""What salience weighs beside the words that a passage has in common with the question."""
_SURE = 0.7
_LEAST_WORDS = 12
"""Room for a question in another language."""


def ask(document: Document, question: str, options: SummaryOptions, model: ModelFacts) -> Task[Summary]:
    """Answer ``question``, in its language or that of the options, with the places the answer rests on.

    The passages are found over all sections by the words they share with the question. One in another
    language than the text's is translated first, as well as the model can; where that fails, and where no
    passage has a word of it, ``related`` is False and the passages are those that are salient. ``coverage``
    counts what the model was shown. What it says that the passages do not is marked, as in a summary. Raises
    what :func:`summarize` raises.
    """
    detected = detect(question)
    language = options.language
    if language == AS_THE_TEXT and detected.confidence >= _SURE:
        language = detected.tag
    state = State(
        document, dataclasses.replace(options, language=language, focus="", format="bullets"), model
    )
    shown: list[int] = []
    looked_for = ""
    try:
        yield from reading.open_document(state, None)
        texts = [item.text for item in state.items]
        if detected.confidence >= _SURE and not is_same(detected.tag, state.text_language):
            looked_for = yield from _in_language_of_text(state, question)
        # Names and numbers are often the same in both.
        relevant = choice.relevance(texts, f"{question} {looked_for}".strip())
        scores = relevant + _SALIENCE * salience(texts)
        best = np.argsort(-scores, kind="stable").tolist()
        shown = _with_neighbours(best, texts, model.context)
        yield Partial(state.begin("writing"))
        items = [state.items[index] for index in shown]
        points = yield from writing.composed(
            state, "answer", items, _SENTENCES, same_language=state.same_language, question=question
        )
    except TaskCancelled:
        return _answer(state, shown, finished=False)
    places = {item.sources[0]: index for index, item in enumerate(state.items)}
    for point in points:
        state.points.setdefault(places[point.sources[0]], point)
    cited = {places[source] for point in points for source in point.sources}
    # A small model may pass over the very passage that was asked for.
    for index in best[: 1 if points else _QUOTED]:
        if index not in cited and (relevant[index] >= _TO_THE_POINT or not state.points):
            state.extract(index)
    answer = _answer(state, shown, finished=True)
    return dataclasses.replace(answer, looked_for=looked_for, related=bool(relevant.max(initial=0.0) > 0))


def _in_language_of_text(state: State, question: str) -> Task[str]:
    """The question as the text would put it; empty where the model does not know the language."""
    said: list[str] = []

    def take(_key: int, end: Answer | Scored | Counted) -> None:
        assert isinstance(end, Answer)
        found = phrasing.said_in(end.text, question, state.text_language)
        if found is not None:
            said.append(found[0])

    language = state.prompts.text_language
    if language:
        messages = state.prompts.plain("translate_question", question=question, language=language)
        most_words = max(_LEAST_WORDS, 2 * choice.words(question))
        yield from state.work.complete([(0, phrasing.one_sentence(messages, most_words))], take)
    return said[0] if said else ""


def _answer(state: State, shown: Sequence[int], *, finished: bool) -> Summary:
    spans = [state.items[index].sources[0] for index in shown]
    sections = [part.section for part in state.parts]
    seen = sum(
        any(section.start <= start and end <= section.end for start, end in spans) for section in sections
    )
    coverage = Coverage(
        sections=len(sections),
        sections_read=seen,
        characters=sum(section.end - section.start for section in sections),
        characters_read=sum(end - start for start, end in spans),
    )
    return dataclasses.replace(state.summary(finished=finished), coverage=coverage)


def _with_neighbours(best: Sequence[int], texts: Sequence[str], context: int) -> list[int]:
    """The best passages and those beside them, in the order of the text, as many as fit the context."""
    left = context // 2
    shown: set[int] = set()
    for index in best:
        for place in (index, index - 1, index + 1):
            size = choice.words(texts[place]) * TOKENS_A_WORD // 2 if 0 <= place < len(texts) else left + 1
            if place not in shown and size <= left and len(shown) < _MOST_PASSAGES:
                shown.add(place)
                left -= size
    return sorted(shown)
