"""The list of well-known models is consistent, and its advice fits the machine."""

from __future__ import annotations

import pytest

from assistant.models.catalogue import CatalogueModel, catalogue, languages_of, recommend
from assistant.models.remote import Reference, quantization

GB = 1 << 30


@pytest.mark.parametrize("model", catalogue(), ids=lambda model: model.name)
def test_an_entry_is_consistent(model: CatalogueModel) -> None:
    assert Reference.parse(model.repository) == Reference(model.repository)
    assert ("zh" in model.languages) or model.chinese in ("none", "weak", "fair")
    assert [file.size for file in model.files] == sorted(file.size for file in model.files)
    for file in model.files:
        assert quantization(file.file) == file.quantization
        bits = file.size * 8 / model.parameters
        assert 4 < bits < 12, f"{bits:.1f} bits for each parameter"


def test_the_entries_are_sorted_and_different() -> None:
    models = catalogue()

    assert [model.parameters for model in models] == sorted(model.parameters for model in models)
    assert len({model.repository for model in models}) == len(models)


@pytest.mark.parametrize("memory", [1, 2, 4, 8, 16, 32, 64])
@pytest.mark.parametrize("gpu", [0, 6, 12, 24])
@pytest.mark.parametrize("language", ["en", "zh_CN", "de"])
def test_what_is_recommended_fits(memory: int, gpu: int, language: str) -> None:
    choices = recommend(memory * GB, gpu * GB, language)

    for choice in choices:
        assert choice.file.size < (gpu if choice.on_gpu else memory) * GB
        assert language[:2] in choice.model.languages


def test_a_language_that_nobody_knows_has_no_model() -> None:
    assert recommend(64 * GB, language="xx") == []


def test_more_memory_brings_an_abler_model() -> None:
    sizes = [recommend(memory * GB)[0].model.parameters for memory in (2, 4, 8, 16, 64)]

    assert sizes == sorted(set(sizes))


def test_chinese_gets_models_that_are_good_at_it() -> None:
    assert [choice.model.chinese for choice in recommend(16 * GB, language="zh")[:3]] == ["good"] * 3


def test_a_processor_is_not_given_what_it_runs_too_slowly() -> None:
    assert all(choice.model.active < 10e9 for choice in recommend(256 * GB))
    assert any(choice.model.active > 10e9 for choice in recommend(256 * GB, 24 * GB))


def test_few_cores_get_a_smaller_model_however_much_memory_there_is() -> None:
    """A model of eight billion parameters writes two tokens a second on two cores: nobody waits for that."""
    ablest = [recommend(16 * GB, cores=cores)[0].model.active for cores in (1, 2, 4, 8)]

    assert ablest[0] < ablest[1] < 3e9 < ablest[2] < ablest[3]


def test_the_languages_of_a_model_are_those_of_its_family_if_that_agrees() -> None:
    assert languages_of("SmolLM2-135M-Instruct", None) == ("en",)
    assert languages_of("Gemma-3-9B", None) is None
    assert languages_of("Anything", "Qwen/Qwen3-0.6B-GGUF") != ("en",)
    assert languages_of("Somebody's own model", None) is None
