"""Terms that are to be translated in one way only."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import regex

from assistant.tasks.translate.errors import GlossaryUnreadable

_NO_WORD_BOUNDARIES = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Khmer}\p{Lao}\p{Myanmar}]")
_ENDINGS = r"(?:['’]?s|e?[snr]|ern|ns|es|a|i|y)?"
"""Endings with which a word is still the same one, in the larger languages of Europe."""
_STEM = 0.7
"""Share of a word's letters that stays the same under inflection."""
_SHORTEST_STEM = 3
_HEADINGS = {"source", "target", "source term", "target term", "term", "translation", "原文", "译文"}


@dataclass(frozen=True)
class Term:
    """``source`` in the text becomes ``target`` in the translation, inflected as its sentence demands."""

    source: str
    target: str

    def is_in(self, text: str) -> bool:
        """Whether a text in the source language uses the term."""
        return self._wanted.search(text) is not None

    def is_kept_by(self, translation: str) -> bool:
        """Whether a translation uses the target term, in any form that shares its stems."""
        plain = _without_accents(translation)
        return all(stem in plain for stem in self._stems)

    @cached_property
    def _wanted(self) -> regex.Pattern[str]:
        words = r"\s+".join(regex.escape(word) for word in self.source.split())
        if _NO_WORD_BOUNDARIES.search(self.source):
            return regex.compile(words, regex.I)
        return regex.compile(rf"(?<![\p{{L}}\p{{N}}]){words}{_ENDINGS}(?![\p{{L}}\p{{N}}])", regex.I)

    @cached_property
    def _stems(self) -> list[str]:
        plain = _without_accents(self.target)
        if _NO_WORD_BOUNDARIES.search(self.target):
            return [plain]
        # Compounds carry a term inside a word.
        return [word[: max(_SHORTEST_STEM, round(_STEM * len(word)))] for word in plain.split()]


def _without_accents(text: str) -> str:
    """In one case and without marks: the plural of a German word may have an umlaut more."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(part for part in parts if unicodedata.category(part) != "Mn")


def parse(text: str, name: str) -> tuple[Term, ...]:
    """The terms of a file with a term and its translation in each line, separated by tab, comma or semicolon.

    Further columns, empty lines and a line of headings are passed over; of a term that comes twice, the last
    counts. Raises :class:`GlossaryUnreadable`, with the ``name`` of the file and the number of the line.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max("\t;,", key=first.count)
    terms: dict[str, Term] = {}
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter)
    try:
        for number, row in enumerate(reader, 1):
            cells = [cell.strip() for cell in row]
            if not any(cells) or (number == 1 and cells[0].lower() in _HEADINGS):
                continue
            if len(cells) < 2 or not cells[0] or not cells[1]:
                raise GlossaryUnreadable(name=name, line=reader.line_num)
            terms[cells[0].casefold()] = Term(cells[0], cells[1])
    except csv.Error as error:
        raise GlossaryUnreadable(str(error), name=name, line=reader.line_num) from error
    return tuple(terms.values())


def as_csv(terms: Iterable[Term]) -> str:
    """What :func:`parse` reads."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("source", "target"))
    writer.writerows((term.source, term.target) for term in terms)
    return written.getvalue()
