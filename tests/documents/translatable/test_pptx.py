"""PowerPoint presentations, made by another library: placeholders, formats, tables and notes stay."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pptx
from pptx.util import Inches

from assistant.documents.translatable import open_translatable
from tests.documents.translatable.samples import shouting, sources

Save = Callable[[str, str | bytes], Path]


def _presentation() -> bytes:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "The plan"
    paragraph = slide.placeholders[1].text_frame.paragraphs[0]
    paragraph.add_run().text = "Do it "
    run = paragraph.add_run()
    run.text = "now"
    run.font.bold = True
    run.hyperlink.address = "http://example.org"
    paragraph.add_line_break()
    paragraph.add_run().text = "or never"
    slide.placeholders[1].text_frame.add_paragraph().text = "Name\tValue"
    slide.notes_slide.notes_text_frame.text = "Say it slowly"
    second = presentation.slides.add_slide(presentation.slide_layouts[6])
    table = second.shapes.add_table(1, 2, Inches(1), Inches(1), Inches(4), Inches(1)).table
    table.cell(0, 0).text = "City"
    table.cell(0, 1).text = "12"
    presentation.slides._sldIdLst.append(presentation.slides._sldIdLst[0])  # the second is shown first
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


PRESENTATION = _presentation()


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_units_and_their_places(save: Save) -> None:
    document = open_translatable(save("a.pptx", PRESENTATION))
    assert [(unit.kind, unit.text, unit.place.text) for unit in document.units] == [
        ("cell", "City", "Slide 1"),
        ("heading", "The plan", "Slide 2"),
        ("paragraph", "Do it <1>now</1><2/>or never", "Slide 2"),
        ("paragraph", "Name", "Slide 2"),
        ("paragraph", "Value", "Slide 2"),
        ("paragraph", "Say it slowly", "Slide 2, notes"),
    ]


def test_nothing_but_the_text_changes(save: Save) -> None:
    document = open_translatable(save("a.pptx", PRESENTATION))
    before = _members(PRESENTATION)
    assert _members(document.render(sources(document))) == before
    rendered = document.render(shouting(document))
    after = _members(rendered)
    assert {name for name in before if before[name] != after[name]} == {
        "ppt/slides/slide1.xml",
        "ppt/slides/slide2.xml",
        "ppt/notesSlides/notesSlide1.xml",
    }
    first, second = pptx.Presentation(io.BytesIO(rendered)).slides
    assert second.shapes.title.text == "THE PLAN"
    body = second.placeholders[1].text_frame.paragraphs
    assert [(run.text, run.font.bold, run.hyperlink.address) for run in body[0].runs] == [
        ("DO IT ", None, None),
        ("NOW", True, "http://example.org"),
        ("OR NEVER", None, None),
    ]
    assert body[1].text == "NAME\tVALUE"
    assert second.notes_slide.notes_text_frame.text == "SAY IT SLOWLY"
    assert [shape.shape_type for shape in first.shapes] == [
        shape.shape_type for shape in pptx.Presentation(io.BytesIO(PRESENTATION)).slides[0].shapes
    ]


def test_the_language_and_its_direction(save: Save) -> None:
    document = open_translatable(save("a.pptx", PRESENTATION))
    slide = _members(document.render(["نص"] * 6, language="ar"))["ppt/slides/slide1.xml"].decode()
    assert 'lang="ar"' in slide
    assert 'rtl="1" algn="r"' in slide


def test_both_languages(save: Save) -> None:
    document = open_translatable(save("a.pptx", PRESENTATION))
    rendered = document.render(shouting(document), bilingual=True)
    slide = pptx.Presentation(io.BytesIO(rendered)).slides[1]
    assert slide.shapes.title.text == "The plan\vTHE PLAN"
    assert slide.placeholders[1].text_frame.paragraphs[0].text == "Do it now\vor never\vDO IT NOW\vOR NEVER"
