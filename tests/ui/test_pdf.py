"""Complaint: in a PDF, Chinese is boxes and long lines of code run off the page."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from assistant.ui.pdf import write_pdf


@pytest.mark.usefixtures("qapp")
def test_text_chinese_tables_and_long_code_stand_on_the_page(tmp_path: Path) -> None:
    body = (
        "<h1>港口 Harbour</h1><p>$a^2 b^2$ is <code>short</code>.</p>"
        "<table><tr><td>深度</td><td>12 m</td></tr></table>"
        f"<pre><code>{'word ' * 60}end_of_line</code></pre>" + "<p>more</p>" * 80
    )
    write_pdf(body, "Harbour", tmp_path / "a.pdf")
    with pdfium.PdfDocument(tmp_path / "a.pdf") as document:
        assert document.get_metadata_value("Title") == "Harbour"
        assert len(document) > 1
        page = document[0]
        text = page.get_textpage()
        # A radical and the character that looks like it may share a glyph.
        words = unicodedata.normalize("NFKC", text.get_text_bounded())
        for expected in ("港口 Harbour", "$a^2 b^2$", "深度", "12 m", "end_of_line"):
            assert expected in words
        for at in range(text.count_chars()):
            if text.get_text_range(at, 1).strip():
                assert text.get_charbox(at)[2] <= page.get_width()


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        write_pdf("<p>a</p>", "a", tmp_path / "missing" / "a.pdf")
