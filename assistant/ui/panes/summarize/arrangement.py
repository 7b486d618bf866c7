"""In which groups and under which numbers points are shown: on the screen and in an exported file alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.tasks.summarize import Point
from assistant.ui.panes.summarize.sheet import Sheet

Layout = Literal["list", "flow"]


@dataclass(frozen=True)
class Group:
    """Points that stand together."""

    layout: Layout
    points: tuple[tuple[int, Point], ...]
    """With their numbers."""
    grounded: bool = True
    """False: the text does not carry these, so they stand apart."""


@dataclass(frozen=True)
class Part:
    """The summary, or a question with its answer."""

    question: str
    groups: tuple[Group, ...]


def arrange(sheet: Sheet) -> list[Part]:
    """All points of a sheet, numbered as they are read."""
    form = sheet.options.format
    layout: Layout = "list" if form == "bullets" else "flow"
    parts = [_part("", sheet.points, layout, 1)]
    for answer in sheet.answers:
        first = 1 + sum(len(group.points) for part in parts for group in part.groups)
        parts.append(_part(answer.question, answer.points, "list", first))
    return parts


def numbered(sheet: Sheet) -> list[tuple[int, Point]]:
    """All points in the order of their numbers."""
    return [each for part in arrange(sheet) for group in part.groups for each in group.points]


def _part(question: str, points: Sequence[Point], layout: Layout, first: int) -> Part:
    grounded = [point for point in points if point.grounded]
    others = [point for point in points if not point.grounded]
    groups = []
    if grounded:
        groups.append(Group(layout, tuple(enumerate(grounded, first))))
    if others:
        groups.append(Group("list", tuple(enumerate(others, first + len(grounded))), grounded=False))
    return Part(question, tuple(groups))


def space_after(sentence: str) -> str:
    """What stands between a sentence and the next: nothing in Chinese and Japanese."""
    return "" if sentence.rstrip("”’」』）)\"'")[-1:] in "。！？…；" else " "
