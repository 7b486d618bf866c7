"""What a summary is made of: points, each with the places in the text that it rests on.

All offsets are characters: those of spans and sections into ``Document.text``, those of
:class:`Unsupported` into the text of its point. (Qt counts UTF-16 units instead.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from assistant.documents.surface import FactKind
from assistant.engine.values import Timings, Usage

Reason = FactKind | Literal["words"]
"""What is not in the sources: a ``number``, ``name``, ``date``, ``quotation``, ``negation``, ``url`` or
``email``; ``words``: too little of the point's wording has any counterpart in them."""
RowKind = Literal["event", "action", "decision"]
Stage = Literal["counting", "reading", "writing", "joining"]
"""Counting tokens; the sections are being read; points are being written; they become a running text."""


class Span(NamedTuple):
    """Characters ``start`` up to, and without, ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Something in a point that its sources do not say."""

    text: str
    reason: Reason
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a point in a table, as parts of its text; None: an empty cell."""

    kind: RowKind
    what: Span
    who: Span | None = None
    when: Span | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One statement of the summary."""

    text: str
    sources: tuple[Span, ...]
    """In the order of the text; never empty in what the tasks of this package return."""
    unsupported: tuple[Unsupported, ...] = ()
    extractive: bool = False
    """A sentence of the text itself: it was short enough, or the model's own wording was not good enough."""
    row: Row | None = None
    """Where the summary is a table, or minutes."""

    @property
    def grounded(self) -> bool:
        """Whether the sources carry the statement as a whole; show the others apart."""
        return bool(self.sources) and all(mark.reason != "words" for mark in self.unsupported)

    def cell(self, span: Span | None) -> str:
        """The text of a cell of its row, as it stands at the beginning of a line."""
        text = self.text[span.start : span.end] if span else ""
        return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the document the model has read."""

    sections: int
    sections_read: int
    characters: int
    characters_read: int

    @property
    def complete(self) -> bool:
        return self.sections_read == self.sections


@dataclass(frozen=True, slots=True)
class SectionReading:
    """What a section has given: a vote between 0 and 1 for each of its passages."""

    start: int
    end: int
    votes: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """What a run has found out so far: plain values that msgspec can store and load.

    Given back as ``resume`` with the same document and options, nothing in it is asked again. In any other
    case it is ignored.
    """

    key: str
    """Of the document, the options and the way it was divided."""
    readings: tuple[SectionReading, ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionState:
    """A section as a map of the document shows it."""

    start: int
    end: int
    title: str
    """Its innermost heading; empty where there is none."""
    page: int | None
    state: Literal["waiting", "reading", "read"]


@dataclass(frozen=True, slots=True)
class SummaryPartial:
    """How far a summary has come; shown several times a second at most."""

    stage: Stage
    coverage: Coverage
    sections: tuple[SectionState, ...]
    """Empty while tokens are counted."""
    points: tuple[Point, ...]
    """Those that are written, in the order of the text."""
    points_expected: int
    """0 until all is read."""
    seconds_left: float | None
    """None while there is nothing to estimate it from."""
    progress: Progress


@dataclass(frozen=True, slots=True)
class Summary:
    """The result; after a cancel, as far as it had come (``finished`` is False)."""

    points: tuple[Point, ...]
    text: str
    """The points in the chosen form, as Markdown."""
    coverage: Coverage
    language: str
    """BCP 47 tag of the summary."""
    finished: bool
    progress: Progress
    """To go on from where a cancelled run has stopped."""
    usage: Usage
    """Of all requests together, as are ``timings``."""
    timings: Timings
    wall_s: float
    looked_for: str = ""
    """The question in the language of the text, where that is another one."""
    related: bool = True
    """False: no passage has a word of the question in it."""
