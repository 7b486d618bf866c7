"""What can be checked without understanding: a number that is not in the source must not pass for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.numerals import chinese
from assistant.documents.surface import Fact, facts


def found(kind: str, text: str) -> list[tuple[str, list[str]]]:
    return [(fact.text, sorted(fact.values)) for fact in facts(text) if fact.kind == kind]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("it costs 1,234.5 dollars", ["1234.5"]),
        ("es kostet 1.234,5 Euro", ["1234.5"]),
        ("12\u202f345,6 km", ["12345.6"]),
        ("1,234,567 people", ["1234567"]),
        ("1.234 people", ["1.234", "1234"]),
        ("0.125 grams", ["0.125"]),
        ("12 % of it", ["12%"]),
        ("12.50 percent", ["12.5%"]),
        ("3.4 million", ["3400000"]),
        ("3,4 Mio. Euro", ["3400000"]),
        ("-5 degrees", ["-5"]),
        ("一千二百个字", ["1200"]),
        ("百分之十二", ["12%"]),
        ("共3.4亿元", ["340000000"]),
        ("120万人", ["1200000"]),
        ("the 3rd time", ["3"]),
    ],
)
def test_numbers_have_one_form(text: str, values: list[str]) -> None:
    [(_, got)] = found("number", text)
    assert got == values


@pytest.mark.parametrize("text", ["统一标准", "十分高兴", "万一下雨", "version A4", "x2y"])
def test_what_only_looks_like_a_number(text: str) -> None:
    assert not found("number", text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一千二百", 1200),
        ("十五", 15),
        ("一百零五", 105),
        ("二〇二四", 2024),
        ("三万五千", 35_000),
        ("一亿二千万", 120_000_000),
        ("一万二千亿", 1_200_000_000_000),
        ("两百", 200),
        ("你好", None),
    ],
)
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert chinese(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *("March 5, 2024", "5 March 2024", "5th of March 2024", "2024-03-05", "2024/3/5", "05.03.2024"),
        *(
            "5. März 2024",
            "5 mars 2024",
            "5 de marzo de 2024",
            "5 марта 2024",
            "2024年3月5日",
            "二〇二四年三月五日",
        ),
    ],
)
def test_dates_have_one_form(text: str) -> None:
    assert found("date", f"It was on {text}, they say.") == [(text, ["2024-03-05"])]


def test_a_date_that_can_be_read_in_two_ways() -> None:
    assert found("date", "on 3/5/2024") == [("3/5/2024", ["2024-03-05", "2024-05-03"])]
    assert found("date", "on 13/5/2024") == [("13/5/2024", ["2024-05-13"])]


def test_the_verb_may_is_no_month() -> None:
    assert not found("date", "he may 5 times")
    assert found("date", "In May 2020") == [("May 2020", ["2020-05"])]


def test_a_wrong_number_agrees_with_nothing() -> None:
    [source] = facts("1.234 cases")
    assert source.agrees(facts("1234 cases")[0])
    assert not source.agrees(facts("1235 cases")[0])
    assert not source.agrees(Fact("name", "1234", 0, 4, frozenset({"1234"})))


def test_names() -> None:
    text = "The board met Anna Weber of the Zurich Water Board. Then Weber spoke. However, nothing happened."
    assert [name for name, _ in found("name", text)] == ["Anna Weber", "Zurich Water Board", "Weber"]
    assert [name for name, _ in found("name", "约翰·史密斯在读《红楼梦》。")] == ["约翰·史密斯", "《红楼梦》"]


def test_a_capital_at_the_beginning_of_a_sentence_makes_no_name() -> None:
    assert not found("name", "Water is scarce. Rain helps. I think so.")


def test_quotations() -> None:
    assert found("quotation", "She said “We  agree.” and 「好。」") == [
        ("“We  agree.”", ["we agree"]),
        ("「好。」", ["好"]),
    ]


@pytest.mark.parametrize(
    "text", ["It is not so.", "They didn’t go.", "Nobody came.", "Er kam nicht.", "他不知道。", "行かない。"]
)
def test_negations(text: str) -> None:
    assert len(found("negation", text)) == 1


@pytest.mark.parametrize("text", ["It is noted.", "The knot.", "不过他来了。", "未来很好。", "不断发展"])
def test_what_is_no_negation(text: str) -> None:
    assert not found("negation", text)


def test_addresses_end_before_the_full_stop() -> None:
    assert found("url", "See https://a.b/c?d=1. Or (www.x.org).") == [
        ("https://a.b/c?d=1", ["https://a.b/c?d=1"]),
        ("www.x.org", ["www.x.org"]),
    ]
    assert found("email", "Mail to Me@X.org.") == [("Me@X.org", ["me@x.org"])]
    assert found("url", "见https://a.b/c，谢谢") == [("https://a.b/c", ["https://a.b/c"])]


@given(st.text(max_size=200), st.integers(0, 50))
def test_offsets_point_into_the_text(text: str, start: int) -> None:
    for fact in facts(text, start):
        assert start <= fact.start < fact.end <= len(text)
        assert text[fact.start : fact.end] == fact.text
        assert fact.values
