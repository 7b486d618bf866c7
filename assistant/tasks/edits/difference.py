"""What differs between two versions of a text, in units that a reader would replace as a whole.

Units are words where words are divided by spaces, single characters as readers see them (grapheme clusters)
where they are not, and single marks of punctuation. Applying all changes gives exactly the second version,
applying none the first, and any selection of them can be applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

import regex

_UNIT = regex.compile(
    r"""
    (?:(?![\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}])[\p{L}\p{M}\p{N}]|(?<=\p{L})['’](?=\p{L}))++\p{M}*+
  | \s++
  | \X
    """,
    regex.VERBOSE,
)
_CLUSTER = regex.compile(r"\X")


class Replacement(Protocol):
    """``before``, which stands at ``start`` up to ``end``, becomes ``after``."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def after(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``start`` and ``end`` are character offsets into the first version."""

    start: int
    end: int
    before: str
    after: str


def units(text: str) -> list[str]:
    """The words, characters, marks and stretches of white space that ``text`` consists of, in order."""
    found: list[str] = []
    offset = 0
    while offset < len(text):
        match = _UNIT.match(text, offset)
        assert match is not None, "any character is a cluster"
        # A word ends where a cluster does: what follows may belong to its last letter.
        end = match.end()
        last = _CLUSTER.match(text, end - 1)
        end = max(end, last.end()) if last is not None else end
        found.append(text[offset:end])
        offset = end
    return found


def changes(before: str, after: str) -> list[Change]:
    """The changes that make ``after`` of ``before``, in order; they neither overlap nor touch.

    Takes time by the square of the units at worst, so it is meant for sentences and paragraphs.
    """
    old, new = units(before), units(after)
    offsets = [0]
    for unit in old:
        offsets.append(offsets[-1] + len(unit))
    found = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            start, end = offsets[i1], offsets[i2]
            found.append(Change(start, end, before[start:end], "".join(new[j1:j2])))
    return _anchored(before, old, found)


def _anchored(text: str, old: Sequence[str], found: list[Change]) -> list[Change]:
    """What is inserted at the very beginning takes the first unit with it: it needs something to stand by."""
    if not (found and old and found[0].end == 0):
        return found
    first, *rest = found
    width = len(old[0])
    if rest and rest[0].start <= width:
        following = rest.pop(0)
        between = text[first.end : following.start]
        return [
            Change(0, following.end, text[: following.end], first.after + between + following.after),
            *rest,
        ]
    return [Change(0, width, old[0], first.after + old[0]), *rest]


def applied(text: str, selected: Iterable[Replacement]) -> str:
    """``text`` with these changes made; they must not overlap."""
    parts = []
    end = 0
    for change in sorted(selected, key=lambda change: (change.start, change.end)):
        parts += [text[end : change.start], change.after]
        end = change.end
    return "".join((*parts, text[end:]))
