"""Numbered passages of a section: what a model can point to, and a reader can look up."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import regex

from assistant.documents.document import Document
from assistant.documents.sections import Section
from assistant.documents.sentences import Span, block_spans

_SHORTEST = 24
"""Columns: a passage of fewer ("Yes." or "他走了。") is joined to the next one of its block."""
_LONGEST_OF_CUES = 240
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\u3000-\u303f\uff00-\uff60]")
_SENTENCE_END = regex.compile(r"[.!?…。！？؟।]['\"”’」』)）]*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """One or a few sentences; ``number`` counts from the first of the section."""

    number: int
    start: int
    end: int


def number(document: Document, section: Section, first: int = 1) -> list[Passage]:
    """The passages of ``section`` in order, counted from ``first``.

    Headings are not passages: they assert nothing.
    """
    spans: list[Span] = []
    text = document.text
    begin = max(0, bisect_right(document.blocks, section.start, key=lambda block: block.start) - 1)
    after_cue = False
    for block in document.blocks[begin:]:
        if block.start >= section.end:
            break
        if block.kind == "heading":
            after_cue = False
            continue
        inside = [
            (max(start, section.start), min(end, section.end))
            for start, end in block_spans(text, block)
            if start < section.end and end > section.start
        ]
        grouped = _grouped(text, inside)
        # A sentence of a film runs over several cues.
        while block.kind == "cue" and after_cue and grouped and _runs_on(text, spans[-1], grouped[0]):
            spans[-1] = (spans[-1][0], grouped.pop(0)[1])
        spans.extend(grouped)
        after_cue = block.kind == "cue" and bool(spans)
    return [Passage(index, start, end) for index, (start, end) in enumerate(spans, first)]


def _grouped(text: str, spans: list[Span]) -> list[Span]:
    result: list[Span] = []
    for span in spans:
        if result and _columns(text, result[-1]) < _SHORTEST:
            result[-1] = (result[-1][0], span[1])
        else:
            result.append(span)
    if len(result) > 1 and _columns(text, result[-1]) < _SHORTEST:
        last = result.pop()
        result[-1] = (result[-1][0], last[1])
    return result


def _runs_on(text: str, before: Span, after: Span) -> bool:
    if after[1] - before[0] > _LONGEST_OF_CUES:
        return False
    return not _SENTENCE_END.search(text[before[0] : before[1]]) or _columns(text, before) < _SHORTEST


def _columns(text: str, span: Span) -> int:
    """The width in a fixed-width font, up to what matters here."""
    content = text[span[0] : min(span[1], span[0] + _SHORTEST)]
    return len(content) + len(_WIDE.findall(content))
