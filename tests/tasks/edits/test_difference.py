"""Accepting everything gives the revised text, accepting nothing the original, whatever the script."""

from __future__ import annotations

from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from assistant.tasks.edits.difference import applied, changes, units

_AWKWARD = "aB1é港口の🚢👩‍👧🇩🇪กำ한 \n\t.,’'-*`\u0301\u200d\u00a0"
TEXTS = st.one_of(st.text(max_size=40), st.text(st.sampled_from(_AWKWARD), max_size=40))


@given(TEXTS, TEXTS)
def test_all_none_and_any_selection_of_changes_are_consistent(before: str, after: str) -> None:
    found = changes(before, after)
    assert applied(before, found) == after
    assert applied(before, []) == before
    for first, second in pairwise(found):
        assert first.end < second.start
    for index, change in enumerate(found):
        assert before[change.start : change.end] == change.before
        others = found[:index] + found[index + 1 :]
        # To accept all but one is to undo that one in the revised text.
        moved = sum(len(other.after) - len(other.before) for other in found[:index])
        start = change.start + moved
        undone = after[:start] + change.before + after[start + len(change.after) :]
        assert applied(before, others) == undone


@given(TEXTS, TEXTS)
def test_no_change_cuts_a_character_as_a_reader_sees_it(before: str, after: str) -> None:
    boundaries = {0, *(match.end() for match in regex.finditer(r"\X", before))}
    for change in changes(before, after):
        assert {change.start, change.end} <= boundaries


@given(TEXTS)
def test_units_are_the_text(text: str) -> None:
    assert "".join(units(text)) == text
    assert changes(text, text) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It dont matter.", "It doesn't matter.", [("dont", "doesn't")]),
        ("他高兴的跑了。", "他高兴地跑了。", [("的", "地")]),
        ("Report is done", "The report is done.", [("Report", "The report"), ("", ".")]),
        ("I saw the the ship 🚢👩‍👧", "I saw the ship 🚢", [("the ", ""), ("👩‍👧", "")]),
    ],
)
def test_changes_are_what_a_reader_would_mark(
    before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    assert [(change.before, change.after) for change in changes(before, after)] == expected
