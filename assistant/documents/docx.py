"""Word documents (Office Open XML, ECMA-376): the text of the body with headings, lists, tables and notes.

Tracked deletions, field codes and fallback copies of drawings are left out; headers and footers too. Elements
are told by their local names, because the transitional and the strict form differ in namespaces only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from assistant.documents.archive import Archive
from assistant.documents.document import BlockKind, Document, DocumentBuilder

BODY = "word/document.xml"
_STYLES = "word/styles.xml"
_PROPERTIES = "docProps/core.xml"
_NOTES = {"footnote": "word/footnotes.xml", "endnote": "word/endnotes.xml"}
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_UNREAD = frozenset("del moveFrom instrText delText Fallback pPr rPr sdtPr tblPr trPr tcPr".split())
_HEADING_STYLE = re.compile(r"heading ?([1-9])", re.IGNORECASE)
_LOWEST_HEADING = 6


class Role(NamedTuple):
    """What a paragraph is; the level as in :class:`~assistant.documents.document.Block`."""

    kind: BlockKind
    level: int


_PARAGRAPH = Role("paragraph", 0)
_NAMED_STYLES = {
    "title": Role("heading", 1),
    "subtitle": Role("heading", 2),
    "quote": Role("quote", 1),
    "intense quote": Role("quote", 1),
    "caption": Role("caption", 0),
}


def read(path: Path) -> Document:
    """Raises :class:`DocumentError` and :class:`OSError`."""
    with Archive(path, "Word") as archive:
        body = archive.xml(BODY)
        styles = archive.xml(_STYLES) if _STYLES in archive else None
        properties = archive.xml(_PROPERTIES) if _PROPERTIES in archive else None
        builder = DocumentBuilder()
        walker = _Walker(builder, style_roles(styles) if styles is not None else {})
        walker.walk(body)
        for kind, member in _NOTES.items():
            if member in archive:
                walker.add_notes(kind, archive.xml(member))
    language = styles.find(".//{*}docDefaults//{*}lang") if styles is not None else None
    return builder.build(
        "docx",
        title=(properties.findtext(".//{*}title") or "") if properties is not None else "",
        language=_value(language) if language is not None else None,
    )


def style_roles(styles: etree._Element) -> dict[str, Role]:
    """What the paragraphs of a style are, by the style's identifier; inherited along ``basedOn``."""
    by_id = {_value(style, "styleId") or "": style for style in styles.iterfind(".//{*}style")}
    roles = {}
    for identifier, style in by_id.items():
        seen = {identifier}
        current: etree._Element | None = style
        while current is not None:
            role = _style_role(current)
            if role:
                roles[identifier] = role
                break
            based_on = current.find("{*}basedOn")
            parent = _value(based_on) if based_on is not None else None
            current = by_id.get(parent) if parent and parent not in seen else None
            seen.add(parent or "")
    return roles


def _style_role(style: etree._Element) -> Role | None:
    named = style.find("{*}name")
    name = ((_value(named) if named is not None else None) or "").lower()
    match = _HEADING_STYLE.fullmatch(name)
    if match:
        return Role("heading", min(_LOWEST_HEADING, int(match[1])))
    if name in _NAMED_STYLES:
        return _NAMED_STYLES[name]
    properties = style.find("{*}pPr")
    return _role_of_properties(properties) if properties is not None else None


def _role_of_properties(properties: etree._Element) -> Role | None:
    """What outline level and numbering say."""
    outline = _number(properties.find("{*}outlineLvl"))
    if outline is not None and outline < _LOWEST_HEADING:
        return Role("heading", outline + 1)
    if _number(properties.find("{*}numPr/{*}numId")):  # 0 takes the numbering of the style away
        return Role("list_item", 1 + (_number(properties.find("{*}numPr/{*}ilvl")) or 0))
    return None


class _Walker:
    """Goes through a body without recursion; paragraphs nest (text boxes), and so do tables."""

    def __init__(self, builder: DocumentBuilder, styles: dict[str, Role]) -> None:
        self._builder = builder
        self._styles = styles
        self._paragraphs: list[list[str]] = []
        self._tables = 0
        self._rows: list[list[list[str]]] = []
        self._notes: dict[tuple[str, str], int] = {}

    def walk(self, root: etree._Element) -> None:
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            tag = _local(element.tag)
            if event == "end":
                self._end(tag, element)
            elif tag in _UNREAD:
                events.skip_subtree()
            else:
                self._start(tag, element)

    def add_notes(self, kind: str, root: etree._Element) -> None:
        """The notes that the text refers to, each after its number."""
        for note in root.iterfind("{*}" + kind):
            number = self._notes.get((kind, _value(note, "id") or ""))
            if number is not None:
                text = "".join(element.text or "" for element in note.iter() if _local(element.tag) == "t")
                self._builder.add("paragraph", f"[{number}] {text.strip()}")

    def _start(self, tag: str, element: etree._Element) -> None:
        if tag == "p":
            self._paragraphs.append([])
        elif tag == "tbl":
            self._tables += 1
        elif self._tables == 1 and tag == "tr":
            self._rows.append([])
        elif self._tables == 1 and tag == "tc" and self._rows:
            self._rows[-1].append([])
        elif self._paragraphs:
            self._inside(tag, element)

    def _inside(self, tag: str, element: etree._Element) -> None:
        pieces = self._paragraphs[-1]
        if tag == "t":
            pieces.append(element.text or "")
        elif tag in _BREAKS:
            pieces.append(_BREAKS[tag])
        elif tag in {"footnoteReference", "endnoteReference"}:
            key = tag.removesuffix("Reference"), _value(element, "id") or ""
            pieces.append(f"[{self._notes.setdefault(key, len(self._notes) + 1)}]")

    def _end(self, tag: str, element: etree._Element) -> None:
        if tag == "p" and self._paragraphs:
            text = "".join(self._paragraphs.pop())
            if self._rows and self._rows[-1]:
                self._rows[-1][-1].append(text)
            else:
                role = paragraph_role(element, self._styles)
                self._builder.add(role.kind, text, level=role.level)
        elif tag == "tbl":
            self._tables -= 1
            if not self._tables:
                self._add_table()

    def _add_table(self) -> None:
        rows, self._rows = self._rows, []
        if all(len(row) <= 1 for row in rows):  # a frame around text, not a table
            for text in (text for row in rows for cell in row for text in cell):
                self._builder.add("paragraph", text)
            return
        lines = ("\t".join(" ".join(" ".join(cell).split()) for cell in row) for row in rows)
        self._builder.add("table", "\n".join(line for line in lines if line.strip()))


def paragraph_role(paragraph: etree._Element, styles: Mapping[str, Role]) -> Role:
    """What a paragraph is; ``styles`` as :func:`style_roles` tells them."""
    properties = paragraph.find("{*}pPr")
    if properties is None:
        return _PARAGRAPH
    style = properties.find("{*}pStyle")
    named = styles.get(_value(style) or "") if style is not None else None
    direct = _role_of_properties(properties)
    # A numbered heading has a numbering of its own and stays a heading.
    if direct and not (named and named.kind == "heading" and direct.kind == "list_item"):
        return direct
    return named or _PARAGRAPH


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(element: etree._Element, name: str = "val") -> str | None:
    """An attribute by its local name."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def _number(element: etree._Element | None) -> int | None:
    value = _value(element) if element is not None else None
    return int(value) if value and value.isdecimal() else None
