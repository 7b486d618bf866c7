"""What can be known to be wrong with a translation without understanding it.

The checks have few false alarms: what they refuse is tried again, and at last stands in the result in its
source language. They see a sentence with its protected parts as tags (:mod:`.protection`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from assistant.documents.surface import Fact, facts
from assistant.documents.translatable.tags import TAG
from assistant.tasks.translate.glossary import Term
from assistant.tasks.translate.languages import Language
from assistant.tasks.translate.protection import Protected
from assistant.tasks.translate.result import Problem, ProblemKind
from assistant.tasks.translate.tongue import is_in_language, repeats_source

_KINDS: dict[str, ProblemKind] = {"number": "number", "date": "date"}
_LOOP = regex.compile(r"(?P<part>\S.{0,60}?)(?P=part){3,}", regex.DOTALL)
_LOOP_OF_WORDS = regex.compile(r"(?<!\w)(?P<part>\w[^\n]{0,80}?)(?:[\s,.;、，。]+(?P=part)(?!\w)){3,}")
_TWICE = regex.compile(r"(?<!\w)(?P<part>\w+(?:[ '’]\w+){2,12})[\s,.;:]+(?P=part)(?!\w)", regex.I)
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_WIDE_WEIGHT = 2.4
"""Letters of an alphabet that say as much as one character of these scripts."""
_LONGEST, _SHORTEST = 3.0, 0.25
"""Of a translation's length against that of its source."""
_FREE = 30
"""Letters by which a translation may exceed or fall short of these bounds: short texts vary more."""
_DIGITS = regex.compile(r"[0-9]+")
_SEPARATOR = r"[.,:/'’٫٬ \u00a0\u202f-]?"
"""Between the groups of digits of one number, in any language."""
_UNIT = regex.compile(
    r"(?P<before>[$€£¥₹₽])?\s?(?<![\d.,])(?P<number>\d+(?:[.,\u00a0\u202f]\d+)*)\s?"
    r"(?P<after>%|‰|[$€£¥₹₽]|°\s?[CF]|(?:[nµmckM]?m|[mk]?g|[mc]?l|[kMGT]i?B|[kMG]?Hz|[kM]?Wh?|[kM]?V|km/h|mph|ft|lb|oz|mi)"
    r"(?![\p{L}\p{N}]))?"
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked of a translation."""

    source: Language | None
    """None: not known."""
    target: Language
    glossary: Sequence[Term] = ()
    kept_words: Sequence[str] = ()

    def terms_in(self, text: str) -> tuple[Term, ...]:
        """The terms of the glossary that ``text`` uses."""
        return tuple(term for term in self.glossary if term.is_in(text))


def problems_of(part: Protected, translation: str, rules: Rules) -> tuple[Problem, ...]:
    """What is wrong with the ``translation`` of a sentence; nothing, if it can be shown as one."""
    if not any(character.isalpha() for character in TAG.sub("", translation)):
        return (Problem("missing"),)
    source = TAG.sub(" ", part.text)
    target = TAG.sub(" ", translation)
    if _repeats_itself(translation, part.text):
        return (Problem("repetition"),)
    found: list[Problem] = []
    if repeats_source(target, source):
        found.append(Problem("echo"))
    elif not is_in_language(target, rules.target, source, rules.source):
        found.append(Problem("language"))
    found += [Problem(_kind_of(wrong), wrong) for wrong in part.wrong_tags(translation)]
    found += _lost_facts(source, target)
    found += [Problem("unit", text) for text in _changed_units(source, target)]
    found += [Problem("term", term.target) for term in rules.terms_in(source) if not term.is_kept_by(target)]
    found += [Problem("keep", word) for word in rules.kept_words if word in source and word not in target]
    if length := _wrong_length(target, source):
        found.append(Problem(length))
    return tuple(found)


def _kind_of(original: str) -> ProblemKind:
    """Of what a tag stands for."""
    if regex.match(r"www\.|[a-z][a-z0-9+.-]*://", original):
        return "url"
    return "email" if regex.fullmatch(r"[\w.+-]+@[\w.-]+", original) else "tag"


def swapped(sources: Sequence[str], targets: Sequence[str]) -> list[int]:
    """The sentences whose translation has the names of another one of the group instead of its own."""
    names = [{fact.text for fact in facts(source) if fact.kind == "name"} for source in sources]
    wrong = []
    for index, (own, target) in enumerate(zip(names, targets, strict=True)):
        if not own or not target or any(name in target for name in own):
            continue
        others = set().union(*(names[:index] + names[index + 1 :])) - own
        if any(name in target for name in others if name not in sources[index]):
            wrong.append(index)
    return wrong


def twins(sources: Sequence[str], targets: Sequence[str]) -> list[int]:
    """The sentences whose translation is that of an earlier, different sentence of the group."""
    seen: dict[str, str] = {}
    wrong = []
    for index, (source, target) in enumerate(zip(sources, targets, strict=True)):
        if target and seen.setdefault(target.casefold(), source.casefold()) != source.casefold():
            wrong.append(index)
    return wrong


def _lost_facts(source: str, target: str) -> Iterator[Problem]:
    there = facts(target)
    plain = _in_ascii_digits(target)
    for fact in facts(source):
        if fact.kind not in _KINDS or any(fact.agrees(other) for other in there):
            continue
        # Written in words, in another numeral system, or as a month by its name: no number to be found.
        if not regex.search(r"\d", fact.text) or _is_written_otherwise(fact, plain):
            continue
        yield Problem(_KINDS[fact.kind], fact.text)


def _is_written_otherwise(fact: Fact, target: str) -> bool:
    """Whether the digits are there, though what stands around them is not understood."""
    groups = _DIGITS.findall(_in_ascii_digits(fact.text))
    if fact.kind == "date":
        # A month can be a word in one language and a number in the other.
        there = set(_DIGITS.findall(target))
        return max(groups, key=len) in there and len(set(groups) - there) <= len(groups) // 2
    number = _SEPARATOR.join(groups)
    return regex.search(rf"(?<!\d){number}(?!\d)", target) is not None


def _in_ascii_digits(text: str) -> str:
    """Digits of all scripts as ASCII."""
    return regex.sub(r"\p{Nd}", lambda match: str(unicodedata.digit(match[0])), text)


def _changed_units(source: str, target: str) -> Iterator[str]:
    """Quantities whose number is there with another unit."""
    there: dict[str, set[str]] = {}
    for number, unit, _text in _quantities(target):
        there.setdefault(number, set()).add(unit)
    for number, unit, text in _quantities(source):
        units = there.get(number, set())
        if unit and units - {""} and unit not in units and "" not in units:
            yield text


def _quantities(text: str) -> Iterator[tuple[str, str, str]]:
    for match in _UNIT.finditer(text):
        number = regex.sub(r"\D", "", match["number"])
        unit = (match["before"] or match["after"] or "").replace(" ", "")
        yield number, unit, match[0].strip()


def _repeats_itself(translation: str, source: str) -> bool:
    return any(
        regex.search(r"\p{L}", match["part"]) is not None
        for pattern in (_LOOP, _LOOP_OF_WORDS, _TWICE)
        if not pattern.search(source)
        for match in pattern.finditer(translation)
    )


def _wrong_length(target: str, source: str) -> ProblemKind | None:
    has, had = _weight(target), _weight(source)
    if has > had * _LONGEST + _FREE:
        return "too long"
    if has < (had - _FREE) * _SHORTEST:
        return "too short"
    return None


def _weight(text: str) -> float:
    """The length in letters of an alphabet."""
    return len(text) + (_WIDE_WEIGHT - 1) * len(_WIDE.findall(text))
