"""Positions in a long text, as Python counts them (characters) and as Qt does (UTF-16 units)."""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
"""Characters that are two units to Qt, such as emoji and rare Chinese characters."""


class Offsets:
    """Translates positions in one text; made in one pass over it."""

    def __init__(self, text: str) -> None:
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]
        self._units = [offset + index + 1 for index, offset in enumerate(self._astral)]

    def to_qt(self, offset: int) -> int:
        """The unit at which the character at ``offset`` begins."""
        return offset + bisect_left(self._astral, offset)

    def from_qt(self, unit: int) -> int:
        """The character of which ``unit`` is a part."""
        return unit - bisect_left(self._units, unit + 1)
