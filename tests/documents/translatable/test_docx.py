"""Word documents, made by another library: styles, links, fields, tables, notes and comments stay."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches
from lxml import etree
from PIL import Image

from assistant.documents.errors import DocumentDamaged, DocumentEncrypted, DocumentSuspicious
from assistant.documents.translatable import open_translatable
from tests.documents.samples import write_zip
from tests.documents.translatable.samples import shouting, sources, texts

Save = Callable[[str, str | bytes], Path]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _run(text: str, properties: str = "") -> str:
    format_ = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{format_}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _field(code: str, result: str) -> str:
    instruction = f"<w:r><w:instrText> {code} </w:instrText></w:r>"
    return f"{_mark('begin')}{instruction}{_mark('separate')}{result}{_mark('end')}"


_LINK = (
    '<w:hyperlink {ns} r:id="{rid}" w:history="1">'
    + _run("our site", '<w:rStyle w:val="Hyperlink"/><w:color w:val="0000FF"/>')
    + "</w:hyperlink>"
)
_FIELDS = (
    "<w:p {ns}>"
    + _run("Page ")
    + _field("PAGE", _run("7"))
    + _run(" of many, see ")
    + _field('HYPERLINK "http://a.b"', _run("there"))
    + "</w:p>"
)
_TRACKED = (
    "<w:p {ns}>"
    + _run("Kept, ")
    + f'<w:ins w:id="91" w:author="A">{_run("added")}</w:ins>'
    + '<w:del w:id="92" w:author="A"><w:r><w:delText> removed</w:delText></w:r></w:del>'
    + _run(".")
    + "</w:p>"
)
_BOX = (
    '<w:p {ns} xmlns:v="urn:schemas-microsoft-com:vml">'
    + _run("Around a box")
    + f"<w:r><w:pict><v:textbox><w:txbxContent><w:p>{_run('Inside the box')}</w:p></w:txbxContent>"
    + "</v:textbox></w:pict></w:r></w:p>"
)
_SPLIT = (
    "<w:p {ns}>"
    + _run("One sent", '<w:lang w:val="en-GB"/>')
    + '<w:proofErr w:type="spellStart"/>'
    + _run("ence here.", '<w:rFonts w:hint="eastAsia"/>')
    + "</w:p>"
)


def _picture() -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (2, 2)).save(file, "png")
    return file


def _xml(markup: str, **values: str) -> etree._Element:
    return parse_xml(markup.format(ns=nsdecls("w", "r"), **values))


def _report() -> bytes:
    document: WordDocument = docx.Document()
    document.add_heading("The Report", 0)
    document.add_heading("First chapter", 1)
    paragraph = document.add_paragraph("It was ")
    paragraph.add_run("very").bold = True
    paragraph.add_run(" cold, and ")
    italic = paragraph.add_run("nobody")
    italic.italic = True
    italic.add_break()
    paragraph.add_run("came. Visit ")
    relation = document.part.relate_to(
        "http://example.org",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        True,
    )
    paragraph._p.append(_xml(_LINK, rid=relation))
    paragraph.add_run(" or ")
    paragraph.add_run().add_picture(_picture(), width=Inches(0.1))
    paragraph.add_run(" it.")
    bold = document.add_paragraph().add_run("All bold.")
    bold.bold = True
    document.add_paragraph("A point", style="List Bullet")
    document.add_paragraph("Name:\tValue")
    for markup in (_FIELDS, _TRACKED, _BOX, _SPLIT):
        document.element.body.insert(-1, _xml(markup))
    document.add_paragraph("12 345")
    document.add_paragraph("Before the page").add_run().add_break(WD_BREAK.PAGE)
    table = document.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells),
        ("City", "People", "Köln", "1,087,353"),
        strict=True,
    ):
        cell.text = text
    document.sections[0].header.paragraphs[0].text = "Running title"
    document.sections[0].footer.paragraphs[0].text = "Confidential"
    document.add_comment(bold, text="A comment", author="A")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


REPORT = _report()


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _shape(data: bytes, member: str = "word/document.xml") -> list[tuple[str, str]]:
    """All elements but runs, and the texts with their formats; neighbours of one format together."""
    shape: list[tuple[str, str]] = []
    for element in etree.fromstring(_members(data)[member]).iterdescendants():
        name = element.tag.replace(_W, "")
        if name == "t":
            properties = element.getparent().find(f"{_W}rPr")
            marks = sorted(child.tag.replace(_W, "") for child in ([] if properties is None else properties))
            kind = f"text {[mark for mark in marks if mark not in {'lang', 'rFonts'}]}"
            if shape and shape[-1][0] == kind:
                shape[-1] = (kind, shape[-1][1] + element.text)
            else:
                shape.append((kind, element.text))
        elif name not in {"r", "rPr", "proofErr"} and element.getparent().tag != f"{_W}rPr":
            shape.append((name, str(sorted(element.attrib.items()))))
    return shape


def test_units_of_a_report(save: Save) -> None:
    document = open_translatable(save("report.docx", REPORT))
    assert texts(document) == [
        ("heading", "The Report"),
        ("heading", "First chapter"),
        (
            "paragraph",
            "It was <1>very</1> cold, and <2>nobody</2><3/>came. Visit <4>our site</4> or <5/> it.",
        ),
        ("paragraph", "All bold."),
        ("list item", "A point"),
        ("paragraph", "Name:"),
        ("paragraph", "Value"),
        ("paragraph", "Page <1/> of many, see <2>there</2>"),
        ("paragraph", "Kept, <1>added</1><2/>."),
        ("paragraph", "Around a box"),
        ("paragraph", "Inside the box"),
        ("paragraph", "One sentence here."),
        ("paragraph", "Before the page"),
        ("cell", "City"),
        ("cell", "People"),
        ("cell", "Köln"),
        ("paragraph", "Confidential"),
        ("paragraph", "Running title"),
    ]
    assert [unit.place.text for unit in document.units][-3:] == ["Paragraph 16", "Footer", "Header"]


def test_targets_equal_to_their_sources_leave_every_member_as_it_was(save: Save) -> None:
    document = open_translatable(save("report.docx", REPORT))
    assert _members(document.render(sources(document))) == _members(REPORT)
    assert list(_members(document.render(sources(document), bilingual=True))) == list(_members(REPORT))


def test_capitals_change_the_text_and_nothing_else(save: Save) -> None:
    document = open_translatable(save("report.docx", REPORT))
    rendered = document.render(shouting(document))
    before, after = _members(REPORT), _members(rendered)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/document.xml", "word/header1.xml", "word/footer1.xml"}
    for member in changed:
        assert _shape(rendered, member) == [
            (name, text.upper() if name.startswith("text") else text) for name, text in _shape(REPORT, member)
        ]
    again = docx.Document(io.BytesIO(rendered))
    assert [p.style.name for p in again.paragraphs] == [
        p.style.name for p in docx.Document(io.BytesIO(REPORT)).paragraphs
    ]
    assert [run.text for run in again.paragraphs[2].runs if run.bold] == ["VERY"]
    assert again.comments.get(0).text == "A comment"


def test_tags_that_were_moved_take_their_formats_and_pictures_along(save: Save) -> None:
    document = open_translatable(save("report.docx", REPORT))
    targets = sources(document)
    targets[2] = "<5/> <4>Unsere Seite</4> zeigt: <2>niemand</2> kam, <1>sehr</1> kalt."
    paragraph = docx.Document(io.BytesIO(document.render(targets))).paragraphs[2]
    assert paragraph.text == " Unsere Seite zeigt: niemand kam, sehr kalt.\n"
    assert [link.address for link in paragraph.hyperlinks] == ["http://example.org"]
    assert paragraph.hyperlinks[0].runs[0].font.color.rgb is not None
    assert [(run.text, run.bold, run.italic) for run in paragraph.runs if run.bold or run.italic] == [
        ("niemand", None, True),
        ("sehr", True, None),
        ("\n", None, True),  # a break that was lost is put at the end, in its own format
    ]
    assert paragraph._p.findall(f".//{_W}drawing")


def test_right_to_left(save: Save) -> None:
    document = open_translatable(save("report.docx", REPORT))
    targets = ["نص عربي" if unit.text != "12 345" else unit.text for unit in document.units]
    rendered = document.render(targets, language="ar")
    root = etree.fromstring(_members(rendered)["word/document.xml"])
    for paragraph in root.iter(f"{_W}p"):
        texts_of = [t.text for t in paragraph.iter(f"{_W}t")]
        if "نص عربي" in texts_of:
            assert paragraph.find(f"{_W}pPr/{_W}bidi") is not None
    assert root.find(f".//{_W}rPr/{_W}rtl") is not None
    assert root.find(f".//{_W}tblPr/{_W}bidiVisual") is not None
    lang = root.find(f".//{_W}rPr/{_W}lang")
    assert lang is not None
    assert lang.get(f"{_W}bidi") == "ar"
    path = save("ar.docx", rendered)
    back = open_translatable(path)
    again = etree.fromstring(
        _members(back.render(["Text"] * len(back.units), language="en"))["word/document.xml"]
    )
    assert again.find(f".//{_W}bidi") is None
    assert again.find(f".//{_W}rtl") is None


def test_chinese_is_marked_as_such(save: Save) -> None:
    document = open_translatable(save("report.docx", REPORT))
    root = etree.fromstring(_members(document.render(["报告"] * 18, language="zh-CN"))["word/document.xml"])
    assert {lang.get(f"{_W}eastAsia") for lang in root.iter(f"{_W}lang")} >= {"zh-CN"}


def test_both_languages(save: Save) -> None:
    document = open_translatable(save("report.docx", REPORT))
    targets = [f"DE {unit.text}" for unit in document.units]
    again = docx.Document(io.BytesIO(document.render(targets, bilingual=True)))
    paragraphs = [p.text for p in again.paragraphs]
    assert paragraphs[:6] == [
        "The Report\nDE The Report",
        "First chapter\nDE First chapter",
        "It was very cold, and nobody\ncame. Visit our site or  it.",
        "DE It was very cold, and nobody\ncame. Visit our site or  it.",
        "All bold.",
        "DE All bold.",
    ]
    assert again.paragraphs[5].runs[0].bold
    assert "A point\nDE A point" in paragraphs
    assert len(again.inline_shapes) == 1
    assert again.tables[0].cell(0, 0).text == "City\nDE City"


def test_footnotes_and_their_references(save: Save) -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = f"<w:p>{_run('Text')}{reference}{_run(' goes on.')}</w:p>"
    note = f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{_run(" The note.")}</w:p></w:footnote>'
    path = save("notes.docx", b"")
    write_zip(
        path,
        {
            "word/document.xml": f"<w:document {nsdecls('w')}><w:body>{body}</w:body></w:document>",
            "word/footnotes.xml": f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>",
        },
    )
    document = open_translatable(path)
    assert [(unit.text, unit.place.text) for unit in document.units] == [
        ("Text<1/> goes on.", "Paragraph 1"),
        ("The note.", "Footnote"),
    ]
    members = _members(document.render(["Und weiter<1/>.", "Die Notiz."]))
    assert b'<w:footnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t>' in members["word/document.xml"]
    assert (
        b'<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r><w:r><w:t>Die Notiz.</w:t>'
        in (members["word/footnotes.xml"])
    )


class TestHostileFiles:
    def test_an_entity_bomb(self, save: Save) -> None:
        bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
            f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
        )
        body = f"<w:body><w:p>{_run('&j;')}</w:p></w:body>"
        document = f"{bomb}]><w:document {nsdecls('w')}>{body}</w:document>"
        path = write_zip(save("bomb.docx", b""), {"word/document.xml": document})
        with pytest.raises((DocumentSuspicious, DocumentDamaged)):
            open_translatable(path)

    def test_a_zip_bomb_in_a_picture(self, save: Save) -> None:
        path = save("bomb.docx", b"")
        write_zip(path, {**_members(REPORT), "word/media/x.png": b"\0" * 30_000_000})
        with pytest.raises(DocumentSuspicious):
            open_translatable(path)

    def test_a_truncated_file(self, save: Save) -> None:
        with pytest.raises(DocumentDamaged):
            open_translatable(save("half.docx", REPORT[: len(REPORT) // 2]))

    def test_a_damaged_part(self, save: Save) -> None:
        members = _members(REPORT)
        members["word/document.xml"] = members["word/document.xml"][:-100]
        with pytest.raises(DocumentDamaged):
            open_translatable(write_zip(save("part.docx", b""), members))

    def test_a_file_with_a_password(self, save: Save) -> None:
        with pytest.raises(DocumentEncrypted):
            open_translatable(save("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600))


def test_a_field_that_goes_over_several_paragraphs_is_left_in_order(save: Save) -> None:
    """A table of contents begins in its first line and ends in its last."""
    begin = f"{_mark('begin')}<w:r><w:instrText> TOC </w:instrText></w:r>{_mark('separate')}"
    number = _field("PAGEREF a", "<w:r><w:t>3</w:t></w:r>")
    line = f"<w:r><w:t>Chapter one</w:t></w:r><w:r><w:tab/></w:r>{number}"
    entry = f'<w:p>{begin}<w:hyperlink w:anchor="a">{line}</w:hyperlink></w:p>'
    body = f"<w:document {nsdecls('w')}><w:body>{entry}<w:p>{_mark('end')}</w:p></w:body></w:document>"
    document = open_translatable(write_zip(save("toc.docx", b""), {"word/document.xml": body}))
    assert texts(document) == [("paragraph", "Chapter one")]
    rendered = _members(document.render(["Kapitel eins"]))["word/document.xml"].decode()
    assert body.replace("Chapter one", "Kapitel eins") in rendered


def test_deep_copies_of_the_source_do_not_leak_into_the_next_rendering(save: Save) -> None:
    document = open_translatable(save("report.docx", REPORT))
    first = document.render(shouting(document))
    assert document.render(shouting(document)) == first
    assert deepcopy(document.units) == document.units
