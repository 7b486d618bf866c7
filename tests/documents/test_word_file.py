"""Documents that other programs open: what python-docx reads is what was written."""

from __future__ import annotations

from pathlib import Path

import docx
from lxml import etree

from assistant.documents.reading import read
from assistant.documents.word_file import Note, WordFile


def test_a_document_is_read_back_with_its_footnotes(tmp_path: Path) -> None:
    file = WordFile("A & <b>")
    file.add(["A & <b>"], "Title")
    file.add(["The dam cracked.", Note("“Over\x00night it cracked.”"), " 大坝开裂。", Note("第二页")])
    file.add(["One"], "Bullet")
    file.add_table(["Who", "What"], [[["Anna"], ["sends it", Note("page 3")]]], [30, 70])
    path = tmp_path / "made.docx"
    file.write(path)

    made = docx.Document(str(path))
    assert made.core_properties.title == "A & <b>"
    assert [paragraph.text for paragraph in made.paragraphs[:3]] == [
        "A & <b>",
        "The dam cracked. 大坝开裂。",
        "One",
    ]
    assert [paragraph.style.name for paragraph in made.paragraphs[:3]] == ["Title", "Normal", "List Bullet"]
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [
        ["Who", "What"],
        ["Anna", "sends it"],
    ]
    notes = next(part for part in made.part.package.parts if part.partname == "/word/footnotes.xml")
    texts = ["".join(note.itertext()).strip() for note in etree.fromstring(notes.blob)]
    assert texts == ["", "", "“Overnight it cracked.”", "第二页", "page 3"]
    assert "The dam cracked.[1] 大坝开裂。[2]" in read(path).text
    assert "[3] page 3" in read(path).text
