"""Which part of a long text the model sees: what is near the caret. And where exactly it goes on.

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
_SPACED = r"(?:(?![\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}])[\p{L}\p{M}\p{N}'’-])"
_WORD_BEGUN = regex.compile(rf"(?<=\S[ \t\n]*)(?:[ \t]|(?<=\n)){_SPACED}{{1,24}}\Z")
_SENTENCE_OVER = regex.compile(r"[.!?…。！？][\"'”’」』）)\]]*\s*\Z")


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


def divided(text: str) -> tuple[str, str]:
    """What the model is to go on from, and the word behind that which it is to complete, if one is begun.

    A tokenizer divides the beginning of a word into other tokens than the word, and spaces belong to the
    token that follows them. So a model that is to go on inside a word, or behind a space, makes words that
    do not exist: it goes on from the word before, and is made to begin with what is there already. Behind a
    finished paragraph it goes on as if there were none, because small models begin a list there.
    """
    if word := _WORD_BEGUN.search(text):
        return text[: word.start()].rstrip(" \t"), word[0]
    return text.rstrip() if _SENTENCE_OVER.search(text) else text.rstrip(" \t"), ""
