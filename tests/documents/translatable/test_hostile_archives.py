"""Archives that are broken, or made to do harm: one sentence each, whichever format they claim to be."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from assistant.documents.errors import DocumentDamaged, DocumentError, DocumentSuspicious
from assistant.documents.translatable import open_translatable
from tests.documents.samples import write_zip
from tests.documents.translatable import test_docx, test_epub, test_pptx, test_xlsx

_BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


def _members(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


_ARCHIVES = {
    "a.docx": (_members(test_docx.REPORT), "word/document.xml"),
    "a.pptx": (_members(test_pptx.PRESENTATION), "ppt/slides/slide1.xml"),
    "a.xlsx": (_members(test_xlsx.WORKBOOKS["shared"]), "xl/sharedStrings.xml"),
    "b.xlsx": (_members(test_xlsx.WORKBOOKS["inline"]), "xl/worksheets/sheet1.xml"),
    "a.epub": (test_epub.book(), "OEBPS/text/c0.xhtml"),
}
_OFFICE = [name for name in _ARCHIVES if not name.endswith(".epub")]


@pytest.mark.parametrize("name", _ARCHIVES)
def test_half_a_file(name: str, tmp_path: Path) -> None:
    path = write_zip(tmp_path / name, _ARCHIVES[name][0])
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(DocumentDamaged):
        open_translatable(path)


@pytest.mark.parametrize("name", _OFFICE)
def test_half_a_part(name: str, tmp_path: Path) -> None:
    members, part = _ARCHIVES[name]
    content = members[part]
    path = write_zip(tmp_path / name, {**members, part: content[: len(content) // 2]})
    with pytest.raises(DocumentDamaged):
        open_translatable(path)


@pytest.mark.parametrize("name", _OFFICE)
def test_an_entity_bomb(name: str, tmp_path: Path) -> None:
    """A gigabyte of text in some lines."""
    members, part = _ARCHIVES[name]
    content = members[part]
    text = content.decode() if isinstance(content, bytes) else content
    declaration = text.find("?>") + 2 if text.startswith("<?xml") else 0
    bomb = f"{_BOMB}]>{text[declaration:].replace('>Rent<', '>&j;<').replace('>The ', '>&j; ')}"
    path = write_zip(tmp_path / name, {**members, part: bomb})
    try:
        document = open_translatable(path)
    except DocumentError:
        return
    assert sum(len(unit.text) for unit in document.units) < 10_000


@pytest.mark.parametrize("name", _ARCHIVES)
def test_a_member_that_unpacks_to_a_thousand_times_its_size(name: str, tmp_path: Path) -> None:
    path = write_zip(tmp_path / name, {**_ARCHIVES[name][0], "media/film.mp4": b"\0" * 30_000_000})
    with pytest.raises(DocumentSuspicious):
        open_translatable(path)


@pytest.mark.parametrize("name", _ARCHIVES)
def test_any_member_may_be_missing(name: str, tmp_path: Path) -> None:
    members, _part = _ARCHIVES[name]
    for missing in members:
        path = write_zip(tmp_path / name, {key: value for key, value in members.items() if key != missing})
        try:
            document = open_translatable(path)
        except DocumentError:
            continue
        document.render(["X"] * len(document.units), language="ar")
