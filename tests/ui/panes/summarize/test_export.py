"""What leaves the program carries its references along."""

from __future__ import annotations

from pathlib import Path

import docx
import msgspec
import pytest
from lxml import etree, html
from markdown_it import MarkdownIt
from pytestqt.qtbot import QtBot

from assistant.storage.history import History
from assistant.tasks.summarize import SummaryOptions
from assistant.tasks.summarize.options import Format
from assistant.ui.panes.summarize import SummarizePane
from assistant.ui.panes.summarize.export import Exporter
from assistant.ui.panes.summarize.sheet import decode, encode
from tests.ui.panes.scripted import shown
from tests.ui.panes.summarize.conftest import TEXT, minutes_of, sheet_of


def test_markdown_has_a_footnote_with_the_passages_for_every_point(qtbot: QtBot) -> None:
    text = Exporter(sheet_of(), TEXT).markdown()
    assert "- The council met in 1988.[^2]" in text
    assert "[^2]: “In 1987 the council wanted to replace them.” Its passages do not say" in text
    assert "“The harbour was built in 1871.” … “🚢 It has 46 lanterns along its wall.”" in text
    assert text.index("### Not carried by the text") < text.index("The museum burns.")
    assert "## Who measured?" in text
    assert "2 of 2 sections read. Written by Scripted with Parlance." in text


def test_without_references_there_are_only_the_points(qtbot: QtBot) -> None:
    text = Exporter(sheet_of(), TEXT).markdown(references=False)
    assert "[^" not in text
    assert "- The council met in 1988.\n" in text


def test_a_paragraph_is_exported_as_one(qtbot: QtBot) -> None:
    text = Exporter(sheet_of(options=SummaryOptions(format="paragraph")), TEXT).markdown(references=False)
    assert "46 lanterns. The council met in 1988. Marit" in text


def test_minutes_are_a_table_of_action_items_and_a_list_of_decisions(qtbot: QtBot) -> None:
    exporter = Exporter(minutes_of(), TEXT)
    assert (
        "### Action items\n\n| Who | Task | Due |\n| --- | --- | --- |\n"
        "| Marit | Count 47 lanterns[^1] | By Friday |\n"
        "|  | The wall must be measured[^2] |  |\n\n### Decisions\n\n- The council decided to wait.[^3]\n"
    ) in exporter.markdown()
    rows = html.fromstring(exporter.html()).findall(".//tr")
    assert [row[0].text for row in rows] == ["Who", "Marit", None]
    assert [row[2].text for row in rows] == ["Due", "By Friday", None]


@pytest.mark.parametrize("form", ["bullets", "paragraph", "actions"])
def test_a_word_document_has_a_footnote_for_every_point(qtbot: QtBot, tmp_path: Path, form: Format) -> None:
    sheet = minutes_of() if form == "actions" else sheet_of(options=SummaryOptions(format=form))
    Exporter(sheet, TEXT).write(tmp_path / "summary.docx")
    made = docx.Document(str(tmp_path / "summary.docx"))
    assert made.paragraphs[0].text == sheet.title
    references = made.element.xpath("//w:footnoteReference")
    points = [*sheet.points, *(point for answer in sheet.answers for point in answer.points)]
    assert len(references) == len(points)
    notes = next(part for part in made.part.package.parts if part.partname == "/word/footnotes.xml")
    texts = ["".join(note.itertext()) for note in etree.fromstring(notes.blob)][2:]
    assert len(texts) == len(points)
    assert any("“In 1987 the council wanted to replace them.”" in text for text in texts)
    if form == "actions":
        (table,) = made.tables
        assert [cell.text for cell in table.rows[1].cells] == ["Marit", "Count 47 lanterns", "By Friday"]


def test_what_looks_like_markup_stays_text(qtbot: QtBot) -> None:
    sheet = msgspec.structs.replace(sheet_of(), title="<b>*A* & [B](c)</b>")
    exporter = Exporter(sheet, TEXT)
    rendered = html.fromstring(MarkdownIt().render(exporter.markdown()))
    assert rendered.find(".//h1").text_content() == sheet.title
    assert html.fromstring(exporter.html()).find(".//title").text == sheet.title


def test_every_reference_in_html_leads_to_its_passage_and_back(qtbot: QtBot) -> None:
    page = html.fromstring(Exporter(sheet_of(), TEXT).html())
    links = [link.get("href") for link in page.iter("a")]
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    assert len(links) == 10
    assert {link.lstrip("#") for link in links} == ids
    assert not page.findall(".//script")


def test_a_file_that_cannot_be_written_is_a_sentence_in_place(
    pane: SummarizePane, history: History, tmp_path: Path
) -> None:
    stored = history.summaries.add("The harbour", TEXT, encode(sheet_of()))
    pane.open_summary(stored.id)
    pane.export_to(tmp_path / "harbour.html")
    assert "<h1>The harbour</h1>" in (tmp_path / "harbour.html").read_text(encoding="utf-8")
    pane.export_to(tmp_path / "nowhere" / "harbour.md")
    assert "could not be written" in shown(pane, "summaryErrorText")


def test_a_sheet_at_rest_is_the_same_sheet(qtbot: QtBot) -> None:
    assert decode(encode(sheet_of())) == sheet_of()
