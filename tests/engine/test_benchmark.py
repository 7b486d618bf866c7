from __future__ import annotations

import pytest

from assistant.engine.benchmark import Row


@pytest.mark.parametrize(
    ("row", "passed"),
    [
        (Row("speed", 30.0, "tokens/s"), None),
        (Row("cancel", 0.1, "s", bar=0.2), True),
        (Row("cancel", 0.3, "s", bar=0.2), False),
        (Row("overhead", 60.0, "s", 1.02, 1.05), True),
        (Row("drafting", 60.0, "tokens/s", 1.4, 1.5, at_least=True), False),
        (Row("drafting", 60.0, "tokens/s", 1.6, 1.5, at_least=True), True),
    ],
)
def test_a_bar_bounds_the_ratio_or_else_the_value(row: Row, passed: bool | None) -> None:
    assert row.passed is passed
