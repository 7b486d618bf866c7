"""Where a text may be cut without breaking what a reader sees as one character.

Extended grapheme clusters as in Unicode Standard Annex #29: a letter with its accents, an emoji with its skin
tone, a Hangul syllable, a flag.
"""

from __future__ import annotations

import regex

_CLUSTER = regex.compile(r"\X")
# Two of these in a row always have a boundary between them: nothing in them reaches out to its neighbour.
_SELF_CONTAINED = regex.compile(r"[\p{GCB=XX}\p{GCB=CN}\p{GCB=LV}\p{GCB=LVT}]{2}")
_LOOK_BACK = 1024
"""No honest cluster is longer; beyond it a cut may fall anywhere."""


def boundary(text: str, offset: int) -> int:
    """The first cluster boundary at or after ``offset``."""
    if offset <= 0 or offset >= len(text):
        return max(0, min(offset, len(text)))
    certain = offset
    lowest = max(0, offset - _LOOK_BACK)
    while certain > lowest and not _SELF_CONTAINED.match(text, certain - 1):
        certain -= 1
    while certain < offset:
        match = _CLUSTER.match(text, certain)
        assert match is not None  # any character is a cluster
        certain = match.end()
    return certain
