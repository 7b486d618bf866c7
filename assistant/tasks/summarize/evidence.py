"""Holding a statement against the passages it is said to rest on, without understanding either.

Numbers, dates, names, quotations and addresses have to be in the passages; so has a negation, and most of the
words. A statement in another language than its passages is held to numbers and addresses only.
"""

from __future__ import annotations

import regex

from assistant.documents.language import detect
from assistant.documents.salience import terms
from assistant.documents.surface import Fact, facts
from assistant.tasks.summarize.result import Unsupported

_COMMON_WORDS = 0.5
"""Share of a statement's words that its sources must have in some form."""
_ANY_LANGUAGE = frozenset(("number", "date", "url", "email"))
_SURE = 0.8
"""Confidence from which a language that was not asked for counts as the wrong one."""


def unsupported(statement: str, source: str, *, same_language: bool = True) -> tuple[Unsupported, ...]:
    """What of ``statement`` is not in ``source``, in the order of the statement."""
    there = facts(source)
    folded = _folded(source)
    marks = [
        Unsupported(fact.text, fact.kind, fact.start, fact.end)
        for fact in facts(statement)
        if (same_language or fact.kind in _ANY_LANGUAGE) and not _is_in(fact, there, folded)
    ]
    if same_language and statement.strip() and common_words(statement, source) < _COMMON_WORDS:
        marks.append(Unsupported(statement, "words", 0, len(statement)))
    return tuple(marks)


def common_words(statement: str, source: str) -> float:
    """The share of the words of ``statement`` that are in ``source``, from 0 to 1; 0 where there are none."""
    said = set(terms(statement))
    return len(said & set(terms(source))) / len(said) if said else 0.0


def negated(text: str) -> bool:
    return any(fact.kind == "negation" for fact in facts(text))


def is_in_language(text: str, language: str) -> bool:
    """Whether ``text`` may be in ``language``, a BCP 47 tag; short texts get the benefit of the doubt."""
    found = detect(text)
    return found.confidence < _SURE or found.code == language.partition("-")[0]


def _is_in(fact: Fact, there: list[Fact], folded: str) -> bool:
    if any(fact.agrees(other) for other in there):
        return True
    if fact.kind == "negation":
        return False
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
