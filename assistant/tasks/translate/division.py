"""Where a unit of text is divided into segments: sentences, with the inline tags that belong to them.

Inline tags (:mod:`assistant.documents.translatable.tags`) stand for what a format cannot lose. A pair that
encloses whole sentences stays between segments, so that no model can damage it; one inside a sentence is
translated with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from assistant.documents.graphemes import boundary
from assistant.documents.sentences import Span, spans
from assistant.documents.translatable.tags import TAG

_LONGEST = 1000
"""Characters of a segment: what has no full stop is cut at its clauses, else at a space."""
_LEAST = 300
_CLAUSE = regex.compile(r"[,;:，；：、،؛]\s*|\s+[—–-]\s+|\n")
_LIST_MARK = regex.compile(r"(?:(?:[-*+•‣–]|\#{1,6}|>|\d{1,3}[.)]|[（(]\d{1,2}[)）])\s+)+")
"""Before a sentence at the beginning of a line: no part of it."""
_SPACE = regex.compile(r"\s+")
_SENTENCE_GOES_ON = regex.compile(r"[ \t]+(?=\p{Ll})|[ \t]*(?=[\p{Han}\p{Hiragana}\p{Katakana}])")
_STANDS_FOR_TAG = "\ufffc"


@dataclass(frozen=True, slots=True)
class _Tag:
    start: int
    end: int
    partner: int | None
    """Where the other one of its pair begins."""
    opens: bool


def segment_spans(text: str) -> list[Span]:
    """Start and end of each segment of a unit, in order.

    Between them are white space, inline tags, and the marks of list items and headings.
    """
    tags = _tags(text)
    if not tags:
        return _divided(text, spans(text))
    plain, places = _without(text, tags)
    result: list[Span] = []
    for start, end in spans(plain):
        while start < end and plain[start] in f" {_STANDS_FOR_TAG}":
            start += 1
        while start < end and plain[end - 1] in f" {_STANDS_FOR_TAG}":
            end -= 1
        if start < end:
            result.append((places[start], places[end - 1] + 1))
    return _divided(text, _with_tags(text, result, tags))


def _divided(text: str, sentences: list[Span]) -> list[Span]:
    return [part for span in sentences for part in _cut(text, _without_mark(text, span))]


def _without_mark(text: str, span: Span) -> Span:
    start, end = span
    match = _LIST_MARK.match(text, start, end) if text[:start].rstrip(" \t")[-1:] in {"", "\n"} else None
    return (match.end(), end) if match and match.end() < end else span


def _tags(text: str) -> list[_Tag]:
    tags: list[_Tag] = []
    open_: dict[str, int] = {}
    for match in TAG.finditer(text):
        number = match["number"]
        if match["end"] and number in open_:
            index = open_.pop(number)
            first = tags[index]
            tags[index] = _Tag(first.start, first.end, match.start(), opens=True)
            tags.append(_Tag(*match.span(), first.start, opens=False))
            continue
        if not match["end"] and not match["alone"]:
            open_[number] = len(tags)
        tags.append(_Tag(*match.span(), None, opens=False))
    return tags


def _without(text: str, tags: list[_Tag]) -> tuple[str, list[int]]:
    """The text without its pairs of tags and with a mark for any other, and where its characters were."""
    plain: list[str] = []
    places: list[int] = []
    place = 0
    for tag in tags:
        plain += text[place : tag.start]
        places += range(place, tag.start)
        if tag.partner is None:
            plain += f" {_STANDS_FOR_TAG} "
            places += [tag.start] * 3
        place = tag.end
    plain += text[place:]
    places += range(place, len(text))
    return "".join(plain), places


def _with_tags(text: str, sentences: list[Span], tags: list[_Tag]) -> list[Span]:
    """Let each sentence have the tags beside it whose partner it has, and those that are words of it."""
    result: list[Span] = []
    for index, (start, end) in enumerate(sentences):
        lowest = result[-1][1] if result else 0
        highest = sentences[index + 1][0] if index + 1 < len(sentences) else len(text)
        first, last = start, end
        for tag in reversed([tag for tag in tags if lowest <= tag.start and tag.end <= start]):
            if _belongs(tag, start, end) or _is_word_before(text, tag, first):
                first = tag.start
        for tag in (tag for tag in tags if end <= tag.start and tag.end <= highest):
            if _belongs(tag, start, end) or _is_word_after(text, tag, last):
                last = tag.end
        result.append((first, last))
    return result


def _belongs(tag: _Tag, start: int, end: int) -> bool:
    return tag.partner is not None and start <= tag.partner < end


def _is_word_before(text: str, tag: _Tag, start: int) -> bool:
    """Whether a standing tag is the first word of the sentence after it, as inline code can be."""
    if tag.partner is not None:
        return False
    match = _SENTENCE_GOES_ON.match(text, tag.end)
    return match is not None and match.end() == start


def _is_word_after(text: str, tag: _Tag, end: int) -> bool:
    between = text[end : tag.start]
    return tag.partner is None and bool(between) and not between.strip(" \t")


def _cut(text: str, span: Span) -> list[Span]:
    """A sentence in parts of a bearable length."""
    start, end = span
    parts: list[Span] = []
    while end - start > _LONGEST:
        cut = _last(_CLAUSE, text, start) or _last(_SPACE, text, start) or start + _LONGEST
        tag = next((each for each in TAG.finditer(text, start, end) if each.start() < cut < each.end()), None)
        cut = boundary(text, tag.end() if tag else cut)
        if cut >= end:
            break
        last = start + len(text[start:cut].rstrip())
        parts.append((start, last))
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    parts.append((start, end))
    return parts


def _last(pattern: regex.Pattern[str], text: str, start: int) -> int | None:
    """Where the last match ends of those that leave a part of a good length."""
    ends = [match.end() for match in pattern.finditer(text, start + _LEAST, start + _LONGEST)]
    return ends[-1] if ends else None
