"""How a sentence stands in the translation memory, and comes back from there: its inline tags count from 1.

In a document their numbers say where they stand in a paragraph, so the same sentence of another document has
other ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.documents.translatable.tags import TAG


def memory_key(source: str) -> str:
    """What a sentence is called in the memory."""
    return _renumbered(source, _kept_numbers(source))


def entry_of(source: str, target: str) -> tuple[str, str]:
    """A sentence and its translation, as the memory keeps them."""
    numbers = _kept_numbers(source)
    return _renumbered(source, numbers), _renumbered(target, numbers)


def adapted(target: str, source: str) -> str:
    """A translation of the memory with the tags of the sentence ``source``, as far as that has them."""
    return _renumbered(target, {kept: own for own, kept in _kept_numbers(source).items()})


def recalled(source: str, memory: Mapping[str, str]) -> str | None:
    """The translation of the very sentence; None where there is none, or one in which a tag would be lost."""
    target = memory.get(memory_key(source))
    if target is None:
        return None
    target = adapted(target, source)
    return target if _tags(target) == _tags(source) else None


def _tags(text: str) -> list[str]:
    return sorted(match[0] for match in TAG.finditer(text))


def _kept_numbers(source: str) -> dict[str, str]:
    """The numbers in the memory, by those of a sentence's tags."""
    numbers = dict.fromkeys(match["number"] for match in TAG.finditer(source))
    return {number: str(place) for place, number in enumerate(numbers, 1)}


def _renumbered(text: str, numbers: Mapping[str, str]) -> str:
    """With other numbers; tags whose number has none are left out."""

    def renumber(tag: re.Match[str]) -> str:
        number = numbers.get(tag["number"])
        return f"<{tag['end']}{number}{tag['alone']}>" if number else ""

    return TAG.sub(renumber, text)
