"""Sentences in many languages: the unit that is translated, cited and checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.document import Block
from assistant.documents.sentences import block_spans, spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


@pytest.mark.parametrize(
    "expected",
    [
        # Abbreviations, initials, numbers, addresses.
        ["Dr. Smith went to Washington D.C. on Jan. 5, 2020.", "He paid $3.50.", "Then he left."],
        ["See e.g. No. 5 at https://a.b/c.d?x=1.", "Mail me@x.org!", "Done."],
        ["It was J. R. R. Tolkien.", "He lives in the U.S.", "She does too.", "The U.S. economy grew."],
        ["Smith et al. 2020 and Vol. 3, pp. 4-5 agree.", "At 5 p.m. we left.", "Use version 1.2.3."],
        ["I said no.", "Then it was 1999.", "Then 2000 came."],
        # Quotations and brackets stay whole and take their full stop along.
        ["He said “Go.”", "Then he left.", "(It was so.)", "“Is it? Really?” asked Tom.", "Ok?!", "Yes!!!"],
        ["Wait... what?", "Well...", "No."],
        ["1. First of all.", "2. Second of all."],
        # Other languages.
        ["Am 3. Oktober war es so.", "Herr Dr. Müller kam z.B. gestern.", "Er ging."],
        ["M. Dupont est là.", "Il dit: «Bonjour.»", "Puis il part."],
        ["¿Qué?", "¡No!", "El Sr. López vino."],
        ["Это т.е. так.", "А. С. Пушкин писал.", "Он ушёл."],
        ["안녕하세요.", "저는 학생입니다!", "네?"],
        ["यह एक वाक्य है।", "यह दूसरा है॥", "ठीक?"],
        ["هذه جملة.", "هل هذا سؤال؟", "نعم."],
    ],
)
def test_sentences_with_spaces_between_them(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["今天天气很好。", "我们去公园吧！", "真的吗？！", "当然。"],
        ["他说：“走吧。”", "她说：“好！”", "于是他们走了。"],
        ["“你好！今天天气很好。”", "（他笑了。）", "『好。』", "价格是3.5元。"],
        ["是的……不过没关系。", "第一条；", "第二条。"],
        ["彼は「行こう。」と言った。", "そして去った。", "本当？", "うん！"],
        ["他用了GPT-4.5。", "英文混合English sentence.", "然后结束。"],
    ],
)
def test_sentences_without_spaces_between_them(expected: list[str]) -> None:
    assert sentences("".join(expected)) == expected


def test_a_wrapped_line_is_no_end_and_a_blank_line_is_one() -> None:
    assert sentences("A wrapped line\nof a sentence. Next\none.\n\nno full stop\n\nhere") == [
        "A wrapped line\nof a sentence.",
        "Next\none.",
        "no full stop",
        "here",
    ]


def test_list_items_are_sentences() -> None:
    assert sentences("Buy:\n- milk\n- bread and butter\n3) tea") == [
        "Buy:",
        "- milk",
        "- bread and butter",
        "3) tea",
    ]


def test_a_long_speech_is_divided() -> None:
    speech = " ".join(f"This is sentence number {n} of it." for n in range(20))
    assert len(sentences(f"He said: “{speech}” Then he left.")) == 21


def test_thai_is_divided_at_spaces_once_it_is_long() -> None:
    clause = "วันนี้อากาศดีมากเราจึงไปเดินเล่นในสวนสาธารณะกับเพื่อนๆของเราทุกคน"
    assert sentences(f"{clause} {clause}") == [clause, clause]


def test_code_is_read_line_by_line_and_a_heading_whole() -> None:
    text = "a. B = 1\n\n  c. D = 2\n"
    assert block_spans(text, Block("code", 0, len(text))) == [(0, 8), (10, 20)]
    assert block_spans("Who? Me. You.", Block("heading", 0, 13)) == [(0, 13)]


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    ". ",
                    "。",
                    "！",
                    "”",
                    "“",
                    "「",
                    "」",
                    "(",
                    ")",
                    '"',
                    "…",
                    "...",
                    "\n",
                    "\n\n",
                    " ",
                    "Dr.",
                    "3.5",
                    "- ",
                ]
            ),
            st.text(max_size=6),
            st.sampled_from(["The", "他说", "word", "é", "👩‍👩‍👧", "A.", "1."]),
        ),
        max_size=40,
    ).map("".join)
)
def test_sentences_and_the_white_space_between_them_are_the_text(text: str) -> None:
    end = 0
    for start, stop in spans(text):
        assert start < stop
        assert not text[end:start].strip()
        assert not text[start].isspace()
        assert not text[stop - 1].isspace()
        end = stop
    assert not text[end:].strip()


@pytest.mark.parametrize(
    "text",
    [
        "." * 300_000,
        "(“" * 150_000,
        "。" * 300_000,
        "a. " * 100_000,
        "A." * 150_000,
        '"' * 300_000,
        " \n" * 150_000,
    ],
    ids=["stops", "openers", "han-stops", "initials", "abbreviations", "quotes", "blanks"],
)
def test_hostile_text_is_done_in_one_pass(text: str) -> None:
    spans(text)
