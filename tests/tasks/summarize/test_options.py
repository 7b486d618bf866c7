from __future__ import annotations

import pytest

from assistant.tasks.summarize import SummaryOptions


@pytest.mark.parametrize(
    ("options", "text", "summary"),
    [
        (SummaryOptions(), 6_000, 300),
        (SummaryOptions(), 100_000, 400),
        (SummaryOptions(), 600, 80),
        (SummaryOptions(), 90, 30),
        (SummaryOptions(), 1, 1),
        (SummaryOptions(length="short"), 6_000, 150),
        (SummaryOptions(length="long"), 6_000, 600),
        (SummaryOptions(words=70), 90, 70),
        (SummaryOptions(words=700), 90, 90),
    ],
)
def test_the_length_is_a_share_of_the_text_within_bounds(
    options: SummaryOptions, text: int, summary: int
) -> None:
    assert options.words_for(text) == summary
