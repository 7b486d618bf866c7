"""PDF: reading order, running headers, words divided at line ends, scans, protection, a thousand pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from assistant.documents.document import DocumentBuilder
from assistant.documents.errors import DocumentEncrypted, DocumentIsScan, PagesWithoutText
from assistant.documents.page_layout import Line, add_pages
from assistant.documents.reading import read
from tests.documents.samples import assert_sound, outline, write_pdf

_SENTENCE = (
    "The committee of regional water boards agreed that consumption should be reported every quarter. "
)
_CHAPTERS = [(f"{n} Findings of district number {n}", [_SENTENCE * 6] * 7) for n in range(1, 6)]


def test_headings_and_paragraphs(tmp_path: Path) -> None:
    document = read(write_pdf(tmp_path / "report.pdf", _CHAPTERS))
    assert_sound(document)
    headings = [text for kind, text in outline(document) if kind == "heading"]
    assert headings == [title for title, _ in _CHAPTERS]
    paragraphs = [text for kind, text in outline(document) if kind == "paragraph"]
    assert paragraphs == [(_SENTENCE * 6).strip()] * 35


def test_running_headers_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    document = read(write_pdf(tmp_path / "report.pdf", _CHAPTERS))
    assert len(document.pages) > 3
    assert "Annual Report" not in document.text
    assert "of 99" not in document.text


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    sentences = [f"Statement {n} is about district {n} and what was agreed there." for n in range(1, 160)]
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=10)
    with pdf.text_columns(ncols=2, gutter=8) as columns:
        columns.write(" ".join(sentences))
    pdf.output(str(tmp_path / "columns.pdf"))
    document = read(tmp_path / "columns.pdf")
    assert len(document.pages) == 2
    assert " ".join(document.text.split()) == " ".join(sentences)


def test_titles_at_the_top_of_pages_are_kept_though_only_their_number_changes(tmp_path: Path) -> None:
    pdf = FPDF()
    for number in (3, 7, 9, 12):
        pdf.add_page()
        pdf.set_font("Helvetica", "B", 18)
        pdf.cell(0, 12, f"Section {number}", new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("Helvetica", size=11)
        pdf.multi_cell(0, 6, _SENTENCE * 12)
    pdf.output(str(tmp_path / "sections.pdf"))
    document = read(tmp_path / "sections.pdf")
    assert [text for kind, text in outline(document) if kind == "heading"] == [
        "Section 3",
        "Section 7",
        "Section 9",
        "Section 12",
    ]


def test_an_offset_leads_to_its_page(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "report.pdf", [(f"Chapter {n}", [_SENTENCE * 6] * 10) for n in range(1, 4)])
    document = read(path)
    for number, page in enumerate(PdfReader(path).pages, 1):
        start = document.pages[number - 1]
        words = document.text[start : start + 60].split()
        assert document.page_at(start) == number
        assert " ".join(words[:4]) in " ".join(page.extract_text().split())
    assert document.page_at(0) == 1
    assert document.blocks[-1].page == document.page_at(document.blocks[-1].start)


def test_a_protected_file(tmp_path: Path) -> None:
    writer = PdfWriter(write_pdf(tmp_path / "open.pdf", [("Title", ["Text."])]))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(DocumentEncrypted):
        read(tmp_path / "locked.pdf")


def test_a_file_that_only_forbids_changes_is_read(tmp_path: Path) -> None:
    writer = PdfWriter(write_pdf(tmp_path / "open.pdf", [("Title", ["Some text."])]))
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(tmp_path / "restricted.pdf")
    assert "Some text." in read(tmp_path / "restricted.pdf").text


def _scan(pdf: FPDF) -> None:
    pdf.add_page()
    pdf.rect(20, 20, 100, 100, style="F")


def test_a_scan_is_said_to_be_one(tmp_path: Path) -> None:
    pdf = FPDF()
    _scan(pdf)
    _scan(pdf)
    pdf.output(str(tmp_path / "scan.pdf"))
    with pytest.raises(DocumentIsScan, match=r"pages \(2\)"):
        read(tmp_path / "scan.pdf")


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    for number in range(1, 8):
        if number in {2, 4, 5, 6}:
            _scan(pdf)
        else:
            pdf.add_page()
            pdf.multi_cell(0, 6, f"{_SENTENCE} This is part {number}.")
    pdf.output(str(tmp_path / "mixed.pdf"))
    [warning] = read(tmp_path / "mixed.pdf").warnings
    assert isinstance(warning, PagesWithoutText)
    assert "2, 4–6" in warning.text


def _text(*pages: list[str], left: float = 72, width: float = 400) -> str:
    """The text of pages of lines 14 points apart."""
    lines = [
        [
            Line(text, left, left + width * len(text) / max(map(len, page)), 700 - 14 * n, 12)
            for n, text in enumerate(page)
        ]
        for page in pages
    ]
    builder = DocumentBuilder()
    add_pages(builder, lines)
    return builder.build("pdf").text


def test_a_divided_word_is_joined_and_a_compound_kept() -> None:
    assert _text(["the responsi-", "bility of all"]) == "the responsibility of all"
    assert (
        _text(["a well-known fact about a well-", "known man and"])
        == "a well-known fact about a well-known man and"
    )
    assert _text(["pages 10-", "12 of it"]) == "pages 10- 12 of it"
    assert _text(["the responsi\ufffe", "bility of all"]) == "the responsibility of all"


def test_chinese_lines_are_joined_without_a_space() -> None:
    assert _text(["委员会批准了明年的预", "算并决定再次开会。"]) == "委员会批准了明年的预算并决定再次开会。"


def test_a_sentence_goes_on_over_a_page_break() -> None:
    assert _text(["first line of", "the text that"], ["continues on", "the next page."]) == (
        "first line of the text that continues on the next page."
    )


def test_a_thousand_pages(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    for number in range(1, 1001):
        pdf.add_page()
        pdf.cell(0, 6, f"This is the text of sheet {number}, and it is short.", new_x="LMARGIN", new_y="NEXT")
        pdf.cell(0, 6, f"{number}", align="C")
    pdf.output(str(tmp_path / "long.pdf"))
    document = read(tmp_path / "long.pdf")
    assert len(document.pages) == 1000
    assert [document.page_at(block.start) for block in document.blocks] == list(range(1, 1001))


def test_a_bold_word_does_not_make_a_heading(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.multi_cell(0, 6, f"The **committee** of the boards. {_SENTENCE * 3} It **agreed**.", markdown=True)
    pdf.output(str(tmp_path / "bold.pdf"))
    assert [kind for kind, _ in outline(read(tmp_path / "bold.pdf"))] == ["paragraph"]
