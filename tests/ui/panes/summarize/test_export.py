"""What leaves the program carries its references along."""

from __future__ import annotations

from pathlib import Path

import msgspec
from lxml import html
from markdown_it import MarkdownIt
from pytestqt.qtbot import QtBot

from assistant.storage.history import History
from assistant.tasks.summarize import SummaryOptions
from assistant.ui.panes.summarize import SummarizePane
from assistant.ui.panes.summarize.export import Exporter
from assistant.ui.panes.summarize.sheet import decode, encode
from tests.ui.panes.summarize.conftest import TEXT, sheet_of, shown


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
