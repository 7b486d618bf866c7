"""Which changes a person has to look at: those after which a text may say something else.

Numbers, dates, names, addresses and negations are compared as :mod:`assistant.documents.surface` finds them.
Content words that come, go or give way to others count as a change of meaning, though they may be an
improvement: nothing here understands them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from assistant.documents.surface import Fact, facts
from assistant.tasks.edits.difference import Change, applied
from assistant.tasks.edits.edit import Flag
from assistant.tasks.edits.judgement import are_alike, is_correction, is_repetition, words, written_out
from assistant.tasks.edits.words import FUNCTION_WORDS, NUMERALS, WEIGHTY

_ADDRESSES = frozenset(("url", "email"))
_COUNTED = frozenset(("number", "date"))


def names(text: str) -> frozenset[str]:
    """The words of the names in a text: what is one anywhere is one where a sentence begins with it, too."""
    return frozenset(word for fact in facts(text) if fact.kind == "name" for word in words(fact.text))


def flag(change: Change, sentence: str, known_names: Collection[str] = ()) -> Flag | None:
    """What is changed in ``sentence`` that must not be changed unseen; offsets are into it."""
    revised = applied(sentence, [change])
    old, new = facts(sentence), facts(revised)
    if _values(old, _COUNTED) != _values(new, _COUNTED) or _numerals(change.before) != _numerals(
        change.after
    ):
        return "number"
    if _values(old, _ADDRESSES) != _values(new, _ADDRESSES) or _changes_name(change, old, new, known_names):
        return "name"
    if _negations(sentence) != _negations(revised):
        return "negation"
    before, after = (words(written_out(text)) for text in (change.before, change.after))
    same = "".join(before) == "".join(after) or is_repetition(change, sentence)
    return "meaning" if not same and _changes_meaning(before, after) else None


def _values(found: list[Fact], kinds: frozenset[str]) -> Counter[frozenset[str]]:
    return Counter(fact.values for fact in found if fact.kind in kinds)


def _numerals(text: str) -> Counter[str]:
    return Counter(word for word in words(text) if word in NUMERALS)


def _changes_name(change: Change, old: list[Fact], new: list[Fact], known_names: Collection[str]) -> bool:
    before, after = words(change.before), words(change.after)
    if sorted(before) == sorted(after):
        return False
    there = {word for fact in (*old, *new) if fact.kind == "name" for word in words(fact.text)}
    there.update(known_names)
    lost = set(before) - set(after)
    gained = set(after) - set(before)
    return any(word in there and word not in FUNCTION_WORDS for word in lost | gained)


def _negations(text: str) -> int:
    return sum(fact.kind == "negation" for fact in facts(written_out(text)))


def _changes_meaning(before: list[str], after: list[str]) -> bool:
    if len(before) == len(after):
        pairs = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
        if all(is_correction(a, b) for a, b in pairs):
            return any({a, b} & WEIGHTY and not are_alike(a, b) for a, b in pairs)
    lost, gained = (
        list((Counter(before) - Counter(after)).elements()),
        list((Counter(after) - Counter(before)).elements()),
    )
    if WEIGHTY.intersection((*lost, *gained)):
        return True
    old, new = ([word for word in each if word not in FUNCTION_WORDS] for each in (lost, gained))
    if len(old) != len(new):
        # A word that was there twice is a slip; others take something with them.
        return not (set(old) <= set(after) and set(new) <= set(before))
    return not all(is_correction(a, b) for a, b in zip(sorted(old), sorted(new), strict=True))
