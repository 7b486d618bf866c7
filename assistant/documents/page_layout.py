"""From lines on pages to running text: what a PDF shows but does not say.

Headers, footers and page numbers repeat at the edges of pages and are removed; lines are joined to paragraphs
by their distance, indentation and length; a larger or bolder font makes a heading. Lengths are in points, and
the vertical axis points up, as PDF has it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median

import regex

from assistant.documents.document import BlockKind, DocumentBuilder

_EDGE_ROWS = 2
_SAME_ROW = 0.4
_REPEATS = 3
"""On so many pages the same line at the same height is furniture."""
_SAME_HEIGHT = 5.0
_PARAGRAPH_GAP = 1.3
"""Of the usual distance of lines."""
_LARGER = 1.12
_MAX_HEADING_LINES = 4
_MAX_HEADING = 200
_MAX_LEVEL = 6

_FurnitureKey = tuple[str, int, int | None]
"""Text, height on the page, and by how much a number in it differs from the page's."""
_NUMBER = re.compile(r"\d{1,6}")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|página|p\.|第)?\s*(\d{1,4})\s*(?:页|頁|(?:of|von|de|sur|/)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?。！？…:：][\"'”’」』)）\]]*$")
_LIST_MARKER = re.compile(r"(?:[•‣◦▪●○■·–—*-]|\d{1,2}[.)]|[a-z][.)]|[（(]\d{1,2}[)）])\s+\S")
_HYPHENS = "-\u2010\u00ad\ufffe\x02"
_SOFT = "\u00ad\ufffe\x02"
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*")
_LAST_WORD = regex.compile(r"[\p{L}\p{M}]+\Z")
_FIRST_WORD = regex.compile(r"\p{Ll}[\p{L}\p{M}]*")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\u3000-\u303f\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one line of a page."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    """The size of its font."""
    bold: bool = False


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    pages: list[int]
    """The page of each line."""

    def append(self, line: Line, page: int) -> None:
        self.lines.append(line)
        self.pages.append(page)


def add_pages(builder: DocumentBuilder, pages: Sequence[Sequence[Line]]) -> None:
    """Add the text of all pages; ``builder`` learns where each page begins."""
    pages = _without_furniture(pages, _Body(pages))
    body = _Body(pages)
    begun = 0
    join = _Joiner(pages)
    for paragraph in _paragraphs(pages, body):
        while begun < paragraph.pages[0]:
            builder.begin_page(builder.length + 2 * bool(builder.blocks))
            begun += 1
        kind, level = body.role(paragraph)
        text, starts = join(paragraph)
        start = builder.add(kind, text, level=level)
        for page, offset in zip(paragraph.pages, starts, strict=True):
            while start is not None and begun < page:
                builder.begin_page(start + offset)
                begun += 1
    while begun < len(pages):
        builder.begin_page()
        begun += 1


# --------------------------------------------------- headers and footers


def _without_furniture(pages: Sequence[Sequence[Line]], body: _Body) -> list[list[Line]]:
    edges = [_edges(page, body) for page in pages]
    counts: Counter[_FurnitureKey] = Counter()
    for number, edge in enumerate(edges, 1):
        counts.update({key for line in edge for key in _furniture_keys(line, number)})
    result = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True), 1):
        removed = {id(line) for line in _outermost(page) if _is_page_number(line, number)}
        for line in edge:
            repeats = max(counts[key] for key in _furniture_keys(line, number))
            # A large line at the top of a page may be a title, unless it is on most pages.
            if repeats >= (_REPEATS if line.size < body.size * _LARGER else max(_REPEATS, len(pages) / 2)):
                removed.add(id(line))
        result.append([line for line in page if id(line) not in removed])
    return result


def _is_page_number(line: Line, page: int) -> bool:
    match = _PAGE_NUMBER.fullmatch(line.text)
    return match is not None and int(match[1]) == page


def _outermost(page: Sequence[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: line.baseline)
    return [*by_height[:1], *by_height[-1:]]


def _edges(page: Sequence[Line], body: _Body) -> list[Line]:
    """The lines above and below the text, set off from it by more than the usual distance."""
    upwards = sorted(page, key=lambda line: line.baseline)
    return [*_set_off(upwards, body), *_set_off(upwards[::-1], body)]


def _set_off(lines: Sequence[Line], body: _Body) -> Sequence[Line]:
    """The first lines, up to the last gap that lies within the first rows."""
    rows = found = 0
    for index, (line, following) in enumerate(pairwise(lines), 1):
        distance = abs(line.baseline - following.baseline)
        if distance > _SAME_ROW * body.size:
            rows += 1
        if distance > _PARAGRAPH_GAP * body.pitch * body.size:
            found = index
        if rows == _EDGE_ROWS:
            break
    return lines[:found]


def _furniture_keys(line: Line, page: int) -> list[_FurnitureKey]:
    """What a line has in common with its like on other pages.

    That is its text, or its text but for a number that counts pages. Other numbers that change are content:
    "Section 3", or a row of a table.
    """
    text = line.text
    height = round(line.baseline / _SAME_HEIGHT)
    keys: list[_FurnitureKey] = [(text, height, None)]
    keys.extend(
        (f"{text[: match.start()]}#{text[match.end() :]}", height, int(match[0]) - page)
        for match in islice(_NUMBER.finditer(text), 4)
    )
    return keys


# ------------------------------------------------------------ paragraphs


class _Body:
    """What is usual in this document: the size, weight and distance of its lines, and its heading sizes."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        characters: Counter[tuple[float, bool]] = Counter()
        pitches: list[float] = []
        for page in pages:
            for line in page:
                characters[round(line.size, 1), line.bold] += len(line.text)
            for line, following in pairwise(page):
                pitch = line.baseline - following.baseline
                if line.size and 0.5 * line.size < pitch < 3 * line.size and _same_size(line, following):
                    pitches.append(pitch / line.size)
        (self.size, self.bold), _ = characters.most_common(1)[0] if characters else ((0.0, False), 0)
        self.pitch = median(pitches) if pitches else 1.2
        larger = {size for size, _ in characters if size >= self.size * _LARGER}
        self._levels = {size: level for level, size in enumerate(_distinct(sorted(larger, reverse=True)), 1)}

    def is_prominent(self, line: Line) -> bool:
        return line.size >= self.size * _LARGER or (line.bold and not self.bold)

    def role(self, paragraph: _Paragraph) -> tuple[BlockKind, int]:
        lines = paragraph.lines
        short = len(lines) <= _MAX_HEADING_LINES and sum(len(line.text) for line in lines) <= _MAX_HEADING
        words = any(any(c.isalpha() for c in line.text) for line in lines)
        if short and words and all(self.is_prominent(line) for line in lines):
            if lines[0].size >= self.size * _LARGER:
                nearest = min(self._levels, key=lambda size: abs(size - lines[0].size))
                return "heading", min(_MAX_LEVEL, self._levels[nearest])
            if not _SENTENCE_END.search(lines[-1].text):
                return "heading", min(_MAX_LEVEL, len(set(self._levels.values())) + 1)
        return ("list_item", 1) if _LIST_MARKER.match(lines[0].text) else ("paragraph", 0)


