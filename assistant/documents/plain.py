"""Plain text: what its blank lines, line lengths, bullets and chapter titles say about its structure.

The text itself is kept as it is, so that a span in the document is a span in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import regex

from assistant.documents.document import Block, BlockKind, Document, clean
from assistant.documents.encoding import read_text
from assistant.documents.errors import DocumentWarning

_NUMERAL = "[0-9一二三四五六七八九十百千零〇两]+"
_CHAPTERS = tuple(
    (re.compile(pattern, re.IGNORECASE), level)
    for pattern, level in (
        (r"\s*(?:part|book|volume|teil|partie|parte)\s+(?:\d+|[ivxlc]+)\b.{0,80}", 1),
        (rf"\s*第\s*{_NUMERAL}\s*[卷部篇編编](?:\s.{{0,40}})?", 1),
        (r"\s*(?:chapter|appendix|kapitel|chapitre|cap[ií]tulo|глава)\s+(?:\d+|[ivxlc]+)\b.{0,80}", 2),
        (rf"\s*第\s*{_NUMERAL}\s*[章回集](?:\s.{{0,40}})?", 2),
        (r"\s*(?:section|abschnitt)\s+\d+\b.{0,80}", 3),
        (rf"\s*第\s*{_NUMERAL}\s*[节節](?:\s.{{0,40}})?", 3),
    )
)
_NUMBERED_TITLE = regex.compile(r"\s*(\d{1,2}(?:\.\d{1,2}){0,3})\s+[\p{Lu}\p{Lo}].{0,70}")
_CAPITALS = regex.compile(r"[^\p{Ll}\p{Lo}]*\p{Lu}{2}[^\p{Ll}\p{Lo}]*")
_TITLE_START = regex.compile(r"\s*[\p{Lu}\p{Lo}\d]")
LIST_ITEM = re.compile(
    r"\s*(?:[-*•‣◦·–]\s+|\d{1,3}[.)]\s+|\d{1,3}、|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[a-z][.)]\s+)\S"
)
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|~{3,})\s*")
_CLAUSE_END = re.compile(r"[.!?。！？…:：;；,，、]['\"”’」』)）]*\s*$")
_LINE = re.compile(r"[^\n\f]+")
_MAX_TITLE = 60

Line = tuple[int, int]
"""Start and end offset of a line, its end mark left out."""


def read(path: Path) -> Document:
    """A text file in whatever encoding. Raises :class:`DocumentError` and :class:`OSError`."""
    decoded = read_text(path)
    return parse(decoded.text, warnings=decoded.warnings)


def parse(text: str, *, warnings: tuple[DocumentWarning, ...] = ()) -> Document:
    """A document of ``text``, such as was pasted."""
    text = clean(text)
    blocks: list[Block] = []
    groups = list(_groups(text))
    for number, group in enumerate(groups):
        following = groups[number + 1] if number + 1 < len(groups) else []
        blocks.extend(_blocks(text, group, following))
    pages = (0, *(match.end() for match in re.finditer("\f", text))) if "\f" in text else ()
    title = text[blocks[0].start : blocks[0].end] if blocks and blocks[0].kind == "heading" else ""
    return Document(text, tuple(blocks), "text", title=title, pages=pages, warnings=warnings)


def _groups(text: str) -> Iterator[list[Line]]:
    """Runs of lines without a blank one between them."""
    group: list[Line] = []
    after = 0
    for match in _LINE.finditer(text):
        if match.start() > after + 1 and group:
            yield group
            group = []
        after = match.end()
        if not match[0].isspace():
            group.append(match.span())
        elif group:
            yield group
            group = []
    if group:
        yield group


def _blocks(text: str, group: Sequence[Line], following: Sequence[Line]) -> Iterator[Block]:
    lines = [text[start:end] for start, end in group]
    if len(group) == 2 and _UNDERLINE.fullmatch(lines[1]):
        yield _block(text, "heading", *group[0], level=1 if "=" in lines[1] else 2)
        return
    if len(group) == 1:
        level = _title_level(lines[0], alone=True, below=sum(end - start for start, end in following))
        if level:
            yield _block(text, "heading", *group[0], level=level)
            return
    wrapped = _is_wrapped(lines)
    first = 0
    for number, line in enumerate(lines):
        last = number + 1 == len(lines)
        if not last and wrapped and not LIST_ITEM.match(lines[number + 1]):
            continue
        level = _title_level(line) if first == number else 0
        if level:
            kind: BlockKind = "heading"
        elif LIST_ITEM.match(lines[first]):
            kind, level = "list_item", 1
        else:
            kind = "paragraph"
        yield _block(text, kind, group[first][0], group[number][1], level=level)
        first = number + 1


def _block(text: str, kind: BlockKind, start: int, end: int, *, level: int = 0) -> Block:
    content = text[start:end]
    start += len(content) - len(content.lstrip())
    return Block(kind, start, end - (len(content) - len(content.rstrip())), level)


def _title_level(line: str, *, alone: bool = False, below: int = 0) -> int:
    """The level of a title, or 0.

    ``alone``: it stands between blank lines, with ``below`` characters of text in the group after it.
    """
    for pattern, level in _CHAPTERS:
        if pattern.fullmatch(line) and not _CLAUSE_END.search(line):
            return level
    title = line.strip()
    if not alone or len(title) > _MAX_TITLE or _CLAUSE_END.search(title):
        return 0
    numbered = _NUMBERED_TITLE.fullmatch(title)
    if numbered:
        return 2 + numbered[1].count(".")
    if _CAPITALS.fullmatch(title):
        return 2
    return 3 if _TITLE_START.match(title) and below > 3 * len(title) and not LIST_ITEM.match(line) else 0


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines are one paragraph that was broken at a fixed width, and not a paragraph each."""
    if len(lines) < 2:
        return False
    widths = sorted(len(line.rstrip()) for line in lines[:-1])
    longest = widths[-1]
    narrowest = 18 if any(ord(c) > 0x2E80 for c in lines[0]) else 45
    if not narrowest <= longest <= 120:
        return False
    even = widths[len(widths) // 4] >= 0.6 * longest
    ended = sum(1 for line in lines[:-1] if re.search(r"[.!?。！？…][”’」』\")）]*\s*$", line))
    return even and ended <= 0.5 * (len(lines) - 1)
