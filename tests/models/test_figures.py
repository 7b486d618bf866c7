from __future__ import annotations

import pytest

from assistant.models.figures import count_text, size_text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1.0 kB"),
        (98_362_432, "98 MB"),
        (999_600_000, "1.0 GB"),
        (7_160_000_000, "7.2 GB"),
        (9_960_000_000, "10 GB"),
        (42_000_000_000, "42 GB"),
        (3_500_000_000_000_000, "3500 TB"),
    ],
)
def test_sizes(size: int, text: str) -> None:
    assert size_text(size) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [(134_515_008, "135 M"), (8_030_000_000, "8.0 B"), (70_600_000_000, "71 B"), (12, "12")],
)
def test_counts(count: int, text: str) -> None:
    assert count_text(count) == text
