"""Whether a translation is in the language that was asked for, and not the source over again.

A few words are enough to choose between two languages, though not among all; names, which both languages
share, are left out of it.
"""

from __future__ import annotations

import regex

from assistant.documents.language import chinese_script, detect, preference
from assistant.tasks.translate.languages import Language

_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*")
_SURE = 0.8
"""Confidence from which a third language counts as found."""
_UNLIKELY = 0.2
"""Of the wanted language against another: below it a short text is not in it."""
_SHORT = 5
"""Words; of a longer text the wanted language must be the likelier one."""
_FEW_WORDS = 3
_COMMON = 0.75
"""Share of a translation's words that are those of the source in a source repeated with changes."""
_OWN_LETTERS = 0.5
"""Share of a translation's letters, words of the source aside, that are of its language's scripts."""
_NEAR = (
    frozenset(("id", "ms", "jv")),
    frozenset(("no", "da", "nn", "nb")),
    frozenset(("hr", "sr", "bs", "sl")),
    frozenset(("cs", "sk")),
    frozenset(("pt", "gl")),
    frozenset(("es", "ca", "gl", "an")),
    frozenset(("ru", "uk", "be", "bg", "mk")),
    frozenset(("fa", "ps", "ur")),
)
"""Languages that short texts do not tell apart."""


def words(text: str) -> list[str]:
    return [match[0] for match in _WORD.finditer(text)]


def repeats_source(translation: str, source: str) -> bool:
    """Whether a translation is the source, with hardly a change."""
    if _folded(translation) == _folded(source):
        return True
    said, there = [word.casefold() for word in words(translation)], words(source)
    known = {word.casefold() for word in there}
    return len(said) > _FEW_WORDS and sum(word in known for word in said) > _COMMON * len(said)


def may_stay(source: str) -> bool:
    """Whether a text of one to three words can be the same in any language, as names are."""
    found = words(source)
    return 0 < len(found) <= _FEW_WORDS and all(word[0].isupper() or word[0].isdigit() for word in found)


def is_in_language(translation: str, wanted: Language, source: str, written_in: Language | None) -> bool:
    """Whether ``translation`` may be in the ``wanted`` language; ``written_in`` is that of ``source``."""
    names = {word for word in words(source) if not word.islower()}
    own = [word for word in words(translation) if word not in names]
    if not own:
        return True
    text = " ".join(own)
    if wanted.scripts != ("Latin",):
        letters = wanted.letters()
        found = sum(letters.match(letter) is not None for letter in text)
        if found < _OWN_LETTERS * sum(letter.isalpha() for letter in text):
            return False
    if wanted.code == "zh":
        # Han characters with kana among them are Japanese.
        return detect(text).code == "zh" and chinese_script(text) in {"", wanted.tag.partition("-")[2]}
    if written_in is not None and written_in.code != wanted.code:
        least = _UNLIKELY if len(own) < _SHORT else 0.5
        if preference(text, wanted.code, written_in.code) < least:
            return False
    return not _is_in_another(text, wanted)


def _is_in_another(text: str, wanted: Language) -> bool:
    found = detect(text)
    if found.confidence < _SURE or found.code == wanted.code:
        return False
    return not any(found.code in near and wanted.code in near for near in _NEAR)


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
