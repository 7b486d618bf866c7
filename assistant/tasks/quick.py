"""What can be done with a short text at once: other tasks, told in one form, and ahead of what is queued.

Whoever asks waits for the answer with the keyboard in hand, so these requests have a dialogue's priority.
What the tasks need is imported when they run, which is on a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from assistant.documents.document import clean
from assistant.engine.protocol import Generate, Score
from assistant.engine.values import Message
from assistant.tasks.chat import ChatAnswer, ChatOptions, ChatPartial, chat
from assistant.tasks.edits.edit import Edit
from assistant.tasks.proofread import Proofreading, ProofreadOptions, ProofreadPartial
from assistant.tasks.rewrite import RewriteOptions, Rewriting
from assistant.tasks.steps import Partial, Streamed, Task, TaskCancelled
from assistant.tasks.summarize import Summary, SummaryOptions, SummaryPartial
from assistant.tasks.translate import TranslateOptions, Translation
from assistant.tasks.work import ModelFacts


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer, as far as it is written."""

    text: str
    left: int = 0
    """Parts of the text that are in it as they were, because no answer to them was usable."""
    withheld: int = 0
    """Corrections that may change what is said, and are not in it."""
    strange: tuple[str, ...] = ()
    """Numbers, dates, names and addresses in it that the text does not have."""


def proofreading(text: str, model: ModelFacts) -> Task[Outcome]:
    """``text`` without its mistakes."""
    from assistant.tasks.edits.difference import applied
    from assistant.tasks.proofread.division import document_of
    from assistant.tasks.proofread.proofreader import proofread

    original = clean(text)
    made: list[Edit] = []

    def tell(found: ProofreadPartial | Proofreading) -> Outcome:
        if isinstance(found, ProofreadPartial):
            made.extend(edit for edit in found.checked.edits if edit.flag is None)
            return Outcome(applied(original, made))
        edits = [edit for edit in found.edits if edit.flag is None]
        return Outcome(applied(original, edits), found.left, len(found.edits) - len(edits))

    return (yield from _told(proofread(document_of(original), ProofreadOptions(), model), tell))


def rewriting(text: str, options: RewriteOptions, model: ModelFacts) -> Task[Outcome]:
    """``text`` as a preset or an instruction wants it; the first variant."""
    from assistant.tasks.proofread.division import document_of
    from assistant.tasks.rewrite.rewriter import rewrite

    def tell(found: Rewriting) -> Outcome:
        variant = found.variants[0]
        return Outcome(variant.text, variant.left, strange=variant.strange)

    return (yield from _told(rewrite(document_of(clean(text)), options, model), tell))


def translation(text: str, target: str, model: ModelFacts) -> Task[Outcome]:
    """``text`` in the language whose BCP 47 tag is ``target``."""
    from assistant.tasks.translate.translator import translate

    def tell(found: Translation) -> Outcome:
        left = sum(segment.status == "failed" for segment in found.segments)
        return Outcome(found.unit_text(0), left)

    return (yield from _told(translate([clean(text)], TranslateOptions(target=target), model), tell))


def summary(text: str, model: ModelFacts) -> Task[Outcome]:
    """``text`` in brief, as points."""
    from assistant.tasks.proofread.division import document_of
    from assistant.tasks.summarize.summarizer import summarize

    def tell(found: SummaryPartial | Summary) -> Outcome:
        if isinstance(found, SummaryPartial):
            return Outcome("\n".join(f"- {point.text}" for point in found.points))
        strange = dict.fromkeys(
            mark.text for point in found.points for mark in point.unsupported if mark.reason != "words"
        )
        return Outcome(found.text, strange=tuple(strange))

    return (
        yield from _told(summarize(document_of(clean(text)), SummaryOptions(length="short"), model), tell)
    )


def answer(question: str, options: ChatOptions) -> Task[Outcome]:
    """What the model says to ``question``, for which there is no text."""

    def tell(found: ChatPartial | ChatAnswer) -> Outcome:
        return Outcome(found.text)

    return (yield from _told(chat([Message(role="user", content=question)], options), tell))


def _told(task: Task[Any], tell: Callable[[Any], Outcome]) -> Task[Outcome]:
    """``task``, with what it shows and returns as :func:`tell` says it, ahead of what is queued."""
    try:
        step = next(task)
        while True:
            match step:
                case Partial(value):
                    step = Partial(tell(value))
                case Streamed(request):
                    step = Streamed(_urgent(request))
                case Generate() | Score():
                    step = _urgent(step)
            try:
                news = yield step
            except TaskCancelled as cancelled:
                step = task.throw(cancelled)
            else:
                step = task.send(news)
    except StopIteration as stop:
        return tell(stop.value)


def _urgent(request: Any) -> Any:
    return msgspec.structs.replace(request, priority="chat")
