"""What the profile contains, in one language: texts as people have them, and what a model made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from assistant.paths import resource

_FOLDER = Path(__file__).parent


class Conversation(msgspec.Struct, frozen=True):
    title: str
    question: str
    answer: str


class Statement(msgspec.Struct, frozen=True):
    """A point of a summary and the passages that it rests on, word for word."""

    text: str
    quotes: tuple[str, ...]


class Correction(msgspec.Struct, frozen=True):
    wrong: str
    right: str


class Content(msgspec.Struct, frozen=True):
    language: Literal["en", "zh_CN"]
    summarized: str
    """A file of ``resources/samples``, as is ``letter``."""
    letter: str
    search: str
    """What is looked for on the hub."""
    titles: tuple[str, ...]
    conversation: Conversation
    points: tuple[Statement, ...]
    corrections: tuple[Correction, ...]

    @classmethod
    def of(cls, language: str) -> Content:
        """``language`` is "en" or "zh"."""
        return msgspec.toml.decode((_FOLDER / f"content.{language}.toml").read_bytes(), type=cls)


def sample(name: str) -> str:
    """A text that comes with the program."""
    return resource("samples", name).read_text(encoding="utf-8").strip()


def translations() -> dict[str, str]:
    """The sentences of a sample, each with its Chinese translation."""
    text = (_FOLDER / "translation.toml").read_bytes()
    return msgspec.toml.decode(text, type=dict[str, dict[str, str]])["sentences"]