def _distinct(sizes: Sequence[float]) -> list[float]:
    """Sizes, largest first, without those that differ from the one before by no more than rounding."""
    result: list[float] = []
    for size in sizes:
        if not result or size < result[-1] * 0.97:
            result.append(size)
    return result


def _paragraphs(pages: Sequence[Sequence[Line]], body: _Body) -> list[_Paragraph]:
    result: list[_Paragraph] = []
    for number, page in enumerate(pages, 1):
        for line in page:
            current = result[-1] if result else None
            if current is not None and _continues(current, line, number, body):
                current.append(line, number)
            else:
                result.append(_Paragraph([line], [number]))
    return result


def _continues(paragraph: _Paragraph, line: Line, page: int, body: _Body) -> bool:
    before = paragraph.lines[-1]
    size = max(before.size, 1.0)
    same_page = page == paragraph.pages[-1]
    if (
        same_page
        and abs(before.baseline - line.baseline) < 0.3 * size
        and line.left >= before.right - 0.2 * size
    ):
        return True  # the same line, after a gap
    if not _same_size(before, line) or body.is_prominent(before) != body.is_prominent(line):
        return False
    if _LIST_MARKER.match(line.text) and before.text[-1] not in _HYPHENS:
        return False
    ended = bool(_SENTENCE_END.search(before.text))
    pitch = before.baseline - line.baseline
    if not same_page or pitch < 0:  # the next page, or the next column
        return not ended and not body.is_prominent(line)
    if pitch > _PARAGRAPH_GAP * body.pitch * size:
        return False
    widest = max(other.right for other in paragraph.lines[-8:])
    indented = line.left > before.left + 0.8 * size and len(paragraph.lines) > 1
    falls_short = before.right < widest - 0.15 * (widest - before.left)
    outdented = line.left < before.left - 0.8 * size and len(paragraph.lines) > 1
    return not (indented or outdented or (falls_short and ended))


def _same_size(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= 0.08 * max(one.size, other.size)


# --------------------------------------------------------------- joining


class _Joiner:
    """Lines to text: words that were divided at a line's end are put together again."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        self._words = {word.lower() for page in pages for line in page for word in _WORD.findall(line.text)}

    def __call__(self, paragraph: _Paragraph) -> tuple[str, list[int]]:
        """The text, and the offset in it at which each line begins."""
        text = ""
        parts: list[str] = []
        starts = []
        length = 0
        for line in paragraph.lines:
            if text:
                joined = self._joint(text, line.text)
                length += len(joined) - len(text)
                parts[-1] = joined
            starts.append(length)
            text = line.text
            parts.append(text)
            length += len(text)
        return "".join(parts), starts

    def _joint(self, before: str, after: str) -> str:
        """``before`` as it stands in front of ``after``: with a space, without, or without its hyphen."""
        first = _FIRST_WORD.match(after)
        if before[-1] in _HYPHENS and first:
            stem = before[:-1]
            last = _LAST_WORD.search(stem)
            if last:
                compound = f"{last[0]}-{first[0]}".lower() in self._words
                return before if compound and before[-1] not in _SOFT else stem
        if _UNSPACED.match(before[-1]) and _UNSPACED.match(after[0]):
            return before
        return before + " "
