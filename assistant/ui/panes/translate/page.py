"""The two texts side by side: which part of each is which unit, and how the right one is put together."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from assistant.documents import plain
from assistant.documents.translatable import Unit
from assistant.tasks.translate.result import Segment, Translation
from assistant.ui.panes.translate.spans import Spans
from assistant.ui.widgets.offsets import Offsets

_BULLET = re.compile(r"(?:[-*•‣◦·–]|\d{1,3}[.)])\s+")
_TIGHT = {"list item", "cell", "subtitle", "message", "attribute"}
"""Units of these kinds stand in the next line, others below a blank one."""
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Page:
    """The text on the left. ``starts`` has the place of each unit, in characters."""

    text: str
    units: tuple[str, ...]
    starts: tuple[int, ...]

    @classmethod
    def of_text(cls, text: str) -> Page:
        """Of what was entered: paragraphs are units. The page's text is ``text`` cleaned."""
        document = plain.parse(text)
        spans = []
        for block in document.blocks:
            bullet = _BULLET.match(document.text, block.start, block.end)
            spans.append((bullet.end() if bullet and block.kind == "list_item" else block.start, block.end))
        units = tuple(document.text[start:end] for start, end in spans)
        return cls(document.text, units, tuple(start for start, _end in spans))

    @classmethod
    def of_units(cls, units: Sequence[Unit]) -> Page:
        """Of a document."""
        parts: list[str] = []
        starts: list[int] = []
        place = 0
        for number, unit in enumerate(units):
            if number:
                tight = unit.kind in _TIGHT and units[number - 1].kind == unit.kind
                gap = "\n" if tight else "\n\n"
                parts.append(gap)
                place += len(gap)
            starts.append(place)
            parts.append(unit.text)
            place += len(unit.text)
        return cls("".join(parts), tuple(unit.text for unit in units), tuple(starts))

    @cached_property
    def offsets(self) -> Offsets:
        return Offsets(self.text)

    def gap_before(self, unit: int) -> str:
        """What stands between a unit and the one before; for the number of units, after the last."""
        begin = self.starts[unit - 1] + len(self.units[unit - 1]) if unit else 0
        end = self.starts[unit] if unit < len(self.starts) else len(self.text)
        return self.text[begin:end]

    def segment_at(self, position: int, segments: Sequence[Segment]) -> int | None:
        """The segment at one of Qt's positions."""
        offset = self.offsets.from_qt(position)
        unit = bisect_right(self.starts, offset) - 1
        if unit < 0:
            return None
        inside = offset - self.starts[unit]
        index = bisect_right(segments, (unit, inside), key=lambda each: (each.unit, each.start)) - 1
        if index < 0 or segments[index].unit != unit or inside > segments[index].end:
            return None
        return index

    def unit_before(self, position: int) -> int:
        """The last unit that begins at one of Qt's positions or before it."""
        return max(0, bisect_right(self.starts, self.offsets.from_qt(position)) - 1)

    def span_of(self, segment: Segment) -> tuple[int, int]:
        """Where a segment stands, in Qt's positions."""
        start = self.starts[segment.unit]
        return self.offsets.to_qt(start + segment.start), self.offsets.to_qt(start + segment.end)


@dataclass(frozen=True)
class Composed:
    """The text on the right, and where its units and segments stand in it, in Qt's positions."""

    text: str
    units: Spans
    segments: Spans


def compose(page: Page, translation: Translation) -> Composed:
    """All of the right text."""
    parts: list[str] = []
    units: list[tuple[int, int]] = []
    segments: list[tuple[int, int]] = []
    place = 0
    for unit in range(len(page.units)):
        gap = page.gap_before(unit)
        text, spans = compose_unit(translation, unit)
        place += width(gap)
        segments += [(place + start, place + end) for start, end in spans]
        units.append((place, place + width(text)))
        place = units[-1][1]
        parts += [gap, text]
    parts.append(page.gap_before(len(page.units)))
    return Composed("".join(parts), Spans(units), Spans(segments))


def compose_unit(translation: Translation, unit: int) -> tuple[str, list[tuple[int, int]]]:
    """A unit of the right text, and the places of its segments, in Qt's positions from its beginning."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    place = 0
    for text, segment in translation.parts(unit):
        if segment is not None and segment.status == "waiting" and segment.target:
            text = segment.target
        end = place + width(text)
        if segment is not None:
            spans.append((place, end))
        parts.append(text)
        place = end
    return "".join(parts), spans


def segments_of(segments: Sequence[Segment], unit: int) -> range:
    """The segments of a unit, by their indexes."""
    first = bisect_left(segments, unit, key=attrgetter("unit"))
    return range(first, bisect_right(segments, unit, lo=first, key=attrgetter("unit")))


def width(text: str) -> int:
    """How long a text is to Qt."""
    return len(text) if text.isascii() else len(text) + len(_ASTRAL.findall(text))
