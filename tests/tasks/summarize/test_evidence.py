"""What a statement says that its source does not is found, and little else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.tasks.summarize.evidence import (
    is_in_language,
    loses_facts,
    loses_negation,
    repeats_itself,
    unsupported,
)

SOURCE = (
    "On 5 March 2024 Dr. Ines Falk told the board of Orrin Water that 1,240 invoices, 12% of all, were "
    "missing. “We did not lose them,” she said. See https://orrin.example/audit for details."
)


@pytest.mark.parametrize(
    "statement",
    [
        "Ines Falk told the board that 1240 invoices were missing.",
        "In March 2024 Falk said that 12 percent of all invoices were missing.",
        "She told the board “We did not lose them”.",
        "Details of the invoices: see https://orrin.example/audit.",
        "The board did not lose the invoices.",
    ],
)
def test_what_the_source_says_in_other_forms_is_not_marked(statement: str) -> None:
    assert unsupported(statement, SOURCE) == ()


@pytest.mark.parametrize(
    ("statement", "text", "reason"),
    [
        ("Ines Falk told the board that 124 invoices were missing.", "124", "number"),
        ("In April 2024 Falk told the board of missing invoices.", "April 2024", "date"),
        (
            "On 5 March Falk told the board of Tellow Water that invoices were missing.",
            "Tellow Water",
            "name",
        ),
        ("Falk told the board “We lost them all”, invoices missing.", "“We lost them all”", "quotation"),
        ("Falk did not tell the board that invoices were missing.", "not", "negation"),
        ("Falk told the board to see https://orrin.example/other.", "https://orrin.example/other", "url"),
        ("Bees follow dying insects upstream.", "Bees follow dying insects upstream.", "words"),
    ],
)
def test_what_the_source_does_not_say_is_marked_with_the_reason(
    statement: str, text: str, reason: str
) -> None:
    marks = unsupported(statement, SOURCE)
    assert (text, reason) in [(mark.text, mark.reason) for mark in marks]
    assert all(statement[mark.start : mark.end] == mark.text for mark in marks)


PIECES = (
    *(
        "He did not. No!",
        "It isn't “not so”.",
        "On 5 March 2024, 12% of 1.240,5 fell",
        "Dr. Ines Falk’s",
        "§ 3",
        "…",
    ),
    *(
        "没有",
        "不",
        "2024年3月5日",
        "四百一十二张发票",
        "《水库》",
        "see www.orrin.example/a.",
        "a@b.example",
        "-7",
    ),
    *("nobody", "without", "(", "“", "”", "\n", "I", "The", "nie ohne"),
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(" ".join))
def test_a_text_supports_itself(text: str) -> None:
    assert [mark for mark in unsupported(text, text) if mark.reason != "words"] == []
    assert not loses_facts(text, text)
    assert not repeats_itself(text, text)


def test_chinese_statements_are_held_to_their_source() -> None:
    source = "2024年3月5日，审计发现四百一十二张发票丢失，公司没有通知董事会。"
    assert unsupported("审计发现412张发票丢失。", source) == ()
    assert [mark.reason for mark in unsupported("审计发现500张发票丢失。", source)] == ["number"]
    assert [mark.reason for mark in unsupported("审计没有发现发票丢失。", source)] == ["negation"]


def test_a_statement_in_another_language_is_held_to_its_numbers() -> None:
    assert unsupported("1240 Rechnungen fehlten, sagte Ines Falk.", SOURCE, same_language=False) == ()
    (mark,) = unsupported("Es fehlten 999 Rechnungen von Tellow.", SOURCE, same_language=False)
    assert (mark.text, mark.reason) == ("999", "number")


def test_a_denial_must_not_become_an_assertion() -> None:
    assert loses_negation(
        "The tenant shall remove the fixtures.", "The tenant shall not remove the fixtures."
    )
    assert loses_negation("One guard was hurt.", "Nobody was hurt, because a guard had raised the alarm.")
    assert not loses_negation("The dam was rebuilt.", "Nobody was hurt. The dam was rebuilt.")
    assert not loses_negation("The tenant shall pay.", "The tenant shall pay, and not remove the fixtures.")
    assert not loses_negation("Nobody told the divers.", "Nobody had told the divers about the mines.")


@pytest.mark.parametrize(
    ("shorter", "loses"),
    [
        ("On 5 March 2024 Falk told Orrin Water that 1240 invoices, 12 percent, were missing.", False),
        ("Falk told Orrin Water that 1240 invoices, 12 percent, were missing.", True),
        ("On 5 March 2024 Falk told Orrin Water that 12 percent of invoices were missing.", True),
        ("On 5 March 2024 the board was told that 1240 invoices, 12 percent, were missing.", True),
    ],
)
def test_a_shorter_wording_keeps_numbers_dates_and_most_names(shorter: str, loses: bool) -> None:
    source = SOURCE.partition(" “")[0]
    assert loses_facts(shorter, source) == loses


def test_a_loop_is_seen_and_the_sources_own_repetition_is_none() -> None:
    assert repeats_itself("The dam at the lake and the dam at the lake broke.", "The dam at the lake broke.")
    assert not repeats_itself("Day by day by day it rained.", "It rained day by day by day.")
    assert not repeats_itself("The dam at the lake broke.", "The dam at the lake broke.")


def test_the_wrong_language_is_seen_and_a_short_text_gets_the_benefit_of_the_doubt() -> None:
    assert not is_in_language("The committee met on Monday to discuss the broken dam at length.", "zh-Hans")
    assert not is_in_language("委员会讨论了一般事项并认为相关工作应当继续稳步推进。", "en")
    assert is_in_language("OK.", "zh-Hans")
