"""Edits stay where they belong while the text is changed by them and by its writer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.sentences import spans
from assistant.tasks.edits.edit import Edit
from assistant.tasks.proofread import Checked
from assistant.tasks.proofread.review import Review

TEXT = "It is teh one. 🚢 Teh two is teh best. A third. And teh last."


def checked(text: str, start: int, end: int, flagged: str = "") -> Checked:
    """A sentence whose every "teh" is to be "the"."""
    edits = []
    at = text.find("teh", start, end)
    while at >= 0:
        flag = "meaning" if flagged and flagged in text[start:end] else None
        edits.append(Edit(at, at + 3, "teh", "the", "spelling", "Misspelt word", flag))
        at = text.find("teh", at + 3, end)
    return Checked(start, end, tuple(edits))


def reviewed(text: str = TEXT, flagged: str = "") -> Review:
    review = Review(text)
    review.begin()
    for start, end in spans(text):
        review.add(checked(text, start, end, flagged))
    return review


def proposed(review: Review) -> list[str]:
    for each in review.suggestions:
        assert review.text[each.start : each.end] == each.edit.before
    return [review.text[each.start - 3 : each.end + 4] for each in review.suggestions]


def test_accepting_moves_the_others_and_a_flagged_edit_is_never_among_all() -> None:
    review = reviewed(flagged="last")
    assert len(proposed(review)) == 3
    review.accept(review.suggestions[:1])
    assert review.text.startswith("It is the one. 🚢 Teh")
    assert len(proposed(review)) == 2
    review.accept(review.acceptable())
    assert review.text == "It is the one. 🚢 Teh two is the best. A third. And teh last."
    assert proposed(review) == ["nd teh las"]
    assert review.acceptable() == []


def test_a_rejected_edit_does_not_come_back_when_its_sentence_is_looked_at_again() -> None:
    review = reviewed()
    review.reject(review.suggestions)
    assert (review.text, review.suggestions) == (TEXT, [])
    review.change(0, 2, "This")
    review.begin()
    review.add(checked(review.text, 0, 16))
    assert review.suggestions == []


def test_a_sentence_that_is_touched_loses_its_edits_and_is_to_be_looked_at_again() -> None:
    review = reviewed()
    place = TEXT.index("two")
    review.change(place, place + 3, "second")
    assert proposed(review) == ["is teh one", "nd teh las"]
    ((start, end),) = review.take_touched()
    assert review.text[start:end] == "🚢 Teh second is teh best."
    assert not review.touched


def test_what_comes_in_for_a_sentence_that_was_changed_meanwhile_is_dropped() -> None:
    review = Review(TEXT)
    review.begin()
    review.change(0, 0, "Well: ")
    place = review.text.index("two")
    review.change(place, place + 3, "2")
    for start, end in spans(TEXT):
        review.add(checked(TEXT, start, end))
    assert proposed(review) == ["is teh one", "nd teh las"]
    touched = " ".join(review.text[start:end] for start, end in review.take_touched())
    assert "Teh 2 is teh best." in touched


def test_undoing_brings_the_edits_back() -> None:
    review = reviewed()
    before = proposed(review)
    review.accept(review.acceptable())
    assert review.suggestions == []
    review.change(0, len(review.text), TEXT)
    assert proposed(review) == before
    assert not review.touched


def test_undoing_to_a_text_that_was_never_looked_at_has_it_looked_at() -> None:
    review = Review(TEXT)
    review.begin()
    place = TEXT.index("two")
    review.change(place, place, "or ")
    for start, end in spans(TEXT):
        review.add(checked(TEXT, start, end))
    review.take_touched()
    review.end()
    review.change(place, place + 3, "")
    assert review.text == TEXT
    assert proposed(review) == ["is teh one", "nd teh las"]
    assert review.touched


def test_what_stands_in_a_part_of_the_text_is_found() -> None:
    review = reviewed()
    place = TEXT.index("teh best")
    assert [each.start for each in review.within(place, place + 5)] == [place]
    assert len(list(review.within(0, len(TEXT)))) == 3


_STEP = st.tuples(
    st.sampled_from(["accept", "reject", "change", "add"]), st.integers(0, 90), st.text("te h.", max_size=4)
)


@given(st.lists(_STEP, max_size=25))
def test_whatever_happens_every_edit_fits_the_text(steps: list[tuple[str, int, str]]) -> None:
    review = Review(TEXT)
    review.begin()
    snapshot, waiting = TEXT, spans(TEXT)
    for step, number, typed in steps:
        if step == "change":
            start = min(number, len(review.text))
            review.change(start, min(start + len(typed), len(review.text)), typed[::-1])
        elif step == "add":
            if not waiting:
                review.begin()
                snapshot = review.text
                waiting = spans(snapshot)
            for start, end in waiting[:2]:
                review.add(checked(snapshot, start, end))
            waiting = waiting[2:]
        elif suggestions := review.suggestions:
            chosen = suggestions[number % len(suggestions) :][:2]
            (review.accept if step == "accept" else review.reject)(chosen)
        places = [(each.start, each.end) for each in review.suggestions]
        assert all(review.text[start:end] == "teh" for start, end in places)
        assert places == sorted(set(places))
