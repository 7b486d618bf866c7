"""What has been written, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.engine.values import Timings, Usage


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that goes on at the caret, or the lines of an outline."""

    text: str
    usage: Usage
    timings: Timings


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section as far as it is written, with its heading; ``number`` counts from 0."""

    number: int
    text: str
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Writing:
    """The sections that were written, in their order."""

    sections: tuple[SectionText, ...]
    usage: Usage
    timings: Timings
