"""Of what kind a change is and why it is proposed, told by rule from the change alone.

A model's own reasons would cost more than its corrections, and be less true. What the rules cannot tell is
called what it is: another word, or another wording.
"""

from __future__ import annotations

import regex

from assistant.errors import QT_TRANSLATE_NOOP
from assistant.tasks.edits.difference import Change, changes, units
from assistant.tasks.edits.edit import Edit, Kind
from assistant.tasks.edits.words import ALIKE, ARTICLES, CONTRACTED, FUNCTION_WORDS, VERB_FORMS

Verdict = tuple[Kind, str]

_WORD = regex.compile(r"[\p{L}\p{N}]")
_CJK = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]+")
_APOSTROPHES = regex.compile("['’‘`]")
_CONTRACTED = regex.compile(rf"\b({'|'.join(CONTRACTED)})n['’]?t\b", regex.I)
_ENDINGS = frozenset(
    ("", "s", "es", "ed", "d", "ing", "er", "r", "est", "st", "ly", "y", "ies", "ied", "n", "en", "e")
)
_LEAST_STEM = 3
_AROUND = 60
"""Characters around a change that are looked at."""
_REPHRASED = 3
"""Words of a change from which it is another wording and not another word."""

_MARKS: tuple[tuple[str, str, str], ...] = (
    (",，、", QT_TRANSLATE_NOOP("edits", "Missing comma"), QT_TRANSLATE_NOOP("edits", "Needless comma")),
    (
        ".。!！?？",
        QT_TRANSLATE_NOOP("edits", "Missing end of sentence"),
        QT_TRANSLATE_NOOP("edits", "Needless mark"),
    ),
)
_APOSTROPHE: Verdict = ("punctuation", QT_TRANSLATE_NOOP("edits", "Apostrophe"))
_SPACING: Verdict = ("punctuation", QT_TRANSLATE_NOOP("edits", "Spacing"))
_MARK: Verdict = ("punctuation", QT_TRANSLATE_NOOP("edits", "Punctuation mark"))
_CAPITAL: Verdict = ("spelling", QT_TRANSLATE_NOOP("edits", "Capital or small letter"))
_JOINED: Verdict = ("spelling", QT_TRANSLATE_NOOP("edits", "Written together or apart"))
_MISSPELT: Verdict = ("spelling", QT_TRANSLATE_NOOP("edits", "Misspelt word"))
_ALIKE: Verdict = ("spelling", QT_TRANSLATE_NOOP("edits", "Words that are easily confused"))
_CHARACTER: Verdict = ("spelling", QT_TRANSLATE_NOOP("edits", "Wrong character"))
_FORM: Verdict = ("grammar", QT_TRANSLATE_NOOP("edits", "Form of the word"))
_ARTICLE: Verdict = ("grammar", QT_TRANSLATE_NOOP("edits", "Article"))
_FUNCTION: Verdict = ("grammar", QT_TRANSLATE_NOOP("edits", "Function word"))
_REPEATED: Verdict = ("grammar", QT_TRANSLATE_NOOP("edits", "Repeated word"))
_ORDER: Verdict = ("grammar", QT_TRANSLATE_NOOP("edits", "Order of the words"))
_ANOTHER: Verdict = ("word choice", QT_TRANSLATE_NOOP("edits", "Another word"))
_ADDED: Verdict = ("style", QT_TRANSLATE_NOOP("edits", "Words added"))
_LEFT_OUT: Verdict = ("style", QT_TRANSLATE_NOOP("edits", "Words left out"))
_REWORDED: Verdict = ("style", QT_TRANSLATE_NOOP("edits", "Another wording"))


def verdict(change: Change, text: str) -> Verdict:
    """The kind of a ``change`` to ``text``, and a reason of a few words (context "edits")."""
    before, after = change.before, change.after
    if any({before.casefold(), after.casefold()} <= alike for alike in ALIKE):
        return _ALIKE
    if _letters(before) == _letters(after):
        return _marks(before, after)
    if _letters(before).casefold() == _letters(after).casefold():
        return _CAPITAL if before.count(" ") == after.count(" ") else _JOINED
    old, new = words(written_out(before)), words(written_out(after))
    if not old or not new:
        return _one_sided(change, text, old, new)
    if _CJK.search(before) and _CJK.search(after):
        return _characters(old, new)
    if len(old) == len(new) == 1:
        return _one_word(old[0], new[0])
    if sorted(old) == sorted(new):
        return _ORDER
    return _several(old, new)


def edits_between(text: str, revised: str) -> list[Edit]:
    """What makes ``revised`` of ``text``; without flags, because all of it is meant."""
    return [
        Edit(change.start, change.end, change.before, change.after, *verdict(change, text))
        for change in changes(text, revised)
    ]


def words(text: str) -> list[str]:
    """The words of ``text``, or its characters where words are not divided, without regard to case."""
    return [unit.casefold().replace("’", "'") for unit in units(text) if _WORD.search(unit)]


def written_out(text: str) -> str:
    """``text`` with contracted negations in two words: "dont" and "don't" are "do not"."""
    return _CONTRACTED.sub(r"\1 not", text)


