"""How well something fits what was typed: by words in any order, their beginnings, or with a slip in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ui.palette.initials import initials

_WORDS = re.compile(r"[^\W_]+")
_SLIPS_FROM = 4
"""Characters: shorter words are like too many others."""
_ALIKE = 80.0
"""Out of 100: one letter in five may be wrong."""


class Target:
    """What can be found: by its title, and less well by other words, such as an explanation."""

    def __init__(self, title: str, others: str = "") -> None:
        self._title = title.casefold()
        self._others = others.casefold()
        self._title_words = _WORDS.findall(self._title)
        self._other_words = _WORDS.findall(self._others)
        self._initials = initials(title)

    def score(self, query: Sequence[str]) -> float:
        """From 0, where one of the casefolded words does not fit at all, to 115."""
        scores = [self._fit(word) for word in query]
        if not all(scores):
            return 0.0
        in_a_row = 5 if " ".join(query) in self._title else 0
        return sum(scores) / len(scores) + in_a_row

    def _fit(self, word: str) -> float:
        if self._title.startswith(word):
            return 110
        if any(each.startswith(word) for each in self._title_words):
            return 100
        if word in self._title:
            return 80
        if self._initials.startswith(word):
            return 75
        if any(each.startswith(word) for each in self._other_words):
            return 50
        if word in self._others or word in self._initials:
            return 40
        if len(word) < _SLIPS_FROM:
            return 0
        return self._likeness(word) / 3

    def _likeness(self, word: str) -> float:
        """To the word of the title, or the beginning of one, that is most like it: from 0 to 100."""
        from rapidfuzz import fuzz  # takes longer to import than all the rest, and not everyone mistypes

        beginnings = (part for each in self._title_words for part in (each, each[: len(word)]))
        return max((fuzz.ratio(word, part, score_cutoff=_ALIKE) for part in beginnings), default=0)
