"""Documents of every format through the whole task, with an engine that copies, and one that answers well."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from assistant.documents.translatable import open_translatable
from assistant.documents.translatable.tags import TAG
from tests.documents.samples import write_zip
from tests.documents.translatable import (
    test_docx,
    test_epub,
    test_html,
    test_markdown,
    test_po,
    test_pptx,
    test_text_formats,
    test_xlsx,
)
from tests.fakes.scripted_model import ScriptedModel
from tests.tasks.translate.conftest import answering, in_german, translation_of

_TEXT = "CHAPTER ONE\n\nIt rained. The river <1> rose.\n\n- first thing\n- second thing\n"
_FILES: dict[str, bytes] = {
    "a.txt": _TEXT.encode("utf-16"),
    "a.md": test_markdown.TEXT.encode(),
    "a.html": test_html.PAGE.encode(),
    "a.srt": test_text_formats.SRT.encode("utf-8-sig"),
    "a.vtt": test_text_formats.VTT.encode(),
    "a.po": test_po.CATALOGUE.encode(),
    "a.docx": test_docx.REPORT,
    "a.pptx": test_pptx.PRESENTATION,
    "a.xlsx": test_xlsx.WORKBOOKS["shared"],
}


@pytest.fixture(params=[*_FILES, "a.epub"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / request.param
    if path.suffix == ".epub":
        return write_zip(path, test_epub.book())
    path.write_bytes(_FILES[request.param])
    return path


def _contents(data: bytes) -> object:
    """The members of an archive, which is packed anew, or the very bytes."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_an_engine_that_copies_its_input_leaves_the_document_as_it_was(path: Path) -> None:
    document = open_translatable(path)
    translation = translation_of(
        ScriptedModel(answering(lambda line: line)), [unit.text for unit in document.units]
    )
    assert _contents(document.render(translation.texts)) == _contents(path.read_bytes())


def test_an_engine_that_translates_damages_no_tag_and_loses_no_unit(path: Path) -> None:
    document = open_translatable(path)
    translation = translation_of(ScriptedModel(answering(in_german)), [unit.text for unit in document.units])
    assert all(segment.status != "waiting" for segment in translation.segments)
    for unit, text in zip(document.units, translation.texts, strict=True):
        assert sorted(TAG.findall(unit.text)) == sorted(TAG.findall(text))
    path.write_bytes(document.render(translation.texts, language="de"))
    if path.suffix != ".po":  # in a catalogue only what is left is read again
        again = open_translatable(path)
        assert [unit.kind for unit in again.units] == [unit.kind for unit in document.units]
        assert [_words(unit.text) for unit in again.units] == [_words(text) for text in translation.texts]


def _words(text: str) -> list[str]:
    """Without the tags: their numbers follow their order, which a translation may change."""
    return TAG.sub(" ", text).replace(".", " ").split()
