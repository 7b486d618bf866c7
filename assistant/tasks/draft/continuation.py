"""Going on with a text where the caret stands: a paragraph when asked to, a few words while one writes."""

from __future__ import annotations

import contextlib

import msgspec

from assistant.engine.protocol import Generate
from assistant.engine.values import Sampling
from assistant.tasks.draft import window
from assistant.tasks.draft.passage import first_paragraph, joined, new, parted, sentences, whole_sentences
from assistant.tasks.draft.result import Passage
from assistant.tasks.draft.wording import wording
from assistant.tasks.steps import Answer, Counted, Failure, Piece, Scored, Streamed, Task, TaskCancelled, Wait
from assistant.tasks.work import ModelFacts, Work

_SEEN = 1_600
"""Characters before the caret that are shown, at most twice as many."""
_SEEN_AFTER = 400
_SEEN_WHILE_WRITING = 600
_LONGEST = 220
"""Tokens of a paragraph."""
_FEW = 14
"""Tokens of a suggestion: more are seldom right, and keep a slow machine busy."""
_SHORTEST_BEGINNING = 12
"""Characters of a text before there is anything to suggest."""
_LEAST_SUGGESTED = 3
_OVERHEAD = 120
"""Tokens of the request around the text."""
_WRITING = Sampling(temperature=0.7, repeat_penalty=1.15, repeat_last=256, dry_multiplier=0.8)
_SUGGESTING = Sampling(temperature=0.0, repeat_penalty=1.1, repeat_last=256)


class _Enough(Exception):
    """The paragraph is complete; what the model would still write is not wanted."""


def continue_text(before: str, after: str, model: ModelFacts, *, template: bool = True) -> Task[Passage]:
    """Write on between ``before`` and ``after``, to the end of the paragraph.

    Without a chat ``template`` the model is a base model, which goes on with any text by itself. Shows the
    text so far, each beginning with the one before unless a request had to be repeated; a cancelled run
    returns what it has. Raises what the engine fails with twice in a row.
    """
    work = Work(1)
    seen = yield from window.fitting(work, before, _SEEN, model.context // 2 - _OVERHEAD)
    coming = window.after(after.strip(), _SEEN_AFTER)
    most = min(_LONGEST, model.context // 4)
    beginning, word = window.divided(seen)
    request = _request(beginning, word, coming, _WRITING, most, template=template)
    told = sentences(f"{seen}\n\n{coming}")
    answer = ""
    whole = False

    def shown() -> tuple[str, bool]:
        added = answer.removeprefix(word) if answer.startswith(word) else ""
        text, ended = first_paragraph(added.lstrip() if seen.endswith("\n") else added)
        text, repeats = new(text, told, whole=whole or ended)
        return joined(before, text).rstrip(), ended or repeats

    def begin(_key: None) -> None:
        nonlocal answer
        answer = ""

    def hear(_key: None, piece: Piece) -> str | None:
        nonlocal answer
        if piece.thinking:
            return None
        answer += piece.text
        text, ended = shown()
        if ended:
            raise _Enough
        return text

    def take(_key: None, end: Answer | Scored | Counted) -> None:
        nonlocal answer, whole
        assert isinstance(end, Answer)
        whole = True
        answer = end.text if end.finish_reason == "stop" else whole_sentences(end.text)

    with contextlib.suppress(TaskCancelled, _Enough):
        yield from work.complete([(None, Streamed(request))], take, begin, hear)
    return Passage(parted(shown()[0], after), work.usage, work.timings)


def suggest(before: str, model: ModelFacts, *, template: bool = True) -> Task[str]:
    """A few words that may come next on the line, empty if there are none worth showing.

    It costs little, and gives way to whatever else the engine is asked. A failure is its own.
    """
    if len(before.strip()) < _SHORTEST_BEGINNING:
        return ""
    work = Work(1)
    seen = yield from window.fitting(work, before, _SEEN_WHILE_WRITING, model.context // 2 - _OVERHEAD)
    beginning, word = window.divided(seen)
    request = _request(beginning, word, "", _SUGGESTING, _FEW, template=template)
    yield msgspec.structs.replace(request, stop=["\n"], priority="background")
    end = yield Wait()
    if isinstance(end, Failure):
        raise end.error
    assert isinstance(end, Answer)
    return _suggested(seen, word, end)


def _suggested(before: str, word: str, end: Answer) -> str:
    if not end.text.startswith(word):
        return ""
    text = joined(before, end.text.removeprefix(word)).rstrip()
    if end.finish_reason == "length":
        # The last word may be half a word; where words are not divided there is no telling.
        text = text.rpartition(" ")[0].rstrip() or text
    text, repeats = new(text, sentences(before), whole=True)
    return "" if repeats or len(text.strip()) < _LEAST_SUGGESTED else text.rstrip()


def _request(
    beginning: str, word: str, after: str, sampling: Sampling, most: int, *, template: bool
) -> Generate:
    words = wording(beginning)
    messages = words.ask("continue_before", after=after) if after else words.ask("continue")
    return Generate(
        messages=messages if template else [],
        prompt=None if template else beginning,
        prefix=beginning if template else "",
        grammar=f'root ::= "{word}" .*' if word else None,
        sampling=sampling,
        max_tokens=most,
        template_options={"enable_thinking": False},
    )
