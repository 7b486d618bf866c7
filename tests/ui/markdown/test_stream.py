"""The incremental parser: same blocks however the text arrives, and a cost that does not grow with it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ui.markdown import stream
from assistant.ui.markdown.blocks import Block, Code, Formula, Prose, Table, plain_text
from assistant.ui.markdown.stream import MarkdownStream

_FRAGMENTS = (
    *(
        "word",
        " ",
        "\n",
        "\n\n",
        "# ",
        "- ",
        "  ",
        "   ",
        "1. ",
        "2. ",
        "> ",
        "```\n",
        "```",
        "```py\n",
        "~~~\n",
    ),
    *("**", "*", "`", "| a | b |\n", "|---|:-:|\n", "| 1 | 2 |\n", "|", "---\n", "===\n", "[x](http://a.b)"),
    *(
        "$$",
        "$",
        "\\[",
        "\\]",
        "\\(x\\)",
        "[ ] ",
        "<b>",
        "中文",
        "\r\n",
        "~~",
        "![i](u)",
        "\\",
        "0) ",
        "&amp;",
    ),
)


def blocks_of(text: str, *cuts: int) -> list[Block]:
    markdown = MarkdownStream()
    for start, end in zip((0, *cuts), (*cuts, len(text)), strict=True):
        markdown.feed(text[start:end])
    markdown.finish()
    return markdown.blocks


def shown(block: Block) -> str:
    """What a reader sees of a block."""
    match block:
        case Prose():
            return plain_text(block.spans)
        case Code():
            return block.text
        case Formula():
            return block.tex
        case Table():
            return "\n".join("|".join(map(plain_text, row)) for row in (block.head, *block.rows))
        case _:
            return "---"


@settings(max_examples=300)
@given(st.lists(st.sampled_from(_FRAGMENTS), max_size=40).map("".join), st.data())
def test_blocks_do_not_depend_on_how_the_text_arrives(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    whole = blocks_of(text)
    assert blocks_of(text, *cuts) == whole
    assert blocks_of(text, *range(len(text))) == whole


LONG = {
    "paragraphs": "A paragraph with **strong** words in it.\n\n" * 400,
    "list": "- an item\n  - with another in it\n" * 400,
    "ordered list": "".join(f"{number}. item\n" for number in range(1, 801)),
    "table": "| a | b |\n|---|---|\n" + "| 1 | `two` |\n" * 800,
    "code": "```python\n" + "x = 1\n" * 2_000 + "```\n",
    "code in a list": "1. item\n   ```python\n" + "   x = 1\n" * 2_000 + "   ```\n",
    "one line": "word " * 8_000,
    "one word": "x" * 40_000,
    "quote": "> quoted text\n" * 2_000,
    "brackets": "![[" * 8_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_what_is_parsed_again_stays_small_however_long_a_block_is(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window freezes while a long answer streams: the class of complaint this guards against."""
    sizes: list[int] = []
    parse = stream.parse

    def counted(source: str, number: int | None = None, tight: bool = False) -> list[stream.Piece]:
        sizes.append(len(source))
        return parse(source, number, tight)

    monkeypatch.setattr(stream, "parse", counted)
    markdown = MarkdownStream()
    for at in range(0, len(text), 50):
        markdown.feed(text[at : at + 50])
    markdown.finish()
    assert max(sizes) <= stream.LIMIT + 200
    seen = "".join(map(shown, markdown.blocks))
    for word in ("word", "item", "quoted", "x = 1", "two"):
        assert seen.count(word) == text.count(word)


@pytest.mark.parametrize("kind", ["paragraphs", "list", "ordered list", "table", "code"])
def test_what_is_parsed_does_not_grow_with_the_answer(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    work = 0
    parse = stream.parse

    def counted(source: str, number: int | None = None, tight: bool = False) -> list[stream.Piece]:
        nonlocal work
        work += len(source)
        return parse(source, number, tight)

    monkeypatch.setattr(stream, "parse", counted)
    markdown = MarkdownStream()
    text = LONG[kind]
    halves = []
    for half in (text[: len(text) // 2], text[len(text) // 2 :]):
        work = 0
        for at in range(0, len(half), 5):
            markdown.feed(half[at : at + 5])
        halves.append(work)
    assert halves[1] <= 1.5 * halves[0] + 2_000


def test_an_ordered_list_keeps_counting_over_what_was_frozen() -> None:
    markdown = MarkdownStream()
    for _ in range(12):
        markdown.feed("1. item\n")
    markdown.finish()
    assert [block.place.marker for block in markdown.blocks] == [f"{number}." for number in range(1, 13)]


def test_only_the_open_end_changes() -> None:
    markdown = MarkdownStream()
    markdown.feed("one\n\ntwo\n\nthree\n")
    first, second = markdown.blocks[:2]
    assert markdown.feed("four") == 2
    assert markdown.blocks[0] is first
    assert markdown.blocks[1] is second


def test_code_that_is_never_closed_is_kept() -> None:
    (block,) = blocks_of("```python\nx = 1\ny")
    assert isinstance(block, Code)
    assert block.lines == ["x = 1", "y"]
    assert block.closed


def test_a_closing_fence_in_part_is_not_shown_as_code() -> None:
    markdown = MarkdownStream()
    markdown.feed("```\nx = 1\n``")
    (block,) = markdown.blocks
    assert isinstance(block, Code)
    assert block.lines == ["x = 1"]
