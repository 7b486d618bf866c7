"""EPUB books: the chapters, the table of contents, title and description; the order of reading stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from assistant.documents.archive import Archive, resolve
from assistant.documents.encoding import decode_faithfully
from assistant.documents.epub import check_protection, package_name, spine
from assistant.documents.html import declared_encoding
from assistant.documents.translatable import html
from assistant.documents.translatable.direction import right_to_left
from assistant.documents.translatable.markup import with_attribute
from assistant.documents.translatable.package import PackageDocument, Part, load
from assistant.documents.translatable.spans import SpanDocument
from assistant.documents.translatable.unit import BOOK, CHAPTER, CONTENTS, Place, Unit

_NCX = "application/x-dtbncx+xml"
# What is read of files that are no pages.
_FIELDS = frozenset("text dc:title dc:description".split())
_LANGUAGE = re.compile(r"(<dc:language\b[^>]*>)[^<]*(?=</dc:language)")
_SPINE = re.compile(r"<spine\b[^>]*>")


def read(path: Path) -> PackageDocument:
    """Raises :class:`DocumentError` and :class:`OSError`."""
    data = load(path)
    units: list[Unit] = []
    parts = []
    with Archive(data, Book.label, path.name) as archive:
        archive.check_copy()
        check_protection(archive)
        package = package_name(archive)
        for member, place in _members(archive, package):
            start = len(units)
            units += [
                Unit(unit.text, unit.kind, Place(place.template, **place.values, **unit.place.values))
                for unit in _page(archive, member).units
            ]
            if len(units) > start:
                parts.append(Part(member, start, len(units)))
    return Book(data, path.name, units, parts, package)


class Book(PackageDocument):
    label = "EPUB"

    def __init__(
        self, data: bytes, name: str, units: Sequence[Unit], parts: Sequence[Part], package: str
    ) -> None:
        super().__init__("epub", data, name, units, parts)
        self._package = package

    def _rendered(
        self, archive: Archive, part: Part, changes: Mapping[int, str], language: str, *, bilingual: bool
    ) -> bytes:
        page = _page(archive, part.name)
        targets = [changes.get(index, unit.text) for index, unit in enumerate(page.units)]
        return page.render(targets, language=language, bilingual=bilingual)

    def _marked(self, archive: Archive, members: Mapping[str, bytes], language: str) -> dict[str, bytes]:
        source = decode_faithfully(members.get(self._package) or archive.read(self._package), self._package)
        text = _LANGUAGE.sub(lambda match: match[1] + language, source.text)
        direction = "rtl" if right_to_left(language) else "ltr"
        text = _SPINE.sub(
            lambda match: (
                with_attribute(match[0], "page-progression-direction", direction)
                if direction == "rtl" or "page-progression-direction" in match[0]
                else match[0]
            ),
            text,
        )
        return {self._package: source.encode(text)}


def _members(archive: Archive, package: str) -> Iterator[tuple[str, Place]]:
    """What is read of a book, in order, and its place."""
    root = archive.xml(package)
    yield package, Place(BOOK)
    chapters = spine(root, package)
    items = list(root.iterfind(".//{*}manifest/{*}item"))
    contents = [
        resolve(package, item.get("href", ""))
        for item in items
        if item.get("media-type") == _NCX or "nav" in item.get("properties", "").split()
    ]
    for name in dict.fromkeys(contents):
        if name in archive:
            yield name, Place(CONTENTS)
    for number, name in enumerate(dict.fromkeys(chapters), 1):
        if name in archive:
            yield name, Place(CHAPTER, part=number)


def _page(archive: Archive, member: str) -> SpanDocument:
    data = archive.read(member)
    source = decode_faithfully(data, member, declared_encoding(data))
    if member.endswith((".opf", ".ncx")):
        return html.fields(source, _FIELDS)
    return html.page(source)
