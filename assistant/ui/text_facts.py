"""What is said of a text while it is being prepared: its length and its language."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from assistant.documents.language import UNKNOWN, Detected, detect

_WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages whose texts are measured in characters."""
_LETTER = regex.compile(r"[\p{L}\p{N}]")
_WORD = regex.compile(r"[^\s\p{L}\p{N}]*+[\p{L}\p{N}]\S*+")


@dataclass(frozen=True)
class Facts:
    """``count`` is of characters where ``in_characters``, else of words."""

    count: int
    in_characters: bool
    detected: Detected

    @property
    def language(self) -> str:
        """BCP 47; empty where it cannot be told."""
        return "" if self.detected.code == UNKNOWN else self.detected.tag


def facts_of(text: str) -> Facts:
    """Takes up to a second for the first text, and some milliseconds for each 100,000 words."""
    detected = detect(text)
    in_characters = detected.code in _WITHOUT_SPACES
    # One by one: the window goes on in between, and would stand still while a long text is gone through.
    count = sum(1 for _found in (_LETTER if in_characters else _WORD).finditer(text))
    return Facts(count, in_characters, detected)
