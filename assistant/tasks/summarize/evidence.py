"""Holding a statement against the passages it is said to rest on, without understanding either.

Numbers, dates, names, quotations and addresses have to be in the passages; so has a negation, and most of the
words. A statement in another language than its passages is held to numbers and addresses only.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import regex

from assistant.documents.language import detect
from assistant.documents.salience import terms
from assistant.documents.surface import Fact, FactKind, facts
from assistant.tasks.summarize.result import Unsupported

_COMMON_WORDS = 0.5
"""Share of a statement's words that its sources must have in some form."""
_ANY_LANGUAGE = frozenset(("number", "date", "url", "email"))
_NEAR = 2
"""Words after a negation of which one must be denied in the source as well."""
_AUXILIARY = 3
"""Letters of a word that may be one."""
_REACH = 60
"""Characters that are looked at after a negation."""
_SURE = 0.8
"""Confidence from which a language that was not asked for counts as the wrong one."""


def unsupported(statement: str, source: str, *, same_language: bool = True) -> tuple[Unsupported, ...]:
    """What of ``statement`` is not in ``source``, in the order of the statement."""
    there = facts(source)
    folded = _folded(source)
    marks = [
        Unsupported(fact.text, fact.kind, fact.start, fact.end)
        for fact in facts(statement)
        if fact.kind != "negation"
        and (same_language or fact.kind in _ANY_LANGUAGE)
        and not _is_in(fact, there, folded)
    ]
    if same_language:
        marks += _unfounded_negations(statement, source)
        marks.sort(key=lambda mark: mark.start)
    if same_language and statement.strip() and common_words(statement, source) < _COMMON_WORDS:
        marks.append(Unsupported(statement, "words", 0, len(statement)))
    return tuple(marks)


def common_words(statement: str, source: str) -> float:
    """The share of the words of ``statement`` that are in ``source``, from 0 to 1; 0 where there are none."""
    said = set(terms(statement))
    return len(said & set(terms(source))) / len(said) if said else 0.0


def repeats_itself(statement: str, source: str) -> bool:
    """Whether two words come back together that stand together only once in ``source``, as loops begin."""
    pairs = Counter(pairwise(terms(statement)))
    there = Counter(pairwise(terms(source)))
    return any(number > max(1, there[pair]) for pair, number in pairs.items())


def loses_negation(statement: str, source: str) -> bool:
    """Whether ``statement`` says plainly what ``source`` denies."""
    plainly = set(terms(statement)) - _denied(statement)
    denied = (next(filter(_has_meaning, after), None) for after in _after_negations(source))
    return any(term in plainly for term in denied if term is not None)


def loses_facts(statement: str, source: str) -> bool:
    """Whether a shorter ``statement`` leaves out a number or date of ``source``, or most of its names."""
    there, folded = facts(statement), _folded(statement)
    kept: dict[FactKind, list[bool]] = {"number": [], "date": [], "name": []}
    for fact in facts(source):
        if fact.kind in kept:
            kept[fact.kind].append(_is_in(fact, there, folded))
    names = kept["name"]
    return not all(kept["number"] + kept["date"]) or sum(names) * 2 < len(names)


def is_in_language(text: str, language: str) -> bool:
    """Whether ``text`` may be in ``language``, a BCP 47 tag; short texts get the benefit of the doubt."""
    found = detect(text)
    return found.confidence < _SURE or found.code == language.partition("-")[0]


def _unfounded_negations(statement: str, source: str) -> list[Unsupported]:
    """Negations of what the source does not deny: "shall not pay" is not in "pay no later than today"."""
    denials = _after_negations(source)
    denied = {term for after in denials for term in after}

    def is_founded(negation: Fact) -> bool:
        after = _after(statement, negation)[:_NEAR]
        return bool(denials) and (not after or not denied.isdisjoint(after))

    return [
        Unsupported(fact.text, "negation", fact.start, fact.end)
        for fact in facts(statement)
        if fact.kind == "negation" and not is_founded(fact)
    ]


def _denied(text: str) -> set[str]:
    return {term for after in _after_negations(text) for term in after}


def _has_meaning(term: str) -> bool:
    """Short words of scripts with words are mostly auxiliaries: "not been", "nobody was"."""
    return len(term) > _AUXILIARY or not term.isascii()


def _after_negations(text: str) -> list[list[str]]:
    return [_after(text, fact) for fact in facts(text) if fact.kind == "negation"]


def _after(text: str, negation: Fact) -> list[str]:
    """The words that a negation is likely to deny."""
    return terms(text[negation.end : negation.end + _REACH])[: 2 * _NEAR]


def _is_in(fact: Fact, there: list[Fact], folded: str) -> bool:
    if any(fact.agrees(other) for other in there):
        return True
    if fact.kind == "date":
        # "March 2024" is less than the source's "5 March 2024", and nothing else.
        known = {value for other in there if other.kind == "date" for value in other.values}
        if any(known_value.startswith(value) for value in fact.values for known_value in known):
            return True
    literal = regex.escape(_folded(fact.text).strip(" \"'“”„«»「」『』"))
    pattern = rf"(?<![\p{{L}}\p{{N}}--\p{{Han}}]){literal}(?!\p{{N}}|[.,]\p{{N}})"
    return regex.search(pattern, folded, regex.VERSION1) is not None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
