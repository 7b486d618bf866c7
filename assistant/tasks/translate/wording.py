"""The wording of what the model is asked. Models follow English best, whichever languages they speak."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.engine.values import Message
from assistant.paths import resource
from assistant.tasks.translate.glossary import Term
from assistant.tasks.translate.languages import Language
from assistant.tasks.translate.options import TranslateOptions
from assistant.tasks.translate.result import Problem

Pair = tuple[str, str]
"""A sentence and its translation."""


class Wording:
    """The prompts of one translation; ``source`` None: the language of the text is not known."""

    def __init__(self, source: Language | None, target: Language, options: TranslateOptions) -> None:
        self._entries = _load()
        self._names = {"source": source.name if source else "", "target": target.name}
        self._known = source is not None
        self._options = options

    def group(
        self, lines: Sequence[str], *, terms: Iterable[Term], before: str, done: Sequence[Pair]
    ) -> list[Message]:
        """Several sentences, which the answer has to number as they are here."""
        context = self._context(terms, before, done)
        return _message([self._instruction("group"), *context, self.numbered(lines)])

    @staticmethod
    def numbered(lines: Sequence[str]) -> str:
        """The lines with their numbers, as the model reads them."""
        return "\n".join(f"[{number}] {line}" for number, line in enumerate(lines, 1))

    def single(
        self, line: str, *, terms: Iterable[Term], before: str, problems: Sequence[Problem] = ()
    ) -> list[Message]:
        """One sentence; ``problems`` are those of an earlier attempt."""
        context = self._context(terms, before, ())
        return _message([" ".join([self._instruction("single"), *self._advice(problems)]), *context, line])

    def _instruction(self, name: str) -> str:
        entries, options = self._entries, self._options
        parts = [entries[name if self._known else f"{name}_unknown"].format(**self._names), entries["tags"]]
        if options.tone != "as is":
            parts.append(entries[options.tone])
        if options.kept_words:
            parts.append(entries["keep"].format(words=", ".join(options.kept_words)))
        if options.note.strip():
            parts.append(entries["note"].format(note=" ".join(options.note.split())))
        return " ".join(parts)

    def _context(self, terms: Iterable[Term], before: str, done: Sequence[Pair]) -> list[str]:
        entries = self._entries
        parts = []
        if words := self._listed(terms):
            parts.append(entries["terms"].format(words=words))
        if done:
            pairs = (entries["pair"].format(source=source, target=target) for source, target in done)
            parts.append(entries["done"].format(text="\n".join(pairs)))
        if before:
            parts.append(entries["before"].format(text=before))
        return parts

    def _advice(self, problems: Sequence[Problem]) -> list[str]:
        """What to do otherwise, each thing once."""
        texts: dict[str, list[str]] = {}
        for problem in problems:
            texts.setdefault(self._entries["advice"][problem.kind], []).append(problem.text)
        return [
            advice.format(words=", ".join(filter(None, words)), **self._names)
            for advice, words in texts.items()
        ]

    def _listed(self, terms: Iterable[Term]) -> str:
        return ", ".join(
            self._entries["term"].format(source=term.source, target=term.target) for term in terms
        )


def _message(parts: Sequence[str]) -> list[Message]:
    return [Message(role="user", content="\n\n".join(parts))]


@functools.cache
def _load() -> dict[str, Any]:
    return tomllib.loads(resource("prompts", "translate", "en.toml").read_text(encoding="utf-8"))
