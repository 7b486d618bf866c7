"""Text broken into lines: of a width, or into so many, as the source was."""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_left

_LINE_END = re.compile(r"\r\n?|\n")
# Where a line may end: after a space, and between characters of a script without spaces, unless the second is
# punctuation that closes; never inside a tag.
_WIDE = r"\u2e80-\u2fff\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff"
_BREAK = re.compile(
    rf"(?:(?<=[ \t])(?=[^ \t])|(?<=[{_WIDE}\u3001-\u3020\uff01-\uff60])(?=[{_WIDE}\u300c\u300e\u3010]))"
    r"(?![^<>]{0,200}>)"
)


def line_end(text: str, start: int = 0) -> str:
    """The first line end after ``start``, as the file writes it; or the first at all."""
    match = _LINE_END.search(text, start) or _LINE_END.search(text)
    return match[0] if match else "\n"


def width(text: str) -> int:
    """Columns that ``text`` takes in a font of one width, in which Chinese characters take two."""
    return sum(
        2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text
    )


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most ``columns``, unless a single word is longer."""
    lines: list[str] = []
    line, used = "", 0
    for word in _BREAK.split(text):
        wide = width(word)
        if line and used + width(word.rstrip()) > columns:
            lines.append(line.rstrip())
            line, used = "", 0
        line += word
        used += wide
    lines.append(line.rstrip())
    return lines


def balance(text: str, count: int) -> list[str]:
    """At most ``count`` lines of about the same width."""
    if count < 2:
        return [text]
    widths = range(math.ceil(width(text) / count), width(text) + 1)
    enough = bisect_left(widths, True, key=lambda columns: len(wrap(text, columns)) <= count)
    return wrap(text, widths[enough])
