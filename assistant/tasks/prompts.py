"""Prompts with variables, and the file in which a library of them goes to another computer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from assistant.storage.prompts import Prompt
from assistant.tasks.errors import NotPrompts, PromptsNewer

FORMAT = "parlance-prompts"
VERSION = 1

_VARIABLE = re.compile(r"\{\{[ \t]*([^{}\s](?:[^{}\n]*[^{}\s])?)[ \t]*\}\}")
"""``{{name}}``, on one line. Braces around anything else, as in code, are text."""


class _Entry(msgspec.Struct, frozen=True):
    name: str
    text: str


class _File(msgspec.Struct, frozen=True):
    format: str
    version: int
    prompts: list[_Entry]


class _Header(msgspec.Struct, frozen=True):
    format: str
    version: int


def variables(text: str) -> tuple[str, ...]:
    """The names of the variables in a prompt, each once, in the order in which they come."""
    return tuple(dict.fromkeys(_VARIABLE.findall(text)))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in the places of variables; one without a value stays. Values are not looked into."""
    return _VARIABLE.sub(lambda found: values.get(found[1], found[0]), text)


def matching(prompts: Iterable[Prompt], words: str) -> list[Prompt]:
    """Those whose names have all ``words``; first those whose names begin with them, else in their order."""
    wanted = words.casefold().split()
    found = [each for each in prompts if all(word in each.name.casefold() for word in wanted)]
    return sorted(found, key=lambda each: not each.name.casefold().startswith(words.casefold().strip()))


def to_json(prompts: Iterable[Prompt]) -> str:
    """The file that :func:`from_json` reads."""
    file = _File(FORMAT, VERSION, [_Entry(each.name, each.text) for each in prompts])
    return msgspec.json.format(msgspec.json.encode(file)).decode() + "\n"


def from_json(data: bytes, name: str) -> list[Prompt]:
    """The prompts of a file, without keys; ``name`` is for the sentence when it is something else.

    Raises :class:`NotPrompts` and :class:`PromptsNewer`.
    """
    try:
        header = msgspec.json.decode(data, type=_Header)
        if header.format != FORMAT:
            raise NotPrompts(name=name)
        if header.version > VERSION:
            raise PromptsNewer(name=name, found=header.version, known=VERSION)
        file = msgspec.json.decode(data, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotPrompts(repr(error), name=name) from error
    entries = [Prompt("", each.name.strip(), each.text) for each in file.prompts]
    return [each for each in entries if each.name and each.text.strip()]
