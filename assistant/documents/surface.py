"""What of a text can be checked without understanding it: numbers, dates, names, quotations, addresses.

Summaries and translations are held against their source with it. It finds the common forms with few false
alarms, rather than every form. In German, where every noun has a capital, "names" are nouns as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import regex

from assistant.documents.abbreviations import BEFORE_NAME, SENTENCE_STARTERS
from assistant.documents.numerals import MAGNITUDES, canonical, chinese, readings
from assistant.documents.sentences import spans

FactKind = Literal["number", "date", "quotation", "name", "negation", "url", "email"]

_MONTH_WORDS = (
    "january jan januar janvier enero январь января",
    "february feb februar février febrero февраль февраля",
    "march mar märz mars marzo март марта",
    "april apr avril abril апрель апреля",
    "may mai mayo май мая",
    "june jun juni juin junio июнь июня",
    "july jul juli juillet julio июль июля",
    "august aug août agosto август августа",
    "september sep sept septembre septiembre сентябрь сентября",
    "october oct oktober okt octobre octubre октябрь октября",
    "november nov novembre noviembre ноябрь ноября",
    "december dec dezember dez décembre diciembre декабрь декабря",
)
_MONTHS = {word: number for number, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}
_VERBS = ("may", "march")
"""Months only with a capital."""
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_HAN_DIGITS = "零〇一二三四五六七八九两兩"
_HAN_UNITS = "十百千万萬亿億"
_HAN_BOTH = f"[{_HAN_DIGITS}{_HAN_UNITS}]*"
_HAN_NUMBER = f"(?:[{_HAN_DIGITS}]{_HAN_BOTH}[{_HAN_UNITS}]{_HAN_BOTH}|十[{_HAN_DIGITS}])"
_HAN_DAY = r"[一二三四五六七八九十]{1,3}"
_DIGITS = r"\d{1,3}(?:[.,'’\u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_MAGNITUDE = "|".join(sorted(map(regex.escape, MAGNITUDES), key=len, reverse=True))
_PERCENT = r"%|％|‰|per\s?cent\b|prozent\b|pour\s?cent\b|por\s?ciento\b"

_URL = regex.compile(r"(?:https?://|www\.)[^\s<>\"“”「」（）\u3000-\u303f\uff01-\uff60\p{Han}]+", regex.I)
_EMAIL = regex.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
_DATE = regex.compile(
    rf"""
    (?<!\d)(?P<y>\d{{4}})(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}})(?!\d)
  | (?<!\d)(?:(?P<y>\d{{4}})\s?年\s?)?(?P<m>\d{{1,2}})\s?月(?:\s?(?P<d>\d{{1,2}})\s?[日号號])?
  | (?:(?P<hy>[{_HAN_DIGITS}]{{4}})年)?(?P<hm>{_HAN_DAY})月(?:(?P<hd>{_HAN_DAY})[日号號])
  | (?<!\d)(?P<a>\d{{1,2}})(?P<mark>[./])(?P<b>\d{{1,2}})(?P=mark)(?P<y>\d{{4}})(?!\d)
  | (?<![\d.,])(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s(?:of\s|de\s)?(?P<name>{_MONTH})\b\.?
    (?:,?\s(?:de\s)?(?P<y>\d{{4}})\b)?
  | \b(?P<name>{_MONTH})\b\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s(?P<y>\d{{4}})\b)?
  | \b(?P<name>{_MONTH})\b\.?\s(?P<y>\d{{4}})\b
    """,
    regex.VERBOSE | regex.I,
)
_NUMBER = regex.compile(
    rf"""
    (?P<hpercent>百分之)(?P<han>{_HAN_NUMBER}|[{_HAN_DIGITS}])
  | (?P<han>{_HAN_NUMBER}|[一二三四五六七八九][零〇一二三四五六七八九]{{3}}(?=年))
  | (?<![\d\p{{Latin}}\p{{Cyrillic}}_.,])(?P<sign>(?<![^\s(（])[-−+])?(?P<digits>{_DIGITS})
    (?:\s?(?P<magnitude>{_MAGNITUDE})(?![^\W\p{{Han}}]))?
    (?:\s?(?P<percent>{_PERCENT}))?
    """,
    regex.VERBOSE | regex.I,
)
_QUOTATION = regex.compile(
    r"“([^“”\n]{1,600})”|„([^„“”\n]{1,600})[“”]|«\s?([^«»\n]{1,600}?)\s?»|「([^「」\n]{1,600})」|『([^『』\n]{1,600})』"
    r"|(?<![^\s(（：:])\"([^\"\n]{1,600})\""
)
_PARTICLES = r"(?:(?:of|de|da|di|du|van|von|der|den|la|del|bin|al)[ ]){0,2}"
_CAPITALISED = r"\p{Lu}[\p{L}\p{M}\p{N}]*(?:['’.-]\p{L}[\p{L}\p{M}\p{N}]*)*"
# Foreign names in Chinese are marked by their dot; where they end is guessed from the particles that follow.
_HAN_NAME = r"(?:(?![在是的了和与與说說于對对把被有从從向为為就也都将將])\p{Han}){1,6}"
_KANA_NAME = r"\p{Katakana}[\p{Katakana}ー]*"
_NAME = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}]){_CAPITALISED}(?:[ ]{_PARTICLES}{_CAPITALISED}){{0,5}}"
    r"|《([^《》\n]{1,60})》"
    rf"|{_HAN_NAME}(?:[·・•]{_HAN_NAME})+|{_KANA_NAME}(?:[・＝]{_KANA_NAME})+"
)
_NEGATION = regex.compile(
    r"\b(?:not|never|no|none|nobody|nothing|nowhere|neither|nor|without|cannot|\p{L}+n['’]t"
    r"|nicht|kein(?:e[nmrs]?)?|niemals|nirgends|ohne|weder|pas|jamais|aucune?|sans|nunca|ning[uú]na?|sin|не|нет|никогда|без)\b"
    r"|不(?![过過但仅僅断斷同久错錯管论論妨愧])|没有|沒有|没(?![收落])|未(?![来來])|無(?=い|く)|(?<=\p{Hiragana}|\p{Han})(?:ない|なかった|ません)|않|없",
    regex.I,
)
_NO_NAMES = BEFORE_NAME | {
    "i'm",
    "i’m",
    "i've",
    "i’ve",
    "i'll",
    "i’ll",
    "i'd",
    "i’d",
    "it's",
    "it’s",
    "don't",
    "don’t",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something checkable, and where it stands."""

    kind: FactKind
    text: str
    start: int
    end: int
    values: frozenset[str]
    """What it can mean, in a form that is equal for equal things: ``1234.5``, ``12%``, ``2024-03-05``."""

    def agrees(self, other: Fact) -> bool:
        """Whether both can mean the same."""
        return self.kind == other.kind and not self.values.isdisjoint(other.values)


def facts(text: str, start: int = 0, end: int | None = None) -> list[Fact]:
    """The facts in ``text[start:end]``, in order, with offsets into ``text``.

    Quotations overlap with what is found in them; other facts do not overlap.
    """
    part = text[start:end]
    found: list[Fact] = []
    taken = bytearray(len(part))
    for kind, find in _FINDERS:
        for first, last, values in find(part):
            if any(taken[first:last]):
                continue
            if kind != "quotation":
                taken[first:last] = b"\x01" * (last - first)
            found.append(Fact(kind, part[first:last], start + first, start + last, frozenset(values)))
    return sorted(found, key=lambda fact: (fact.start, fact.end))


Found = Iterator[tuple[int, int, set[str]]]


def _urls(text: str) -> Found:
    for match in _URL.finditer(text):
        url = match[0].rstrip(".,;:!?'\")]}…")
        yield match.start(), match.start() + len(url), {url.casefold().rstrip("/")}


def _emails(text: str) -> Found:
    for match in _EMAIL.finditer(text):
        yield *match.span(), {match[0].casefold()}


def _dates(text: str) -> Found:
    for match in _DATE.finditer(text):
        values = set(_readings_of_date(match))
        if values:
            yield *match.span(), values


def _readings_of_date(match: regex.Match[str]) -> Iterator[str]:
    groups = match.groupdict()
    if groups["a"]:
        one, other = int(groups["a"]), int(groups["b"])
        # With full stops the day comes first; with strokes that depends on the country.
        orders = {(one, other)} if groups["mark"] == "." else {(one, other), (other, one)}
    elif groups["hm"]:
        orders = {(chinese(groups["hd"]) or 0, chinese(groups["hm"]) or 0)}
    elif groups["name"] in _VERBS:
        return
    else:
        month = _MONTHS[groups["name"].lower()] if groups["name"] else int(groups["m"])
        orders = {(int(groups["d"] or 0), month)}
    year = groups["y"] or (str(chinese(groups["hy"])) if groups["hy"] else None)
    for day, month in orders:
        if 1 <= month <= 12 and day <= 31 and (day or year):
            suffix = f"{month:02}-{day:02}" if day else f"{month:02}"
            yield f"{year}-{suffix}" if year else f"--{suffix}"


def _numbers(text: str) -> Found:
    for match in _NUMBER.finditer(text):
        if match["han"]:
            value = chinese(match["han"])
            values = [Decimal(value)] if value is not None else []
        else:
            factor = MAGNITUDES[match["magnitude"].lower()] if match["magnitude"] else 1
            negative = match["sign"] in {"-", "−"}
            values = [(-value if negative else value) * factor for value in readings(match["digits"])]
        percent = "%" if match["percent"] or match["hpercent"] else ""
        yield *match.span(), {canonical(value) + percent for value in values}


def _quotations(text: str) -> Found:
    for match in _QUOTATION.finditer(text):
        content = next(group for group in match.groups() if group is not None)
        yield *match.span(), {" ".join(content.split()).casefold().rstrip(".,!?。，！？")}


def _names(text: str) -> Found:
    matches = list(_NAME.finditer(text))
    begins = {_first_letter(text, start) for start, _ in spans(text)}
    # A word that has a capital only where a sentence begins is no name; one that has it elsewhere is.
    elsewhere = {match[0].partition(" ")[0] for match in matches if match.start() not in begins}
    for match in matches:
        start, end = match.span()
        first, _, rest = match[0].partition(" ")
        if first.lower() in SENTENCE_STARTERS or (not rest and first.lower() in _NO_NAMES):
            start += len(first) + bool(rest)
        elif start in begins and not rest and match[0][0].isupper() and first not in elsewhere:
            continue
        if start < end:
            name = match[1] or text[start:end]
            yield start, end, {name.casefold().removesuffix("'s").removesuffix("’s")}


def _first_letter(text: str, start: int) -> int:
    while start < len(text) and not text[start].isalnum():
        start += 1
    return start


def _negations(text: str) -> Found:
    for match in _NEGATION.finditer(text):
        yield *match.span(), {"not"}


# In this order: what was found first keeps its place.
_FINDERS: tuple[tuple[FactKind, Callable[[str], Found]], ...] = (
    ("url", _urls),
    ("email", _emails),
    ("date", _dates),
    ("number", _numbers),
    ("quotation", _quotations),
    ("negation", _negations),
    ("name", _names),
)
