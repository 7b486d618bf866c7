"""Salience finds what a summary must not miss: one fact in much prose that says little.

Small models copy the first or the commonest sentences; the choice is made before they write.
"""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.salience import salience

_BLAND = (
    "the committee discussed general matters and members agreed that further consideration of the usual "
    "issues would be helpful in due course as work continues across the teams with steady progress on tasks"
).split()
_FACTS = [
    "The dam at Lake Orrin cracked overnight and flooded two villages.",
    "Dr. Ines Falk resigned after the audit found 412 missing invoices.",
    "A beekeeper discovered the leak by following dying insects upstream.",
    "The vaccine lost its potency whenever the freezer door stayed open.",
    "Revenue fell to 3.2 million euros in March.",
    "Nobody had told the divers about the mines.",
]
_BLAND_CHINESE = "委员会讨论了一般事项并认为相关工作应当继续稳步推进各部门加强沟通协调落实日常任务"
_FACTS_CHINESE = [
    "水库的大坝夜里开裂，淹没了两个村庄。",
    "养蜂人沿着死去的昆虫找到了泄漏点。",
    "审计发现四百一十二张发票丢失。",
]


def _bland(chance: random.Random) -> str:
    return " ".join(chance.choices(_BLAND, k=chance.randint(9, 18))).capitalize() + "."


def _bland_chinese(chance: random.Random) -> str:
    return "".join(_BLAND_CHINESE[at : at + 4] for at in chance.choices(range(36), k=6)) + "。"


@pytest.mark.parametrize("size", [60, 600, 20_000])
def test_planted_facts_rank_highest(size: int) -> None:
    chance = random.Random(size)
    sentences = [_bland(chance) for _ in range(size)]
    places = chance.sample(range(size), len(_FACTS))
    for place, fact in zip(places, _FACTS, strict=True):
        sentences[place] = fact
    best = np.argsort(-salience(sentences))[: len(_FACTS)]
    assert set(best.tolist()) == set(places)


def test_planted_facts_rank_highest_in_chinese() -> None:
    chance = random.Random(1)
    sentences = [_bland_chinese(chance) for _ in range(300)]
    places = chance.sample(range(300), len(_FACTS_CHINESE))
    for place, fact in zip(places, _FACTS_CHINESE, strict=True):
        sentences[place] = fact
    best = np.argsort(-salience(sentences))[: len(places)]
    assert set(best.tolist()) == set(places)


def test_a_repeated_slogan_does_not_win() -> None:
    chance = random.Random(2)
    sentences = [_bland(chance) for _ in range(200)]
    sentences[::10] = ["Quality Partners Worldwide brings 100 Smart Solutions to Everyone."] * 20
    sentences[55] = _FACTS[2]
    assert int(np.argmax(salience(sentences))) == 55


def test_the_first_sentence_of_a_part_comes_before_an_equal_one() -> None:
    sentences = ["Some words here.", "Other things there.", "More ideas everywhere."]
    scores = salience(sentences, [False, True, False])
    assert int(np.argmax(scores)) == 1


@given(st.lists(st.text(max_size=40), max_size=30))
def test_scores_are_numbers_from_zero_to_one(sentences: list[str]) -> None:
    scores = salience(sentences)
    assert scores.shape == (len(sentences),)
    assert np.all((scores >= 0) & (scores <= 1))
