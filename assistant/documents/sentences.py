"""Where sentences begin and end, in any language, in one pass over the text.

The rules need no model and no language: scripts have their own full stops, and those of Latin and Cyrillic
script, which also end abbreviations, are judged by the words around them. Short quotations and brackets stay
whole.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.documents.abbreviations import (
    BEFORE_NAME,
    BEFORE_NUMBER,
    BEFORE_SENTENCE,
    MONTH_NAMES,
    MONTHS,
    ORDINAL_CONTEXT,
    SENTENCE_STARTERS,
)
from assistant.documents.document import Block

Span = tuple[int, int]

_WHOLE = 160
"""Characters of a quotation or bracket up to which it is not divided; a longer speech is."""
_THAI_CLAUSE = 60
"""Thai has no full stop: after so many characters a space is taken for the end of a sentence."""

# Full stops that mean nothing else: CJK, Arabic, Urdu, Devanagari, Burmese, Khmer, Ethiopic, Armenian.
_CLEAR = r"。！？｡；؟۔।॥။។៕።፧։"
_CLOSERS = r"""”’」』》〉）\)】〕］\]"'»›"""
_OPENERS = "([{“\"'‘„«¿¡—–/"
_PAIRS = (
    ("“", "”"),
    ("„", "“"),
    ("«", "»"),
    ("「", "」"),
    ("『", "』"),
    ("（", "）"),
    ("(", ")"),
    ("【", "】"),
    ("《", "》"),
)
_QUOTED = "|".join(
    rf"{regex.escape(a)}[^{regex.escape(a + b)}\n]{{0,{_WHOLE}}}+{regex.escape(b)}" for a, b in _PAIRS
)
_CANDIDATE = regex.compile(
    rf"""
    (?P<blank>\n[^\S\n]*\n\s*)
  | (?P<item>\n(?=[^\S\n]*(?:[-*•‣–][^\S\n]|\d{{1,3}}[.)][^\S\n]|[（(]\d{{1,2}}[)）])))
  | (?P<whole>{_QUOTED}|(?<![^\s(\[（：:，,])"[^"\n]{{1,{_WHOLE}}}+")
  | (?P<clear>[{_CLEAR}][{_CLEAR}!?…]*+[{_CLOSERS}]*+)
  | (?P<stop>[.!?…‥]++[{_CLOSERS}]*+)(?=\s|\Z|[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}“「『（])
  | (?P<thai>(?<=\p{{Thai}})[^\S\n]+(?=\p{{Thai}}))
    """,
    regex.VERBOSE,
)
_ENDS_INSIDE = regex.compile(rf"[.!?…‥{_CLEAR}][{_CLOSERS}]+\Z")
_NEXT = regex.compile(r"\s*+[\"'“”„«‘’(\[¿¡「『（【]*+(?P<word>[\p{L}\p{M}]++|\d)?")
_JAPANESE_GOES_ON = regex.compile(r"\s*(?:と|って|という|など|の|は|が|を|に|も|で)")
_LIST_NUMBER = regex.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|\p{L}|[ivxIVX]{1,5})")
_LINE = regex.compile(r"[^\n]*[^\s][^\n]*")
_INITIAL = regex.compile(r"(?:\p{Lu}\.[-–]?)*\p{Lu}")
_LOOK_BACK = 24
"""Characters that are looked at for the word before a full stop: no abbreviation is longer."""


def spans(text: str) -> list[Span]:
    """Start and end of each sentence of ``text``, in order; between them there is nothing but white space."""
    result = []
    start = 0
    for end in _ends(text):
        while start < end and text[start].isspace():
            start += 1
        last = end
        while last > start and text[last - 1].isspace():
            last -= 1
        if start < last:
            result.append((start, last))
        start = end
    return result


def _ends(text: str) -> Iterator[int]:
    start = 0
    for match in _CANDIDATE.finditer(text):
        kind = match.lastgroup
        end = match.end()
        if kind == "stop":
            ends = _ends_latin(text, start, match.start(), end)
        elif kind == "whole":
            ends = _ENDS_INSIDE.search(match[0]) is not None and _quotation_ends(text, end)
        elif kind == "clear":
            ends = match[0][-1] not in "」』" or not _JAPANESE_GOES_ON.match(text, end)
        elif kind == "thai":
            ends = end - start >= _THAI_CLAUSE
        else:
            ends = True
        if ends:
            yield end
            start = end
    yield len(text)


def _quotation_ends(text: str, end: int) -> bool:
    """Whether a sentence ends with the quotation that ends at ``end`` with a full stop in it."""
    word = _next_word(text, end)
    if text[end - 1] in "」』":
        return not _JAPANESE_GOES_ON.match(text, end)
    return not word or not word[0].islower()


def _ends_latin(text: str, start: int, stop: int, end: int) -> bool:
    """Whether the full stop at ``stop`` ends the sentence that began at ``start``."""
    word = _next_word(text, end)
    if word and word[0].islower():
        return False
    if text[stop] != "." or text.startswith("..", stop):
        # An ellipsis between Chinese or Japanese characters is a pause.
        return text[stop] not in "…‥" or end == len(text) or text[end].isspace()
    words = text[max(start, stop - _LOOK_BACK) : stop].split()
    if not word or not words:
        return True
    before = words[-1].lstrip(_OPENERS)
    if _LIST_NUMBER.fullmatch(text[start:stop].strip()):
        return False
    return not _is_abbreviation(text, start, stop, before, word)


def _is_abbreviation(text: str, start: int, stop: int, before: str, word: str) -> bool:
    """Whether the full stop belongs to the word ``before`` it, given the ``word`` after it."""
    lower = before.lower()
    if lower in BEFORE_NAME:
        return True
    if word[0].isdigit() and (lower in BEFORE_NUMBER or lower in MONTHS):
        return True
    starts_sentence = word.lower() in SENTENCE_STARTERS
    if lower in BEFORE_SENTENCE or _INITIAL.fullmatch(before):
        # "Apple Inc. Cupertino" and "J. R. Smith" go on; "in the U.S. The" and "etc. Others" do not.
        return not starts_sentence and lower not in {"etc", "usw", "a.m", "p.m", "al"}
    if before.isdecimal() and len(before) <= 2:
        previous = text[max(start, stop - _LOOK_BACK) : stop - len(before)].split()
        return word.lower() in MONTH_NAMES or (bool(previous) and previous[-1].lower() in ORDINAL_CONTEXT)
    return False


def _next_word(text: str, offset: int) -> str:
    match = _NEXT.match(text, offset)
    return (match["word"] or "") if match else ""


def block_spans(text: str, block: Block) -> list[Span]:
    """The smallest parts of a block that are read on their own: sentences, lines of code, rows of tables."""
    if block.kind == "heading":
        return [(block.start, block.end)]
    if block.kind in {"code", "table"}:
        return [match.span() for match in _LINE.finditer(text, block.start, block.end)]
    return [(block.start + start, block.start + end) for start, end in spans(text[block.start : block.end])]
