"""Paragraphs of Office Open XML: runs of text with properties, in whatever dialect, as units and back.

Word, PowerPoint and Excel all write text as runs, ``r``, each with properties, ``rPr``, and texts, ``t``;
they differ in what else stands between. The format that most of a paragraph is in is taken for granted; the
others, links and whatever is no text become tags. A paragraph of which a unit changes is built anew.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from typing import Literal

from lxml import etree

from assistant.documents.translatable import tags
from assistant.documents.translatable.pieces import Tagged, tagged

SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Source = tuple[etree._Element | None, etree._Element]
"""An element, and the run that it stands in."""


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def emptied(element: etree._Element) -> etree._Element:
    """A copy without what is inside."""
    copied = etree.Element(element.tag)
    for name, value in element.attrib.items():
        copied.set(name, value)
    return copied


@dataclass(slots=True)
class Atom:
    """A piece of a paragraph: a :class:`~assistant.documents.translatable.pieces.Markup`."""

    role: Literal["text"] | tags.Role
    text: str = ""
    name: str = ""
    sources: Sequence[Source] = ()
    """What is copied where the atom stays as it is."""
    properties: etree._Element | None = None
    """Of a text, or of the text directly inside a pair."""
    shell: etree._Element | None = None
    """Of the beginning of a pair: the empty element that all inside it stands in."""
    divides: bool = False
    """Units end here."""


@dataclass(frozen=True)
class Dialect:
    """What the programs do differently."""

    collect: Callable[[etree._Element, Iterator[str]], list[Atom]]
    """The atoms of a paragraph but for formats; pairs are named from the second argument."""
    before: frozenset[str]
    """Children of a paragraph that stand before its text and are no part of it."""
    after: frozenset[str]
    unimportant: frozenset[str]
    """Properties of runs, elements or attributes, that nobody sees."""
    speak: Callable[[etree._Element, str], None] | None = None
    """Marks the properties of a run with a language."""
    once: frozenset[str] = frozenset()
    """Elements that may not be there a second time."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The atoms of a unit."""

    atoms: Sequence[Atom]
    tagged: Tagged

    @property
    def properties(self) -> etree._Element | None:
        """The format that is taken for granted."""
        depth = 0
        first = None
        for atom in self.atoms[self.tagged.first : self.tagged.last + 1]:
            depth += (atom.role == "open") - (atom.role == "close")
            if atom.role == "text":
                if not depth:
                    return atom.properties
                first = first if first is not None else atom.properties
        return first


def text_atoms(run: etree._Element, text: etree._Element, divisions: re.Pattern[str]) -> Iterator[Atom]:
    """The text of a run, divided where ``divisions``, which has a group, matches."""
    properties = run.find("{*}rPr")
    for number, part in enumerate(divisions.split(text.text or "")):
        if part:
            element = emptied(text)
            element.text = part
            element.set(SPACE, "preserve")
            role: Literal["text", "standing"] = "standing" if number % 2 else "text"
            yield Atom(role, part, "", [(run, element)], properties, divides=role == "standing")


class Paragraph:
    """A paragraph and the units in it."""

    def __init__(self, element: etree._Element, dialect: Dialect) -> None:
        self.element = element
        self._dialect = dialect
        names = map(str, count(1))
        keyed = [(atom, _key(atom, dialect)) for atom in dialect.collect(element, names)]
        self._parts = list(_divided(_with_formats(_joined(keyed), names)))
        self.segments = [part for part in self._parts if isinstance(part, Segment)]

    def write(self, targets: Mapping[int, str], language: str) -> None:
        """Put ``targets`` in the place of the segments with these numbers."""
        children = list(self.element)
        for child in children:
            if local(child) not in self._dialect.before:
                self.element.remove(child)
        writer = _Writer(self.element, self._dialect, language)
        number = 0
        for part in self._parts:
            if isinstance(part, Segment):
                writer.segment(part, targets.get(number))
                number += 1
            else:
                for atom in part:
                    writer.atom(atom)
        self.element.extend(child for child in children if local(child) in self._dialect.after)

    def append(self, element: etree._Element, number: int, target: str, language: str) -> None:
        """Add ``target`` to the end of a paragraph, ``element``, in the formats of a segment of this one."""
        _Writer(element, self._dialect, language, copies=True).target(self.segments[number], target)


def _key(atom: Atom, dialect: Dialect) -> bytes:
    """What a run looks like."""
    if atom.properties is None:
        return b""
    properties = deepcopy(atom.properties)
    properties.tail = None
    for element in properties.iter():
        for name in list(element.attrib):
            if str(name).rpartition("}")[2] in dialect.unimportant:
                del element.attrib[name]
    for child in list(properties):
        # What is left of a font is often nothing but a hint which of the fonts it is.
        if local(child) in dialect.unimportant or (local(child) == "rFonts" and not child.attrib):
            properties.remove(child)
    if not len(properties) and not properties.attrib:
        return b""
    return etree.tostring(properties, method="c14n")


