"""Parts of a text that stay the same parts while the text is edited."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Change(NamedTuple):
    """The parts from ``first`` on stand at new places, and all behind them are moved by ``shift``."""

    first: int
    parts: list[tuple[int, int]]
    shift: int


class Spans:
    """Ordered parts of one text that do not overlap; an empty one keeps its place. Positions are Qt's."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        pairs = list(spans)
        self._starts = [start for start, _end in pairs]
        self._ends = [end for _start, end in pairs]

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, index: int) -> tuple[int, int]:
        return self._starts[index], self._ends[index]

    def copy(self) -> Spans:
        return Spans(zip(self._starts, self._ends, strict=True))

    def at(self, position: int) -> int | None:
        """The part in which a position lies; between two that touch, the one that begins there."""
        index = bisect_right(self._starts, position) - 1
        return index if index >= 0 and position <= self._ends[index] else None

    def before(self, position: int) -> int:
        """The last part that begins at a position or before it; 0 where there is none."""
        return max(0, bisect_right(self._starts, position) - 1)

    def overlapping(self, start: int, end: int) -> range:
        """Those of which something lies between two positions, or at one of them."""
        return range(bisect_left(self._ends, start), bisect_right(self._starts, end))

    def replace(self, changes: Sequence[Change]) -> None:
        """Follow some changes, in the order of the text; takes one walk over the parts behind the first."""
        if not changes:
            return
        starts: list[int] = []
        ends: list[int] = []
        begin = done = changes[0].first
        moved = 0
        for first, parts, shift in (*changes, Change(len(self), [], 0)):
            starts += [place + moved for place in self._starts[done:first]]
            ends += [place + moved for place in self._ends[done:first]]
            starts += [start for start, _end in parts]
            ends += [end for _start, end in parts]
            done = first + len(parts)
            moved += shift
        self._starts[begin:], self._ends[begin:] = starts, ends

    def edit(self, position: int, removed: int, added: int) -> range:
        """Follow a change of the text; returns the parts whose text is another now.

        What was added belongs to the part that it stands in, ends or begins; between two, to the one before.
        """
        behind, shift = position + removed, added - removed
        touched = self.overlapping(position, behind)
        # A part that only borders on what was removed has lost nothing.
        inside = [i for i in touched if self._starts[i] < behind and self._ends[i] > position]
        if removed and inside:
            touched = range(inside[0], inside[-1] + 1)
        owner = touched[0] if touched else bisect_right(self._ends, position) - 1
        if added and self._starts:
            owner = max(owner, 0)
            touched = touched or range(owner, owner + 1)
        if touched:
            start, end = self[owner]
            self._starts[owner] = min(start, position)
            self._ends[owner] = end + shift if end >= behind else position + added
        for edges in (self._starts, self._ends):
            edges[owner + 1 :] = [max(edge, behind) + shift for edge in edges[owner + 1 :]]
        return touched
