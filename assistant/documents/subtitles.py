"""Subtitles: SubRip (.srt) and WebVTT (.vtt). Each cue is a block that knows its time.

Formats: SubRip as its players read it; WebVTT as in the W3C's specification. Formatting tags are dropped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from assistant.documents.document import Document, DocumentBuilder
from assistant.documents.encoding import read_text
from assistant.documents.errors import DocumentDamaged, DocumentWarning

_STAMP = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
TIMING = re.compile(rf"[ \t]*{_STAMP}[ \t]*-->[ \t]*{_STAMP}[^\n]*(?:\n|\Z)")
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
_LAST_NUMBER = re.compile(r"(?<=\n)[ \t]*\d+[ \t]*\n?\Z")
TAGS = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|<\d[\d:.]*>|\{\\[^{}\n]{0,100}\}")


def read(path: Path) -> Document:
    """Raises :class:`DocumentError` and :class:`OSError`."""
    decoded = read_text(path)
    kind = "vtt" if decoded.text.startswith("WEBVTT") else "srt"
    document = parse(decoded.text, kind, warnings=decoded.warnings)
    if not document.blocks and decoded.text.strip():
        raise DocumentDamaged(name=path.name, format="subtitle")
    return document


def parse(text: str, source_format: str, *, warnings: tuple[DocumentWarning, ...] = ()) -> Document:
    """A document of clean subtitle text; whatever is no cue (numbers, notes, styles) is left out."""
    builder = DocumentBuilder()
    for cue in cues(text):
        builder.add("cue", html.unescape(TAGS.sub("", text[cue.start : cue.end])), time=cue.time)
    return builder.build(source_format, warnings=warnings)


class Cue(NamedTuple):
    """``text[start:end]``, from ``time[0]`` to ``time[1]`` milliseconds."""

    start: int
    end: int
    time: tuple[int, int]


def cues(text: str) -> Iterator[Cue]:
    """The cues of clean subtitle text."""
    timings = (match for match in TIMING.finditer(text) if _begins_line(text, match.start()))
    current = next(timings, None)
    while current is not None:
        following = next(timings, None)
        start, limit = current.end(), following.start() if following else len(text)
        # A cue ends at the first blank line; what follows is the next cue's number, or a note.
        blank = _BLANK_LINE.search(text, start - 1, limit)
        end = max(start, blank.start()) if blank else limit
        if following and not blank:
            number = _LAST_NUMBER.search(text, start, limit)
            end = number.start() if number else limit
        yield Cue(start, end, (_milliseconds(*current.groups()[:4]), _milliseconds(*current.groups()[4:])))
        current = following


def _begins_line(text: str, offset: int) -> bool:
    return offset == 0 or text[offset - 1] == "\n"


def _milliseconds(hours: str | None, minutes: str, seconds: str, fraction: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0"))
