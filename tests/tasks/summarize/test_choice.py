"""The choice of passages: votes count as far as they are worth it, and nothing is said twice."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.tasks.summarize.choice import choose, relevance, with_votes, without_references, words

TEXTS = [
    "The dam at Lake Orrin cracked overnight.",
    "Overnight the dam at Lake Orrin cracked.",
    "A beekeeper found the leak by following dying insects for many hours along the whole of the river.",
    "Revenue fell to 3.2 million euros.",
]


def test_a_passage_that_only_repeats_another_is_not_chosen() -> None:
    assert choose(TEXTS, np.array([0.9, 0.8, 0.2, 0.1]), 100) == [0, 2, 3]


def test_the_same_said_of_something_else_is_no_repetition() -> None:
    texts = [
        "Revenue of the region North fell by 5 percent to 31 million euros.",
        "Revenue of the region South fell by 6 percent to 42 million euros.",
        "Revenue of the region North fell to 31 million euros.",
    ]
    assert choose(texts, np.array([0.9, 0.8, 0.7]), 100) == [0, 1]


def test_what_one_says_and_another_denies_is_no_repetition() -> None:
    texts = ["The dam at Lake Orrin cracked overnight.", "The dam at Lake Orrin never cracked overnight."]
    assert choose(texts, np.array([0.9, 0.8]), 100) == [0, 1]


def test_the_budget_holds_and_is_filled_with_what_fits() -> None:
    assert choose(TEXTS, np.array([0.9, 0.1, 0.8, 0.7]), 14) == [0, 3]
    assert choose(TEXTS, np.array([0.0, 0.0, 1.0, 0.0]), 1) == [2]
    assert choose([], np.zeros(0), 10) == []


def test_votes_that_agree_with_salience_decide_between_its_equals() -> None:
    salience = np.array([0.1, 0.9, 0.9, 0.2, 0.1, 0.8])
    scores = with_votes(salience, [(0.1, 0.2, 0.7), (0.2, 0.1, 0.7)])
    assert np.argmax(scores) == 2


@pytest.mark.parametrize("votes", [[(0.9, 0.09, 0.01)] * 2, [(1 / 3, 1 / 3, 1 / 3)] * 2])
def test_a_model_that_votes_for_numbers_and_not_for_passages_is_not_heard(
    votes: list[tuple[float, ...]],
) -> None:
    salience = np.array([0.1, 0.5, 0.9, 0.2, 0.6, 0.8])
    assert np.array_equal(np.argsort(with_votes(salience, votes)), np.argsort(salience))


def test_relevance_is_the_share_of_the_question_that_a_passage_has() -> None:
    found = relevance(TEXTS, "Who found the leak?")
    assert np.argmax(found) == 2
    assert np.all((found >= 0) & (found <= 1))
    assert not relevance(TEXTS, "").any()


@pytest.mark.parametrize(
    ("text", "length"),
    [("", 0), ("It fell by 3.2 percent.", 5), ("大坝夜里开裂", 3), ("大坝夜里 cracked", 3)],
)
def test_two_characters_of_chinese_count_as_a_word(text: str, length: int) -> None:
    assert words(text) == length


def test_of_two_equals_the_one_that_stands_alone_is_preferred() -> None:
    texts = [
        "He refused to sign.",
        "Joan Pell refused.",
        "这座大坝夜里开裂。",
        "水库的大坝夜里开裂。",
        "Thus:",
    ]
    scores = without_references(np.full(5, 0.5), texts)
    assert scores.tolist() == pytest.approx([0.4, 0.5, 0.4, 0.5, 0.4])
