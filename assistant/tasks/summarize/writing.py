"""From chosen passages to points.

A short text is summarized in one step. Of a long one each chosen sentence becomes a point: a short one as it
stands, a long one in the model's shorter wording, or as it stands if that is not to be trusted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from assistant.engine.protocol import Score
from assistant.tasks.steps import Answer, Counted, Partial, Scored, Task
from assistant.tasks.summarize import choice, phrasing, reading, rows
from assistant.tasks.summarize.division import count_prompt
from assistant.tasks.summarize.phrasing import Item
from assistant.tasks.summarize.result import Point, SummaryPartial
from assistant.tasks.summarize.state import State

_WORDS_A_SENTENCE = 18
_MARGIN = 8
"""Tokens of the context that are left alone."""


def write_at_once(state: State) -> Task[None]:
    """Summarize the only part in one answer, which is also how it is read.

    What the model says of other passages than those that matter is left out; those that it leaves out, or
    words badly, speak for themselves.
    """
    state.under_way.add(0)
    state.points.clear()
    yield Partial(state.begin("writing"))
    sentences = math.ceil(state.budget / _WORDS_A_SENTENCE)
    focus = state.options.focus.strip()
    name = "compose_focus" if focus else "compose"
    points = yield from composed(
        state, name, state.items, sentences, same_language=state.same_language, focus=focus
    )
    reading.note(state, 0, ())
    worthy = set(reading.choose(state, 2 * state.budget))
    places = {item.sources[0]: index for index, item in enumerate(state.items)}
    covered: set[int] = set()
    for point in points:
        cited = [places[source] for source in point.sources]
        if worthy.intersection(cited) and cited[0] not in state.points and not _is_doubtful(state, point):
            state.points[cited[0]] = point
            covered.update(cited)
    left = state.budget - sum(choice.words(point.text) for point in state.points.values())
    missing: list[int] = []
    for index in reading.choose(state, state.budget):
        cost = choice.words(state.items[index].text)
        if index not in covered and (cost <= left or not (state.points or missing)):
            missing.append(index)
            left -= cost
    yield from write(state, missing)


def write(state: State, chosen: Sequence[int]) -> Task[None]:
    """Make a point of each of the ``chosen`` passages, beside the points that there are."""
    state.points_expected = len(state.points.keys() | set(chosen))
    for index in chosen:
        if index in state.points:
            continue
        if state.same_language and choice.words(state.items[index].text) <= phrasing.SHORT_ENOUGH:
            state.extract(index)

    def take(index: int, end: Answer | Scored | Counted) -> SummaryPartial:
        assert isinstance(end, Answer)
        _take_sentence(state, index, end.text)
        return state.partial()

    yield Partial(state.begin("writing"))
    name = "shorten" if state.same_language else "say"
    requests = [
        (
            index,
            phrasing.one_sentence(
                state.prompts.message(name, text=state.items[index].text, words=phrasing.SHORTENED),
                phrasing.SHORTENED,
            ),
        )
        for index in chosen
        if index not in state.points
    ]
    yield from state.work.complete(requests, take)


def choose_actors(state: State) -> Task[None]:
    """Have the model say who acts, where a point names several who could."""

    def take(index: int, end: Answer | Scored | Counted) -> SummaryPartial:
        assert isinstance(end, Scored)
        likely = [score / max(1, tokens) for score, tokens in end.result.scores]
        actor = found[index][likely.index(max(likely))]
        point = state.points[index]
        state.points[index] = replace(point, row=rows.row(point.text, state.kind_of(index), actor))
        return state.partial()

    found = {
        index: rows.candidates(point.text, state.kind_of(index), state.names)
        for index, point in state.points.items()
    }
    requests = [
        (
            index,
            Score(
                messages=state.prompts.message("who", text=state.points[index].text),
                prefix=state.prompts.words("who_answer"),
                continuations=[state.points[index].text[actor.start : actor.end] for actor in actors],
            ),
        )
        for index, actors in found.items()
        if len(actors) > 1
    ]
    yield from state.work.complete(requests, take)


def join(state: State) -> Task[list[Point]]:
    """The points as sentences that belong together; a point that is not taken up well stays as it is."""
    yield Partial(state.begin("joining"))
    points = [point for _index, point in sorted(state.points.items())]
    joined: list[Point] = []
    for group in _groups(points, state.model.context):
        items = [Item(point.text, point.sources) for point in group]
        sentences = math.ceil(sum(choice.words(item.text) for item in items) / _WORDS_A_SENTENCE)
        # Both are in the language of the summary.
        made = yield from composed(state, "abstract", items, sentences, same_language=True)
        made = [point for point in made if not point.unsupported]
        taken = {source for point in made for source in point.sources}
        joined += made + [point for point in group if not taken.issuperset(point.sources)]
    return sorted(joined, key=lambda point: point.sources)


def composed(
    state: State, name: str, items: Sequence[Item], sentences: int, *, same_language: bool, **values: str
) -> Task[list[Point]]:
    """Up to so many sentences by the model, each with those of the ``items`` that it cites.

    None where the prompt leaves no room for them. ``same_language``: as the items.
    """
    messages = state.prompts.message(name, text=phrasing.number_items(items), sentences=sentences, **values)
    used = yield from count_prompt(messages, state.work)
    room = min(state.model.context - used - _MARGIN, sentences * _WORDS_A_SENTENCE * phrasing.TOKENS_A_WORD)
    if room < _WORDS_A_SENTENCE:
        return []
    points: list[Point] = []

    def take(_key: int, end: Answer | Scored | Counted) -> None:
        assert isinstance(end, Answer)
        points.extend(phrasing.points_of(end.text, items, state.language, same_language=same_language))

    request = phrasing.numbered_sentences(messages, len(items), sentences, room)
    yield from state.work.complete([(0, request)], take)
    return points


def _take_sentence(state: State, index: int, answer: str) -> None:
    item = state.items[index]
    if state.same_language:
        text = phrasing.shortened(answer, item.text)
        if text is not None:
            kind = state.kind_of(index)
            has_cells = rows.has_rows(state.options.format)
            if not (has_cells and rows.loses_cells(text, item.text, kind, state.names)):
                state.add(index, Point(text, item.sources))
                return
    else:
        said = phrasing.said_in(answer, item.text, state.language)
        if said is not None:
            state.add(index, Point(said[0], item.sources, said[1]))
            return
    state.extract(index)


def _is_doubtful(state: State, point: Point) -> bool:
    """Whether the text itself should be heard instead; where it is in another language, marks must do."""
    return state.same_language and bool(point.unsupported)


def _groups(points: Sequence[Point], context: int) -> list[list[Point]]:
    """Runs of points whose prompt and answer fit the context, by a bound on the tokens of their words."""
    room = context // 3
    groups: list[list[Point]] = [[]]
    used = 0
    for point in points:
        size = choice.words(point.text) * phrasing.TOKENS_A_WORD // 2
        if groups[-1] and used + size > room:
            groups.append([])
            used = 0
        groups[-1].append(point)
        used += size
    return groups
