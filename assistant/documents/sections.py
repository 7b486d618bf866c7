"""A document in parts that a model can read at once, cut where the document itself has its joints.

Chapters are kept apart; within one, blocks are packed together as long as they fit. Only what alone exceeds
the limit is divided further: blocks at sentences, sentences at words, words at characters. No text is lost or
repeated.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise, repeat

import regex

from assistant.documents.document import Document
from assistant.documents.graphemes import boundary
from assistant.documents.sentences import block_spans

Count = Callable[[Sequence[str]], Sequence[int]]
"""The number of tokens of each of several texts."""

_TINY = 8
"""A chapter of less than this fraction of the limit is joined to its neighbour."""
_SLACK = 1.2
"""How many more parts a sentence is cut into than would be needed if tokens were spread evenly."""
_LONG_TOKEN = 6
"""Characters: a token of a real text is rarely longer on average."""
_HOPELESS = 4 * _LONG_TOKEN
"""Characters for each token of the limit, beyond which a text is taken to be too long without counting."""
_WORD_START = regex.compile(r"(?<=\s)\S")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document. All sections together are its whole text."""

    index: int
    start: int
    end: int
    heading_path: tuple[str, ...]
    """The headings above its beginning, the highest first."""
    tokens: int
    """The sum over the blocks in it; what the joined text has is the same or a few less."""
    page: int | None


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never divided when sections are packed."""

    start: int
    end: int
    tokens: int = 0
    level: int = 0
    """Of a heading; 0 for anything else."""
    block: int = 0
    """The index of the block it is, or is a part of."""


Divide = Callable[[Document, _Unit, int], Sequence[int]]
"""Where a unit may be cut that exceeds a limit in tokens."""


@dataclass(slots=True)
class _Pack:
    """Units ``first`` up to, and without, ``last``."""

    first: int
    last: int
    tokens: int


def split(document: Document, limit_tokens: int, count: Count) -> list[Section]:
    """The sections of ``document``, none of more than ``limit_tokens`` unless a single character is.

    ``count`` is called a few times with many texts; each part of the document is counted once, and once more
    for each level on which it had to be divided. Raises :class:`ValueError` if the limit is not positive.
    """
    if limit_tokens < 1:
        raise ValueError(f"a section needs at least one token, not {limit_tokens}")
    units = _units(document, limit_tokens, count)
    packs: list[_Pack] = []
    for first, last in _chapters(units):
        packs.extend(_packed(units, first, last, limit_tokens))
    packs = _without_tiny(packs, limit_tokens)
    paths = _heading_paths(document, units, packs)
    return [
        Section(
            index=index,
            start=units[pack.first].start,
            end=units[pack.last - 1].end,
            heading_path=path,
            tokens=pack.tokens,
            page=document.page_at(_first_character(document.text, units[pack.first])),
        )
        for index, (pack, path) in enumerate(zip(packs, paths, strict=True))
    ]


# ----------------------------------------------------------------- units


def _units(document: Document, limit: int, count: Count) -> list[_Unit]:
    """The document's blocks, each with the white space after it; those over the limit in smaller parts."""
    units = _counted(document.text, list(_block_units(document)), limit, count)
    for divide in chain((_at_sentences,), repeat(_at_words)):
        groups = [
            _divided(document, unit, limit, divide) if unit.tokens > limit else [unit] for unit in units
        ]
        divided = [unit for group in groups if len(group) > 1 for unit in group]
        if divide is _at_words and not divided:
            break  # what is still over the limit is a single character
        counted = iter(_counted(document.text, divided, limit, count))
        units = [next(counted) if len(group) > 1 else unit for group in groups for unit in group]
    return units


def _block_units(document: Document) -> Iterator[_Unit]:
    text, blocks = document.text, document.blocks
    begins = [0, *(_begin(text, one.end, two.start) for one, two in pairwise(blocks)), len(text)]
    safe = [boundary(text, begin) for begin in begins]
    levels = [block.level if block.kind == "heading" else 0 for block in blocks] or [0]
    for number, (level, (start, end)) in enumerate(zip(levels, pairwise(safe), strict=True)):
        if start < end:
            yield _Unit(start, end, level=level, block=number)


def _begin(text: str, gap: int, start: int) -> int:
    """Where a block that starts at ``start`` begins with its markup, such as the hashes of a heading.

    From ``gap`` on nothing belongs to the block before but what closes it, such as the end of a code fence.
    """
    blank, line = text.rfind("\n\n", gap, start), text.rfind("\n", gap, start)
    if blank >= 0:
        return blank + 2
    return line + 1 if line >= 0 else start


