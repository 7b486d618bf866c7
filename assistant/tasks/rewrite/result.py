"""What a rewriting is, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.engine.values import Timings, Usage


@dataclass(frozen=True, slots=True)
class Variant:
    """One version of the text."""

    text: str
    finished: bool = False
    left: int = 0
    """Paragraphs that stayed as they were because there was no usable answer."""
    strange: tuple[str, ...] = ()
    """Numbers, dates, names and addresses in it that the text does not have."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """All versions, as far as they are written."""

    variants: tuple[Variant, ...]
    usage: Usage
    timings: Timings
    wall_s: float
