"""In which groups and under which numbers points are shown: on the screen and in an exported file alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.tasks.summarize import Point
from assistant.tasks.summarize.options import Format
from assistant.ui.panes.summarize.sheet import Answered, Sheet

Layout = Literal["list", "flow", "table"]
Heading = Literal["", "actions", "decisions", "ungrounded"]


@dataclass(frozen=True)
class Group:
    """Points that stand together."""

    layout: Layout
    points: tuple[tuple[int, Point], ...]
    """With their numbers."""
    heading: Heading = ""
    """``ungrounded``: the text does not carry these, so they stand apart."""

    @property
    def columns(self) -> tuple[str, ...]:
        """What a table has, by the keys of :meth:`Wording.headings`."""
        return ("who", "task", "due") if self.heading == "actions" else ("who", "what", "when")


@dataclass(frozen=True)
class Part:
    """The summary, or a question with its answer."""

    answer: Answered | None
    """None: the summary."""
    groups: tuple[Group, ...]


def arrange(sheet: Sheet) -> list[Part]:
    """All points of a sheet, numbered as they are read."""
    parts = [_part(None, sheet.points, sheet.options.format, 1)]
    for answer in sheet.answers:
        first = 1 + sum(len(group.points) for part in parts for group in part.groups)
        parts.append(_part(answer, answer.points, "bullets", first))
    return parts


def numbered(sheet: Sheet) -> list[tuple[int, Point]]:
    """All points in the order of their numbers."""
    return [each for part in arrange(sheet) for group in part.groups for each in group.points]


def _part(answer: Answered | None, points: Sequence[Point], form: Format, first: int) -> Part:
    grounded = [point for point in points if point.grounded]
    actions = [point for point in grounded if point.row is not None and point.row.kind == "action"]
    placed: list[tuple[Layout, Heading, list[Point]]] = []
    match form:
        case "bullets":
            placed.append(("list", "", grounded))
        case "paragraph" | "abstract":
            placed.append(("flow", "", grounded))
        case "table":
            placed.append(("table", "", grounded))
        case "actions":
            placed.append(("table", "actions", actions))
            placed.append(("list", "decisions", [point for point in grounded if point not in actions]))
    placed.append(("list", "ungrounded", [point for point in points if not point.grounded]))
    groups = []
    for layout, heading, found in placed:
        if found:
            groups.append(Group(layout, tuple(enumerate(found, first)), heading))
            first += len(found)
    return Part(answer, tuple(groups))


def space_after(sentence: str) -> str:
    """What stands between a sentence and the next: nothing in Chinese and Japanese."""
    return "" if sentence.rstrip("”’」』）)\"'")[-1:] in "。！？…；" else " "
