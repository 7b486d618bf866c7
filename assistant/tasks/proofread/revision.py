"""Whether an answer is a revision of its sentence, and not a reply, a translation, a comment or a loop."""

from __future__ import annotations

from difflib import SequenceMatcher

import regex

from assistant.documents.language import detect
from assistant.engine.values import FinishReason
from assistant.tasks.edits.difference import units
from assistant.tasks.edits.judgement import is_correction, words
from assistant.tasks.proofread.result import LeftReason

_LEAST_ALIKE = 0.5
"""Of the words of both, so much has to be in both."""
_FEW = 4
"""Words of a sentence in which one or two may all be wrong."""
_LEAST_ALIKE_FEW = 0.3
_MOST_LONGER, _MOST_SHORTER = 1.4, 0.6
_SLACK = 3
"""Words by which a sentence may always grow or shrink."""
_SURE = 0.8
_QUESTION = regex.compile(r"[?？؟]\W*\Z")
_QUOTES = (("“", "”"), ('"', '"'), ("「", "」"), ("'", "'"), ("`", "`"))


def revised(
    answer: str, sentence: str, reason: FinishReason | None
) -> tuple[str, None] | tuple[None, LeftReason]:
    """The revised sentence in what a model wrote, or why there is none in it."""
    text = _unquoted(answer.strip(), sentence)
    if not text:
        return None, "empty"
    if text == sentence:
        return text, None
    if reason not in ("stop", "stop_string"):
        return None, "cut off"
    before, after = _count(sentence), _count(text)
    if not (_MOST_SHORTER * before - _SLACK <= after <= _MOST_LONGER * before + _SLACK):
        return None, "other length"
    if is_translated(text, sentence):
        return None, "other language"
    least = _LEAST_ALIKE if before > _FEW else _LEAST_ALIKE_FEW
    if _kinship(sentence, text) < least or (_QUESTION.search(sentence) and not _QUESTION.search(text)):
        return None, "other sentence"
    return text, None


def _kinship(sentence: str, text: str) -> float:
    """From 0 to 1: how much of the words of both is in both, in order; a corrected word is the same one."""
    old, new = words(sentence), words(text)
    alike = 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            alike += i2 - i1
        elif tag == "replace":
            alike += sum(map(is_correction, old[i1:i2], new[j1:j2]))
    return 2 * alike / max(1, len(old) + len(new))


def _unquoted(text: str, sentence: str) -> str:
    """Without quotation marks that a model has put around the whole of it."""
    for opening, closing in _QUOTES:
        inside = text.removeprefix(opening).removesuffix(closing)
        if len(text) - len(inside) == 2 and not sentence.startswith(opening) and opening not in inside:
            return inside.strip()
    return text


def _count(text: str) -> int:
    return sum(not unit.isspace() for unit in units(text))


def is_translated(text: str, sentence: str) -> bool:
    """Whether ``text`` is surely in another language than ``sentence``."""
    before, after = detect(sentence), detect(text)
    return before.code != after.code and min(before.confidence, after.confidence) >= _SURE
