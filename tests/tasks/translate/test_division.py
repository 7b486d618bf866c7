"""Segments joined with what lies between them give the source back, for any text in any script."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.translatable.tags import TAG
from assistant.tasks.translate.division import segment_spans
from assistant.tasks.translate.protection import protect

sentences = st.sampled_from(
    [
        "The cat sat.",
        "Mr. Smith paid $3.50 (cash).",
        "港口很深。",
        "「はい」と言った。",
        "قطة على السجادة؟",
        "यह एक बिल्ली है।",
        "แมวนั่งบนเสื่อ",
        "고양이가 앉았다.",
        "- an item",
        "Ça va « bien » ?",
        "🙂🏽",
        "no full stop " * 90,
        "很长的句子" * 300,
    ]
)
tags = st.sampled_from(["<1>", "</1>", "<2>", "</2>", "<3/>", "<3/><4/>", "< 5 >", "<"])
pieces = st.one_of(
    sentences, tags, st.sampled_from([" ", "\n", "\n\n", "  ", "\u00a0", "\u3000"]), st.text(max_size=20)
)
texts = st.lists(pieces, max_size=30).map("".join)
_MARKS = regex.compile(r"[-*+•‣–#>\d.)（(）]+")


@given(texts)
def test_nothing_but_space_tags_and_list_marks_is_outside_of_segments(text: str) -> None:
    place = 0
    for start, end in segment_spans(text):
        assert place <= start < end <= len(text)
        between = TAG.sub("", text[place:start])
        assert not _MARKS.sub("", between).strip(), between
        assert end - start <= 1100
        place = end
    assert not TAG.sub("", text[place:]).strip()


@given(texts)
def test_what_is_protected_is_put_back(text: str) -> None:
    part = protect(text)
    assert part.restore(part.text) == " ".join(text.split())
    assert not part.wrong_tags(part.text)


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("<1>First one. Second one.</1>", ["First one.", "Second one."]),
        (
            "<1>First</1> one. And <2>the second.</2> Third.",
            ["<1>First</1> one.", "And <2>the second.</2>", "Third."],
        ),
        ("<1/> is a tool. Use <2/>.", ["<1/> is a tool.", "Use <2/>."]),
        ("<1/>A line<2/>Another line<3/>", ["A line<2/>Another line"]),
        ("Done.<2/>Next.", ["Done.", "Next."]),
        ("Run <1/>", ["Run <1/>"]),
        ("<1/><2/>", []),
        ("1. First\n2. Second", ["First", "Second"]),
        ("## A heading", ["A heading"]),
        ("你好。再见！", ["你好。", "再见！"]),
    ],
)
def test_pairs_around_sentences_are_outside_and_those_within_inside(text: str, segments: list[str]) -> None:
    assert [text[start:end] for start, end in segment_spans(text)] == segments
