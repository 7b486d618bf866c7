"""Which passages a summary is made of: chosen over the whole document, before a word is written.

Salience and the model's votes choose together. How much the votes count is measured on the document itself:
as much as they correlate with salience, so that a model that cannot judge is not asked to.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import regex
from numpy.typing import NDArray

from assistant.documents.salience import terms
from assistant.documents.surface import facts

Floats = NDArray[np.float64]

_LENGTH_POWER = 0.4
"""Of a passage's words, by which its score is divided (Lin and Bilmes 2010): long sentences say more, and
cost more."""
_LEAST_COST = 8
"""Words that any passage counts for at least, so that fragments do not win by being short."""
_SAME = 0.6
"""Share of common terms above which a passage only repeats another one."""
_MOST_REPETITIONS = 8
"""Places that are named beside a passage; what comes back more often is a phrase of the text."""
_PRIOR_WEIGHT = 2.0
"""Sections that a number's average vote needs before half of it is taken for a habit of the model."""
_FOCUS = 2.0
"""What a passage that has all words of the focus gains; salience is at most 1."""
_LEAST_PROBABILITY = 1e-9
_REFERENCE = 0.1
"""What a passage loses that points to the one before or after it."""
_BACK = regex.compile(
    r"(?:he|she|it|they|this|these|those|that|such|therefore|however|er|sie|dies\p{L}*|il|elle|ils|elles|ce|cette"
    r"|ces|él|ella|ellos|ellas|est[eoa]s?)\b|[他她它这這该該此其]",
    regex.I,
)

_WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\p{L}\p{M}\p{N}]+(?:['’.,-][\p{L}\p{M}\p{N}]+)*"
)
_HALF = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")


def words(text: str) -> int:
    """The length of a text; two characters count as a word where words are not divided."""
    found = _WORD.findall(text)
    half = sum(1 for word in found if _HALF.match(word))
    return len(found) - half + (half + 1) // 2


def with_votes(salience: Floats, votes: Sequence[Sequence[float]]) -> Floats:
    """Scores from salience and, section by section, the model's votes for the passages."""
    logs = [np.log(np.maximum(_LEAST_PROBABILITY, np.array(section))) for section in votes if section]
    if not logs:
        return salience
    centred = [section - section.mean() for section in logs]
    # A model likes some numbers, such as 1, whatever stands there.
    longest = max(map(len, centred))
    total, count = np.zeros(longest), np.zeros(longest)
    for section in centred:
        total[: len(section)] += section
        count[: len(section)] += 1
    habit = total / (count + _PRIOR_WEIGHT)
    opinion = _ranks(np.concatenate([section - habit[: len(section)] for section in centred]))
    return salience + max(0.0, _correlation(opinion, _ranks(salience))) * opinion


def relevance(texts: Sequence[str], query: str) -> Floats:
    """How much of ``query`` each text has, rare words counting most; from 0 to 1."""
    wanted = set(terms(query))
    having = [wanted.intersection(terms(text)) for text in texts]
    number = {term: sum(term in found for found in having) for term in wanted}
    weight = {term: np.log(1 + len(texts) / max(1, number[term])) for term in wanted}
    total = sum(weight[term] for term in wanted) or 1.0
    return np.array([sum(weight[term] for term in found) / total for found in having])


def with_focus(scores: Floats, texts: Sequence[str], focus: str) -> Floats:
    return scores + _FOCUS * relevance(texts, focus) if focus.strip() else scores


def without_references(scores: Floats, texts: Sequence[str]) -> Floats:
    """Lower what needs its neighbour: alone in a summary, "He refused." and "For example:" say little."""
    needy = [_BACK.match(text) is not None or text.endswith((":", "：")) for text in texts]
    return scores - _REFERENCE * np.array(needy, dtype=float)


def choose(texts: Sequence[str], scores: Floats, budget: int) -> list[int]:
    """The indices, in order, of the best passages that have no more than ``budget`` words together.

    There is always one, if there are any passages at all; none of those whose score is minus infinity.
    """
    costs = np.array([words(text) for text in texts])
    order = np.argsort(-scores / np.maximum(_LEAST_COST, costs) ** _LENGTH_POWER, kind="stable")
    chosen: list[int] = []
    said: list[tuple[set[str], str]] = []
    left = budget
    for index in order.tolist():
        if np.isneginf(scores[index]):
            break
        if chosen and costs[index] > left:
            continue
        content = set(terms(texts[index]))
        if any(_overlap(content, other) > _SAME and not _differ(texts[index], text) for other, text in said):
            continue
        chosen.append(index)
        said.append((content, texts[index]))
        left -= int(costs[index])
        if left <= 0:
            break
    return sorted(chosen)


def repetitions(texts: Sequence[str], chosen: Sequence[int]) -> dict[int, list[int]]:
    """Which other passages say what a chosen one says, and nothing besides; for those that have any."""
    contents = [set(terms(text)) for text in texts]
    wanted = {term for index in chosen for term in contents[index]}
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, content in enumerate(contents):
        for term in content & wanted:
            places[term].append(index)
    found: dict[int, list[int]] = {}
    taken = set(chosen)
    for index in chosen:
        common = Counter(place for term in contents[index] for place in places[term])
        same = [
            place
            for place, number in sorted(common.items())
            if place not in taken
            and number / max(len(contents[index]), len(contents[place])) > _SAME
            and _adds_nothing(texts[place], texts[index])
        ]
        if same:
            found[index] = same[:_MOST_REPETITIONS]
            taken.update(same)
    return found


def _adds_nothing(one: str, other: str) -> bool:
    """Whether ``other`` has all numbers and names of ``one``, and denies as much."""
    return _denials(one) == _denials(other) and _values(one) <= _values(other)


def _overlap(one: set[str], other: set[str]) -> float:
    """Of the smaller in the larger; 1 where there is nothing to compare."""
    return len(one & other) / min(len(one), len(other)) if one and other else 1.0


def _differ(one: str, other: str) -> bool:
    """Whether each has a number or name of its own, so that the same is said of something else; or one denies
    what the other says.
    """
    mine, yours = _values(one), _values(other)
    return (bool(mine - yours) and bool(yours - mine)) or _denials(one) != _denials(other)


def _denials(text: str) -> int:
    return sum(fact.kind == "negation" for fact in facts(text))


def _values(text: str) -> set[str]:
    return {value for fact in facts(text) if fact.kind in {"number", "date", "name"} for value in fact.values}


def _ranks(values: Floats) -> Floats:
    """For each value the share of all that are smaller."""
    return np.searchsorted(np.sort(values), values).astype(np.float64) / max(1, len(values) - 1)


def _correlation(one: Floats, other: Floats) -> float:
    if one.std() == 0 or other.std() == 0:
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])
