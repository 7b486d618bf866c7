"""Subtitles: what is said in each cue. A line that begins with a dash, a speaker's, is a unit of its own."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from assistant.documents.document import aligned
from assistant.documents.encoding import decode_faithfully, read_bytes
from assistant.documents.errors import DocumentDamaged
from assistant.documents.subtitles import TAGS, cues
from assistant.documents.translatable.lines import balance, line_end, width
from assistant.documents.translatable.pieces import Piece, inline
from assistant.documents.translatable.spans import Filled, Notation, Slot, SpanDocument
from assistant.documents.translatable.unit import TIME, Place

_SPEAKER = re.compile(r"(?:\A|(?<=\n))(?P<tags>(?:<[^<>\n]*>|[ \t])*)[-–—‐]+[ \t]*(?=\S)")
_NAME = re.compile(r"[^\s.>]+")
_LONGEST = 42
"""Columns of a line of subtitles, as broadcasters agree."""


def read(path: Path) -> SpanDocument:
    """Raises :class:`DocumentError` and :class:`OSError`."""
    source = decode_faithfully(read_bytes(path), path.name)
    text = aligned(source.text)
    is_vtt = text.lstrip().startswith("WEBVTT")
    notation = _WebVtt() if is_vtt else _SubRip()
    slots = []
    found = False
    for cue in cues(text):
        found = True
        place = Place(TIME, time=_clock(cue.time[0]))
        for start, end in _speeches(text, cue.start, cue.end):
            content = inline(list(_pieces(text, start, end, notation)), text)
            if content:
                slots.append(Slot(content, "subtitle", place, notation))
    if not found:
        raise DocumentDamaged("no cues", name=path.name, format="subtitle")
    return SpanDocument("vtt" if is_vtt else "srt", source, slots)


def _speeches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    after = start
    for speaker in _SPEAKER.finditer(text[start:end]):
        if speaker.start():
            yield after, start + speaker.start()
        after = start + speaker.end()
    yield after, end


def _pieces(text: str, start: int, end: int, notation: _SubRip) -> Iterator[Piece]:
    for tag in TAGS.finditer(text, start, end):
        if tag.start() > start:
            yield Piece("text", start, tag.start(), notation.unescape(text[start : tag.start()]))
        start = tag.end()
        name = _NAME.match(text, tag.start() + 1, tag.end())
        if text.startswith("</", tag.start()):
            yield Piece("close", *tag.span(), name=text[tag.start() + 2 : tag.end() - 1].strip())
        elif name and name[0].isalpha():
            yield Piece("open", *tag.span(), name=name[0])
        else:  # a time in the middle of a cue, or a position
            yield Piece("standing", *tag.span())
    if end > start:
        yield Piece("text", start, end, notation.unescape(text[start:end]))


def _clock(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


class _SubRip(Notation):
    def unescape(self, text: str) -> str:
        return text

    def escape(self, text: str, slot: Slot) -> str:
        return text

    def laid_out(self, written: str, slot: Slot, filled: Filled) -> str:
        source = filled.text[slot.start : slot.end]
        count = 1 if filled.bilingual else len(source.splitlines())
        count = max(count, 2 if width(TAGS.sub("", written)) > _LONGEST else 1)
        return line_end(filled.text).join(balance(written, count))

    def both(self, slot: Slot, source: str, target: str, filled: Filled) -> str:
        before = filled.text[filled.text.rfind("\n", 0, slot.start) + 1 : slot.start]
        return f"{source}{line_end(filled.text)}{TAGS.sub('', before)}{target}"


class _WebVtt(_SubRip):
    def unescape(self, text: str) -> str:
        return html.unescape(text)

    def escape(self, text: str, slot: Slot) -> str:
        return html.escape(text, quote=False)
