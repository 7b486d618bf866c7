"""Points as one text, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import regex

from assistant.tasks.summarize.options import Format
from assistant.tasks.summarize.result import Point

_NO_SPACE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}。！？」』）]\Z")


def laid_out(points: Sequence[Point], form: Format, headings: Mapping[str, str]) -> str:
    """The points in the chosen form, with these headings; empty without any."""
    match form:
        case "bullets":
            return _list(points)
        case "table":
            return _table(points, [headings[name] for name in ("who", "what", "when")])
        case "actions":
            actions = [point for point in points if point.row and point.row.kind == "action"]
            decisions = [point for point in points if point not in actions]
            groups = (
                (headings["actions"], _table(actions, [headings[name] for name in ("who", "task", "due")])),
                (headings["decisions"], _list(decisions)),
            )
            return "\n\n".join(f"## {heading}\n\n{text}" for heading, text in groups if text)
    return "".join(_with_space(point.text) for point in points).rstrip()


def table_line(cells: Iterable[str]) -> str:
    """A row of a table in Markdown; strokes in the cells are escaped already."""
    return f"| {' | '.join(cells)} |"


def _list(points: Sequence[Point]) -> str:
    return "\n".join(f"- {point.text}" for point in points)


def _table(points: Sequence[Point], heads: Sequence[str]) -> str:
    if not points:
        return ""
    lines = [table_line(heads), table_line("---" for _ in heads)]
    for point in points:
        cells = (point.row.who, point.row.what, point.row.when) if point.row else (None, None, None)
        lines.append(table_line(point.cell(cell).replace("|", "\\|") for cell in cells))
    return "\n".join(lines)


def _with_space(sentence: str) -> str:
    return sentence if _NO_SPACE.search(sentence) else f"{sentence} "
