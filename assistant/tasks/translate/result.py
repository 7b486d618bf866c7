"""What a translation is made of: every sentence of the text, with what became of it.

All offsets are characters into the text of a unit. (Qt counts UTF-16 units instead.)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Literal

from assistant.documents.language import Detected
from assistant.engine.values import Timings, Usage
from assistant.tasks.translate.languages import LANGUAGES

Status = Literal["waiting", "translated", "reused", "unchanged", "failed"]
"""Not done yet; written by the model and checked; taken from the translation memory; has nothing to
translate; refused by the checks as often as it was tried, so that the source stands in its place."""

ProblemKind = Literal[
    "missing",
    "echo",
    "language",
    "number",
    "date",
    "unit",
    "url",
    "email",
    "tag",
    "term",
    "keep",
    "repetition",
    "too long",
    "too short",
    "twin",
    "swapped",
    "no room",
]
"""Why a translation is refused. There is none; it repeats the source; it is in another language; it lacks a
number, a date, a unit, an address, an inline tag or placeholder, the glossary's term, or a word to be kept;
it repeats itself; its length cannot be right; it is that of another sentence as well; it belongs to another
sentence; the sentence is too long for the model's context."""


@dataclass(frozen=True, slots=True)
class Problem:
    """``text``: what is lacking, as it stands in the source; empty where nothing in particular is."""

    kind: ProblemKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, or what stands for one: ``units[unit][start:end]``."""

    unit: int
    start: int
    end: int
    source: str
    target: str = ""
    """The translation; the source itself where the segment is unchanged or failed. While it is waiting, what
    the model has written of it so far."""
    status: Status = "waiting"
    problems: tuple[Problem, ...] = ()
    """Of a failed segment: why the last attempt was refused."""
    attempt: str = ""
    """Of a failed segment: what the model wrote last."""

    @property
    def text(self) -> str:
        """What stands in the translated text."""
        return self.source if self.status == "waiting" else self.target


@dataclass(frozen=True, slots=True)
class Progress:
    """What there is to go on from: plain values that msgspec can store and load.

    Given back as ``resume`` with the same units and options, nothing in it is asked again. In any other case
    it is ignored.
    """

    key: str
    """Of the units and the options."""
    done: tuple[tuple[int, Segment], ...] = ()
    """Segments that are not waiting, by their index."""


@dataclass(frozen=True)
class Translation:
    """How far a translation has come; the last one is the result."""

    units: tuple[str, ...]
    segments: tuple[Segment, ...]
    """In the order of the text. What lies between them is white space and inline tags."""
    source: Detected
    """The language of the text, as it was chosen (then with confidence 1) or detected."""
    target: str
    """BCP 47 tag."""
    key: str
    finished: bool = False
    changed: tuple[int, ...] = ()
    """The segments that differ from those shown before."""
    seconds_left: float | None = None
    """None while there is nothing to estimate it from."""
    usage: Usage = field(default_factory=Usage)
    """Of all requests together, as are ``timings``."""
    timings: Timings = field(default_factory=Timings)
    wall_s: float = 0.0

    @cached_property
    def counts(self) -> Counter[Status]:
        """How many segments there are of each status."""
        return Counter(map(attrgetter("status"), self.segments))

    @property
    def done(self) -> int:
        """How many segments are not waiting."""
        return len(self.segments) - self.counts["waiting"]

    @property
    def progress(self) -> Progress:
        done = ((index, each) for index, each in enumerate(self.segments) if each.status != "waiting")
        return Progress(self.key, tuple(done))

    def parts(self, index: int) -> Iterator[tuple[str, Segment | None]]:
        """A unit in its translation, in pieces: its segments, and what stands around them (with None).

        What is not translated stands in the source language.
        """
        unit = self.units[index]
        first = bisect_left(self.segments, index, key=attrgetter("unit"))
        last = bisect_right(self.segments, index, lo=first, key=attrgetter("unit"))
        place = 0
        before: Segment | None = None
        for segment in self.segments[first:last]:
            yield self._between(unit[place : segment.start], before, segment), None
            yield segment.text, segment
            place, before = segment.end, segment
        yield unit[place:], None

    def unit_text(self, index: int) -> str:
        """A unit in its translation; what is not translated stands in the source language."""
        return "".join(text for text, _segment in self.parts(index))

    @property
    def texts(self) -> list[str]:
        """All units in their translation."""
        return [self.unit_text(index) for index in range(len(self.units))]

    def _between(self, separator: str, before: Segment | None, after: Segment) -> str:
        """What stands between two sentences, as the target language has it."""
        if before is None or not _is_new(before) or not _is_new(after) or separator.strip(" \t"):
            return separator
        if LANGUAGES[self.target].spaces:
            return separator or " "
        return ""


def _is_new(segment: Segment) -> bool:
    return segment.status in {"translated", "reused"}
