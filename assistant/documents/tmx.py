"""Translation Memory eXchange (TMX 1.4b): how translation programs exchange what was translated.

Inline markup is read as numbered tags (:mod:`assistant.documents.translatable.tags`) and written as pairs of
``<bpt>`` and ``<ept>``, and ``<ph>``. Source: the specification of LISA's OSCAR group, version 1.4b of 2005.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from lxml import etree

from assistant import __version__
from assistant.documents.document import clean
from assistant.documents.errors import DocumentDamaged, DocumentTooLarge
from assistant.documents.translatable.tags import Tag, escape, split

_LARGEST = 500_000_000
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ALL = "*all*"
_PROGRAM = "Parlance"


class Variant(NamedTuple):
    """A text in one language."""

    language: str
    """As the file has it: a BCP 47 tag, in upper or lower case."""
    text: str


class Translated(NamedTuple):
    """A text and its translation. ``changed`` is in seconds since the epoch."""

    source: str
    target: str
    changed: float


def read(path: Path) -> Iterator[tuple[Variant, Variant]]:
    """Each translation of each text in a file, with that text before it.

    Memory does not grow with the file. Raises :class:`DocumentDamaged`, :class:`DocumentTooLarge` and
    :class:`OSError`, the first also after some texts.
    """
    if path.stat().st_size > _LARGEST:
        raise DocumentTooLarge(name=path.name, limit=f"{_LARGEST // 1_000_000} MB")
    general = _ALL
    found_root = False
    with path.open("rb") as file:
        events = etree.iterparse(
            file, ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True
        )
        try:
            for event, element in events:
                if not isinstance(element.tag, str):
                    continue
                name = etree.QName(element).localname
                if event == "start":
                    found_root = found_root or name == "tmx"
                elif name == "header":
                    general = element.get("srclang", _ALL)
                elif name == "tu":
                    yield from _pairs(element, element.get("srclang", general))
                    _forget(element)
        except etree.XMLSyntaxError as error:
            raise _damaged(path, error) from error
    if not found_root:
        raise _damaged(path, ValueError("the root is no tmx"))


def write(file: BinaryIO, source_language: str, target_language: str, texts: Iterable[Translated]) -> None:
    """Write a file; languages are BCP 47 tags."""
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("tmx", version="1.4"):
            header = {
                "creationtool": _PROGRAM,
                "creationtoolversion": __version__,
                "segtype": "sentence",
                "o-tmf": _PROGRAM,
                "adminlang": "en",
                "srclang": source_language,
                "datatype": "plaintext",
            }
            xml.write("\n", etree.Element("header", header), "\n")
            with xml.element("body"):
                for translated in texts:
                    changed = datetime.fromtimestamp(translated.changed, UTC)
                    unit = etree.Element("tu", changedate=changed.strftime("%Y%m%dT%H%M%SZ"))
                    for language, text in (
                        (source_language, translated.source),
                        (target_language, translated.target),
                    ):
                        variant = etree.SubElement(unit, "tuv", {_LANGUAGE: language})
                        _fill(etree.SubElement(variant, "seg"), text)
                    xml.write("\n", unit)
                xml.write("\n")


def _pairs(unit: etree._Element, source_language: str) -> Iterator[tuple[Variant, Variant]]:
    variants = []
    numbers: dict[str, int] = {}
    for element in unit.iterchildren("{*}tuv"):
        language = element.get(_LANGUAGE) or element.get("lang", "")
        segment = element.find("{*}seg")
        text = clean("".join(_texts(segment, numbers))).strip() if segment is not None else ""
        if language and text:
            variants.append(Variant(language, text))
    if not variants:
        return
    named = (each for each in variants if each.language.casefold() == source_language.casefold())
    source = next(named, variants[0])
    for variant in variants:
        if variant.language.casefold() != source.language.casefold():
            yield source, variant


def _texts(segment: etree._Element, numbers: dict[str, int]) -> Iterator[str]:
    """The text of a segment, its markup as tags; what markup holds is code, not text.

    ``numbers`` are those of the markup in all variants of a text: ``x`` says what belongs together in them.
    """
    begun = {each.get("i", ""): each.get("x") for each in segment.iterchildren("{*}bpt")}
    pairs = {each.get("i", "") for each in segment.iterchildren("{*}ept")} & begun.keys()
    unnamed = itertools.count(1)
    yield escape(segment.text or "")
    for element in segment:
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        index = element.get("i", "")
        if name in {"bpt", "ept"} and index in pairs:
            number = numbers.setdefault(f"pair {begun[index] or index}", len(numbers) + 1)
            yield str(Tag("open" if name == "bpt" else "close", number))
        elif name in {"bpt", "ept", "ph", "it", "ut"}:
            named = element.get("x") or f"unnamed {next(unnamed)}"
            yield str(Tag("standing", numbers.setdefault(f"standing {named}", len(numbers) + 1)))
        elif name == "hi":
            yield escape("".join(map(str, element.itertext())))
        yield escape(element.tail or "")


def _fill(segment: etree._Element, text: str) -> None:
    last: etree._Element | None = None
    for part in split(text):
        if isinstance(part, str):
            part = clean(part).replace("\f", " ")  # the one of them that XML cannot hold
            if last is None:
                segment.text = (segment.text or "") + part
            else:
                last.tail = (last.tail or "") + part
        elif part.role == "standing":
            last = etree.SubElement(segment, "ph", x=str(part.number))
        elif part.role == "open":
            last = etree.SubElement(segment, "bpt", i=str(part.number), x=str(part.number))
        else:
            last = etree.SubElement(segment, "ept", i=str(part.number))


def _forget(element: etree._Element) -> None:
    """What was read is not needed any more, nor what stands before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _damaged(path: Path, error: Exception) -> DocumentDamaged:
    return DocumentDamaged(repr(error), name=path.name, format="TMX")
