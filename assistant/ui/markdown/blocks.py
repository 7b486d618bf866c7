"""What an answer consists of: a flat list of blocks.

Lists and quotes are not nodes with children. Each paragraph in them is a block of its own that knows the
containers around it, so that a finished list item is as final as a finished paragraph, however long its list
grows.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "center", "right"]
Container = Literal["item", "quote"]


class Mark(enum.Flag):
    """How a piece of running text is set."""

    NONE = 0
    STRONG = enum.auto()
    EMPHASIS = enum.auto()
    STRUCK = enum.auto()
    CODE = enum.auto()
    MATH = enum.auto()
    """The text is TeX."""
    QUIET = enum.auto()
    """Not the model's words but about them: the place of an image, the address of a refused link."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text of one kind; ``href`` is empty or an address whose scheme is allowed."""

    text: str
    marks: Mark = Mark.NONE
    href: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: its containers from the outside in, and the marker if it opens a list item."""

    containers: tuple[Container, ...] = ()
    marker: str = ""
    tight: bool = False
    """No blank line stands between this block and the one before."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, or a heading of ``level`` 1 to 6. Line breaks are newlines in the text of its spans."""

    spans: Spans
    place: Place = Place()
    level: int = 0


@dataclass(slots=True)
class Code:
    """A fenced block. While it is open its ``lines`` grow and the last one may be cut short."""

    language: str
    lines: list[str]
    place: Place = Place()
    closed: bool = True

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


Row = tuple[Spans, ...]


@dataclass(slots=True)
class Table:
    """All rows have as many cells as ``head``. Rows are added at the end while the table is open."""

    head: Row
    aligns: tuple[Align, ...]
    rows: list[Row] = field(default_factory=list)
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Rule:
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Formula:
    """Mathematics on a line of its own, in TeX."""

    tex: str
    place: Place = Place()


Block = Prose | Code | Table | Rule | Formula


def plain_text(spans: Spans) -> str:
    return "".join(span.text for span in spans)