def _joined(atoms: Sequence[tuple[Atom, bytes]]) -> list[tuple[Atom, bytes]]:
    """Neighbouring texts of one format as one; blanks go along with what stands before them."""
    joined: list[tuple[Atom, bytes]] = []
    for atom, key in atoms:
        last, last_key = joined[-1] if joined else (None, b"")
        if last and last.role == atom.role == "text" and (key == last_key or _is_blank(atom)):
            last.text += atom.text
            last.sources = [*last.sources, *atom.sources]
        else:
            joined.append((atom, key))
    return joined


def _is_blank(atom: Atom) -> bool:
    """White space that shows nothing: an underlined blank is a line to write on."""
    underline = atom.properties.find("{*}u") if atom.properties is not None else None
    return atom.text.isspace() and underline is None


def _with_formats(atoms: Sequence[tuple[Atom, bytes]], names: Iterator[str]) -> Iterator[Atom]:
    """``atoms`` with pairs around the texts whose format is not that of most of the text around them."""
    levels: list[str] = []
    level, divisions = ["0"], count(1)
    amounts: dict[str, Counter[bytes]] = defaultdict(Counter)
    examples: dict[tuple[str, bytes], Atom] = {}
    for atom, key in atoms:
        if atom.divides:
            level = [f"part {next(divisions)}"]
        if atom.role == "close":
            level.pop()
        levels.append(level[-1])
        if atom.role == "open":
            level.append(atom.name)
        if atom.role == "text":
            amounts[level[-1]][key] += len(atom.text)
            examples.setdefault((level[-1], key), atom)
    usual = {name: amount.most_common(1)[0][0] for name, amount in amounts.items()}
    for (atom, key), inside in zip(atoms, levels, strict=True):
        if atom.role == "open" and atom.name in usual:
            atom.properties = examples[atom.name, usual[atom.name]].properties
        if atom.role == "text" and key != usual[inside]:
            name = next(names)
            yield Atom("open", name=name, properties=atom.properties)
            yield atom
            yield Atom("close", name=name)
        else:
            yield atom


def _divided(atoms: Iterator[Atom]) -> Iterator[Segment | list[Atom]]:
    """Units, and the atoms between them."""
    part: list[Atom] = []
    for atom in (*atoms, None):
        if atom is None or atom.divides:
            found = tagged(part)
            yield Segment(part, found) if found else part
            part = []
            if atom:
                yield [atom]
        else:
            part.append(atom)


class _Writer:
    """Appends to a paragraph."""

    def __init__(
        self, element: etree._Element, dialect: Dialect, language: str, *, copies: bool = False
    ) -> None:
        self._dialect = dialect
        self._language = language
        self._copies = copies
        self._namespace = etree.QName(element).namespace
        # Where to append, and the format of text there.
        self._open: list[tuple[etree._Element, etree._Element | None]] = [(element, None)]

    def segment(self, segment: Segment, target: str | None) -> None:
        if target is None:
            for atom in segment.atoms:
                self.atom(atom)
            return
        first, last = segment.tagged.first, segment.tagged.last
        for atom in segment.atoms[:first]:
            self.atom(atom)
        core = segment.atoms[first : last + 1]
        if core[0].role == "text":
            self._text(core[0].text[: len(core[0].text) - len(core[0].text.lstrip())], core[0].properties)
        self.target(segment, target)
        if core[-1].role == "text":
            self._text(core[-1].text[len(core[-1].text.rstrip()) :], core[-1].properties)
        for atom in segment.atoms[last + 1 :]:
            self.atom(atom)

    def target(self, segment: Segment, target: str) -> None:
        self._open.append((self._open[-1][0], segment.properties))
        for part in segment.tagged.parts(target):
            if isinstance(part, str):
                self._text(part, self._open[-1][1])
            else:
                self.atom(segment.atoms[segment.tagged.markup[part]])
        self._open.pop()

    def atom(self, atom: Atom) -> None:
        """What stands for the atom in the source."""
        if atom.role == "open":
            self._copy(atom.sources)
            container = self._open[-1][0]
            if atom.shell is not None:
                shell = deepcopy(atom.shell)
                container.append(shell)
                content = shell.find("{*}sdtContent")
                container = content if content is not None else shell
            self._open.append((container, atom.properties))
        elif atom.role == "close":
            self._open.pop()
            self._copy(atom.sources)
        else:
            self._copy(atom.sources)

    def _copy(self, sources: Sequence[Source]) -> None:
        for run, element in sources:
            if self._copies and any(local(inner) in self._dialect.once for inner in element.iter()):
                continue
            copied = deepcopy(element)
            copied.tail = None
            if run is not None:
                around = emptied(run)
                properties = run.find("{*}rPr")
                if properties is not None:
                    around.append(deepcopy(properties))
                around.append(copied)
                copied = around
            self._open[-1][0].append(copied)

    def _text(self, text: str, properties: etree._Element | None) -> None:
        if not text:
            return
        run = etree.SubElement(self._open[-1][0], f"{{{self._namespace}}}r")
        if properties is not None:
            run.append(deepcopy(properties))
        if self._language and self._dialect.speak:
            if properties is None:
                etree.SubElement(run, f"{{{self._namespace}}}rPr")
            self._dialect.speak(run[0], self._language)
        element = etree.SubElement(run, f"{{{self._namespace}}}t")
        element.text = text
        if text != text.strip():
            element.set(SPACE, "preserve")
