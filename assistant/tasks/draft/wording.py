"""The words in which the model is asked for text, in the language that it is to write."""

from __future__ import annotations

import functools

import msgspec

from assistant.documents.language import detect
from assistant.engine.values import Message
from assistant.paths import resource

_FALLBACK = "en"
_AVAILABLE = ("en", "zh")


class Wording(msgspec.Struct, frozen=True):
    """A file of ``resources/prompts/draft``."""

    words_factor: float
    """What the language counts as length, such as characters, for an English word."""
    kinds: dict[str, str]
    """What a kind of text is called, by its id."""
    voices: dict[str, str]
    """The same, and who speaks in it: left to itself a small model writes about a letter instead of one."""
    words: dict[str, str]

    def ask(self, name: str, **values: object) -> list[Message]:
        """The request ``name``, filled in; all at once, because what is filled in may have braces."""
        return [Message(role="user", content=self.words[name].strip().format(**values))]


def wording(text: str) -> Wording:
    """For a text in the language of ``text``; in English where the program has no words of that language."""
    language = detect(text).code
    return _load(language if language in _AVAILABLE else _FALLBACK)


@functools.cache
def _load(language: str) -> Wording:
    return msgspec.toml.decode(resource("prompts", "draft", f"{language}.toml").read_bytes(), type=Wording)