def is_repetition(change: Change, text: str) -> bool:
    """Whether a change takes away what stands there twice."""
    gone = words(change.before)
    before = words(text[max(0, change.start - _AROUND) : change.start])[-len(gone) :]
    behind = words(text[change.end : change.end + _AROUND])[: len(gone)]
    return bool(gone) and not words(change.after) and gone in (before, behind)


def is_misspelling(before: str, after: str) -> bool:
    """Whether two words differ as a slip of the hand would have it."""
    least = {1: 4, 2: 6, 3: 9}
    distance = _distance(before, after)
    longer = max(len(before), len(after))
    return sorted(before) == sorted(after) or longer >= least.get(distance, longer + 1)


def is_other_form(before: str, after: str) -> bool:
    """Whether two words are forms of one."""
    if any(before in forms and after in forms for forms in VERB_FORMS):
        return True
    stem = 0
    while stem < min(len(before), len(after)) and before[stem] == after[stem]:
        stem += 1
    # "planned" and "plan", "tries" and "try": the last letters of the stem belong to the ending.
    return any(
        cut >= min(_LEAST_STEM, len(before), len(after))
        and _ending(before, cut) in _ENDINGS
        and _ending(after, cut) in _ENDINGS
        for cut in (stem, stem - 1)
        if cut > 1
    )


def is_correction(before: str, after: str) -> bool:
    """Whether the second word is what the first was to be."""
    if _CJK.search(before) or _CJK.search(after):
        # A single wrong character is what spelling mistakes in Chinese are.
        return len(before) == len(after) == 1
    return are_alike(before, after) or is_misspelling(before, after)


def are_alike(before: str, after: str) -> bool:
    """Whether two words are taken for one another, or are forms of one."""
    return any({before, after} <= alike for alike in ALIKE) or is_other_form(before, after)


def _ending(word: str, cut: int) -> str:
    end = word[cut:]
    # A doubled consonant: "planned" ends in "ned" after "plan".
    return end[1:] if len(end) > 1 and end[0] == word[cut - 1] else end


def _letters(text: str) -> str:
    return "".join(_WORD.findall(text))


def _marks(before: str, after: str) -> Verdict:
    """The letters are the same."""
    if _APOSTROPHES.sub("", before) == _APOSTROPHES.sub("", after):
        return _APOSTROPHE
    old, new = ("".join(text.split()) for text in (before, after))
    if old == new:
        return _JOINED if _letters(before) else _SPACING
    if old.replace("-", "") == new.replace("-", ""):
        return _JOINED
    gained = [mark for mark in new if mark not in old]
    lost = [mark for mark in old if mark not in new]
    for marks, missing, needless in _MARKS:
        if gained and not lost and all(mark in marks for mark in gained):
            return "punctuation", missing
        if lost and not gained and all(mark in marks for mark in lost):
            return "punctuation", needless
    return _MARK


def _one_sided(change: Change, text: str, old: list[str], new: list[str]) -> Verdict:
    """Words are inserted or deleted only."""
    if not old and not new:
        return _MARK
    if is_repetition(change, text):
        return _REPEATED
    concerned = old or new
    if all(word in ARTICLES for word in concerned):
        return _ARTICLE
    if len(concerned) < _REPHRASED and all(word in FUNCTION_WORDS for word in concerned):
        return _FUNCTION
    return _LEFT_OUT if old else _ADDED


def _characters(old: list[str], new: list[str]) -> Verdict:
    """Chinese and Japanese."""
    if len(old) == len(new) and len(old) < _REPHRASED:
        pairs = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
        if all(any(a in alike and b in alike for alike in ALIKE) for a, b in pairs):
            return _ALIKE
        if len(pairs) == 1:
            return _CHARACTER
    if sorted(old) == sorted(new):
        return _ORDER
    return _several(old, new)


def _one_word(before: str, after: str) -> Verdict:
    if any(before in alike and after in alike for alike in ALIKE):
        return _ALIKE
    if before in ARTICLES and after in ARTICLES:
        return _ARTICLE
    if is_other_form(before, after):
        return _FORM
    if before in FUNCTION_WORDS and after in FUNCTION_WORDS:
        return _FUNCTION
    if is_misspelling(before, after):
        return _MISSPELT
    return _ANOTHER


def _several(old: list[str], new: list[str]) -> Verdict:
    rest_old, rest_new = list(old), list(new)
    for word in old:
        if word in rest_new:
            rest_old.remove(word)
            rest_new.remove(word)
    if len(rest_old) == len(rest_new) == 1:
        return _one_word(rest_old[0], rest_new[0])
    if all(word in FUNCTION_WORDS for word in (*rest_old, *rest_new)):
        return _FUNCTION
    if max(len(rest_old), len(rest_new)) < _REPHRASED:
        forms = len(rest_old) == len(rest_new) and all(map(is_other_form, rest_old, rest_new))
        return _FORM if forms else _ANOTHER
    return _REWORDED


def _distance(before: str, after: str) -> int:
    """Letters that are inserted, deleted, replaced or exchanged with their neighbour."""
    rows: list[list[int]] = [list(range(len(after) + 1))]
    for i, one in enumerate(before, 1):
        row = [i]
        for j, other in enumerate(after, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (one != other))
            if i > 1 and j > 1 and one == after[j - 2] and before[i - 2] == other:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
