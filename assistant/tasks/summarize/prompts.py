"""The wording of what the model is asked, in the language of the text where there is one."""

from __future__ import annotations

import functools
import tomllib
from typing import NamedTuple

from assistant.documents.language import UNKNOWN
from assistant.engine.values import Message
from assistant.paths import resource
from assistant.tasks.summarize.options import Format

_FALLBACK = "en"
_AVAILABLE = ("en", "zh")


class Prompts:
    """The prompts for a text in one language and a result in one language (BCP 47 tags)."""

    def __init__(self, text_language: str, result_language: str, form: Format = "bullets") -> None:
        primary = text_language.partition("-")[0]
        language = primary if primary in _AVAILABLE else _FALLBACK
        file = _load(language)
        self._words, names = file.entries, file.languages
        self.text_language = names.get(text_language) or names.get(primary) or ""
        """What the language of the text is called in the prompts; empty: it is not known by name."""
        self._vote = f"vote_{form}" if f"vote_{form}" in self._words else "vote"
        same = result_language in {language, text_language, UNKNOWN} and language == primary
        name = names.get(result_language)
        self._addition = "" if same or name is None else self._words["in_language"].format(language=name)

    def vote(self, text: str, focus: str) -> list[Message]:
        """The question which passage matters most; ``focus`` may be empty. The answer is a number."""
        return self._filled("vote_focus" if focus else self._vote, "", text=text, focus=focus)

    def message(self, name: str, **values: object) -> list[Message]:
        """The prompt ``name`` of the file, filled in, with the language that the answer is to be in."""
        return self._filled(name, self._addition, **values)

    def plain(self, name: str, **values: object) -> list[Message]:
        """The prompt ``name``, filled in, without a word on the language of the answer."""
        return self._filled(name, "", **values)

    def words(self, name: str) -> str:
        """An entry of the file that needs no values."""
        return self._words[name]

    def _filled(self, name: str, addition: str, **values: object) -> list[Message]:
        # All goes in at once, because what is filled in may contain braces of its own.
        text = self._words[name].strip().format(**values)
        return [Message(role="user", content=f"{text} {addition}".strip())]


def headings(language: str) -> dict[str, str]:
    """What stands above the columns and groups of a result in ``language``."""
    primary = language.partition("-")[0]
    return _load(primary if primary in _AVAILABLE else _FALLBACK).headings


class _File(NamedTuple):
    entries: dict[str, str]
    languages: dict[str, str]
    """Their names."""
    headings: dict[str, str]


@functools.cache
def _load(language: str) -> _File:
    path = resource("prompts", "summarize", f"{language}.toml")
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    return _File(entries, entries.pop("languages"), entries.pop("headings"))
