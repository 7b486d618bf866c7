"""What Markdown means here, above all where a model's text must not do what it says."""

from __future__ import annotations

import pytest

from assistant.ui.markdown.blocks import Block, Code, Formula, Mark, Prose, Rule, Span, Table, plain_text
from assistant.ui.markdown.parser import parse
from assistant.ui.markdown.plain import own_words


def blocks_of(text: str) -> list[Block]:
    return [block for piece in parse(text) for block in piece.blocks]


def spans_of(text: str) -> tuple[Span, ...]:
    (block,) = blocks_of(text)
    assert isinstance(block, Prose)
    return block.spans


def test_marks_of_running_text() -> None:
    assert spans_of("a **b** *c* `d` ~~e~~") == (
        Span("a "),
        Span("b", Mark.STRONG),
        Span(" "),
        Span("c", Mark.EMPHASIS),
        Span(" "),
        Span("d", Mark.CODE),
        Span(" "),
        Span("e", Mark.STRUCK),
    )


def test_a_line_break_stays_a_line_break() -> None:
    assert plain_text(spans_of("one\ntwo")) == "one\ntwo"


def test_html_is_literal_text() -> None:
    text = '<script>alert(1)</script> <img src="http://x/y">'
    assert plain_text(spans_of(text)) == text


@pytest.mark.parametrize("address", ["http://a.b/c", "https://a.b", "mailto:me@a.b"])
def test_links_that_may_be_followed(address: str) -> None:
    assert spans_of(f"[label]({address})") == (Span("label", href=address),)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html;base64,PGI+",
        "docs/a.md",
        "smb://x/y",
        "//x",
    ],
)
def test_other_links_are_shown_with_their_address_and_cannot_be_followed(address: str) -> None:
    spans = spans_of(f"[label]({address})")
    assert not any(span.href for span in spans)
    assert plain_text(spans) == f"label ({address})"


def test_images_are_named_and_never_fetched() -> None:
    assert plain_text(spans_of("![a cat](http://a.b/cat.png)")) == "[image: a cat]"
    shown = plain_text(spans_of(f"![](data:image/png;base64,{'A' * 4_000})"))
    assert len(shown) < 120


@pytest.mark.parametrize("text", ["```\na\u202eb\n```", "`a\u202eb`", "[a\u202eb](http://a.b)"])
def test_characters_that_reorder_text_are_seen_in_code_and_links(text: str) -> None:
    """CVE-2021-42574: code that reads otherwise than it runs."""
    (block,) = blocks_of(text)
    if isinstance(block, Prose):
        assert "⟨U+202E⟩" in plain_text(block.spans)
    else:
        assert isinstance(block, Code)
        assert block.text == "a\u202eb"  # copied as it is, shown otherwise


def test_lists_know_their_depth_and_markers() -> None:
    blocks = blocks_of("3. a\n4. b\n   - c\n     - [x] d\n     - [ ] e")
    assert [(block.place.marker, len(block.place.containers)) for block in blocks] == [
        ("3.", 1),
        ("4.", 1),
        ("◦", 2),
        ("☑", 3),
        ("☐", 3),
    ]
    assert isinstance(blocks[3], Prose)
    assert plain_text(blocks[3].spans) == "d"


@pytest.mark.parametrize("text", [">" * 500 + " deep", "- " * 500 + "deep", "*" * 1_001 + "deep"])
def test_text_that_is_nested_too_deep_is_not_lost(text: str) -> None:
    (block,) = blocks_of(text)
    assert isinstance(block, Prose)
    assert plain_text(block.spans).endswith("deep")


def test_tables_have_as_many_cells_in_every_row() -> None:
    (table,) = blocks_of("| a | b |\n|:--|--:|\n| 1 |\n| 1 | 2 | 3 |")
    assert isinstance(table, Table)
    assert table.aligns == ("left", "right")
    assert [len(row) for row in (table.head, *table.rows)] == [2, 2, 2]


@pytest.mark.parametrize("text", ["$$\nx^2\n$$", "\\[\nx^2\n\\]", "$$x^2$$", "text\n\\[ x^2 \\]"])
def test_formulas_on_their_own(text: str) -> None:
    assert blocks_of(text)[-1] == Formula("x^2", blocks_of(text)[-1].place)


@pytest.mark.parametrize("text", ["an $x$ in text", "an \\(x\\) in text", "an $$x$$ in text"])
def test_formulas_in_text(text: str) -> None:
    assert Span("x", Mark.MATH) in spans_of(text)


def test_dollars_are_money() -> None:
    text = "between $5 and $6, US$7"
    assert spans_of(text) == (Span(text),)


def test_rules_and_languages() -> None:
    rule, code = blocks_of("---\n\n```Python title=x\npass\n```")
    assert isinstance(rule, Rule)
    assert isinstance(code, Code)
    assert (code.language, code.text) == ("Python", "pass")


def test_own_words_are_shown_word_for_word() -> None:
    text = "# not a heading\n  * indented **text**\n\nlast"
    first, last = own_words(text)
    assert isinstance(first, Prose)
    assert isinstance(last, Prose)
    assert plain_text(first.spans) == "# not a heading\n  * indented **text**"
    assert plain_text(last.spans) == "last"


def test_own_code_is_a_card() -> None:
    before, code, after = own_words("look:\n```py\nx = 1\n\ny = 2\n```\nright?")
    assert isinstance(code, Code)
    assert (code.language, code.lines) == ("py", ["x = 1", "", "y = 2"])
    assert isinstance(before, Prose)
    assert isinstance(after, Prose)
