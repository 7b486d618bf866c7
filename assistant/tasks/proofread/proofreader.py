"""The task of proofreading: show the model each sentence, and make edits of what it says differently."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from assistant.documents.document import Document
from assistant.documents.language import detect
from assistant.engine.protocol import Generate
from assistant.engine.values import Sampling
from assistant.tasks.edits.difference import Change
from assistant.tasks.edits.edit import Edit
from assistant.tasks.edits.flags import flag, names
from assistant.tasks.edits.judgement import verdict
from assistant.tasks.proofread import prompts
from assistant.tasks.proofread.division import Sentence, sentences
from assistant.tasks.proofread.options import ProofreadOptions
from assistant.tasks.proofread.result import Checked, Proofreading, ProofreadPartial
from assistant.tasks.proofread.revision import revised
from assistant.tasks.steps import Answer, Counted, Scored, Task, TaskCancelled
from assistant.tasks.work import ModelFacts, Work

_SHARE = 6
"""A sentence has this part of the context at most, in bytes, which are more than its tokens."""
_SPARE_TOKENS = 12


def proofread(
    document: Document,
    options: ProofreadOptions,
    model: ModelFacts,
    ranges: Iterable[tuple[int, int]] | None = None,
) -> Task[Proofreading]:
    """Proofread ``document``, or the sentences of it that touch one of ``ranges``.

    Shows a :class:`ProofreadPartial` for each sentence, roughly in the order of the text. A cancelled run
    returns what it has. Raises what the engine fails with twice in a row.
    """
    language = options.language or detect(document.text).tag
    waiting = sentences(document)
    if ranges is not None:
        wanted = list(ranges)
        waiting = [
            each for each in waiting if any(each.start <= end and start <= each.end for start, end in wanted)
        ]
    known_names = names(document.text)
    work = Work(model.parallel)
    checked: dict[int, Checked] = {}

    def take(index: int, end: Answer | Scored | Counted) -> ProofreadPartial:
        assert isinstance(end, Answer)
        checked[index] = _checked(waiting[index], end, options, known_names)
        return ProofreadPartial(checked[index], len(checked), len(waiting))

    try:
        short: list[tuple[int, Generate]] = []
        for index, sentence in enumerate(waiting):
            if len(sentence.shown.encode()) * _SHARE > model.context:
                checked[index] = Checked(sentence.start, sentence.end, (), "too long")
            else:
                short.append((index, _request(sentence.shown, language)))
        # The first one alone: the others then share what it has read of their prompts.
        yield from work.complete(short[:1], take)
        yield from work.complete(short[1:], take)
    except TaskCancelled:
        pass
    return Proofreading(
        tuple(found for _index, found in sorted(checked.items())),
        len(waiting),
        language,
        work.usage,
        work.timings,
        work.seconds,
    )


def _request(sentence: str, language: str) -> Generate:
    return Generate(
        messages=prompts.messages(sentence, language),
        sampling=Sampling(temperature=0),
        prefix=prompts.beginning(language),
        max_tokens=_most_tokens(sentence),
        stop=["\n"],
        priority="background",
        # The beginning and the sentence are tokens of their own, with the space between.
        draft_text=f" {sentence}",
        template_options={"enable_thinking": False},
    )


def _most_tokens(sentence: str) -> int:
    """More than a revision needs, and little more: a model that replies instead goes on for long."""
    ascii_ = sum(character.isascii() for character in sentence)
    return ascii_ // 3 + (len(sentence) - ascii_) * 3 + _SPARE_TOKENS


def _checked(
    sentence: Sentence, answer: Answer, options: ProofreadOptions, known_names: Collection[str]
) -> Checked:
    text, left = revised(answer.text, sentence.shown, answer.finish_reason)
    if text is None:
        return Checked(sentence.start, sentence.end, (), left)
    found = sentence.changes_to(text, options.locked_words)
    edits = tuple(_edit(change, sentence, known_names) for change in found)
    return Checked(sentence.start, sentence.end, edits)


def _edit(change: Change, sentence: Sentence, known_names: Collection[str]) -> Edit:
    kind, reason = verdict(change, sentence.text)
    return Edit(
        sentence.start + change.start,
        sentence.start + change.end,
        change.before,
        change.after,
        kind,
        reason,
        flag(change, sentence.text, known_names),
    )
