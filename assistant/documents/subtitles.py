"""Subtitles: SubRip (.srt) and WebVTT (.vtt). Each cue is a block that knows its time.

Formats: SubRip as its players read it; WebVTT as in the W3C's specification. Formatting tags are dropped.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

from assistant.documents.document import Document, DocumentBuilder
from assistant.documents.encoding import read_text
from assistant.documents.errors import DocumentDamaged, DocumentWarning

_STAMP = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
TIMING = re.compile(rf"[ \t]*{_STAMP}[ \t]*-->[ \t]*{_STAMP}[^\n]*(?:\n|\Z)")
_TAGS = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|<\d[\d:.]*>|\{\\[^{}\n]{0,100}\}")


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
    cues = [match for match in TIMING.finditer(text) if _begins_line(text, match.start())]
    for number, cue in enumerate(cues):
        end = cues[number + 1].start() if number + 1 < len(cues) else len(text)
        # A cue ends at the first blank line; what follows is the next cue's number, or a note.
        content, *after = re.split(r"\n[ \t]*\n", "\n" + text[cue.end() : end], maxsplit=1)
        if number + 1 < len(cues) and not after:
            content = re.sub(r"(?:\A|\n)[ \t]*\d+[ \t]*\n?\Z", "", content)
        time = _milliseconds(*cue.groups()[:4]), _milliseconds(*cue.groups()[4:])
        builder.add("cue", html.unescape(_TAGS.sub("", content)), time=time)
    return builder.build(source_format, warnings=warnings)


def _begins_line(text: str, offset: int) -> bool:
    return offset == 0 or text[offset - 1] == "\n"


def _milliseconds(hours: str | None, minutes: str, seconds: str, fraction: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0"))
