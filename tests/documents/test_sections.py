"""Sections: all of the text, in parts that fit, cut where the document has its joints.

Guards against summaries that read only the beginning of a document, and translations that lose a piece.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents import markdown, plain
from assistant.documents.document import Document
from assistant.documents.graphemes import boundary
from assistant.documents.passages import number
from assistant.documents.sections import Section, split
from assistant.documents.sentences import block_spans, spans


class Counter:
    """Counts a token for each word and each character beyond ASCII, and remembers how it was asked."""

    def __init__(self) -> None:
        self.calls = 0
        self.characters = 0

    def __call__(self, texts: Sequence[str]) -> list[int]:
        self.calls += 1
        self.characters += sum(map(len, texts))
        return [len(regex.findall(r"[\x21-\x7e]+|[^\x00-\x7f]", text)) for text in texts]


def _join(document: Document, sections: Sequence[Section]) -> str:
    return "".join(document.text[section.start : section.end] for section in sections)


_PIECES = st.one_of(
    st.sampled_from(
        [
            "\n\n",
            "\n",
            " ",
            ". ",
            "。",
            "# Title\n\n",
            "## Part\n\n",
            "- item\n",
            "他走了",
            "👩‍👩‍👧‍👦",
            "🇩🇪🇫🇷",
            "e\u0301\u0327",
            "각",
            "नमस्ते",
        ]
    ),
    st.text(max_size=8),
    st.text(alphabet="abc ", max_size=30),
)


@settings(max_examples=300, deadline=None)
@given(text=st.lists(_PIECES, max_size=60).map("".join), limit=st.integers(1, 30), is_markdown=st.booleans())
def test_sections_are_the_whole_text_and_fit(text: str, limit: int, is_markdown: bool) -> None:
    parsed = plain.parse(text)
    document = markdown.parse(parsed.text) if is_markdown else parsed
    count = Counter()
    sections = split(document, limit, count)
    assert _join(document, sections) == document.text
    assert [section.index for section in sections] == list(range(len(sections)))
    clusters = {match.start() for match in regex.finditer(r"\X", document.text)}
    for section in sections:
        part = document.text[section.start : section.end]
        assert section.start in clusters
        assert section.tokens <= limit or len(regex.findall(r"\X", part)) == 1
        assert count([part])[0] <= section.tokens


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 10_000), limit=st.integers(20, 200), chinese=st.booleans())
def test_no_sentence_that_fits_is_cut(seed: int, limit: int, chinese: bool) -> None:
    chance = random.Random(seed)
    word = "他们昨天在公园里散步" if chinese else "words that follow one another and mean little "

    def sentence() -> str:
        length = chance.randint(3, 60)
        return (word * 9)[:length].strip().capitalize() + ("。" if chinese else ". ")

    text = "\n\n".join("".join(sentence() for _ in range(chance.randint(1, 30))) for _ in range(12))
    document = plain.parse(text)
    count = Counter()
    cuts = {section.start for section in split(document, limit, count)}
    for block in document.blocks:
        for start, end in block_spans(document.text, block):
            if count([document.text[start : end + 2]])[0] <= limit:
                assert not any(start < cut < end for cut in cuts)


def _book(chapters: int, words: int) -> Document:
    parts = (f"## Chapter {n}\n\n" + f"{'word ' * words}end.\n\n" for n in range(1, chapters + 1))
    return markdown.parse("# The Book\n\n" + "".join(parts))


def test_each_chapter_is_a_section_under_its_headings() -> None:
    sections = split(_book(5, 60), 100, Counter())
    assert [section.heading_path for section in sections] == [
        ("The Book", f"Chapter {n}") for n in range(1, 6)
    ]


def test_tiny_chapters_are_read_together() -> None:
    assert len(split(_book(30, 5), 400, Counter())) == 1
    assert len(split(_book(30, 60), 400, Counter())) == 30


def test_a_heading_is_never_the_last_of_its_section() -> None:
    text = "".join(f"{'word ' * 40}end.\n\n### Part {n}\n\n{'more ' * 30}end.\n\n" for n in range(20))
    document = markdown.parse(f"# One\n\n{text}")
    for section in split(document, 100, Counter()):
        last = document.text[section.start : section.end].strip().splitlines()[-1]
        assert not last.startswith("#")


def test_a_part_that_fits_is_not_cut_in_the_middle() -> None:
    text = "".join(f"### Part {n}\n\n" + f"{'word ' * 19}end.\n\n" * 3 for n in range(10))
    document = markdown.parse(text)
    for section in split(document, 100, Counter()):
        assert document.text[section.start : section.end].startswith("### Part")


def test_a_sentence_without_end_is_cut_at_words() -> None:
    document = plain.parse("word " * 5000)
    sections = split(document, 100, Counter())
    assert all(document.text[section.start] == "w" for section in sections)
    assert max(section.tokens for section in sections) <= 100
    assert len(sections) < 70


def test_the_page_is_the_one_of_the_first_character() -> None:
    document = plain.parse("\f".join(f"Page {n}. " + "word " * 50 for n in range(1, 9)))
    assert [section.page for section in split(document, 60, Counter())] == list(range(1, 9))


def test_counting_grows_with_the_text_and_not_with_its_square() -> None:
    for words in (20_000, 80_000):
        document = plain.parse(
            "\n\n".join("Some more words of a plain sentence. " * 20 for _ in range(words // 140))
        )
        count = Counter()
        split(document, 500, count)
        assert count.calls <= 3
        assert count.characters <= 2 * len(document.text)


def test_nothing_to_split() -> None:
    assert split(plain.parse(""), 10, Counter()) == []
    [section] = split(plain.parse(" \n "), 10, Counter())
    assert (section.start, section.end, section.heading_path) == (0, 3, ())


def test_an_impossible_limit() -> None:
    with pytest.raises(ValueError, match="at least one token"):
        split(plain.parse("text"), 0, Counter())


@given(st.text(max_size=60), st.integers(0, 70))
def test_a_boundary_is_one_of_unicode(text: str, offset: int) -> None:
    boundaries = {match.end() for match in regex.finditer(r"\X", text)} | {0}
    found = boundary(text, offset)
    assert found in boundaries
    assert found == min((place for place in boundaries if place >= offset), default=len(text))


class TestPassages:
    def test_every_sentence_can_be_cited(self) -> None:
        document = markdown.parse(
            "# Title\n\nThe first sentence of all. And the second one here.\n\n- An item of some length\n"
        )
        [section] = split(document, 100, Counter())
        passages = number(document, section)
        assert [(p.number, document.text[p.start : p.end]) for p in passages] == [
            (1, "The first sentence of all."),
            (2, "And the second one here."),
            (3, "An item of some length"),
        ]

    def test_short_sentences_are_cited_together(self) -> None:
        document = plain.parse("Yes. He went away to the sea. 他走了。她没有走，因为外面在下很大的雨。No.")
        [section] = split(document, 100, Counter())
        assert [document.text[p.start : p.end] for p in number(document, section, first=7)] == [
            "Yes. He went away to the sea.",
            "他走了。她没有走，因为外面在下很大的雨。No.",
        ]

    @settings(max_examples=60, deadline=None)
    @given(text=st.lists(_PIECES, max_size=50).map("".join), limit=st.integers(3, 40))
    def test_the_passages_of_all_sections_are_all_sentences(self, text: str, limit: int) -> None:
        document = plain.parse(text)
        covered = set()
        for section in split(document, limit, Counter()):
            for passage in number(document, section):
                assert section.start <= passage.start < passage.end <= section.end
                covered.update(range(passage.start, passage.end))
        for block in document.blocks:
            if block.kind != "heading":
                for start, end in spans(document.text[block.start : block.end]):
                    inside = range(block.start + start, block.start + end)
                    assert all(place in covered or document.text[place].isspace() for place in inside)
