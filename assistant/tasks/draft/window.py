"""Which part of a long text the model sees: what is near the caret.

The part begins at the same place while the text grows, so that the engine finds most of it in its cache and
reads only what is new.
"""

from __future__ import annotations

import regex

from assistant.engine.protocol import Tokenize
from assistant.tasks.steps import Task
from assistant.tasks.work import Work

_BREAKS = tuple(map(regex.compile, (r"\n\s*\n\s*", r"(?<=[.!?…])\s+|(?<=[。！？])\s*|\n", r"\s+")))
"""Where the part may begin, the best first: after a paragraph, a sentence, a word."""
_LEAST = 100


def before(text: str, characters: int) -> str:
    """The end of ``text``: about ``characters`` of it, at most twice as many."""
    start = (len(text) - characters) // characters * characters
    if start <= 0:
        return text
    for each in _BREAKS:
        if found := each.search(text, start, start + characters // 2):
            return text[found.end() :]
    return text[start:]


def after(text: str, characters: int) -> str:
    """The beginning of ``text``, to the end of a sentence or a word."""
    if len(text) <= characters:
        return text
    for each in _BREAKS[1:]:
        if ends := [found.start() for found in each.finditer(text, characters // 2, characters)]:
            return text[: ends[-1]]
    return text[:characters]


def fitting(work: Work, text: str, characters: int, tokens: int) -> Task[str]:
    """As :func:`before`, but at most ``tokens`` of the model's, which are few characters in some scripts.

    It is halved until it fits, so that the beginning stays where it is here too.
    """
    part = before(text, characters)
    while characters > _LEAST:
        (count,) = yield from work.count([Tokenize(text=part)])
        if count <= tokens:
            break
        characters //= 2
        part = before(text, characters)
    return part
