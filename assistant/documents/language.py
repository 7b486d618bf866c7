"""Which language a text is in, found on this machine: nothing of the text ever leaves it.

A naive Bayes classifier over byte n-grams does the work (langid.py; Lui and Baldwin, ACL 2012). Its model
comes with the package. Chinese is told apart into simplified and traditional by the characters' presence in
the national character sets GB 2312-80 and Big5.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import regex

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNKNOWN = "und"
_SAMPLE = 20_000
"""Characters that are looked at: more do not change the answer."""
_FULL_CONFIDENCE_LETTERS = 24
"""Below so many letters an answer is a guess, and its confidence is lowered in proportion."""

# The classifier's dialects, creoles and ancient languages win over their large relatives on short texts.
_LANGUAGES = (
    "af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it "
    "ja ka kk km kn ko ky la lb lo lt lv mk ml mn mr ms mt my ne nl no or pa pl ps pt ro ru sa si sk sl "
    "so sq sr sv sw ta te tg th tl tr tt ug uk ur uz vi zh zu"
).split()
_NO_LANGUAGE = regex.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.-]+|[\p{N}\p{P}\p{S}]+"
)
_LETTER = regex.compile(r"[\p{L}\p{M}]")
_HAN = regex.compile(r"\p{Han}")
_DECISIVE = {
    "ja": regex.compile(r"[\p{Hiragana}\p{Katakana}]"),
    "ko": regex.compile(r"\p{Hangul}"),
    "th": regex.compile(r"\p{Thai}"),
}


@dataclass(frozen=True, slots=True)
class Detected:
    """The answer of :func:`detect`."""

    code: str
    """ISO 639-1, or ``und`` where there are no letters to judge by."""
    confidence: float
    """From 0 to 1. Below about 0.5 a person should be asked."""
    script: Literal["", "Hans", "Hant"] = ""
    """Chinese only, and only where the characters tell."""

    @property
    def tag(self) -> str:
        """The BCP 47 tag, such as ``zh-Hant``."""
        return f"{self.code}-{self.script}" if self.script else self.code


def detect(text: str) -> Detected:
    """The language of ``text``; of a mixed text, the one that most of it is in."""
    sample = " ".join(_NO_LANGUAGE.sub(" ", _spread(text)).split())
    letters = len(_LETTER.findall(sample))
    if not letters:
        return Detected(UNKNOWN, 0.0)
    han = len(_HAN.findall(sample))
    for code, pattern in _DECISIVE.items():
        found = len(pattern.findall(sample))
        # Japanese is written with Han characters as well; a Chinese text quotes few kana.
        if found > 0.1 * letters and found + han > 0.5 * letters:
            return Detected(code, _by_length(0.99, found + han, 4))
    if han > 0.4 * letters:
        return Detected("zh", _by_length(han / letters, han, 6), chinese_script(sample))
    code, confidence = _identifier().classify(sample)
    return Detected(code, _by_length(confidence, letters, _FULL_CONFIDENCE_LETTERS))


def preference(text: str, code: str, other: str) -> float:
    """How much rather ``text`` is in the language ``code`` than in ``other``, from 0 to 1.

    A choice between two can be made from far fewer letters than one among all. 0.5 where nothing tells.
    """
    ranked = dict(_identifier().rank(" ".join(_NO_LANGUAGE.sub(" ", _spread(text)).split())))
    this, that = ranked.get(code, 0.0), ranked.get(other, 0.0)
    return this / (this + that) if this + that else 0.5


def chinese_script(text: str) -> Literal["", "Hans", "Hant"]:
    """Whether Chinese ``text`` is simplified or traditional; empty where no character distinguishes them."""
    simplified = traditional = 0
    for character in set(_HAN.findall(text)):
        in_gb, in_big5 = _encodes(character, "gb2312"), _encodes(character, "big5")
        simplified += in_gb and not in_big5
        traditional += in_big5 and not in_gb
    if simplified == traditional:
        return ""
    return "Hans" if simplified > traditional else "Hant"


def _spread(text: str) -> str:
    """A sample from the beginning, the middle and the end: a foreign preface must not decide for a book."""
    if len(text) <= _SAMPLE:
        return text
    third = _SAMPLE // 3
    middle = len(text) // 2
    return f"{text[:third]}\n{text[middle : middle + third]}\n{text[-third:]}"


def _by_length(confidence: float, seen: int, enough: int) -> float:
    return float(confidence) * min(1.0, seen / enough)


def _encodes(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


@functools.cache
def _identifier() -> LanguageIdentifier:
    """Takes most of a second and some 60 MB, so it is loaded when the first text asks for it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier
