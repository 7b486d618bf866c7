"""Word documents: body, text boxes, headers, footers and notes; the other parts are copied to the byte.

Comments, tracked deletions and the results of fields (page numbers, references) stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path

from lxml import etree

from assistant.documents.archive import Archive
from assistant.documents.docx import BODY, Role, paragraph_role, style_roles
from assistant.documents.translatable.direction import right_to_left
from assistant.documents.translatable.package import PackageDocument, Part, load, matched, to_bytes
from assistant.documents.translatable.runs import Atom, Dialect, Paragraph, Source, emptied, local
from assistant.documents.translatable.unit import (
    ENDNOTE,
    FOOTER,
    FOOTNOTE,
    HEADER,
    PARAGRAPH,
    Place,
    Unit,
    UnitKind,
)

_PARTS = (
    ("word/header", HEADER),
    ("word/footer", FOOTER),
    ("word/footnotes", FOOTNOTE),
    ("word/endnotes", ENDNOTE),
)
_STYLES = "word/styles.xml"
_WRAPPERS = frozenset("hyperlink smartTag ins moveTo sdt customXml dir bdo".split())
_MAX_WRAPPERS = 20
"""In one another; what is deeper is copied as it is."""
_INVISIBLE = frozenset("rPr softHyphen lastRenderedPageBreak".split())
_KINDS: dict[str, UnitKind] = {"heading": "heading", "list_item": "list item", "caption": "caption"}
# The order of the schema, by which Word insists: what stands after an element that is put in.
_AFTER_BIDI = frozenset(
    "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
    "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange".split()
)
_AFTER_RTL = frozenset("cs em lang eastAsianLayout specVanish oMath rPrChange".split())
_AFTER_LANG = frozenset("eastAsianLayout specVanish oMath rPrChange".split())
_AFTER_NUMBERING = (
    frozenset(
        "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct "
        "autoSpaceDE autoSpaceDN bidi".split()
    )
    | _AFTER_BIDI
)
_AFTER_BIDI_VISUAL = frozenset(
    "tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout "
    "tblCellMar tblLook tblCaption tblDescription tblPrChange".split()
)


def read(path: Path) -> PackageDocument:
    """Raises :class:`DocumentError` and :class:`OSError`."""
    data = load(path)
    units: list[Unit] = []
    parts = []
    with Archive(data, WordDocument.label, path.name) as archive:
        archive.check_copy()
        styles = style_roles(archive.xml(_STYLES)) if _STYLES in archive else {}
        members = [(BODY, PARAGRAPH)]
        for name in sorted(archive.names()):
            members += [(name, place) for start, place in _PARTS if name.startswith(start)]
        for name, place in members:
            start = len(units)
            for number, paragraph in enumerate(_paragraphs(archive.xml(name, faithfully=True)), 1):
                kind = _kind(paragraph.element, styles)
                units.extend(
                    Unit(segment.tagged.text, kind, Place(place, number=number))
                    for segment in paragraph.segments
                )
            if len(units) > start:
                parts.append(Part(name, start, len(units)))
    return WordDocument("docx", data, path.name, units, parts)


class WordDocument(PackageDocument):
    label = "Word"

    def _rendered(
        self, archive: Archive, part: Part, changes: Mapping[int, str], language: str, *, bilingual: bool
    ) -> bytes:
        root = archive.xml(part.name, faithfully=True)
        # From the end: a text box lies inside a paragraph before it, which is then copied with what is in it.
        for paragraph, start, targets in reversed(list(matched(_paragraphs(root), changes))):
            if bilingual:
                _add_translation(paragraph, targets, self.units[part.start + start].kind, language)
            else:
                paragraph.write(targets, language)
                _set_direction(paragraph.element, language)
        if right_to_left(language) and not bilingual:
            for properties in root.iterfind(".//{*}tblPr"):
                _insert(properties, "bidiVisual", _AFTER_BIDI_VISUAL)
        return to_bytes(root)


def _paragraphs(root: etree._Element) -> Iterator[Paragraph]:
    """All that are read, those in text boxes after the one that they are anchored in."""
    events = etree.iterwalk(root, events=("start",))
    for _, element in events:
        name = local(element)
        if name in {"del", "moveFrom", "Fallback"}:
            events.skip_subtree()
        elif name == "p" and "/wordprocessingml/" in element.tag:
            yield Paragraph(element, _DIALECT)


def _kind(paragraph: etree._Element, styles: Mapping[str, Role]) -> UnitKind:
    parent = paragraph.getparent()
    if parent is not None and local(parent) == "tc":
        return "cell"
    return _KINDS.get(paragraph_role(paragraph, styles).kind, "paragraph")


def _collect(paragraph: etree._Element, names: Iterator[str]) -> list[Atom]:
    return _with_fields(_inside(paragraph, names, 0), names)


def _inside(container: etree._Element, names: Iterator[str], depth: int) -> list[Atom]:
    atoms: list[Atom] = []
    for child in container:
        name = local(child)
        if name == "r":
            atoms.extend(_of_run(child, depth))
        elif name in _WRAPPERS and depth < _MAX_WRAPPERS:
            content = child.find("{*}sdtContent")
            content = content if content is not None else child
            pair = next(names)
            atoms.append(Atom("open", name=pair, shell=_shell(child, content)))
            atoms.extend(_inside(content, names, depth + 1))
            atoms.append(Atom("close", name=pair))
        elif name and name not in {"pPr", "proofErr"}:
            atoms.append(Atom("standing", sources=[(None, child)]))
    return atoms


def _shell(wrapper: etree._Element, content: etree._Element) -> etree._Element:
    """A wrapper without what its content is."""
    shell = emptied(wrapper)
    if content is not wrapper:
        for child in wrapper:
            shell.append(emptied(child) if child is content else deepcopy(child))
    return shell


def _of_run(run: etree._Element, depth: int) -> Iterator[Atom]:
    properties = run.find("{*}rPr")
    for child in run:
        name = local(child)
        source: list[Source] = [(run, child)]
        if name == "t":
            yield Atom("text", child.text or "", sources=source, properties=properties)
        elif name == "noBreakHyphen":
            yield Atom("text", "\u2011", sources=source, properties=properties)
        elif name in {"tab", "ptab"} or (name == "br" and _value(child, "type") in {"page", "column"}):
            yield Atom("standing", sources=source, divides=not depth)
        elif name in {"fldChar", "instrText"}:
            yield Atom("standing", name=_value(child, "fldCharType") or "code", sources=source)
        elif name and name not in _INVISIBLE:
            yield Atom("standing", sources=source)


def _with_fields(atoms: list[Atom], names: Iterator[str]) -> list[Atom]:
    """Fields that begin and end in a paragraph: a link as a pair around its text, any other as one atom."""
    done: list[Atom] = []
    begun: list[int] = []
    for atom in atoms:
        done.append(atom)
        if atom.role != "standing":
            continue
        if atom.name == "begin":
            begun.append(len(done) - 1)
        elif atom.name == "end" and begun:
            start = begun.pop()
            done[start:] = _field(done[start:], names)
    return done


def _field(atoms: list[Atom], names: Iterator[str]) -> list[Atom]:
    if any(atom.shell is not None for atom in atoms):
        return atoms
    separate = next((index for index, atom in enumerate(atoms) if atom.name == "separate"), 0)
    code = "".join(element.text or "" for atom in atoms[:separate] for _, element in atom.sources)
    if code.split()[:1] != ["HYPERLINK"]:
        return [Atom("standing", sources=[source for atom in atoms for source in atom.sources])]
    pair = next(names)
    opening = [source for atom in atoms[: separate + 1] for source in atom.sources]
    for atom in atoms[separate + 1 : -1]:
        atom.divides = False
    return [
        Atom("open", name=pair, sources=opening),
        *atoms[separate + 1 : -1],
        Atom("close", name=pair, sources=atoms[-1].sources),
    ]


def _add_translation(paragraph: Paragraph, targets: Mapping[int, str], kind: UnitKind, language: str) -> None:
    """After a paragraph another; after what has a number or a place in a table of contents, a line in it."""
    element = paragraph.element
    namespace = etree.QName(element).namespace
    added = element
    if kind == "paragraph":
        added = etree.Element(element.tag)
        properties = element.find("{*}pPr")
        if properties is not None:
            copied = deepcopy(properties)
            for child in list(copied):
                if local(child) in {"numPr", "sectPr", "pageBreakBefore", "pPrChange"}:
                    copied.remove(child)
            added.append(copied)
        element.addnext(added)
        _set_direction(added, language)
    for number, target in targets.items():
        if len(added) > 1 or added is element:
            run = etree.SubElement(added, f"{{{namespace}}}r")
            etree.SubElement(run, f"{{{namespace}}}br")
        paragraph.append(added, number, target, language)


def _set_direction(paragraph: etree._Element, language: str) -> None:
    if not language:
        return
    properties = paragraph.find("{*}pPr")
    if right_to_left(language):
        if properties is None:
            properties = etree.Element(f"{{{etree.QName(paragraph).namespace}}}pPr")
            paragraph.insert(0, properties)
        _insert(properties, "bidi", _AFTER_BIDI)
    elif properties is not None:
        _remove(properties, "bidi")


def _speak(properties: etree._Element, language: str) -> None:
    for name in ("rtl", "lang"):
        _remove(properties, name)
    rtl = right_to_left(language)
    if rtl:
        _insert(properties, "rtl", _AFTER_RTL)
    script = "bidi" if rtl else "eastAsia" if language[:2] in {"zh", "ja", "ko"} else "val"
    lang = _insert(properties, "lang", _AFTER_LANG)
    lang.set(f"{{{etree.QName(properties).namespace}}}{script}", language)


def _insert(parent: etree._Element, name: str, after: frozenset[str]) -> etree._Element:
    """The child ``name`` of ``parent``, put in before those ``after`` it if it is not there."""
    _remove(parent, name)
    child = etree.Element(f"{{{etree.QName(parent).namespace}}}{name}")
    index = next((index for index, other in enumerate(parent) if local(other) in after), len(parent))
    parent.insert(index, child)
    return child


def _remove(parent: etree._Element, name: str) -> None:
    for child in parent.findall(f"{{*}}{name}"):
        parent.remove(child)


def _value(element: etree._Element, name: str) -> str | None:
    return element.get(f"{{{etree.QName(element).namespace}}}{name}")


_DIALECT = Dialect(
    collect=_collect,
    before=frozenset({"pPr"}),
    after=frozenset(),
    unimportant=frozenset("lang noProof hint rsidR rsidRPr".split()),
    speak=_speak,
    once=frozenset(
        "footnoteReference endnoteReference commentReference commentRangeStart commentRangeEnd bookmarkStart "
        "bookmarkEnd drawing pict object permStart permEnd".split()
    ),
)
