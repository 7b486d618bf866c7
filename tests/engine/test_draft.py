"""Drafts are looked up in the text that an answer repeats; a bad draft costs time, never a wrong word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.draft import PromptLookup

# Few different tokens, so that stretches repeat themselves.
TOKENS = st.lists(st.integers(0, 5), max_size=60)
OUTCOMES = st.lists(st.integers(0, 40), max_size=12)


def is_stretch(part: list[int], whole: list[int]) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


@given(TOKENS, TOKENS, OUTCOMES)
def test_a_draft_is_always_a_stretch_of_the_text(
    reference: list[int], answer: list[int], outcomes: list[int]
) -> None:
    lookup = PromptLookup(reference)
    for accepted in [0, *outcomes]:
        draft = lookup.propose(answer)
        assert is_stretch(draft, reference)
        lookup.learn(len(draft), min(accepted, len(draft)))


@given(st.lists(st.integers(0, 5), min_size=4, max_size=60), st.data())
def test_a_draft_goes_on_where_the_end_of_the_answer_stands(
    reference: list[int], data: st.DataObject
) -> None:
    end = data.draw(st.integers(2, len(reference) - 1))
    answer = reference[:end]
    draft = PromptLookup(reference).propose(answer)
    assert draft
    assert is_stretch(answer[-2:] + draft, reference)


def test_an_answer_is_expected_to_begin_like_the_text() -> None:
    draft = PromptLookup(list(range(50))).propose([])
    assert draft == list(range(len(draft)))
    assert draft


def test_after_a_correction_the_text_is_found_again() -> None:
    lookup = PromptLookup(list(range(50)))
    lookup.learn(len(lookup.propose([])), 3)
    answer = [0, 1, 2, 99, 4, 5]
    draft = lookup.propose(answer)
    assert draft[:2] == [6, 7]


def test_of_several_places_the_one_where_the_answer_has_got_to() -> None:
    verse = [1, 2, 3]
    reference = [*verse, 10, 11, 12, 13, *verse, 20, 21, 22, 23]
    lookup = PromptLookup(reference)
    assert lookup.propose(verse)[0] == 10
    lookup.learn(4, 4)
    assert lookup.propose([*verse, 10, 11, 12, 13, *verse])[0] == 20


def test_nothing_is_drafted_for_a_text_of_its_own() -> None:
    assert PromptLookup(list(range(50))).propose([99, 98, 97]) == []
    assert PromptLookup([]).propose([]) == []


def test_the_length_follows_how_drafts_are_met() -> None:
    reference = list(range(1000))
    lookup = PromptLookup(reference)
    for _ in range(6):
        draft = lookup.propose(reference[:100])
        lookup.learn(len(draft), len(draft))
    longest = len(lookup.propose(reference[:100]))
    for _ in range(6):
        lookup.learn(len(lookup.propose(reference[:100])), 0)
    shortest = len(lookup.propose(reference[:100]))
    assert 1 <= shortest <= 4 < longest
    lookup.learn(shortest, shortest)
    assert len(lookup.propose(reference[:100])) > shortest
