"""Complaint: "runs well" says nothing of an answer that takes ten minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.engine.speed import Speed
from assistant.models.entry import Facts, ModelEntry, make_entry
from assistant.models.estimated_speed import estimated_writing


def measured(size: int, writing: float | None) -> ModelEntry:
    facts = Facts(
        size=size, modified=0, name="m", architecture="llama", parameters=1, quantization="Q4_0",
        context_length=1, has_template=True, licence="",
    )  # fmt: skip
    speed = None if writing is None else Speed(reading=writing * 5, writing=writing)
    return make_entry("m", Path("m.gguf"), facts, "linked", speed=speed)


def test_twice_the_bytes_take_twice_the_time() -> None:
    assert estimated_writing([measured(1_000, 20.0)], 2_000) == pytest.approx(10)


def test_the_model_nearest_in_size_is_asked() -> None:
    known = [measured(1_000, 20.0), measured(100, 90.0), measured(4_000, None)]
    assert estimated_writing(known, 150) == pytest.approx(60)
    assert estimated_writing(known, 3_000) == pytest.approx(20 / 3)


@pytest.mark.parametrize("known", [[], [measured(1_000, None)], [measured(1_000, 20.0)]])
def test_nothing_is_said_of_what_nobody_knows(known: list[ModelEntry]) -> None:
    assert estimated_writing(known, 50_000) is None
