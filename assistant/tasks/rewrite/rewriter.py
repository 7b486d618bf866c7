"""The task of rewriting: ask for each paragraph, or once for the whole, as often as versions are wanted."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from assistant.documents.document import Document
from assistant.documents.language import detect
from assistant.engine.protocol import Generate, Tokenize
from assistant.engine.values import Message, Sampling
from assistant.paths import resource
from assistant.tasks.proofread.revision import is_translated
from assistant.tasks.rewrite.answer import cleaned, strange
from assistant.tasks.rewrite.errors import NothingToRewrite, TextTooLong
from assistant.tasks.rewrite.options import Preset, RewriteOptions
from assistant.tasks.rewrite.result import Rewriting, Variant
from assistant.tasks.steps import Answer, Counted, Piece, Scored, Streamed, Task, TaskCancelled
from assistant.tasks.work import ModelFacts, Work

_FALLBACK = "en"
_AVAILABLE = ("en", "zh")
_REWRITTEN = frozenset(("paragraph", "list_item", "quote", "caption", "cue"))
_ANSWER = {"title": 48, "continue": 400, "email": 500, "reply": 400}
"""Tokens of answers whose length does not follow from the text's."""
_LEAST_ANSWER = 128
_CONTINUED = 2_400
"""Characters of the end of a text that are shown to be continued."""
_SHOWN_PARTS = 8
"""Of a text with more paragraphs each is shown when it is complete: to put it together takes time."""
_FIRST = Sampling(temperature=0)
_FURTHER = Sampling(temperature=0.8)


class _Wording(msgspec.Struct, frozen=True):
    presets: dict[str, str]
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Part:
    """What one request rewrites: characters of the text, and how many tokens they are at most."""

    start: int
    end: int
    messages: list[Message]


def rewrite(document: Document, options: RewriteOptions, model: ModelFacts) -> Task[Rewriting]:
    """Rewrite ``document``. Shows a :class:`Rewriting` as it grows; a cancelled run returns what it has.

    Raises :class:`NothingToRewrite`, :class:`TextTooLong`, and what the engine fails with twice in a row.
    """
    preset = options.chosen
    parts = _parts(document, options)
    if not parts:
        raise NothingToRewrite
    work = Work(model.parallel)
    counted: dict[int, int] = {}

    def count(index: int, end: Answer | Scored | Counted) -> None:
        assert isinstance(end, Counted)
        counted[index] = end.result.count

    written: dict[tuple[int, int], str] = {}
    done: dict[tuple[int, int], str | None] = {}

    def now(*, finished: bool = False) -> Rewriting:
        variants = tuple(
            _variant(document.text, preset, parts, number, written, done, finished=finished)
            for number in range(options.variants)
        )
        return Rewriting(variants, work.usage, work.timings, work.seconds)

    def begin(key: tuple[int, int]) -> None:
        written[key] = ""

    def hear(key: tuple[int, int], piece: Piece) -> Rewriting | None:
        if piece.thinking:
            return None
        written[key] += piece.text
        return now() if len(parts) <= _SHOWN_PARTS else None

    def take(key: tuple[int, int], end: Answer | Scored | Counted) -> Rewriting:
        assert isinstance(end, Answer)
        part = parts[key[1]]
        original = document.text[part.start : part.end]
        text = cleaned(end.text, original)
        if preset.scope == "paragraphs" and (
            end.finish_reason not in ("stop", "stop_string") or is_translated(text, original)
        ):
            text = ""
        done[key] = text or None
        return now()

    try:
        yield from work.complete(
            ((index, Tokenize(messages=part.messages)) for index, part in enumerate(parts)), count
        )
        requests = []
        for index, part in enumerate(parts):
            room = _ANSWER.get(preset.id, max(_LEAST_ANSWER, math.ceil(1.5 * counted[index])))
            if counted[index] + _LEAST_ANSWER > model.context:
                raise TextTooLong(tokens=counted[index] + room, context=model.context)
            room = min(room, model.context - counted[index])
            for number in range(options.variants):
                drafted = document.text[part.start : part.end] if preset.scope == "paragraphs" else None
                requests.append(((number, index), Streamed(_request(part, number, room, drafted))))
        yield from work.complete(requests, take, begin, hear)
    except TaskCancelled:
        return now()
    return now(finished=True)


def _parts(document: Document, options: RewriteOptions) -> list[_Part]:
    preset = options.chosen
    text = document.text
    language = detect(text).code
    wording = _wording(language if language in _AVAILABLE else _FALLBACK)

    def part(start: int, end: int) -> _Part:
        filled = wording.presets[preset.id].strip()
        filled = filled.format(text=text[start:end].strip(), instruction=options.instruction.strip())
        return _Part(start, end, [Message(role="user", content=f"{filled} {wording.words['only']}")])

    if preset.scope == "paragraphs":
        return [part(block.start, block.end) for block in document.blocks if block.kind in _REWRITTEN]
    if not text.strip():
        return []
    start = max(0, len(text) - _CONTINUED) if preset.scope == "continuation" else 0
    return [part(start, len(text))]


def _request(part: _Part, number: int, room: int, drafted: str | None) -> Generate:
    return Generate(
        messages=part.messages,
        sampling=_FURTHER if number else _FIRST,
        max_tokens=room,
        draft_text=drafted,
        priority="background",
        template_options={"enable_thinking": False},
    )


def _variant(
    text: str,
    preset: Preset,
    parts: Sequence[_Part],
    number: int,
    written: dict[tuple[int, int], str],
    done: dict[tuple[int, int], str | None],
    *,
    finished: bool,
) -> Variant:
    """The version ``number`` as far as it is written: what is not reached yet is as it was."""
    pieces: list[str] = []
    end = 0
    left = 0
    for index, part in enumerate(parts):
        key = (number, index)
        answer = done.get(key, written.get(key, "").lstrip() or None)
        if key in done and answer is None:
            left += 1
        original = text[part.start : part.end]
        match preset.scope:
            case "paragraphs":
                pieces += [text[end : part.start], original if answer is None else answer]
            case "whole":
                pieces.append(answer or "")
            case "continuation":
                joint = "" if text.endswith("\n") else "\n\n"
                pieces += [text[end : part.end], f"{joint}{answer}" if answer else ""]
        end = part.end
    if preset.scope == "paragraphs":
        pieces.append(text[end:])
    result = "".join(pieces)
    marks = () if preset.free or not finished else strange(result, text)
    return Variant(result, finished, left, marks)


@functools.cache
def _wording(language: str) -> _Wording:
    return msgspec.toml.decode(resource("prompts", "rewrite", f"{language}.toml").read_bytes(), type=_Wording)
