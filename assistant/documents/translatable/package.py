"""Documents that are archives of XML parts: a part with changes is written anew, all else is copied."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from assistant.documents.archive import Archive, resolve
from assistant.documents.errors import DocumentTooLarge
from assistant.documents.translatable.runs import Paragraph
from assistant.documents.translatable.unit import TranslatableDocument, Unit

_MAX_FILE = 500_000_000


class Part(NamedTuple):
    """A member of the archive with units in it: ``units[start:end]`` of the document."""

    name: str
    start: int
    end: int


def load(path: Path) -> bytes:
    """A whole file: it may be gone, or another one, when its translation is finished."""
    if path.stat().st_size > _MAX_FILE:
        raise DocumentTooLarge(name=path.name, limit=f"{_MAX_FILE // 1_000_000} MB")
    return path.read_bytes()


def related(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """The members that a part refers to, and as what, such as ``slide``, by the relation's identifier."""
    folder, _, base = part.rpartition("/")
    relations = f"{folder}/_rels/{base}.rels"
    if relations not in archive:
        return {}
    return {
        relation.get("Id", ""): (
            resolve(part, relation.get("Target", "")),
            relation.get("Type", "").rpartition("/")[2],
        )
        for relation in archive.xml(relations)
        if relation.get("TargetMode") != "External"
    }


def matched(
    paragraphs: Iterable[Paragraph], changes: Mapping[int, str]
) -> Iterator[tuple[Paragraph, int, dict[int, str]]]:
    """The paragraphs of a part that get new texts: with the index of their first unit, and their targets by
    the number of the segment."""
    start = 0
    for paragraph in paragraphs:
        end = start + len(paragraph.segments)
        targets = {index - start: changes[index] for index in range(start, end) if index in changes}
        if targets:
            yield paragraph, start, targets
        start = end


def to_bytes(root: etree._Element) -> bytes:
    """A part as the office programs write it."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


class PackageDocument(TranslatableDocument):
    """An archive and its parts."""

    label: str
    """What people call the format."""

    def __init__(
        self, source_format: str, data: bytes, name: str, units: Sequence[Unit], parts: Sequence[Part]
    ) -> None:
        super().__init__(source_format, units)
        self._data = data
        self._name = name
        self._parts = tuple(parts)

    def render(self, targets: Sequence[str], *, language: str = "", bilingual: bool = False) -> bytes:
        changes = self._changed(targets)
        with Archive(self._data, self.label, self._name) as archive:
            members = {}
            for part in self._parts:
                changed = {
                    index - part.start: changes[index]
                    for index in range(part.start, part.end)
                    if index in changes
                }
                if changed:
                    members[part.name] = self._rendered(archive, part, changed, language, bilingual=bilingual)
            if changes and language and not bilingual:
                members |= self._marked(archive, members, language)
            return archive.copy(members)

    @abstractmethod
    def _rendered(
        self, archive: Archive, part: Part, changes: Mapping[int, str], language: str, *, bilingual: bool
    ) -> bytes:
        """A part with new texts, by the index of their unit in the part."""

    def _marked(self, archive: Archive, members: Mapping[str, bytes], language: str) -> dict[str, bytes]:
        """Members that say of the whole document which language it is in, changed to say ``language``."""
        return {}
