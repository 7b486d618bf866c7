"""Dividing a document into sections whose prompts fit the context, counted by the model's own tokenizer.

Counting is a request to the engine, and :func:`assistant.documents.sections.split` wants its counts at once.
So it is run, and run again, over a memory of counts: what it asks in vain is counted in between. It asks a
few times at most, and always the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.documents.document import Document
from assistant.documents.passages import Passage, number
from assistant.documents.sections import Section, split
from assistant.engine.protocol import Tokenize
from assistant.engine.values import Message
from assistant.tasks.steps import Task
from assistant.tasks.summarize.errors import ContextTooSmall
from assistant.tasks.work import Work

_PREFERRED = 600
"""Tokens of a section: small models lose track in longer ones, and a finer map of a document says more."""
_LEAST = 64
_SHRINK = 0.8

Wording = Callable[[str], list[Message]]
"""The prompt around a numbered text."""


@dataclass(frozen=True)
class Part:
    """A section and what of it can be pointed to. The numbers are those that the model sees."""

    section: Section
    passages: tuple[Passage, ...]
    messages: list[Message]
    """The prompt in which the model reads it."""


def divide(document: Document, context: int, wording: Wording, reserve: int, work: Work) -> Task[list[Part]]:
    """The parts of ``document``; each prompt leaves ``reserve`` tokens of ``context`` for the answer.

    Raises :class:`ContextTooSmall`.
    """
    counts = _Counts()
    around = yield from count_prompt(wording(""), work)
    room = context - around - reserve
    if room < _LEAST:
        raise ContextTooSmall(context=context, needed=around + reserve + _LEAST)
    limit = min(_PREFERRED, room)
    while True:
        sections = yield from _sections(document, limit, counts, work)
        parts = [(section, tuple(number(document, section))) for section in sections]
        prompts = [wording(numbered(document, passages)) for _, passages in parts]
        tokens = yield from work.count(Tokenize(messages=prompt) for prompt in prompts)
        if max(tokens, default=0) <= context - reserve:
            return [Part(*part, prompt) for part, prompt in zip(parts, prompts, strict=True)]
        # The numbers of very short passages can outweigh their text.
        if limit == _LEAST:
            raise ContextTooSmall(context=context, needed=max(tokens) + reserve)
        limit = max(_LEAST, int(limit * _SHRINK))


def count_prompt(messages: list[Message], work: Work) -> Task[int]:
    """The tokens of a prompt."""
    (tokens,) = yield from work.count([Tokenize(messages=messages)])
    return tokens


def numbered(document: Document, passages: Sequence[Passage]) -> str:
    """The passages as the model sees them, a line each."""
    return "\n".join(f"[{passage.number}] {passage_text(document, passage)}" for passage in passages)


def passage_text(document: Document, passage: Passage) -> str:
    """A passage on one line."""
    return " ".join(document.text[passage.start : passage.end].split())


class _Uncounted(Exception):
    """Tokens have to be counted first."""


@dataclass
class _Counts:
    """What is known of the numbers of tokens; asked for others, it notes them and raises."""

    known: dict[str, int] = field(default_factory=dict)
    wanted: list[str] = field(default_factory=list)

    def __call__(self, texts: Sequence[str]) -> list[int]:
        self.wanted = [text for text in dict.fromkeys(texts) if text not in self.known]
        if self.wanted:
            raise _Uncounted
        return [self.known[text] for text in texts]


def _sections(document: Document, limit: int, counts: _Counts, work: Work) -> Task[list[Section]]:
    while True:
        try:
            return split(document, limit, counts)
        except _Uncounted:
            wanted = counts.wanted
            found = yield from work.count(Tokenize(text=text) for text in wanted)
            counts.known.update(zip(wanted, found, strict=True))
