"""What a run of a summary knows so far, and how it shows that."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.documents.actors import names_in
from assistant.documents.document import Document
from assistant.documents.language import detect
from assistant.tasks.summarize import choice, rows
from assistant.tasks.summarize.division import Part, passage_text
from assistant.tasks.summarize.layout import laid_out
from assistant.tasks.summarize.options import AS_THE_TEXT, SummaryOptions
from assistant.tasks.summarize.phrasing import Item
from assistant.tasks.summarize.prompts import Prompts, headings
from assistant.tasks.summarize.result import (
    Coverage,
    Point,
    Progress,
    RowKind,
    SectionReading,
    SectionState,
    Span,
    Stage,
    Summary,
    SummaryPartial,
)
from assistant.tasks.work import ModelFacts, Work


@dataclass
class State:
    """One run. Passages are counted over the whole document here."""

    document: Document
    options: SummaryOptions
    model: ModelFacts
    parts: Sequence[Part] = ()
    items: list[Item] = field(default_factory=list)
    """The passages of all parts, in order."""
    readings: dict[int, SectionReading] = field(default_factory=dict)
    """By the index of their part."""
    under_way: set[int] = field(default_factory=set)
    """The parts that the model has been given and has not answered yet."""
    points: dict[int, Point] = field(default_factory=dict)
    """By the index of the passage that they speak for."""
    points_expected: int = 0

    def __post_init__(self) -> None:
        self.work = Work(self.model.parallel)
        self.text_language = text_language = detect(self.document.text).tag
        chosen = self.options.language
        self.language = text_language if chosen == AS_THE_TEXT else chosen
        self.same_language = is_same(self.language, text_language)
        self.prompts = Prompts(text_language, self.language, self.options.format)
        self.budget = self.options.words_for(choice.words(self.document.text))
        self.names: frozenset[str] = frozenset()
        self._sections: dict[int, SectionState] = {}
        self._key = ""
        self._stage: Stage = "counting"
        self._stage_began = self._stage_found = 0.0

    def take_parts(self, parts: Sequence[Part], resume: Progress | None) -> None:
        """The document is divided; what ``resume`` knows of these very parts is taken over."""
        self.parts = parts
        places = ",".join(f"{part.section.start}-{part.section.end}" for part in parts)
        told = f"{self.options}\n{places}\n{self.document.text}"
        self._key = hashlib.sha256(told.encode()).hexdigest()
        self.items = [
            Item(passage_text(self.document, passage), (Span(passage.start, passage.end),))
            for part in parts
            for passage in part.passages
        ]
        self.names = names_in([item.text for item in self.items])
        if resume is None or resume.key != self._key:
            return
        by_start = {reading.start: reading for reading in resume.readings}
        self.readings = {
            index: by_start[part.section.start]
            for index, part in enumerate(parts)
            if part.section.start in by_start
        }
        by_span = {item.sources[0]: index for index, item in enumerate(self.items)}
        # A point speaks for one of its passages; which of them is known when they have been chosen again.
        self.points = {by_span[source]: point for point in resume.points for source in point.sources}

    def add(self, index: int, point: Point) -> None:
        """Take a point that speaks for a passage, with its cells where there is a table."""
        if rows.has_rows(self.options.format):
            kind = self.kind_of(index)
            found = rows.candidates(point.text, kind, self.names)
            point = dataclasses.replace(point, row=rows.row(point.text, kind, found[0] if found else None))
        self.points[index] = point

    def kind_of(self, index: int) -> RowKind:
        """What a passage is in the table."""
        return rows.kind_of(self.items[index].text, self.options.format, self.names)

    def extract(self, index: int) -> None:
        """Let a passage speak for itself."""
        item = self.items[index]
        self.add(index, Point(item.text, item.sources, extractive=True))

    def begin(self, stage: Stage) -> SummaryPartial:
        self._stage = stage
        self._stage_began = self.work.seconds
        self._stage_found = self._share_done()
        return self.partial()

    def partial(self) -> SummaryPartial:
        return SummaryPartial(
            stage=self._stage,
            coverage=self._coverage(),
            sections=tuple(self._section(index) for index in range(len(self.parts))),
            points=self._ordered(),
            points_expected=self.points_expected,
            seconds_left=self._seconds_left(),
            progress=self.progress(),
        )

    def summary(self, *, finished: bool, joined: Sequence[Point] | None = None) -> Summary:
        """The result; ``joined`` points replace those that were written one by one."""
        points = self._ordered() if joined is None else tuple(joined)
        return Summary(
            points=points,
            text=laid_out(points, self.options.format, headings(self.language)),
            coverage=self._coverage(),
            language=self.language,
            finished=finished,
            progress=self.progress(),
            usage=self.work.usage,
            timings=self.work.timings,
            wall_s=self.work.seconds,
        )

    def _ordered(self) -> tuple[Point, ...]:
        return tuple(dict.fromkeys(point for _index, point in sorted(self.points.items())))

    def _coverage(self) -> Coverage:
        sections = [part.section for part in self.parts]
        return Coverage(
            sections=len(sections),
            sections_read=len(self.readings),
            characters=sum(section.end - section.start for section in sections),
            characters_read=sum(sections[index].end - sections[index].start for index in self.readings),
        )

    def _section(self, index: int) -> SectionState:
        status: Literal["waiting", "reading", "read"] = (
            "read" if index in self.readings else "reading" if index in self.under_way else "waiting"
        )
        shown = self._sections.get(index)
        if shown is not None and shown.state == status:
            return shown
        section = self.parts[index].section
        # Kept, because all of them are shown each time that one has been read.
        self._sections[index] = made = SectionState(
            section.start,
            section.end,
            section.heading_path[-1] if section.heading_path else "",
            section.page,
            status,
        )
        return made

    def progress(self) -> Progress:
        """What there is to go on from."""
        readings = tuple(reading for _index, reading in sorted(self.readings.items()))
        return Progress(self._key, readings, self._ordered())

    def _share_done(self) -> float:
        """Of the stage, from 0 to 1."""
        if self._stage == "reading":
            coverage = self._coverage()
            return coverage.characters_read / max(1, coverage.characters)
        if self._stage == "writing":
            return len(self.points) / max(1, self.points_expected)
        return 0.0

    def _seconds_left(self) -> float | None:
        done = self._share_done()
        if done <= self._stage_found:
            return None
        return (self.work.seconds - self._stage_began) * (1 - done) / (done - self._stage_found)


def is_same(one: str, other: str) -> bool:
    """Whether two BCP 47 tags agree as far as both tell: ``zh`` with ``zh-Hant``, not with ``zh-Hans``."""
    return all(a == b for a, b in zip(one.split("-"), other.split("-"), strict=False))
