"""The inline content of a paragraph: texts and markup, each with the span of the source that it comes from.

Formats that are text themselves (HTML, Markdown, subtitles) are cut into pieces, of which a unit is made;
when it comes back, its tags are replaced by the very markup of the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import regex

from assistant.documents.document import clean
from assistant.documents.translatable import tags

_LETTER = regex.compile(r"\p{L}")
_BLANKS = " \t\n\r\f"
_SPACE = re.compile(r"[ \t\n\r\f]+")
# A line that was broken between two characters of a script without spaces is joined without one.
_BROKEN_CJK = regex.compile(
    r"(?<=[\p{Han}\p{Hiragana}\p{Katakana}\u3000-\u303f\uff00-\uffef])[ \t\r\f]*\n[ \t\r\f]*"
    r"(?=[\p{Han}\p{Hiragana}\p{Katakana}\u3000-\u303f\uff00-\uffef])"
)


class Markup(Protocol):
    """A text, one end of a pair of markup, or markup that stands alone."""

    @property
    def role(self) -> Literal["text"] | tags.Role: ...

    @property
    def text(self) -> str:
        """Of a text: what a person reads, escapes of the format undone."""

    @property
    def name(self) -> str:
        """Of one end of a pair: what the other is called as well. An end without the other stands alone."""


@dataclass(slots=True)
class Piece:
    """Markup from ``source[start:end]``."""

    role: Literal["text"] | tags.Role
    start: int
    end: int
    text: str = ""
    name: str = ""
    source: str | None = None
    """What is written in place of the span; None for the span itself."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A run of pieces as a unit's text: those from ``first`` to ``last``."""

    first: int
    last: int
    text: str
    markup: dict[tags.Tag, int]
    """The index of the piece that each tag stands for."""

    def parts(self, target: str) -> list[tags.Tag | str]:
        """The texts of ``target`` and its tags, which are among those of the source."""
        pairs = {number for role, number in self.markup if role == "open"}
        standing = [number for role, number in self.markup if role == "standing"]
        return tags.repaired(one_line(clean(target)), pairs, standing)


@dataclass(frozen=True, slots=True)
class Inline:
    """A unit's text in a source that is text itself, and the way back."""

    start: int
    end: int
    tagged: Tagged
    markup: dict[tags.Tag, Piece]

    @property
    def text(self) -> str:
        return self.tagged.text

    def write(self, target: str, escape: Callable[[str], str], raw: Callable[[Piece, str, str], str]) -> str:
        """The source of ``target``: texts by ``escape``, and markup by ``raw``, which is told the characters
        before and after, as far as these are text."""
        parts = self.tagged.parts(target)
        written = [""]
        for index, part in enumerate(parts):
            if isinstance(part, str):
                written.append(escape(part))
            else:
                following = parts[index + 1] if index + 1 < len(parts) else ""
                after = following[:1] if isinstance(following, str) else ""
                written.append(raw(self.markup[part], written[-1][-1:], after))
        return "".join(written)


def one_line(text: str) -> str:
    """``text`` with its line breaks undone, as far as the script has spaces, and spaces single."""
    return _SPACE.sub(" ", _BROKEN_CJK.sub("", text)).strip(" ")


def inline(pieces: Sequence[Piece], source: str) -> Inline | None:
    """``pieces`` of ``source`` as one unit's text; None where there is no letter."""
    found = tagged(pieces)
    if not found:
        return None
    core = pieces[found.first : found.last + 1]
    start, end = core[0].start, core[-1].end
    if core[0].role == "text":
        start += len(source[start:end]) - len(source[start:end].lstrip(_BLANKS))
    if core[-1].role == "text":
        end = start + len(source[start:end].rstrip(_BLANKS))
    return Inline(start, end, found, {tag: pieces[index] for tag, index in found.markup.items()})


def tagged(pieces: Sequence[Markup]) -> Tagged | None:
    """``pieces`` as one unit's text; markup at both ends stays outside it. None where there is no letter."""
    pairs = _pairs(pieces)
    first, last = _core(pieces, pairs)
    core = pieces[first : last + 1]
    if not any(piece.role == "text" and _LETTER.search(piece.text) for piece in core):
        return None
    markup: dict[tags.Tag, int] = {}
    numbers: dict[int, int] = {}
    parts: list[str] = []
    for index, piece in enumerate(core, first):
        if piece.role == "text":
            parts.append(tags.escape(clean(piece.text)))
            continue
        partner = pairs.get(index)
        if partner is not None and partner < index:
            tag = tags.Tag("close", numbers[partner])
        else:
            tag = tags.Tag("standing" if partner is None else "open", len(numbers) + 1)
            numbers[index] = tag.number
        markup[tag] = index
        parts.append(str(tag))
    return Tagged(first, last, one_line("".join(parts)), markup)


def _pairs(pieces: Sequence[Markup]) -> dict[int, int]:
    """The index of the other end, for each end of a pair that is complete and crosses no other."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for index, piece in enumerate(pieces):
        if piece.role == "open":
            waiting.append(index)
        elif piece.role == "close":
            for depth in range(len(waiting) - 1, max(-1, len(waiting) - _DEPTH), -1):
                if pieces[waiting[depth]].name == piece.name:
                    pairs[index], pairs[waiting[depth]] = waiting[depth], index
                    del waiting[depth:]
                    break
    return pairs


_DEPTH = 100
"""So far up an open end is looked for: enough for people, and a bound for hostile files."""


def _core(pieces: Sequence[Markup], pairs: dict[int, int]) -> tuple[int, int]:
    """The first and the last piece without the markup and the blanks around them."""
    first, last = 0, len(pieces) - 1
    while first <= last:
        head, tail = pieces[first], pieces[last]
        if head.role == "text" and not head.text.strip():
            first += 1
        elif tail.role == "text" and not tail.text.strip():
            last -= 1
        elif head.role != "text" and first not in pairs:
            first += 1
        elif tail.role != "text" and last not in pairs:
            last -= 1
        elif pairs.get(first) == last:
            first, last = first + 1, last - 1
        elif pairs.get(first) == first + 1:
            first += 2
        elif pairs.get(last) == last - 1:
            last -= 2
        else:
            break
    return first, last
