"""The tags that stand for markup in the text of a unit: ``<1>bold</1>``, and ``<2/>`` for what has no text.

A translator, or a model, moves them along with the words. Text of the document that looks like a tag itself
is told apart by a backslash: ``<1>`` becomes ``<\\1>``, and ``<\\1>`` becomes ``<\\\\1>``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Literal, NamedTuple

TAG = re.compile(r"<(?P<end>/?)(?P<number>\d{1,4})(?P<alone>/?)>")
_LOOKALIKE = re.compile(r"<(\\*)(?=/?\d{1,4}/?>)")
_ESCAPED = re.compile(r"<\\(\\*)(?=/?\d{1,4}/?>)")

_BLANK_AFTER_OPEN = re.compile(r"((?:<\d{1,4}>)+)(\s+)")
_BLANK_BEFORE_CLOSE = re.compile(r"(\s+)((?:</\d{1,4}>)+)")

Role = Literal["open", "close", "standing"]


class Tag(NamedTuple):
    role: Role
    number: int

    def __str__(self) -> str:
        return {"open": f"<{self.number}>", "close": f"</{self.number}>"}.get(self.role, f"<{self.number}/>")


def escape(text: str) -> str:
    """Text of a document, as it stands in a unit."""
    return _LOOKALIKE.sub(r"<\\\1", text)


def unescape(text: str) -> str:
    """The text of a document that a unit shows as ``text``, which holds no tags."""
    return _ESCAPED.sub(r"<\1", text)


def split(text: str) -> Iterator[Tag | str]:
    """The tags of a unit's or a target's text, and what stands between them, unescaped."""
    end = 0
    for match in TAG.finditer(text):
        if match.start() > end:
            yield unescape(text[end : match.start()])
        end = match.end()
        # ``</1/>`` is what a careless model writes for ``</1>``.
        role: Role = "close" if match["end"] else "standing" if match["alone"] else "open"
        yield Tag(role, int(match["number"]))
    if end < len(text):
        yield unescape(text[end:])


def tight(target: str) -> str:
    """``target`` with the blanks just inside of pairs moved out: they are no part of what is emphasized."""
    before = ""
    while before != target:
        before = target
        target = _BLANK_AFTER_OPEN.sub(r"\2\1", _BLANK_BEFORE_CLOSE.sub(r"\2\1", target))
    return target


def repaired(target: str, pairs: Collection[int], standing: Iterable[int]) -> list[Tag | str]:
    """The parts of ``target``, with tags that fit the source: nothing of the document gets lost, and none of
    its markup is left open.

    ``pairs`` and ``standing`` are the numbers of the source's tags. A tag that the source has not is dropped,
    and so is any but the first of its number; a pair of which one half is missing, or which crosses another,
    is dropped and its text kept; a standing tag that is missing is put at the end.
    """
    parts: list[Tag | str] = []
    missing = dict.fromkeys(standing)
    open_at: dict[int, int] = {}
    seen: set[int] = set()
    for part in split(target):
        if isinstance(part, str):
            parts.append(part)
        elif part.role == "close":
            if part.number in open_at:
                # Whatever was opened since then, and is still open, would cross.
                while next(reversed(open_at)) != part.number:
                    parts[open_at.popitem()[1]] = ""
                del open_at[part.number]
                parts.append(part)
        elif part.role == "open" and part.number in pairs and part.number not in seen:
            seen.add(part.number)
            open_at[part.number] = len(parts)
            parts.append(part)
        elif part.number in missing:
            del missing[part.number]
            parts.append(Tag("standing", part.number))
    for index in open_at.values():
        parts[index] = ""
    parts.extend(Tag("standing", number) for number in missing)
    return [part for part in parts if part]
