"""Held-back characters, stop strings and thinking: nothing leaks, nothing is eaten."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.answer import AnswerText, Piece, StopStrings, ThinkingSplitter
from assistant.engine.values import ThinkingMarkers

CHANNELS = ThinkingMarkers(
    open="<|channel|>analysis<|message|>",
    close="<|end|><|start|>assistant<|channel|>final<|message|>",
    answer="<|channel|>final<|message|>",
)
THINK = ThinkingMarkers(open="<think>", close="</think>")


def chunks(data: bytes, cuts: list[int]) -> list[bytes]:
    edges = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return [data[a:b] for a, b in itertools.pairwise(edges)]


def answer(data: list[bytes], **options: object) -> tuple[str, str, AnswerText]:
    """(thinking, text) of a whole stream, and that no piece has a broken character."""
    stream = AnswerText(**options)  # type: ignore[arg-type]
    pieces: list[Piece] = []
    for chunk in data:
        pieces += stream.feed(chunk)
    pieces += stream.finish()
    return (
        "".join(p.text for p in pieces if p.thinking),
        "".join(p.text for p in pieces if not p.thinking),
        stream,
    )


@given(st.text(), st.lists(st.integers(0, 400), max_size=12))
def test_any_text_in_any_pieces_comes_out_whole(text: str, cuts: list[int]) -> None:
    data = chunks(text.encode("utf-8", "surrogatepass"), cuts)
    expected = b"".join(data).decode("utf-8", "replace")
    assert answer(data)[1] == expected


def test_a_character_under_way_is_never_shown_as_a_replacement() -> None:
    stream = AnswerText()
    first, second = "汉".encode()[:2], "汉".encode()[2:]
    assert stream.feed(first) == []
    assert stream.feed(second) == [Piece("汉", thinking=False)]


def test_a_character_that_never_becomes_whole_is_left_out() -> None:
    assert answer(["好".encode(), "汉".encode()[:1]])[1] == "好"


@given(st.lists(st.integers(0, 40), max_size=8))
def test_a_stop_string_ends_the_answer_however_it_is_cut(cuts: list[int]) -> None:
    data = chunks(b"one\ntwo\nEND three END", cuts)
    _, text, stream = answer(data, stop=["END", "never"])
    assert text == "one\ntwo\n"
    assert stream.stopped


def test_the_beginning_of_a_stop_string_is_given_back_at_the_end() -> None:
    stop = StopStrings(["###"])
    assert stop.feed("a #") == "a "
    assert stop.feed("# b") == "## b"
    assert stop.feed(" ##") == " "
    assert stop.finish() == "##"
    assert not stop.met


@given(st.lists(st.integers(0, 60), max_size=10))
def test_thinking_is_set_apart_however_it_is_cut(cuts: list[int]) -> None:
    data = chunks("<think>\nWell, 想一想.\n</think>\n\nParis.".encode(), cuts)
    thinking, text, _ = answer(data, markers=THINK)
    assert thinking == "\nWell, 想一想.\n"
    assert text == "Paris."


def test_thinking_that_the_prompt_has_opened() -> None:
    thinking, text, _ = answer([b"Hm.</think>Yes"], markers=THINK, begins_thinking=True)
    assert (thinking, text) == ("Hm.", "Yes")


@pytest.mark.parametrize("markers", [None, THINK])
def test_an_honest_marker_in_the_text_survives(markers: ThinkingMarkers | None) -> None:
    text = "The tag <think> opens it, </think> closes it."
    assert answer([text.encode()], markers=markers)[1] == text


def test_an_answer_that_ends_while_thinking() -> None:
    splitter = ThinkingSplitter(THINK)
    pieces = splitter.feed("<think>half a thou") + splitter.finish()
    assert "".join(p.text for p in pieces) == "half a thou"
    assert all(p.thinking for p in pieces)


def test_something_like_the_marker_is_given_back() -> None:
    assert answer([b"<th", b"ree>"], markers=THINK)[1] == "<three>"


@given(st.lists(st.integers(0, 60), max_size=10))
def test_the_header_of_an_answer_without_thinking_is_no_part_of_it(cuts: list[int]) -> None:
    data = chunks("<|channel|>final<|message|>\nPárìs <|channel|>".encode(), cuts)
    assert answer(data, markers=CHANNELS)[:2] == ("", "Párìs <|channel|>")


@given(st.lists(st.integers(0, 90), max_size=10))
def test_with_thinking_both_headers_are_left_out(cuts: list[int]) -> None:
    text = "<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Paris."
    assert answer(chunks(text.encode(), cuts), markers=CHANNELS)[:2] == ("Hm.", "Paris.")


@pytest.mark.parametrize("text", ["<|channel|>other", "<|channel|>", "Paris. <|channel|>final<|message|>"])
def test_what_only_looks_like_a_header_is_text(text: str) -> None:
    assert answer([text.encode()], markers=CHANNELS)[1] == text
