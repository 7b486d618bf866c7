"""An outline: what a person writes as points, line by line, and what a model proposes for a topic."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from assistant.engine.protocol import Generate
from assistant.engine.values import Sampling
from assistant.tasks.draft.errors import NoOutline
from assistant.tasks.draft.options import LENGTHS, DraftOptions
from assistant.tasks.draft.result import Passage
from assistant.tasks.draft.wording import wording
from assistant.tasks.steps import Answer, Counted, Piece, Scored, Streamed, Task, TaskCancelled
from assistant.tasks.work import ModelFacts, Work

MOST_SECTIONS = 40

_LINE = regex.compile(
    r"(?P<indent>[ \t\u3000]*)"
    r"(?:(?:[-*+•‣–]|#{1,6}|[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[.)）]|[、．]))[ \t]*)?"
    r"(?P<text>.*\S)"
)
_MARKED = regex.compile(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?=$|[\s:：.])")
_LONGEST_HEADING = 70
"""Characters; a line that is longer is no heading but a text."""
_TOKENS_A_SECTION = 28
_PROPOSING = Sampling(temperature=0.6, dry_multiplier=0.8)


@dataclass(frozen=True, slots=True)
class Section:
    """A line of the outline, and what stands indented below it."""

    heading: str
    points: tuple[str, ...] = ()


def parse(text: str) -> tuple[Section, ...]:
    """The sections of an outline: each line is one; lines that are indented are points of the one above.

    Bullets, numbers and the signs of headings are no part of them.
    """
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        match = _LINE.fullmatch(line.rstrip())
        if match is None:
            continue
        if match["indent"] and found:
            found[-1][1].append(match["text"])
        elif len(found) < MOST_SECTIONS:
            found.append((match["text"], []))
    return tuple(Section(heading, tuple(points)) for heading, points in found)


def propose(topic: str, options: DraftOptions, model: ModelFacts) -> Task[Passage]:
    """Have the model propose an outline, line by line. Shows the lines so far; a cancelled run returns them.

    Raises :class:`NoOutline`, and what the engine fails with twice in a row.
    """
    work = Work(1)
    words = wording(topic)
    wanted = LENGTHS[options.length].sections
    request = Generate(
        messages=words.ask("outline", kind=words.kinds[options.kind], topic=topic.strip(), count=wanted),
        # Left to itself a small model writes about the outline instead of one, or ends after two lines.
        prefix="1.",
        grammar=_numbered(wanted),
        sampling=_PROPOSING,
        max_tokens=min(_TOKENS_A_SECTION * (wanted + 1), model.context // 2),
        template_options={"enable_thinking": False},
    )
    answer = ""

    def begin(_key: None) -> None:
        nonlocal answer
        answer = "1."

    def hear(_key: None, piece: Piece) -> str | None:
        nonlocal answer
        if piece.thinking:
            return None
        answer += piece.text
        return proposed(answer.rpartition("\n")[0], topic, wanted) if "\n" in piece.text else None

    def take(_key: None, end: Answer | Scored | Counted) -> None:
        nonlocal answer
        assert isinstance(end, Answer)
        answer = f"1.{end.text}"
        if end.finish_reason != "stop":
            answer = answer.rpartition("\n")[0]

    try:
        yield from work.complete([(None, Streamed(request))], take, begin, hear)
    except TaskCancelled:
        answer = answer.rpartition("\n")[0]
        return Passage(proposed(answer, topic, wanted), work.usage, work.timings)
    lines = proposed(answer, topic, wanted)
    if not lines:
        raise NoOutline
    return Passage(lines, work.usage, work.timings)


def _numbered(lines: int) -> str:
    """The grammar (GBNF) of so many lines, of which the first number is written already."""
    further = " ".join(f'"\\n{number}." line' for number in range(2, lines + 1))
    return f'root ::= line {further}\nline ::= " " [^\\n]{{4,{_LONGEST_HEADING}}}'


def proposed(answer: str, topic: str, most: int) -> str:
    """The lines of an answer that can be headings, each once, as an outline."""
    seen = {_folded(topic)}
    lines: list[str] = []
    for section in parse(answer):
        for heading in (section.heading, *section.points):
            clean = _MARKED.sub("", heading).strip(' \t"“”:：').removesuffix(".")
            if not clean or len(clean) > _LONGEST_HEADING or _folded(clean) in seen:
                continue
            seen.add(_folded(clean))
            lines.append(f"- {clean}")
    return "\n".join(lines[:most])


def _folded(text: str) -> str:
    return regex.sub(r"\W+", " ", text.casefold()).strip()