def _counted(text: str, units: Sequence[_Unit], limit: int, count: Count) -> list[_Unit]:
    """What is far too long to fit is not counted but estimated: its parts will be counted."""
    short = [unit.end - unit.start <= _HOPELESS * limit for unit in units]
    texts = [text[unit.start : unit.end] for unit, fits in zip(units, short, strict=True) if fits]
    counts = iter(count(texts) if texts else ())
    return [
        replace(unit, tokens=next(counts) if fits else (unit.end - unit.start) // _LONG_TOKEN)
        for unit, fits in zip(units, short, strict=True)
    ]


def _divided(document: Document, unit: _Unit, limit: int, divide: Divide) -> list[_Unit]:
    cuts = (boundary(document.text, cut) for cut in divide(document, unit, limit))
    bounds = [unit.start, *sorted({cut for cut in cuts if unit.start < cut < unit.end}), unit.end]
    parts = [_Unit(start, end, block=unit.block) for start, end in pairwise(bounds)]
    return [replace(parts[0], level=unit.level), *parts[1:]] if len(parts) > 1 else [unit]


def _at_sentences(document: Document, unit: _Unit, limit: int) -> Sequence[int]:
    if not document.blocks:
        return ()
    return [start for start, _ in block_spans(document.text, document.blocks[unit.block])][1:]


def _at_words(document: Document, unit: _Unit, limit: int) -> Sequence[int]:
    """Even parts, as many as the tokens ask for, each cut at the word that begins next, if one does soon."""
    parts = min(unit.end - unit.start, max(2, math.ceil(_SLACK * unit.tokens / limit)))
    step = (unit.end - unit.start) / parts
    cuts = []
    for number in range(1, parts):
        target = unit.start + int(number * step)
        word = _WORD_START.search(document.text, target, min(unit.end, target + int(step / 2) + 1))
        cuts.append(boundary(document.text, word.start() if word else target))
    # All of them can fall on the end where the last character is a long one.
    return [cut for cut in cuts if cut < unit.end] or [boundary(document.text, unit.start + 1)]


# --------------------------------------------------------------- packing


def _chapters(units: Sequence[_Unit]) -> Iterator[tuple[int, int]]:
    """Ranges of units between headings of the highest level of which there is more than one."""
    levels = Counter(unit.level for unit in units if unit.level)
    top = min((level for level, number in levels.items() if number > 1), default=0)
    first = 0
    has_text = False  # a title right above its first chapter stays with it
    for index, unit in enumerate(units):
        if 0 < unit.level <= top and has_text:
            yield first, index
            first = index
            has_text = False
        has_text |= not unit.level
    if first < len(units):
        yield first, len(units)


def _packed(units: Sequence[_Unit], first: int, last: int, limit: int) -> Iterator[_Pack]:
    """Greedily; but once half is full, a part with a heading starts anew rather than be cut."""
    ends = _part_ends(units, first, last)
    totals = [0]
    for unit in units[first:last]:
        totals.append(totals[-1] + unit.tokens)
    pack = _Pack(first, first, 0)
    for index in range(first, last):
        unit = units[index]
        part = totals[ends[index - first] - first] - totals[index - first]
        better_alone = unit.level and pack.tokens > limit // 2 and pack.tokens + part > limit
        if pack.last > pack.first and (pack.tokens + unit.tokens > limit or better_alone):
            kept = _without_trailing_headings(units, pack, unit.tokens, limit)
            yield kept
            moved = pack.tokens - kept.tokens
            pack = _Pack(kept.last, pack.last, moved)
        pack.last = index + 1
        pack.tokens += unit.tokens
    if pack.last > pack.first:
        yield pack


def _part_ends(units: Sequence[_Unit], first: int, last: int) -> list[int]:
    """For each unit the index at which its part ends: a heading's at the next one of its level or higher."""
    ends = [index + 1 for index in range(first, last)]
    following: list[int] = []
    for index in range(last - 1, first - 1, -1):
        level = units[index].level
        if level:
            while following and units[following[-1]].level > level:
                following.pop()
            ends[index - first] = following[-1] if following else last
            following.append(index)
    return ends


def _without_trailing_headings(units: Sequence[_Unit], pack: _Pack, following: int, limit: int) -> _Pack:
    """A heading belongs to what comes after it, as long as both fit."""
    last, tokens, moved = pack.last, pack.tokens, following
    while last - 1 > pack.first and units[last - 1].level and moved + units[last - 1].tokens <= limit:
        last -= 1
        tokens -= units[last].tokens
        moved += units[last].tokens
    return _Pack(pack.first, last, tokens)


def _without_tiny(packs: Sequence[_Pack], limit: int) -> list[_Pack]:
    result: list[_Pack] = []
    for pack in packs:
        before = result[-1] if result else None
        if (
            before
            and before.tokens + pack.tokens <= limit
            and min(before.tokens, pack.tokens) * _TINY < limit
        ):
            result[-1] = _Pack(before.first, pack.last, before.tokens + pack.tokens)
        else:
            result.append(pack)
    return result


# -------------------------------------------------------------- headings


def _heading_paths(
    document: Document, units: Sequence[_Unit], packs: Sequence[_Pack]
) -> Iterator[tuple[str, ...]]:
    path: list[tuple[int, str]] = []
    for pack in packs:
        at_beginning = True
        found: tuple[str, ...] | None = None
        for unit in units[pack.first : pack.last]:
            if unit.level:
                block = document.blocks[unit.block]
                while path and path[-1][0] >= unit.level:
                    path.pop()
                path.append((unit.level, " ".join(document.text[block.start : block.end].split())))
            elif at_beginning:
                found = tuple(title for _, title in path)
                at_beginning = False
        yield found if found is not None else tuple(title for _, title in path)


def _first_character(text: str, unit: _Unit) -> int:
    return next((offset for offset in range(unit.start, unit.end) if not text[offset].isspace()), unit.start)
