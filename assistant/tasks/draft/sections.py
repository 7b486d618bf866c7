"""Writing a text from its outline, one section at a time."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from assistant.engine.protocol import Generate
from assistant.engine.values import Sampling
from assistant.tasks.draft import window
from assistant.tasks.draft.options import KINDS, LENGTHS, DraftKind, DraftOptions
from assistant.tasks.draft.outline import Section
from assistant.tasks.draft.passage import new, sentences, whole_sentences
from assistant.tasks.draft.result import SectionText, Writing
from assistant.tasks.draft.wording import Wording, wording
from assistant.tasks.steps import Answer, Counted, Piece, Scored, Streamed, Task, TaskCancelled
from assistant.tasks.work import ModelFacts, Work

_SEEN = 500
"""Characters of what stands before a section that are shown where sections are one run of text."""
_FEWEST_WORDS, _MOST_WORDS = 50, 250
_TOKENS_A_WORD = 2
_WRITING = Sampling(temperature=0.6, repeat_penalty=1.1, repeat_last=256, dry_multiplier=0.8)

_OPENING = regex.compile(r"\s*(?:(?:#{1,6}[ \t]|\*\*)[^\n]*\n\s*|[^\n]{1,100}[:：]\**[ \t]*\n\s*)*")
_NOTE = regex.compile(r"\s*-[ \t]+(?P<note>[^\n]*\S)[ \t]*(?:\n|\Z)")
_OPENS = regex.compile(r"\s*(?:#|\*\*)[^\n]*\Z")
"""A first line that may still turn out to be a heading."""
_NEXT_HEADING = regex.compile(r"\n[ \t]*(?:#{1,6}[ \t]|\*\*[^*\n]+\*\*:?[ \t]*(?:\n|\Z))")


def title_of(topic: str, options: DraftOptions) -> str:
    """What stands above the first section; may be empty."""
    return f"# {topic.strip()}" if KINDS[options.kind].titled and topic.strip() else ""


def write(
    topic: str,
    outline: Sequence[Section],
    options: DraftOptions,
    model: ModelFacts,
    *,
    before: str = "",
    only: int | None = None,
) -> Task[Writing]:
    """Write the sections of ``outline``, or ``only`` the one of this number, counted from 0.

    ``before`` is what stands in front of the first that is written. Shows each :class:`SectionText` as it
    grows; a cancelled run returns what it has. Raises what the engine fails with twice in a row.
    """
    work = Work(1)
    kind = KINDS[options.kind]
    words = wording(f"{topic}\n{' '.join(section.heading for section in outline)}")
    length = LENGTHS[options.length].words // max(1, len(outline))
    length = round(words.words_factor * min(max(length, _FEWEST_WORDS), _MOST_WORDS))
    answers: dict[int, str] = {}
    whole: set[int] = set()
    done: dict[int, str] = {}
    told = sentences(before)

    def text(number: int) -> str:
        body, ended = _body(answers[number], outline[number])
        body, _ = new(body, told, whole=ended or number in whole)
        return "\n\n".join(filter(None, (_heading(outline[number], kind), body.rstrip())))

    def begin(number: int) -> None:
        answers[number] = ""
        whole.discard(number)

    def hear(number: int, piece: Piece) -> SectionText | None:
        if piece.thinking:
            return None
        answers[number] += piece.text
        return SectionText(number, text(number))

    def take(number: int, end: Answer | Scored | Counted) -> SectionText:
        assert isinstance(end, Answer)
        whole.add(number)
        answers[number] = end.text if end.finish_reason == "stop" else whole_sentences(end.text)
        done[number] = text(number)
        told.extend(sentences(done[number]))
        return SectionText(number, done[number], finished=True)

    try:
        for number, section in enumerate(outline):
            if only is not None and number != only:
                continue
            so_far = "\n\n".join([before, *done.values()]).strip()
            # What said nothing new in view of what stands before is asked for once more without that.
            for seen in (so_far, "") if so_far else ("",):
                request = _request(words, kind, topic, section, seen, length, model)
                yield from work.complete([(number, Streamed(request))], take, begin, hear)
                if done[number] != _heading(section, kind):
                    break
    except TaskCancelled:
        for number in answers.keys() - whole:
            done[number] = text(number)
    return Writing(
        tuple(SectionText(number, written, finished=True) for number, written in sorted(done.items())),
        work.usage,
        work.timings,
    )


def _heading(section: Section, kind: DraftKind) -> str:
    return f"## {section.heading}" if kind.headed else ""


def _body(answer: str, section: Section) -> tuple[str, bool]:
    """Without what stands above it, up to the next heading, and whether that has come.

    Above it may stand headings, announcements, and the notes, which small models like to repeat.
    """
    opening = _OPENING.match(answer)
    body = answer[opening.end() :] if opening else answer
    if _OPENS.match(body):
        return "", False
    notes = {section.heading, *section.points}
    while (line := _NOTE.match(body)) and line["note"] in notes:
        body = body[line.end() :]
    found = _NEXT_HEADING.search(body)
    return (body[: found.start()], True) if found else (body, False)


def _request(
    words: Wording,
    kind: DraftKind,
    topic: str,
    section: Section,
    so_far: str,
    length: int,
    model: ModelFacts,
) -> Generate:
    continues = bool(so_far) and not kind.headed
    points = "\n".join(f"- {point}" for point in section.points or (section.heading,))
    messages = words.ask(
        "next_section" if continues else "section",
        voice=words.voices[kind.id],
        topic=topic.strip(),
        heading=section.heading,
        points=points,
        so_far=window.before(so_far, _SEEN)[-2 * _SEEN :],
        length=length,
    )
    return Generate(
        messages=messages,
        sampling=_WRITING,
        max_tokens=min(_TOKENS_A_WORD * length, model.context // 2),
        template_options={"enable_thinking": False},
    )
