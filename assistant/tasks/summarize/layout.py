"""Points as one text, in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from assistant.tasks.summarize.options import Format
from assistant.tasks.summarize.result import Point

_NO_SPACE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}。！？」』）]\Z")


def laid_out(points: Sequence[Point], form: Format) -> str:
    """The points in the chosen form; empty without any."""
    if form == "bullets":
        return "\n".join(f"- {point.text}" for point in points)
    return "".join(_with_space(point.text) for point in points).rstrip()


def _with_space(sentence: str) -> str:
    return sentence if _NO_SPACE.search(sentence) else f"{sentence} "
