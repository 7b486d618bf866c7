"""What the model is asked to write, and what of it is accepted.

A sentence is made shorter on its own: one task a prompt, so that nothing can be mixed up. A short text, the
passages that answer a question, and the points of an abstract are put together with a number before each
sentence; the grammar allows the numbers that were shown and no others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from assistant.documents.sentences import spans
from assistant.engine.protocol import Generate
from assistant.engine.values import Message, Sampling
from assistant.tasks.summarize.choice import words
from assistant.tasks.summarize.evidence import (
    common_words,
    is_in_language,
    loses_facts,
    loses_negation,
    repeats_itself,
    unsupported,
)
from assistant.tasks.summarize.result import Point, Span, Unsupported

SHORT_ENOUGH = 24
"""Words of a sentence that is not made shorter."""
SHORTENED = 20
"""Words that a longer one is to have."""
TOKENS_A_WORD = 4
"""More than any language needs, for the bound of an answer."""
_LEAST_WORDS = 4
_FAITHFUL = 0.7
"""Share of a shortened sentence's words that are in the original."""
_MOST_SOURCES = 4

_ONE_SENTENCE = r"""
root ::= first rest* [.!?。！？]
first ::= [^ \n\[\](){}<>*#"'`:.!?。！？-]
rest ::= [^\n\[\].!?。！？] | "." [^ \n\[\].]
"""
"""A full stop inside, as in 3.6, is followed by no space."""
_LINE = regex.compile(r"- \[(\d+(?:, \d+)*)\] (.+)")
_SAMPLING = Sampling(temperature=0)
_NO_THINKING: dict[str, bool | str | int] = {"enable_thinking": False}


@dataclass(frozen=True)
class Item:
    """Something that can be pointed to: its text on one line, and where that comes from."""

    text: str
    sources: tuple[Span, ...]


def one_sentence(messages: list[Message], most_words: int) -> Generate:
    """A request for a sentence of about ``most_words``."""
    return _request(messages, _ONE_SENTENCE, most_words * TOKENS_A_WORD)


def numbered_sentences(messages: list[Message], items: int, sentences: int, most_tokens: int) -> Generate:
    """A request for up to ``sentences`` lines, each with the numbers of some of the ``items``."""
    numbers = " | ".join(f'"{number}"' for number in range(1, items + 1))
    grammar = (
        f"root ::= line{{1,{sentences}}}\n"
        f'line ::= "- [" number (", " number){{0,{_MOST_SOURCES - 1}}} "] " first [^\\n\\[\\]]+ "\\n"\n'
        "first ::= [^ \\n\\[\\]-]\n"
        f"number ::= {numbers}\n"
    )
    return _request(messages, grammar, most_tokens)


def number_items(items: Sequence[Item]) -> str:
    return "\n".join(f"[{number}] {item.text}" for number, item in enumerate(items, 1))


def shortened(answer: str, original: str) -> str | None:
    """The model's shorter wording, or None if it is not to be trusted, or not shorter."""
    text = " ".join(answer.split())
    if not text or text[-1] not in ".!?。！？" or len(spans(text)) > 1:
        return None
    if not _LEAST_WORDS <= words(text) < words(original) or common_words(text, original) < _FAITHFUL:
        return None
    if unsupported(text, original) or repeats_itself(text, original):
        return None
    if loses_negation(text, original) or loses_facts(text, original):
        return None
    return text


def said_in(answer: str, original: str, language: str) -> tuple[str, tuple[Unsupported, ...]] | None:
    """The model's sentence in another language with what is wrong in it; None in the wrong language."""
    text = " ".join(answer.split())
    if words(text) < 2 or not is_in_language(text, language):
        return None
    return text, unsupported(text, original, same_language=False)


def points_of(answer: str, items: Sequence[Item], language: str, *, same_language: bool) -> list[Point]:
    """The sentences of an answer to :func:`numbered_sentences`, each with what its items do not say.

    A line ends before its first sentence that repeats another, is in the wrong language, rests on nothing, or
    asserts what is denied.
    A line without its end was cut off, and is left out.
    """
    points: list[Point] = []
    seen: set[str] = set()
    for match in map(_LINE.fullmatch, answer.split("\n")[:-1]):
        if match is None:
            continue
        # The grammar allows no others, but an engine may not have held to it.
        numbers = sorted({int(number) for number in match[1].split(", ")} & set(range(1, len(items) + 1)))
        cited = [items[number - 1] for number in numbers]
        source = "\n".join(item.text for item in cited)
        kept: list[str] = []
        marks: list[Unsupported] = []
        for start, end in spans(match[2]):
            sentence = match[2][start:end]
            wrong = unsupported(sentence, source, same_language=same_language)
            if (
                sentence.casefold() in seen
                or not is_in_language(sentence, language)
                or any(mark.reason == "words" for mark in wrong)
                or (same_language and loses_negation(sentence, source))
            ):
                break
            seen.add(sentence.casefold())
            offset = sum(len(part) + 1 for part in kept)
            marks += [_moved(mark, offset) for mark in wrong]
            kept.append(sentence)
        if kept and cited:
            sources = tuple(dict.fromkeys(sorted(span for item in cited for span in item.sources)))
            points.append(Point(" ".join(kept), sources, tuple(marks)))
    return points


def _moved(mark: Unsupported, offset: int) -> Unsupported:
    return Unsupported(mark.text, mark.reason, mark.start + offset, mark.end + offset)


def _request(messages: list[Message], grammar: str, most_tokens: int) -> Generate:
    return Generate(
        messages=messages,
        sampling=_SAMPLING,
        grammar=grammar,
        max_tokens=most_tokens,
        priority="background",
        template_options=_NO_THINKING,
    )
