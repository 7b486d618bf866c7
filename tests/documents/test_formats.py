"""Each format's structure: headings, lists, tables, quotations, code, captions, cues."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from assistant.documents import markdown, plain
from assistant.documents.errors import ChaptersMissing, DocumentDamaged, DocumentEncrypted
from assistant.documents.reading import read
from tests.documents.samples import assert_sound, epub_members, outline, write_zip

Save = Callable[[str, str | bytes], Path]


class TestPlainText:
    def test_blank_lines_divide_paragraphs_and_the_text_stays_as_it_is(self) -> None:
        text = "  First paragraph here,\nsecond line.\n\n\nSecond one.  \n"
        document = plain.parse(text)
        assert document.text == text
        assert outline(document) == [
            ("paragraph", "First paragraph here,"),
            ("paragraph", "second line."),
            ("paragraph", "Second one."),
        ]

    def test_lines_of_one_width_are_one_paragraph(self) -> None:
        wrapped = (
            "The committee of regional water boards agreed last week that the\n"
            "consumption in urban areas should be reported every quarter, and\n"
            "that all districts follow the same rules."
        )
        assert outline(plain.parse(wrapped)) == [("paragraph", wrapped)]

    def test_every_line_of_a_chinese_novel_is_a_paragraph(self) -> None:
        text = (
            "第一章 初遇\n　　那天下着雨，他走进了茶馆。\n　　“请坐。”老板说。\n"
            "第二章 再见\n　　一年以后，他又来了。\n"
        )
        assert outline(plain.parse(text)) == [
            ("heading", "第一章 初遇"),
            ("paragraph", "那天下着雨，他走进了茶馆。"),
            ("paragraph", "“请坐。”老板说。"),
            ("heading", "第二章 再见"),
            ("paragraph", "一年以后，他又来了。"),
        ]

    @pytest.mark.parametrize(
        ("title", "level"),
        [
            ("Part II", 1),
            ("Chapter 4: The Storm", 2),
            ("SUMMARY OF FINDINGS", 2),
            ("2.1 Methods", 3),
            ("第十二节", 3),
        ],
    )
    def test_titles(self, title: str, level: int) -> None:
        document = plain.parse(f"{title}\n\n{'A sentence of the text below it. ' * 5}")
        assert (document.blocks[0].kind, document.blocks[0].level) == ("heading", level)
        assert document.title == title

    @pytest.mark.parametrize("line", ["Chapter 4 was the best of all.", "He said:", "- an item", "12 March,"])
    def test_what_is_no_title(self, line: str) -> None:
        assert plain.parse(f"{line}\n\nText.").blocks[0].kind != "heading"

    def test_list_items(self) -> None:
        text = "To do:\n- one\n- two\n3. three\n（四）four"
        assert [kind for kind, _ in outline(plain.parse(text))] == ["paragraph"] + ["list_item"] * 4

    def test_form_feeds_are_page_breaks(self) -> None:
        document = plain.parse("one\fcontinues\n\ftwo")
        assert [document.page_at(block.start) for block in document.blocks] == [1, 2, 3]


class TestMarkdown:
    def test_blocks_without_their_markers(self) -> None:
        text = (
            "---\ntitle: x\n---\n# A *fine* title #\n\nText with\nlines.\n\n"
            "- item\n  1. inner\n\n> quoted\n\n"
            "```python\nx = 1\n\ny = 2\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
            "Under\n=====\n\n***\n"
        )
        document = markdown.parse(text)
        assert_sound(document)
        assert document.text == text
        assert document.title == "A fine title"
        assert outline(document) == [
            ("heading", "A *fine* title"),
            ("paragraph", "Text with\nlines."),
            ("list_item", "item"),
            ("list_item", "inner"),
            ("quote", "quoted"),
            ("code", "x = 1\n\ny = 2"),
            ("table", "| a | b |\n|---|---|\n| 1 | 2 |"),
            ("heading", "Under"),
        ]
        assert [block.level for block in document.blocks if block.kind == "list_item"] == [1, 2]

    def test_hostile_input_takes_no_time(self) -> None:
        for text in ("[" * 50_000, "*a_ " * 20_000, "> " * 5_000, "`" * 50_000, "<" * 50_000):
            markdown.parse(text)


class TestHtml:
    def test_what_a_reader_sees(self, save: Save) -> None:
        document = read(
            save(
                "page.html",
                """<!doctype html><html lang="de"><head><title>The  page</title><style>p {}</style></head>
                <body>
                <nav><a>Home</a></nav><header><h1>Title</h1></header><script>evil()</script>
                <main><p>First <b>bold</b> te<i>xt</i>.<br>Next&nbsp;line.</p>loose
                <ul><li>one<ul><li>inner</li></ul></li><li><p>two</p></li></ul>
                <blockquote><p>Quoted.</p></blockquote><pre>x = 1\n  y</pre>
                <table><caption>Numbers</caption><tr><th>a</th><td>b</td></tr>
                <tr><td><p>1</p><p>2</p></td><td>3</td></tr></table>
                <p hidden>no</p><!-- no --></main><footer>Imprint</footer></body></html>""",
            )
        )
        assert_sound(document)
        assert (document.title, document.language) == ("The page", "de")
        assert outline(document) == [
            ("heading", "Title"),
            ("paragraph", "First bold text. Next line."),
            ("paragraph", "loose"),
            ("list_item", "one"),
            ("list_item", "inner"),
            ("list_item", "two"),
            ("quote", "Quoted."),
            ("code", "x = 1\n  y"),
            ("caption", "Numbers"),
            ("table", "a\tb\n1 2\t3"),
        ]

    def test_a_table_that_arranges_the_page_is_no_table(self, save: Save) -> None:
        document = read(save("old.html", "<table><tr><td><h2>News</h2><p>It rains.</p></td></tr></table>"))
        assert outline(document) == [("heading", "News"), ("paragraph", "It rains.")]

    def test_the_declared_encoding(self, save: Save) -> None:
        page = '<html><head><meta charset="gb2312"></head><body><p>委员会批准了预算。</p></body></html>'
        document = read(save("page.html", page.encode("gb2312")))
        assert document.text == "委员会批准了预算。"
        assert not document.warnings

    def test_nesting_deeper_than_the_stack(self, save: Save) -> None:
        depth = 1_900
        document = read(save("deep.html", "<div>" * depth + "<p>Bottom.</p>" + "</div>" * depth))
        assert "Bottom." in document.text

    def test_nesting_that_the_parser_gives_up_on_is_told_and_not_cut_short(self, save: Save) -> None:
        with pytest.raises(DocumentDamaged):
            read(save("deep.html", "<p>Top.</p>" + "<div>" * 20_000 + "<p>Bottom.</p>"))

    def test_unclosed_markup(self, save: Save) -> None:
        document = read(save("open.html", "<p>one<p>two<li>three<td>four</b></table><p>five"))
        assert document.text.split() == ["one", "two", "three", "four", "five"]


def _word() -> WordDocument:
    return docx.Document()


class TestWord:
    def test_structure(self, tmp_path: Path) -> None:
        word = _word()
        word.core_properties.title = "Contract"
        word.add_heading("Terms", 1)
        word.add_paragraph("First\tparagraph.")
        word.add_paragraph("An item", style="List Bullet")
        word.add_paragraph("Wise words", style="Quote")
        table = word.add_table(2, 2)
        for cell, text in zip((c for row in table.rows for c in row.cells), "abcd", strict=True):
            cell.text = text
        word.add_heading("Details", 2)
        word.add_paragraph("Last.")
        word.save(str(tmp_path / "contract.docx"))
        document = read(tmp_path / "contract.docx")
        assert_sound(document)
        assert document.title == "Contract"
        assert outline(document) == [
            ("heading", "Terms"),
            ("paragraph", "First\tparagraph."),
            ("list_item", "An item"),
            ("quote", "Wise words"),
            ("table", "a\tb\nc\td"),
            ("heading", "Details"),
            ("paragraph", "Last."),
        ]
        assert [block.level for block in document.blocks if block.kind == "heading"] == [1, 2]

    def test_what_was_deleted_with_tracked_changes_is_not_read(self, tmp_path: Path) -> None:
        word = _word()
        paragraph = word.add_paragraph("Kept ")
        deletion = OxmlElement("w:del")
        deletion.append(paragraph.add_run("deleted ")._r)
        paragraph._p.append(deletion)
        insertion = OxmlElement("w:ins")
        insertion.append(paragraph.add_run("inserted")._r)
        paragraph._p.append(insertion)
        word.save(str(tmp_path / "tracked.docx"))
        assert read(tmp_path / "tracked.docx").text == "Kept inserted"

    def test_a_heading_by_an_outline_level_of_its_own(self, tmp_path: Path) -> None:
        word = _word()
        paragraph = word.add_paragraph("Scope")
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), "2")
        paragraph._p.get_or_add_pPr().append(level)
        word.add_paragraph("Text.")
        word.save(str(tmp_path / "outline.docx"))
        block = read(tmp_path / "outline.docx").blocks[0]
        assert (block.kind, block.level) == ("heading", 3)

    def test_footnotes_stand_at_the_end_under_their_number(self, tmp_path: Path) -> None:
        w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        path = write_zip(
            tmp_path / "notes.docx",
            {
                "word/document.xml": f"<w:document {w}><w:body><w:p><w:r><w:t>Claim</w:t></w:r><w:r>"
                '<w:footnoteReference w:id="7"/></w:r></w:p></w:body></w:document>',
                "word/footnotes.xml": f"<w:footnotes {w}>"
                '<w:footnote w:id="0"><w:p><w:r><w:t>separator</w:t></w:r></w:p></w:footnote>'
                '<w:footnote w:id="7"><w:p><w:r><w:t> Proof.</w:t></w:r></w:p></w:footnote></w:footnotes>',
            },
        )
        assert read(path).text == "Claim[1]\n\n[1] Proof."

    def test_a_text_box_is_read_once(self, tmp_path: Path) -> None:
        w = (
            'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        )
        box = "<w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent>"
        body = (
            f"<w:p><w:r><w:t>Around.</w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        path = write_zip(
            tmp_path / "box.docx",
            {"word/document.xml": f"<w:document {w}><w:body>{body}</w:body></w:document>"},
        )
        assert sorted(text for _, text in outline(read(path))) == ["Around.", "Boxed."]


class TestEpub:
    def test_chapters_in_the_order_of_the_spine(self, tmp_path: Path) -> None:
        chapters = [f"<h1>Chapter {n}</h1><p>Text {n}.</p>" for n in range(1, 12)]
        document = read(write_zip(tmp_path / "book.epub", epub_members(chapters)))
        assert_sound(document)
        assert (document.title, document.language) == ("A Book", "en-GB")
        assert [text for kind, text in outline(document) if kind == "heading"] == [
            f"Chapter {n}" for n in range(1, 12)
        ]

    def test_a_missing_chapter_is_told(self, tmp_path: Path) -> None:
        members = epub_members(["<p>one</p>", "<p>two</p>"])
        del members["OEBPS/text/c1.xhtml"]
        document = read(write_zip(tmp_path / "book.epub", members))
        assert document.text == "one"
        assert [type(warning) for warning in document.warnings] == [ChaptersMissing]

    @pytest.mark.parametrize(
        ("algorithm", "readable"),
        [
            ("http://www.idpf.org/2008/embedding", True),
            ("http://www.w3.org/2001/04/xmlenc#aes128-cbc", False),
        ],
    )
    def test_copy_protection_is_named_and_hidden_fonts_are_none(
        self, tmp_path: Path, algorithm: str, readable: bool
    ) -> None:
        encryption = (
            '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
            'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
            f'<enc:EncryptionMethod Algorithm="{algorithm}"/></enc:EncryptedData></encryption>'
        )
        members = epub_members(["<p>one</p>"]) | {"META-INF/encryption.xml": encryption}
        path = write_zip(tmp_path / "book.epub", members)
        if readable:
            assert read(path).text == "one"
        else:
            with pytest.raises(DocumentEncrypted):
                read(path)


class TestSubtitles:
    def test_cues_with_times(self, save: Save) -> None:
        document = read(
            save(
                "film.srt",
                "1\r\n00:00:01,500 --> 00:00:03,000\r\n<i>Hello</i>,\r\nworld &amp; all.\r\n\r\n"
                "2\r\n00:00:04,000 --> 00:00:05,000\r\n\r\n"
                "3\r\n01:00:06,007 --> 01:00:07,000\r\n{\\an8}42\r\n",
            )
        )
        assert outline(document) == [("cue", "Hello,\nworld & all."), ("cue", "42")]
        assert [block.time for block in document.blocks] == [(1500, 3000), (3606007, 3607000)]

    def test_cues_without_blank_lines_between_them(self, save: Save) -> None:
        text = "1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n"
        assert outline(read(save("film.srt", text))) == [("cue", "One"), ("cue", "Two")]

    def test_webvtt(self, save: Save) -> None:
        document = read(
            save(
                "film.vtt",
                "WEBVTT\n\nNOTE a note\n\nSTYLE\n::cue {}\n\nintro\n"
                "00:01.000 --> 00:02.500 align:start\n<v Ann>Hi!</v>\n",
            )
        )
        assert document.source_format == "vtt"
        assert outline(document) == [("cue", "Hi!")]
        assert document.blocks[0].time == (1000, 2500)


class TestSource:
    def test_definitions_are_blocks_and_the_text_stays(self, save: Save) -> None:
        text = "import os\n\n\ndef one():\n    a = 1\n\n    return a\n\n\nclass Two:\n    pass\n"
        document = read(save("module.py", text))
        assert document.text == text
        assert outline(document) == [
            ("code", "import os"),
            ("code", "def one():\n    a = 1\n\n    return a"),
            ("code", "class Two:\n    pass"),
        ]

    def test_a_table_in_text_form(self, save: Save) -> None:
        assert outline(read(save("data.csv", "a,b\n1,2\n"))) == [("table", "a,b\n1,2")]
