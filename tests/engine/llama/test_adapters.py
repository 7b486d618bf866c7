"""LoRA adapters on real weights. Complaint: an adapter is chosen, and nothing changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.engine.protocol import Failed, Generate, Load
from assistant.engine.values import Adapter, LoadSettings
from assistant.models.model_file import check_file
from tests.engine.llama.conftest import GREEDY, EngineUnderTest, StartEngine
from tests.fakes.lora import write_lora

pytestmark = pytest.mark.model

PROMPT = "The sun rises over the hills, and"


@pytest.fixture
def lora(tmp_path: Path, starter_model: Path) -> Path:
    return write_lora(tmp_path / "noise.gguf", check_file(starter_model))


def answer(engine: EngineUnderTest, model: Path, adapters: list[Adapter]) -> tuple[str, list[float]]:
    """A text, and how likely each of its tokens was."""
    engine.load(model, LoadSettings(context=256, adapters=adapters))
    said = engine.run(Generate(prompt=PROMPT, sampling=GREEDY, max_tokens=8, top_logprobs=1))
    tokens = [token for event in said.events for token in getattr(event, "tokens", [])]
    assert tokens
    return said.text, [token.logprob for token in tokens]


def test_the_strength_counts(start_engine: StartEngine, starter_model: Path, lora: Path) -> None:
    engine = start_engine()
    without = answer(engine, starter_model, [])
    assert answer(engine, starter_model, [Adapter(path=str(lora), strength=0.0)]) == without
    full = answer(engine, starter_model, [Adapter(path=str(lora), strength=1.0)])
    assert full[1] != without[1]
    assert answer(engine, starter_model, [Adapter(path=str(lora), strength=0.1)])[1] not in (
        full[1],
        without[1],
    )
    assert answer(engine, starter_model, []) == without


def test_two_adapters_that_cancel_each_other(
    start_engine: StartEngine, starter_model: Path, lora: Path
) -> None:
    engine = start_engine()
    text, _ = answer(engine, starter_model, [])
    both = [Adapter(path=str(lora), strength=1.0), Adapter(path=str(lora), strength=-1.0)]
    assert answer(engine, starter_model, both)[0] == text


def test_an_adapter_that_llama_cpp_refuses_is_one_clear_failure(
    start_engine: StartEngine, starter_model: Path, tmp_path: Path
) -> None:
    wrong = write_lora(tmp_path / "wrong.gguf", check_file(starter_model), wider=1)
    settings = LoadSettings(context=256, adapters=[Adapter(path=str(wrong))])
    end = start_engine().run(Load(path=str(starter_model), settings=settings)).end
    assert isinstance(end, Failed)
    assert end.code == "adapter-refused"
