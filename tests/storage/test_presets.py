from __future__ import annotations

import pytest

from assistant.engine.values import Sampling
from assistant.storage.presets import DEFAULT, Preset, preset, presets


@pytest.mark.parametrize("each", presets(), ids=lambda each: each.id)
def test_every_preset_speaks_the_languages_of_the_program(each: Preset) -> None:
    assert each.name.keys() == each.system_prompt.keys() == {"en", "zh"}
    sampling = each.sampling_over(Sampling(seed=7))
    assert sampling is None or sampling.seed == 7


def test_the_default_leaves_everything_as_it_is_set() -> None:
    assert preset(DEFAULT).system_prompt_in("en") == ""
    assert preset(DEFAULT).sampling_over(Sampling(top_k=3)) is None


def test_an_unknown_preset_or_language_does_no_harm() -> None:
    assert preset("of a newer version") is preset(None)
    assert preset("tutor").name_in("fr") == "Tutor"
