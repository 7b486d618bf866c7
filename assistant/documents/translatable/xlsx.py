"""Excel workbooks: the texts of cells. Formulas, numbers, names of sheets and column titles of tables stay.

Column titles and sheets are what formulas call them by. Texts are kept once for all cells that show them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from lxml import etree

from assistant.documents.archive import Archive
from assistant.documents.translatable.direction import right_to_left
from assistant.documents.translatable.markup import with_attribute
from assistant.documents.translatable.package import PackageDocument, Part, load, matched, related, to_bytes
from assistant.documents.translatable.runs import SPACE, Atom, Dialect, Paragraph, local, text_atoms
from assistant.documents.translatable.unit import CELL, Place, Unit

_WORKBOOK = "xl/workbook.xml"
_STRINGS = "xl/sharedStrings.xml"
_LINES = re.compile(r"(\n+)")
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_NUMBER = re.compile(r"[0-9]{1,9}")
_VIEW = re.compile(r"<(?:\w+:)?sheetView\b[^>]*>")


def read(path: Path) -> PackageDocument:
    """Raises :class:`DocumentError` and :class:`OSError`."""
    data = load(path)
    units: list[Unit] = []
    parts = []
    with Archive(data, Workbook.label, path.name) as archive:
        archive.check_copy()
        shown = _shown(archive)
        if shown:
            strings = _strings(archive.xml(_STRINGS, faithfully=True))
            shown = {index: place for index, place in shown.items() if index < len(strings)}
            for index, place in shown.items():
                units += [Unit(segment.tagged.text, "cell", place) for segment in strings[index].segments]
            parts.append(Part(_STRINGS, 0, len(units)))
        for name, sheet in _sheets(archive):
            start = len(units)
            for cell, string in _inline(_cells(archive, name), list(_titles(archive, name))):
                place = Place(CELL, sheet=sheet, cell=cell)
                units += [Unit(segment.tagged.text, "cell", place) for segment in string.segments]
            parts.append(Part(name, start, len(units)))
    return Workbook(data, path.name, units, parts, tuple(shown))


class Workbook(PackageDocument):
    label = "Excel"

    def __init__(
        self, data: bytes, name: str, units: Sequence[Unit], parts: Sequence[Part], shared: Sequence[int]
    ) -> None:
        """``shared``: the numbers of the shared strings that the units of their part are in."""
        super().__init__("xlsx", data, name, units, parts)
        self._shared = shared

    def _rendered(
        self, archive: Archive, part: Part, changes: Mapping[int, str], language: str, *, bilingual: bool
    ) -> bytes:
        root = archive.xml(part.name, faithfully=True)
        if part.name == _STRINGS:
            shared = _strings(root)
            strings = [shared[index] for index in self._shared]
        else:
            titles = list(_titles(archive, part.name))
            strings = [string for _, string in _inline(root.iter("{*}c"), titles)]
        for string, _, targets in matched(strings, changes):
            if bilingual:
                _add_translation(string, targets)
            else:
                string.write(targets, "")
        return to_bytes(root)

    def _marked(self, archive: Archive, members: Mapping[str, bytes], language: str) -> dict[str, bytes]:
        if not right_to_left(language):
            return {}
        marked = {}
        for name, _ in _sheets(archive):
            text = members.get(name, archive.read(name)).decode("utf-8", errors="surrogateescape")
            text = _VIEW.sub(lambda match: with_attribute(match[0], "rightToLeft", "1"), text)
            marked[name] = text.encode("utf-8", errors="surrogateescape")
        return marked


def _sheets(archive: Archive) -> Iterator[tuple[str, str]]:
    """Parts and names of the sheets, in order."""
    workbook = archive.xml(_WORKBOOK)
    relations = related(archive, _WORKBOOK)
    for sheet in workbook.iterfind(".//{*}sheets/{*}sheet"):
        for name, value in sheet.attrib.items():
            if str(name).endswith("}id") and value in relations and relations[value][0] in archive:
                yield relations[value][0], sheet.get("name", "")


def _shown(archive: Archive) -> dict[int, Place]:
    """The first cell that shows each shared string, without those that are titles of columns of a table."""
    shown: dict[int, Place] = {}
    titles = set()
    if _STRINGS not in archive:
        return {}
    for part, sheet in _sheets(archive):
        headers = list(_titles(archive, part))
        for cell in _cells(archive, part):
            number = cell.findtext("{*}v") or ""
            if cell.get("t") == "s" and _NUMBER.fullmatch(number):
                name = cell.get("r", "")
                shown.setdefault(int(number), Place(CELL, sheet=sheet, cell=name))
                if _is_inside(name, headers):
                    titles.add(int(number))
    return {index: place for index, place in shown.items() if index not in titles}


def _inline(
    cells: Iterable[etree._Element], titles: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[str, Paragraph]]:
    """The cells that hold their text themselves, but for titles of columns."""
    for cell in cells:
        string = cell.find("{*}is")
        name = cell.get("r", "")
        if string is not None and cell.get("t") == "inlineStr" and not _is_inside(name, titles):
            yield name, Paragraph(string, _DIALECT)


def _cells(archive: Archive, sheet: str) -> Iterator[etree._Element]:
    """The cells of a sheet, one after the other, so that memory need not hold them all."""
    data = io.BytesIO(archive.read(sheet))
    try:
        for _, element in etree.iterparse(
            data, tag=("{*}c", "{*}row"), resolve_entities=False, no_network=True
        ):
            if local(element) == "c":
                yield element
            else:
                element.clear()
                rows = element.getparent()
                if rows is not None:
                    del rows[: rows.index(element)]
    except etree.XMLSyntaxError as error:
        raise archive.damaged(error) from error


def _titles(archive: Archive, sheet: str) -> Iterator[tuple[int, int, int]]:
    """Row, first and last column of the titles of each table of a sheet."""
    for name, kind in related(archive, sheet).values():
        if kind == "table" and name in archive:
            table = archive.xml(name)
            place = _RANGE.fullmatch(table.get("ref", ""))
            if place and table.get("headerRowCount", "1") != "0":
                yield int(place[2]), _column(place[1]), _column(place[3])


def _is_inside(cell: str, titles: Sequence[tuple[int, int, int]]) -> bool:
    place = _CELL.fullmatch(cell)
    return place is not None and any(
        int(place[2]) == row and first <= _column(place[1]) <= last for row, first, last in titles
    )


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _strings(root: etree._Element) -> list[Paragraph]:
    return [Paragraph(string, _DIALECT) for string in root.iterfind("{*}si")]


def _add_translation(string: Paragraph, targets: Mapping[int, str]) -> None:
    """In the same line: Excel shows others only in cells that are told to."""
    element = string.element
    string.write({}, "")  # as runs, beside which no other text may stand
    for number, target in targets.items():
        run = etree.SubElement(element, f"{{{etree.QName(element).namespace}}}r")
        text = etree.SubElement(run, f"{{{etree.QName(element).namespace}}}t")
        text.text = " / "
        text.set(SPACE, "preserve")
        string.append(element, number, target, "")


def _collect(string: etree._Element, names: Iterator[str]) -> list[Atom]:
    atoms: list[Atom] = []
    for child in string:
        run = child if local(child) == "r" else etree.Element(f"{{{etree.QName(string).namespace}}}r")
        text = child if local(child) == "t" else child.find("{*}t") if local(child) == "r" else None
        if text is not None:
            atoms.extend(text_atoms(run, text, _LINES))
    return atoms


_DIALECT = Dialect(collect=_collect, before=frozenset(), after=frozenset(), unimportant=frozenset())
