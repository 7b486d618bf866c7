"""A translation that is edited stays linked to its source, sentence by sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.ui.panes.translate.spans import Change, Spans

TEXT = "One is. Two is. Three is."
SPANS = [(0, 7), (8, 15), (16, 25)]


def edited(position: int, removed: int, added: str) -> tuple[list[str], list[int]]:
    """The parts after a change, and which of them the change is said to have touched."""
    spans = Spans(SPANS)
    touched = spans.edit(position, removed, len(added))
    text = TEXT[:position] + added + TEXT[position + removed :]
    return [text[slice(*spans[index])] for index in range(3)], list(touched)


def test_typing_inside_at_the_end_and_at_the_beginning_belongs_to_the_sentence() -> None:
    assert edited(12, 0, "really ") == (["One is.", "Two really is.", "Three is."], [1])
    assert edited(15, 0, "!") == (["One is.", "Two is.!", "Three is."], [1])
    assert edited(8, 0, "And ") == (["One is.", "And Two is.", "Three is."], [1])


def test_a_word_that_is_replaced() -> None:
    assert edited(8, 3, "Zwei") == (["One is.", "Zwei is.", "Three is."], [1])


def test_a_sentence_that_is_removed_keeps_its_place() -> None:
    assert edited(8, 7, "") == (["One is.", "", "Three is."], [1])


def test_a_change_over_several_sentences_leaves_what_is_left_of_each() -> None:
    assert edited(4, 15, "—") == (["One —", "", "ee is."], [0, 1, 2])


def test_a_removed_space_changes_no_sentence() -> None:
    parts, _touched = edited(7, 1, "")
    assert parts == ["One is.", "Two is.", "Three is."]


def test_what_is_written_between_two_sentences_is_not_lost() -> None:
    spans = Spans([(0, 3), (6, 9)])  # "abc   def"
    assert list(spans.edit(5, 0, 1)) == [0]
    assert (spans[0], spans[1]) == ((0, 6), (7, 10))


def test_several_parts_that_are_written_anew_move_what_is_behind_them() -> None:
    spans = Spans([(0, 3), (4, 7), (8, 11), (12, 15)])  # "abc def ghi jkl"
    spans.replace([Change(1, [(4, 9)], 2), Change(3, [(14, 15)], -2)])  # "abc 12345 ghi X"
    assert [spans[index] for index in range(4)] == [(0, 3), (4, 9), (10, 13), (14, 15)]
    spans.replace([])
    assert spans[2] == (10, 13)


@given(st.data())
def test_parts_never_overlap_nor_leave_the_text(data: st.DataObject) -> None:
    length = 30
    edges = sorted(data.draw(st.lists(st.integers(0, length), min_size=2, max_size=12)))
    spans = Spans(list(zip(edges[::2], edges[1::2], strict=False)))
    for _ in range(4):
        position = data.draw(st.integers(0, length))
        removed = data.draw(st.integers(0, length - position))
        added = data.draw(st.integers(0, 5))
        spans.edit(position, removed, added)
        length += added - removed
        flat = [edge for index in range(len(spans)) for edge in spans[index]]
        assert flat == sorted(flat)
        assert all(0 <= edge <= length for edge in flat)
