"""Points as rows: who, what and when for a table, action items and decisions for minutes.

Cells are parts of the point's own text, found by counting on words and positions, so no cell can say what the
point does not; what is not found stays empty. Where several could be the one who acts, the model chooses.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import regex

from assistant.documents.actors import Actor, actors
from assistant.documents.times import times
from assistant.tasks.summarize.options import Format
from assistant.tasks.summarize.result import Row, RowKind, Span

_DECIDED = regex.compile(
    r"\b(?:decided|agreed|approved|adopted|resolved|rejected|accepted|endorsed|elected|ratified|postponed|carried"
    r"|voted|unanimous(?:ly)?|decision)\b"
    r"|决定|决议|批准|否决|同意|议定|敲定|推迟|选举|表决|一致(?:认为|通过)"
    r"|通过(?=了|《|.{0,8}(?:预算|方案|决议|报告|提案|计划|议案))",
    regex.I,
)
_NOBODYS = regex.compile(
    r"\A\W*(?:(?i:action|todo|to[ -]do)\b|待办|行动项)"
    r"|\b(?:will|shall|must|should|needs?\sto|has\sto|is\sto|are\sto|to)\sbe\b"
)
"""What is to be done without a word on who does it."""
_LIMIT = regex.compile(r"(?:by|before|until|till|within|not?\slater)\b|.*[前内]\Z", regex.I)
_DUTY = regex.compile(
    r"(?:[于在并]?(?:将|会|必须|须|需要?|应当?|负责|答应|承诺|同意))+"
    r"|[\s:：)–—,，]*(?:(?:also\s)?(?:will|shall|must|should|needs?\sto|has\sto|is\sto|are\sto|(?:agreed|undertook"
    r"|promised|offered|volunteered|was\sasked|were\sasked)\sto|to)\s)?",
    regex.I,
)
_BEFORE_TIME = regex.compile(r"(?:[\s,，]|\b(?:on|in|at|during|to|the|of)\b)*\Z", regex.I)
_AT_BEGIN = regex.compile(r"\W*(?:(?:on|in|at|during)\s)?(?:the\s)?", regex.I)
_HAN_TIME_FOLLOWS = regex.compile(r"[在于，,\s]*")
_END = " \t.。;；,，:："
_LEAST = 4
"""Letters of what is done."""
_EITHER_CELL = 0.1
"""What a passage gains for a cell it can fill; salience is at most 1."""


def has_rows(form: Format) -> bool:
    return form in ("table", "actions")


def gain(text: str, form: Format, names: Collection[str]) -> float | None:
    """What the form adds to a passage's salience; None: the passage has no place in it."""
    found = actors(text, names)
    if form == "actions":
        return 0.0 if _undertaking(text, found) else None
    return _EITHER_CELL * (bool(found) + bool(times(text)))


def kind_of(passage: str, form: Format, names: Collection[str]) -> RowKind:
    """What a passage is in the table, in whatever words it is put."""
    if form == "table":
        return "event"
    return _undertaking(passage, actors(passage, names)) or "action"


def candidates(text: str, kind: RowKind, names: Collection[str]) -> list[Actor]:
    """Who could be the one who acts, the likeliest first."""
    found = actors(text, names)
    return _charged(found) if kind == "action" else found


def row(text: str, kind: RowKind, actor: Actor | None) -> Row:
    """The cells of a point with this ``text``."""
    who = Span(actor.start, actor.end) if actor else None
    when = _time(text, who, kind)
    return Row(kind, _what(text, who, when, kind), who, when)


def loses_cells(text: str, original: str, kind: RowKind, names: Collection[str]) -> bool:
    """Whether a shorter wording leaves a cell empty that the original fills."""

    def filled(wording: str) -> tuple[bool, bool]:
        return bool(candidates(wording, kind, names)), bool(times(wording))

    return filled(text) != filled(original)


def _undertaking(text: str, found: Sequence[Actor]) -> RowKind | None:
    """Whether something is to be done or was decided; None: neither."""
    if _charged(found):
        return "action"
    if _DECIDED.search(text):
        return "decision"
    deadline = any(_LIMIT.match(text[start:end]) for start, end in times(text))
    labelled = _NOBODYS.search(text)
    return "action" if labelled and (deadline or labelled.start() == 0) else None


def _charged(found: Sequence[Actor]) -> list[Actor]:
    """Those who have something to do. "The council decided to build" is a decision of the council."""
    return [actor for actor in found if actor.assigned]


def _time(text: str, who: Span | None, kind: RowKind) -> Span | None:
    found = [Span(*each) for each in times(text)]
    if kind == "action":
        found.sort(key=lambda span: _LIMIT.match(text[span.start : span.end]) is None)
    return next(
        (span for span in found if who is None or span.end <= who.start or span.start >= who.end), None
    )


def _what(text: str, who: Span | None, when: Span | None, kind: RowKind) -> Span:
    """What remains when the other cells are cut off at both ends; the whole, if too little remains."""
    begin, end = 0, len(text.rstrip(_END))
    if when and _AT_BEGIN.fullmatch(text, 0, when.start):
        begin = when.end
    if who and (kind == "action" or not text[begin : who.start].strip(" ,，")):
        begin = who.end
        if kind == "action" and (duty := _DUTY.match(text, begin)):
            begin = duty.end()
        if when and begin <= when.start and _HAN_TIME_FOLLOWS.fullmatch(text, begin, when.start):
            begin = when.end
    if when and when.end >= end and when.start > begin:
        before = _BEFORE_TIME.search(text, begin, when.start)
        end = before.start() if before else when.start
    while begin < end and text[begin] in _END:
        begin += 1
    if sum(character.isalpha() for character in text[begin:end]) < _LEAST:
        begin, end = 0, len(text.rstrip(_END))
    return Span(begin, end)
