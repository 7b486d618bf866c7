"""Prompt-lookup drafting: when an answer mostly repeats a known text, that text is the draft.

The last tokens of the answer are looked up in the reference text; what follows there is proposed, evaluated
in one batch, and kept as far as the model itself would have said the same. Source of the idea: A. Saxena,
"Prompt Lookup Decoding", 2023.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

_LONGEST, _SHORTEST = 4, 2
"""Tokens of the answer's end that must match; the longest match is preferred."""
_MOST, _LEAST = 24, 2
"""Bounds of one draft's length."""


class PromptLookup:
    """Drafts from one reference text. The length of a draft follows how well the last ones were met."""

    def __init__(self, reference: Sequence[int]) -> None:
        self._reference = list(reference)
        self._positions: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for size in range(_SHORTEST, _LONGEST + 1):
            for end in range(size, len(self._reference)):
                self._positions[tuple(self._reference[end - size : end])].append(end)
        self._expected = 0
        self._length = _MOST

    def propose(self, answer: Sequence[int]) -> list[int]:
        """Tokens that may follow ``answer`` (the tokens generated so far); empty when nothing matches."""
        if not answer:
            # The answer is expected to begin like the text.
            self._expected = 0
            return self._reference[: self._length]
        for size in range(min(_LONGEST, len(answer)), _SHORTEST - 1, -1):
            ends = self._positions.get(tuple(answer[-size:]))
            if ends:
                # Of several places the one nearest to where the answer has got in the text.
                self._expected = min(ends, key=lambda end: abs(end - self._expected))
                return self._reference[self._expected : self._expected + self._length]
        return []

    def learn(self, proposed: int, accepted: int) -> None:
        """Lengthen drafts that are met, shorten those that are not."""
        if accepted == proposed:
            self._length = min(self._length * 2, _MOST)
        else:
            self._length = max(min(self._length, accepted + 2), _LEAST)
        self._expected += accepted
