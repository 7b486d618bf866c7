"""Tags that a translator loses, doubles or crosses must not lose or break anything of the document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.translatable.tags import TAG, Tag, escape, repaired, split, unescape

_TAGGY = st.text(alphabet=["<", "\\", "/", "1", "2", ">", "a", " "], max_size=30)


@given(st.text() | _TAGGY)
def test_text_that_looks_like_tags_is_told_apart_and_comes_back(text: str) -> None:
    assert unescape(escape(text)) == text
    assert list(split(escape(text))) == ([text] if text else [])
    assert not TAG.search(escape(text))


@pytest.mark.parametrize(
    ("target", "pairs", "standing", "expected"),
    [
        ("<1>bold</1> and <2/>", {1}, [2], "<1>bold</1> and <2/>"),
        ("<2/> und <1>fett</1>", {1}, [2], "<2/> und <1>fett</1>"),
        ("lost all", {1}, [2, 3], "lost all<2/><3/>"),
        ("<1>left open", {1}, [], "left open"),
        ("closed only</1>", {1}, [], "closed only"),
        ("<1>a</1><1>b</1><2/><2/>", {1}, [2], "<1>a</1>b<2/>"),
        ("<1>a<2>b</1>c</2>", {1, 2}, [], "<1>ab</1>c"),
        ("<1>a<2>b</2></1>", {1, 2}, [], "<1>a<2>b</2></1>"),
        ("<7>unknown</7><8/>", {1}, [], "unknown"),
        ("as a pair <2>", {1}, [2], "as a pair <2/>"),
    ],
)
def test_what_becomes_of_careless_tags(
    target: str, pairs: set[int], standing: list[int], expected: str
) -> None:
    assert "".join(map(str, repaired(target, pairs, standing))) == expected


@given(
    st.lists(st.sampled_from(["<1>", "</1>", "<2>", "</2>", "<3/>", "<4/>", "<9>", "x"]), max_size=12).map(
        "".join
    )
)
def test_repaired_tags_always_nest_and_every_standing_tag_is_there_once(target: str) -> None:
    open_tags: list[int] = []
    standing = []
    for part in repaired(target, {1, 2}, [3, 4]):
        if not isinstance(part, Tag):
            continue
        if part.role == "open":
            open_tags.append(part.number)
        elif part.role == "close":
            assert open_tags.pop() == part.number
        else:
            standing.append(part.number)
    assert not open_tags
    assert sorted(standing) == [3, 4]
