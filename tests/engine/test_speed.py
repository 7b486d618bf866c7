from __future__ import annotations

import pytest

from assistant.engine.protocol import Generated
from assistant.engine.speed import Speed, probe, sentences, speed
from assistant.engine.values import Timings, Usage


def test_the_first_token_of_an_answer_belongs_to_the_reading() -> None:
    usage = Usage(prompt_tokens=300, cached_tokens=100, completion_tokens=31)
    timings = Timings(prompt_s=2.0, decode_s=1.5)
    result = Generated(finish_reason="length", usage=usage, timings=timings, seed=1)
    assert speed(result) == Speed(reading=pytest.approx(100), writing=pytest.approx(20))


def test_a_probe_is_never_answered_from_the_cache() -> None:
    first, second = probe().prompt, probe().prompt
    assert first is not None
    assert second is not None
    assert first[:12] != second[:12] or first != second
    assert sentences(1, 3) == sentences(1, 3) != sentences(2, 3)
