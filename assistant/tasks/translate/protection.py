"""What a translation must not change is shown to the model as numbered tags, and put back afterwards.

Addresses, code, placeholders and markup are long and strange to a small model; ``<1/>`` is neither.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import regex

from assistant.documents.translatable.tags import TAG

_PROTECTED = regex.compile(
    r"""
    (?P<code>(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`))
  | (?P<url>(?:[a-z][a-z0-9+.-]{1,9}://|www\.)[^\s<>"“”「」（）\u3000-\u303f\uff01-\uff60\p{Han}]*
        [^\s<>"“”「」（）\u3000-\u303f\uff01-\uff60\p{Han}.,;:!?'’)\]}…])
  | (?P<email>(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+)
  | (?P<tag><(?P<inline>/?\d{1,4}/?)>|<\\+/?\d{1,4}/?>|</?[a-zA-Z][^<>\n]*>
        |&(?:\#\d+|\#x[0-9a-f]+|[a-zA-Z]+);)
  | (?P<placeholder>\$?\{\{?\s?[^\s{}]{0,60}\s?\}?\}|%\([^()\n]{1,40}\)[a-zA-Z]
        |(?<![\d%])%(?:\d+\$)?[-+0\#]*\d*(?:\.\d+)?(?:l{0,2}[sdiufgxXc@])(?!\p{L})
        |(?<![\d%])%\d{1,2}(?!\d)|\\[nrt](?![a-z]))
  | (?P<path>(?<![\w/])(?:~|\.{1,2})?/(?:[\w.@-]+/)*[\w.@-]*[\w@-](?:/)?(?=[\s,.;:!?)\]]|$)
        |(?<![\w])[A-Z]:\\[\w\\.-]+)
  | (?P<name>(?<![\w-])--[a-z][\w-]+|(?<![\p{L}\p{N}_])(?=\w*[a-zA-Z])\w+(?:\.\w+)*\(\)
        |(?<![\p{L}\p{N}_])[A-Za-z]+(?:_[A-Za-z0-9]+)+)
    """,
    regex.VERBOSE,
)
_LETTER = regex.compile(r"\p{L}")
_NOT_WORDS = regex.compile(
    r"""
    (?<![\p{L}\p{N}])\p{N}+(?:[.,:]\p{N}+)*\s?
    (?:[kKMGT]?i?[Bb]|[mckµn]?[mgsl]|[kMG]?Hz|[kM]?Wh?|°[CF])(?![\p{L}])      # 12 kg
  | (?<![\p{L}\p{N}])(?:[\p{L}\p{N}_-]+\.)+(?:[a-z]\w{1,4})(?![\p{L}\p{N}])   # file.ext, example.org
  | (?<![\p{L}\p{N}])\p{L}{0,3}\p{N}[\p{L}\p{N}.,:/_-]*                        # v2.3, 3rd, A4
    """,
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Protected:
    """A segment as the model sees it, on one line."""

    text: str
    originals: dict[str, str]
    """What each tag in ``text`` stands for."""

    @property
    def tags(self) -> tuple[str, ...]:
        """In the order of the text."""
        return tuple(self.originals)

    def wrong_tags(self, translation: str) -> list[str]:
        """What tags stand for that ``translation`` lacks, has too often, closes before it opens, or adds."""
        found = Counter(match[0] for match in TAG.finditer(translation))
        wrong = [original for tag, original in self.originals.items() if found[tag] != 1]
        wrong += [tag for tag in found if tag not in self.originals]
        return wrong + [
            original
            for tag, original in self.originals.items()
            if tag.startswith("</")
            and self.tags.index(tag) > self._place(opening := tag.replace("/", "")) >= 0
            and found[tag] == found[opening] == 1
            and self._holds_less(translation, opening, tag)
        ]

    def _place(self, tag: str) -> int:
        return self.tags.index(tag) if tag in self.originals else -1

    def _holds_less(self, translation: str, opening: str, closing: str) -> bool:
        """Whether a pair is the wrong way round, or has lost what it held."""
        _, _, after = translation.partition(opening)
        _, _, held = self.text.partition(opening)
        return closing not in after or (
            not after.partition(closing)[0].strip() and bool(held.partition(closing)[0].strip())
        )

    def restore(self, translation: str) -> str:
        """``translation`` with what its tags stand for."""
        return TAG.sub(lambda match: self.originals.get(match[0], match[0]), translation)

    def hide(self, translation: str) -> str:
        """The inverse of :meth:`restore`, for a translation or the beginning of one."""
        for tag, original in self.originals.items():
            translation = translation.replace(original, tag, 1)
        return translation


def protect(source: str, first: int = 1) -> Protected:
    """Number what must not change in a segment, from ``first``."""
    originals: dict[str, str] = {}
    numbers: dict[str, int] = {}
    next_number = itertools.count(first)

    def standing() -> str:
        return f"<{next(next_number)}/>"

    def replace(match: regex.Match[str]) -> str:
        inline = match["inline"]
        if inline and not inline.endswith("/"):
            pair = inline.strip("/")
            if pair not in numbers:
                numbers[pair] = next(next_number)
            tag = f"</{numbers[pair]}>" if inline.startswith("/") else f"<{numbers[pair]}>"
        else:
            tag = standing()
        if tag in originals:  # the same tag twice: each stands for itself
            tag = standing()
        originals[tag] = match[0]
        return tag

    # A line break inside a sentence is none of its words.
    return Protected(_PROTECTED.sub(replace, " ".join(source.split())), originals)


def has_words(protected: Protected, kept: Iterable[str]) -> bool:
    """Whether anything is left to translate beside tags, numbers, file names and the words to be ``kept``."""
    text = TAG.sub(" ", protected.text)
    for word in sorted(kept, key=len, reverse=True):
        text = text.replace(word, " ")
    return _LETTER.search(_NOT_WORDS.sub(" ", text)) is not None
