"""PowerPoint presentations: the text of slides and of their notes. Charts and diagrams stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from assistant.documents.archive import Archive
from assistant.documents.translatable.direction import right_to_left
from assistant.documents.translatable.package import PackageDocument, Part, load, matched, related, to_bytes
from assistant.documents.translatable.runs import Atom, Dialect, Paragraph, local, text_atoms
from assistant.documents.translatable.unit import SLIDE, SLIDE_NOTES, Place, Unit, UnitKind

_PRESENTATION = "ppt/presentation.xml"
_DIVISIONS = re.compile(r"([\t\v\n]+)")
_TITLES = frozenset({"title", "ctrTitle"})


def read(path: Path) -> PackageDocument:
    """Raises :class:`DocumentError` and :class:`OSError`."""
    data = load(path)
    units: list[Unit] = []
    parts = []
    with Archive(data, Presentation.label, path.name) as archive:
        archive.check_copy()
        for name, place in _members(archive):
            start = len(units)
            for paragraph in _paragraphs(archive.xml(name, faithfully=True)):
                kind = _kind(paragraph.element)
                units.extend(Unit(segment.tagged.text, kind, place) for segment in paragraph.segments)
            if len(units) > start:
                parts.append(Part(name, start, len(units)))
    return Presentation("pptx", data, path.name, units, parts)


class Presentation(PackageDocument):
    label = "PowerPoint"

    def _rendered(
        self, archive: Archive, part: Part, changes: Mapping[int, str], language: str, *, bilingual: bool
    ) -> bytes:
        root = archive.xml(part.name, faithfully=True)
        for paragraph, _, targets in matched(list(_paragraphs(root)), changes):
            if bilingual:
                _add_translation(paragraph, targets, language)
            else:
                paragraph.write(targets, language)
                _set_direction(paragraph.element, language)
        return to_bytes(root)


def _members(archive: Archive) -> Iterator[tuple[str, Place]]:
    """Slides in the order in which they are shown, each followed by its notes."""
    presentation = archive.xml(_PRESENTATION)
    slides = related(archive, _PRESENTATION)
    for number, identifier in enumerate(presentation.iterfind(".//{*}sldIdLst/{*}sldId"), 1):
        # The number of a slide has the same local name as the relation to its part.
        name = next((slides[value][0] for value in identifier.attrib.values() if value in slides), "")
        if name not in archive:
            continue
        yield name, Place(SLIDE, slide=number)
        for notes, kind in related(archive, name).values():
            if kind == "notesSlide" and notes in archive:
                yield notes, Place(SLIDE_NOTES, slide=number)


def _paragraphs(root: etree._Element) -> Iterator[Paragraph]:
    for element in root.iter("{*}p"):
        if "/drawingml/" in str(element.tag):
            yield Paragraph(element, _DIALECT)


def _kind(paragraph: etree._Element) -> UnitKind:
    for parent in paragraph.iterancestors():
        name = local(parent)
        if name == "tc":
            return "cell"
        if name == "sp":
            placeholder = parent.find(".//{*}nvPr/{*}ph")
            is_title = placeholder is not None and placeholder.get("type") in _TITLES
            return "heading" if is_title else "paragraph"
    return "paragraph"


def _collect(paragraph: etree._Element, names: Iterator[str]) -> list[Atom]:
    atoms: list[Atom] = []
    for child in paragraph:
        name = local(child)
        text = child.find("{*}t")
        if name == "r" and text is not None:
            atoms.extend(text_atoms(child, text, _DIVISIONS))
        elif name and name not in {"pPr", "endParaRPr"}:
            atoms.append(Atom("standing", sources=[(None, child)]))
    return atoms


def _add_translation(paragraph: Paragraph, targets: Mapping[int, str], language: str) -> None:
    """A line below, in the same paragraph: another one would get a bullet."""
    element = paragraph.element
    last = element.find("{*}endParaRPr")
    if last is not None:
        element.remove(last)
    for number, target in targets.items():
        etree.SubElement(element, f"{{{etree.QName(element).namespace}}}br")
        paragraph.append(element, number, target, language)
    if last is not None:
        element.append(last)


def _set_direction(paragraph: etree._Element, language: str) -> None:
    properties = paragraph.find("{*}pPr")
    rtl = right_to_left(language)
    if properties is None and rtl:
        properties = etree.Element(f"{{{etree.QName(paragraph).namespace}}}pPr")
        paragraph.insert(0, properties)
    if properties is None or not language:
        return
    was_rtl = properties.get("rtl") == "1"
    if rtl != was_rtl:
        properties.set("rtl", str(int(rtl)))
        # "Left" and "right" are sides of the slide, and not the beginning and end of a line.
        align = properties.get("algn") or ("l" if rtl else "")
        if align in {"l", "r"}:
            properties.set("algn", "r" if rtl else "l")


def _speak(properties: etree._Element, language: str) -> None:
    properties.set("lang", language)
    if "altLang" in properties.attrib:
        del properties.attrib["altLang"]


_DIALECT = Dialect(
    collect=_collect,
    before=frozenset({"pPr"}),
    after=frozenset({"endParaRPr"}),
    unimportant=frozenset("lang altLang dirty err noProof smtClean smtId".split()),
    speak=_speak,
)
