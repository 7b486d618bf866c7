"""Which parts of attachments to send with a question when the whole does not fit: those that fit it best.

The parts are ranked by the words that they share with the question (Okapi BM25, Robertson and others 1994).
No model is asked, and nothing is hidden: what goes in is named, and can be read before it is sent.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents import plain
from assistant.documents.salience import terms
from assistant.documents.sections import split
from assistant.engine.values import Message
from assistant.storage.records import Attachment
from assistant.tasks.context import TokenCounts, measure
from assistant.tasks.steps import Task

_PART = 240
"""Tokens of a part, about: some paragraphs."""
_BYTES_A_TOKEN = 3
_SHORT = 4
"""An attachment that takes less than this fraction of the room stays whole."""
_HEADING = 24
"""Tokens, at most, of what stands above a part."""
_RELEVANT = 0.1
"""Parts below this fraction of the best score share only words like "the" with the question."""
_SATURATION, _LENGTH = 1.2, 0.75
"""BM25's k1 and b, as they are usually set."""


@dataclass(frozen=True)
class _Part:
    source: int
    """Which attachment it is of."""
    number: int
    """Counted from 1."""
    text: str


def fitting_passages(
    attachments: Sequence[Attachment], question: str, room: int, counts: TokenCounts, name: str
) -> Task[tuple[Attachment, ...]]:
    """The parts that suit ``question`` best, in their order, within ``room`` tokens.

    Short attachments stay as they are. Of the others, those that have no part that suits are left out; the
    rest are called ``name``, with {name}, {parts} and {total} filled in.
    """
    parts = [part for source, each in enumerate(attachments) for part in _parts(source, each.text)]
    totals = Counter(part.source for part in parts)
    measured = yield from measure([Message(role="user", content=part.text) for part in parts], "", counts)
    sizes = [0] * len(attachments)
    for part, size in zip(parts, measured.sizes, strict=True):
        sizes[part.source] += size
    whole = set()
    for source in sorted(range(len(attachments)), key=lambda source: sizes[source]):
        if sizes[source] <= room // _SHORT:
            whole.add(source)
            room -= sizes[source]
    scores = _scores([terms(part.text) for part in parts], set(terms(question)))
    least = max(scores, default=0.0) * _RELEVANT
    chosen = []
    for index in sorted(range(len(parts)), key=lambda index: -scores[index]):
        cost = measured.sizes[index] + _HEADING
        if scores[index] > least and cost <= room and parts[index].source not in whole:
            chosen.append(index)
            room -= cost
    result = []
    for source, attachment in enumerate(attachments):
        taken = [parts[index] for index in sorted(chosen) if parts[index].source == source]
        if source in whole:
            result.append(attachment)
        elif taken:
            numbers = ", ".join(str(part.number) for part in taken)
            called = name.format(name=attachment.name, parts=numbers, total=totals[source])
            text = "\n\n".join(f"[{part.number}/{totals[source]}]\n{part.text}" for part in taken)
            result.append(Attachment(called, text))
    return tuple(result)


def _parts(source: int, text: str) -> list[_Part]:
    def about(texts: Sequence[str]) -> list[int]:
        return [len(each.encode()) // _BYTES_A_TOKEN + 1 for each in texts]

    document = plain.parse(text)
    return [
        _Part(source, number, document.text[section.start : section.end].strip())
        for number, section in enumerate(split(document, _PART, about), 1)
    ]


def _scores(parts: Sequence[Sequence[str]], asked: set[str]) -> list[float]:
    counted = [Counter(part) for part in parts]
    average = sum(map(len, parts)) / max(len(parts), 1) or 1.0
    containing = {term: sum(term in part for part in counted) for term in asked}
    rarity = {
        term: math.log(1 + (len(parts) - number + 0.5) / (number + 0.5))
        for term, number in containing.items()
    }

    def score(part: Counter[str]) -> float:
        damping = _SATURATION * (1 - _LENGTH + _LENGTH * part.total() / average)
        return sum(
            rarity[term] * part[term] * (_SATURATION + 1) / (part[term] + damping)
            for term in asked
            if term in part
        )

    return [score(part) for part in counted]
