"""The task of translating: every sentence is asked for, looked at, and accounted for.

Neighbouring sentences go to the model in groups; each answer is checked sentence by sentence. What is refused
is asked for again alone, with the reason, and at last left in its own language with that reason. So no answer
of any model can lose a sentence, or pass one off as translated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.engine.protocol import Generate
from assistant.engine.values import Sampling
from assistant.tasks.steps import Answer, Counted, Partial, Piece, Scored, Streamed, Task, TaskCancelled
from assistant.tasks.translate import grouping, reply
from assistant.tasks.translate.checks import problems_of, swapped, twins
from assistant.tasks.translate.division import segment_spans
from assistant.tasks.translate.options import TranslateOptions
from assistant.tasks.translate.recall import memory_key
from assistant.tasks.translate.result import Problem, Progress, Translation
from assistant.tasks.translate.state import State
from assistant.tasks.work import ModelFacts

_ATTEMPTS: tuple[Sampling, ...] = (
    Sampling(temperature=0),
    Sampling(temperature=0.5, top_p=0.9, repeat_penalty=1.1, seed=7),
)
"""Of asking for a refused sentence alone."""
_IN_VAIN = 12
"""Sentences in a row that asking again did not help: the model cannot do better, so no more are tried."""

Refused = dict[int, tuple[str, tuple[Problem, ...]]]
"""By segment: what the model wrote last, and what is wrong with it."""


def translate(
    units: Sequence[str],
    options: TranslateOptions,
    model: ModelFacts,
    memory: Mapping[str, str] | None = None,
    resume: Progress | None = None,
) -> Task[Translation]:
    """Translate ``units``, paragraphs or whole texts. Shows, and returns, :class:`Translation`; a cancelled
    run returns what it has.

    ``memory`` has translations of sentences that are to be used as they are, by what :func:`remembered_as`
    calls these. ``resume`` is the progress of an earlier run on the same units with the same options. Raises
    :class:`SameLanguage`, :class:`ContextTooSmallToTranslate`, and what the engine fails with twice in a row.
    """
    state = State(units, options, model, memory or {}, resume)
    refused: Refused = {}
    try:
        yield Partial(state.translation())
        waiting = state.waiting()
        if waiting:
            yield from ask_in_groups(state, (yield from grouping.groups(state, waiting)), refused)
            for sampling in _ATTEMPTS:
                yield from _ask_again(state, refused, sampling)
    except TaskCancelled:
        return state.translation()
    for index, (attempt, problems) in sorted(refused.items()):
        state.refuse(index, attempt, problems)
    return state.translation(finished=True)


def remembered_as(units: Sequence[str]) -> list[str]:
    """What :func:`translate` will ask a memory for, each sentence once."""
    keys = (memory_key(unit[start:end]) for unit in units for start, end in segment_spans(unit))
    return list(dict.fromkeys(keys))


def ask_in_groups(state: State, groups: Sequence[grouping.Group], refused: Refused) -> Task[None]:
    """Ask for all groups once; what the checks refuse is noted in ``refused``."""

    def requests() -> Iterator[tuple[int, Streamed]]:
        for number, (group, tokens) in enumerate(groups):
            yield number, Streamed(_request(state, group, tokens))

    written = [""] * len(groups)

    def hear(number: int, piece: Piece) -> Translation | None:
        if piece.thinking:
            return None
        written[number] += piece.text
        _show(state, groups[number][0], written[number])
        return state.translation()

    def take(number: int, end: Answer | Scored | Counted) -> Translation:
        assert isinstance(end, Answer)
        _take_group(state, groups[number][0], end, refused)
        return state.translation()

    yield from state.work.complete(requests(), take, heard=hear)


def _ask_again(state: State, refused: Refused, sampling: Sampling) -> Task[None]:
    """Ask for each refused sentence on its own, until it does not help any more."""
    in_vain = 0

    def requests() -> Iterator[tuple[int, Generate]]:
        for (index,), tokens in counted:
            if in_vain >= _IN_VAIN:
                return
            yield index, _request_again(state, index, tokens, sampling, refused[index][1])

    def take(index: int, end: Answer | Scored | Counted) -> Translation:
        nonlocal in_vain
        assert isinstance(end, Answer)
        translation = _unquoted(end.text.strip(), state.parts[index].text)
        problems = _problems(state, index, translation, complete=end.finish_reason != "length")
        if problems:
            in_vain += 1
            refused[index] = (translation, problems)
        else:
            in_vain = 0
            del refused[index]
            state.accept(index, translation)
        return state.translation()

    counted = yield from grouping.count_single(state, sorted(refused))
    yield from state.work.complete(requests(), take)


def _request(state: State, group: Sequence[int], tokens: int) -> Generate:
    parts = [state.parts[index] for index in group]
    room = grouping.context_room(state, tokens)
    before, done = state.before(group[0])[:room], state.last_done(group[0])
    room -= len(before)
    while done and sum(len(each) for pair in done for each in pair) > room:
        done.pop(0)
    terms = state.rules.terms_in("\n".join(part.text for part in parts))
    most = grouping.most_tokens(state, tokens)
    if len(parts) == 1:
        messages = state.wording.single(parts[0].text, terms=terms, before=before)
        return reply.single_request(messages, parts[0], most, Sampling(temperature=0))
    messages = state.wording.group([part.text for part in parts], terms=terms, before=before, done=done)
    return reply.group_request(messages, parts, most)


def _request_again(
    state: State, index: int, tokens: int, sampling: Sampling, problems: Sequence[Problem]
) -> Generate:
    part = state.parts[index]
    messages = state.wording.single(
        part.text, terms=state.rules.terms_in(part.text), before="", problems=problems
    )
    most = grouping.most_tokens(state, tokens)
    strict = any(problem.kind in {"tag", "url", "email"} for problem in problems)
    return reply.single_request(messages, part, most, sampling, strict=strict)


def _show(state: State, group: Sequence[int], written: str) -> None:
    if len(group) == 1:
        state.write(group[0], written.strip())
        return
    for index, line in zip(group, reply.lines_of(written, len(group), complete=True), strict=True):
        if line:
            state.write(index, line)


def _take_group(state: State, group: Sequence[int], end: Answer, refused: Refused) -> None:
    complete = end.finish_reason == "stop"
    sources = [state.parts[index].text for index in group]
    alone = len(group) == 1
    written = [end.text.strip()] if alone else reply.lines_of(end.text, len(group), complete=complete)
    lines = [_unquoted(line, source) for line, source in zip(written, sources, strict=True)]
    doubtful: dict[int, Problem] = {place: Problem("twin") for place in twins(sources, lines)}
    doubtful |= {place: Problem("swapped") for place in swapped(sources, lines)}
    for place, (index, line) in enumerate(zip(group, lines, strict=True)):
        problems = _problems(state, index, line, complete=complete or not alone)
        if place in doubtful and not problems:
            problems = (doubtful[place],)
        if problems:
            refused[index] = (line, problems)
            state.write(index, "")
        else:
            state.accept(index, line)


def _problems(state: State, index: int, translation: str, *, complete: bool) -> tuple[Problem, ...]:
    problems = problems_of(state.parts[index], translation, state.rules)
    return problems or (() if complete else (Problem("too long"),))


_QUOTES = {'"': '"', "“": "”", "«": "»", "「": "」", "'": "'"}


def _unquoted(translation: str, source: str) -> str:
    """Without the quotation marks that models like to put around a sentence."""
    closing = _QUOTES.get(translation[:1])
    if closing and translation[1:].endswith(closing) and source[:1] not in _QUOTES:
        return translation[1:-1].strip()
    return translation
