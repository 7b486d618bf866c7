"""Which sentences of a document carry most of what it says, by counting alone.

No model is asked, so nothing can be invented, any language will do, and a book takes seconds. The score of a
sentence rises with the information of its words (Luhn 1958; inverse frequency, Spärck Jones 1972), with how
central it is (degree centrality of LexRank, Erkan and Radev 2004; over all pairs it is one product with the
sum of all sentences), with numbers and names, and at the beginning of a part. It falls with phrases that keep
coming back.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import regex
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# What each feature, itself from 0 to 1, weighs.
_INFORMATION = 0.5
_CENTRALITY = 0.1
_FACTS = 0.25
_LEADING = 0.1
_REPETITION = 0.3
_MANY_FACTS = 4
"""Numbers and names in a sentence, beyond which more do not count."""
_STEM = 7
"""Letters of a word that are compared: endings differ in most languages."""

_ANY_NUMBER = "0"

# Words where they are divided by spaces; single characters, made pairs below, where they are not.
_TERM = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\p{L}\p{M}]{2,}|\p{N}+")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")
_FACT = regex.compile(
    r"\p{N}+(?:[.,]\p{N}+)*|(?<=[\p{L}\p{N},;]\s)\p{Lu}[\p{L}\p{M}]+|《[^》]+》|[一二三四五六七八九十百千万亿]{2,}"
)


def salience(sentences: Sequence[str], leading: Sequence[bool] = ()) -> Floats:
    """A score from 0 to 1 for each sentence; only their order within one document means something.

    ``leading`` tells for each sentence whether it is the first of a part. Time and memory grow with the text.
    """
    if not sentences:
        return np.zeros(0)
    words = [[_kind(term) for term in terms(sentence)] for sentence in sentences]
    matrix = _Matrix(words)
    idf = np.log((1 + len(sentences)) / (1 + matrix.document_frequency()))
    weights = idf[matrix.columns]
    length = np.maximum(1.0, matrix.sums(np.ones_like(weights)))
    norm = np.sqrt(np.maximum(1e-12, matrix.sums(weights**2)))
    information = matrix.sums(weights) / np.sqrt(length)
    normalised = weights / np.repeat(norm, matrix.lengths)
    total = np.bincount(matrix.columns, weights=normalised, minlength=matrix.width)
    centrality = matrix.sums(normalised * total[matrix.columns])
    facts = np.array([min(_MANY_FACTS, len(_FACT.findall(sentence))) for sentence in sentences]) / _MANY_FACTS
    first = np.array(leading, dtype=float) if len(leading) else np.zeros(len(sentences))
    score = (
        _INFORMATION * _share_below(information)
        + _CENTRALITY * _share_below(centrality)
        + _FACTS * facts
        + _LEADING * first
        - _REPETITION * _repetition(words)
    )
    return (score + _REPETITION) / (_INFORMATION + _CENTRALITY + _FACTS + _LEADING + _REPETITION)


class _Matrix:
    """Which terms are in which sentence, row by row: sparse, because nearly all are in nearly none."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        identifiers: dict[str, int] = {}
        columns: list[int] = []
        lengths = []
        for row in rows:
            distinct = dict.fromkeys(row)
            columns.extend(identifiers.setdefault(term, len(identifiers)) for term in distinct)
            lengths.append(len(distinct))
        self.columns = np.array(columns, dtype=np.int64)
        self.lengths = np.array(lengths, dtype=np.int64)
        self.width = len(identifiers)
        self._rows = np.repeat(np.arange(len(lengths)), self.lengths)

    def document_frequency(self) -> Floats:
        """In how many rows each term is."""
        return np.bincount(self.columns, minlength=self.width).astype(np.float64)

    def sums(self, values: Floats) -> Floats:
        """The sum of ``values``, one for each entry, over each row."""
        sums = np.bincount(self._rows, weights=values, minlength=len(self.lengths))
        return sums.astype(np.float64, copy=False)


def terms(sentence: str) -> list[str]:
    """What sentences are compared by, in order: the beginnings of words, numbers, pairs of characters where
    words are not divided.
    """
    found = _TERM.findall(sentence.casefold())
    stems = [term[:_STEM] for term in found if not _UNSPACED.match(term)]
    stems.extend(one + two for one, two in pairwise(found) if _UNSPACED.match(one) and _UNSPACED.match(two))
    return stems


def _kind(term: str) -> str:
    # Which number it is says nothing here: "item 12 was taken with item 40" comes back with other numbers.
    return _ANY_NUMBER if term[0].isnumeric() else term


def _repetition(terms: Sequence[Sequence[str]]) -> Floats:
    """The share of a sentence's pairs of neighbouring words that are in other sentences as well."""
    matrix = _Matrix([[f"{one} {two}" for one, two in pairwise(row)] for row in terms])
    repeated = (matrix.document_frequency() > 1).astype(np.float64)[matrix.columns]
    return matrix.sums(repeated) / np.maximum(1, matrix.lengths)


def _share_below(values: Floats) -> Floats:
    """For each value the share of all values that are smaller: comparable between features and languages."""
    return np.searchsorted(np.sort(values), values, side="left").astype(np.float64) / max(1, len(values) - 1)
