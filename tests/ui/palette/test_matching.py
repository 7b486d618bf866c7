"""Complaints: one has to know the exact word; a slip of the finger finds nothing; Chinese needs the mouse."""

from __future__ import annotations

from assistant.ui.palette.initials import initials
from assistant.ui.palette.matching import Target


def score(query: str, title: str, others: str = "") -> float:
    return Target(title, others).score(query.casefold().split())


FITTING = {
    "Cache precision": ("cache precision", "PREC cach", "recision"),
    "Temperature": ("tempreature",),
    "Translate the clipboard": ("translte",),
    "采样温度": ("温度", "cywd", "wd"),
    "Qwen3-8B-Q8_0.gguf": ("q8",),
}
OTHERS = {
    "Theme": "temp",
    "Cache precision": "cache temperature",
    "采样温度": "xyz",
    "Stop it": "tip",
}


def test_words_are_found_in_any_order_and_with_a_slip() -> None:
    missed = [query for title, queries in FITTING.items() for query in queries if not score(query, title)]
    assert missed == []


def test_what_has_nothing_to_do_with_it_is_not_found() -> None:
    assert [title for title, query in OTHERS.items() if score(query, title)] == []


def test_one_word_that_does_not_fit_is_enough_to_be_left_out() -> None:
    assert score("cache zebra", "Cache precision") == 0


def test_the_title_counts_more_than_the_explanation() -> None:
    scores = [
        score("mem", "Memory"),
        score("mem", "Free memory"),
        score("mem", "Remember"),
        score("mem", "Context", "More needs more memory."),
        score("mem", "Context", "Remembers"),
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_the_very_words_come_first() -> None:
    assert score("text size", "Text size") > score("text size", "Text in its normal size")


def test_chinese_has_the_first_letters_of_its_sound() -> None:
    texts = ("设置", "温度", "翻译剪贴板", "KV 缓存精度", "啊座", "hello")
    assert [initials(text) for text in texts] == ["sz", "wd", "fyjtb", "hcjd", "az", ""]
