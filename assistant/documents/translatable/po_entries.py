"""The entries of a gettext catalogue, with their offsets: comments and layout are people's, and stay.

Format: section "The Format of PO Files" of the GNU gettext manual.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LINE = re.compile(r"[^\r\n]+")
_FIELD = re.compile(r"[ \t]*(?P<name>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)[ \t]*(?=\")")
_STRING = re.compile(r"[ \t]*\"((?:[^\"\\]|\\.)*+)\"[ \t]*")
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|(.))")
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_LONG = {character: f"\\{letter}" for letter, character in _SHORT.items()} | {'"': '\\"', "\\": "\\\\"}
_FUZZY = re.compile(r"[ \t]*(?<=[,\s])fuzzy[ \t]*(?:,|(?=\s|\Z))")


@dataclass(slots=True)
class Field:
    """``msgid`` and its like: the keyword begins at ``start``, its strings are ``source[strings:end]``."""

    start: int
    strings: int
    end: int
    text: str


@dataclass(slots=True)
class Entry:
    """A message."""

    fields: dict[str, Field] = field(default_factory=dict)
    flags: list[tuple[int, int]] = field(default_factory=list)
    """The lines of flags, ``#,``, with their line ends."""
    previous: list[tuple[int, int]] = field(default_factory=list)
    """The lines, ``#|``, that say what the message was when it was translated."""
    is_fuzzy: bool = False

    @property
    def translations(self) -> list[Field]:
        """In the order of the file."""
        return [value for name, value in self.fields.items() if name.startswith("msgstr")]

    @property
    def is_translated(self) -> bool:
        """Whether a program would show it."""
        return not self.is_fuzzy and all(translation.text for translation in self.translations)


def entries(source: str) -> Iterator[Entry]:
    """All that have a message and a place for its translation; obsolete ones are comments."""
    entry = Entry()
    last: Field | None = None
    for line in _LINE.finditer(source):
        name = _FIELD.match(source, *line.span())
        string = _STRING.fullmatch(source, name.end() if name else line.start(), line.end())
        # A comment, or what begins a message, ends the message before it.
        begins = line[0].lstrip().startswith("#") or (
            name is not None and name["name"] in {"msgctxt", "msgid"}
        )
        if begins and entry.translations:
            yield entry
            entry = Entry()
        if name and string:
            last = Field(name.start("name"), name.end(), line.end(), unescape(string[1]))
            entry.fields[name["name"]] = last
        elif string and last:
            last.text += unescape(string[1])
            last.end = line.end()
        else:
            last = None
            _note_comment(entry, source, *line.span())
    if entry.translations:
        yield entry


def _note_comment(entry: Entry, source: str, start: int, end: int) -> None:
    after = end + 2 if source.startswith("\r\n", end) else min(end + 1, len(source))
    if source.startswith("#,", start):
        entry.flags.append((start, after))
        entry.is_fuzzy = entry.is_fuzzy or _FUZZY.search(source[start:end]) is not None
    elif source.startswith("#|", start):
        entry.previous.append((start, after))


def without_fuzzy(flags: str) -> str:
    """A line of flags without that one; nothing where it was the only one."""
    rest = _FUZZY.sub("", flags).rstrip(" \t\r\n").rstrip(",")
    return "" if rest.strip() == "#" or not rest.strip("#, \t") else rest + flags[len(flags.rstrip("\r\n")) :]


def unescape(text: str) -> str:
    """What stands between quotes, as it is shown."""

    def character(match: re.Match[str]) -> str:
        octal, hexadecimal, letter = match.groups()
        if letter is not None:
            return _SHORT.get(letter, letter)
        return chr(int(octal, 8) if octal else int(hexadecimal, 16))

    return _ESCAPE.sub(character, text)


def quoted(text: str, line_end: str) -> str:
    """``text`` as strings, one for each of its lines."""
    lines = [
        f'"{"".join(_LONG.get(character, character) for character in line)}"'
        for line in re.split(r"(?<=\n)(?=.)", text, flags=re.DOTALL)
    ]
    return line_end.join(lines if len(lines) < 2 else ['""', *lines])
