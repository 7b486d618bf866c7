"""The dialogue in which the model is shown a sentence, in the language of the text where there is one."""

from __future__ import annotations

import functools

import msgspec

from assistant.engine.values import Message
from assistant.paths import resource

_FALLBACK = "en"
_AVAILABLE = ("en", "zh")


class _Example(msgspec.Struct, frozen=True):
    before: str
    after: str


class _Wording(msgspec.Struct, frozen=True):
    instruction: str
    answer: str
    examples: tuple[_Example, ...]


def messages(sentence: str, language: str) -> list[Message]:
    """The prompt for one sentence. All of a language begin alike, so that the engine reads that once."""
    wording = _wording(_known(language))
    turns: list[Message] = []
    for example in wording.examples:
        turns += [
            Message(role="user", content=_filled(wording, example.before)),
            Message(role="assistant", content=f"{wording.answer} {example.after}"),
        ]
    return [*turns, Message(role="user", content=_filled(wording, sentence))]


def beginning(language: str) -> str:
    """With what the answer begins."""
    return _wording(_known(language)).answer


def _filled(wording: _Wording, sentence: str) -> str:
    return wording.instruction.strip().format(text=sentence)


def _known(language: str) -> str:
    primary = language.partition("-")[0]
    return primary if primary in _AVAILABLE else _FALLBACK


@functools.cache
def _wording(language: str) -> _Wording:
    path = resource("prompts", "proofread", f"{language}.toml")
    return msgspec.toml.decode(path.read_bytes(), type=_Wording)
