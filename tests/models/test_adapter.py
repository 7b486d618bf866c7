"""Complaint: an adapter for another model is taken, and fails when nobody knows any more why."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.engine.values import Adapter
from assistant.models.adapter import adapters_size, check_adapter
from assistant.models.errors import AdapterUnusable
from assistant.models.header import GgufHeader
from assistant.models.model_file import check_file
from tests.fakes.gguf_files import write_gguf
from tests.fakes.lora import write_lora

TARGET = "blk.0.attn_q.weight"


@pytest.fixture
def model(tmp_path: Path) -> GgufHeader:
    return check_file(write_gguf(tmp_path / "model.gguf"))


def reason(path: Path, model: GgufHeader) -> str:
    with pytest.raises(AdapterUnusable) as caught:
        check_adapter(path, model)
    return str(caught.value.values["reason"])


def test_an_adapter_for_this_model(tmp_path: Path, model: GgufHeader) -> None:
    path = write_lora(tmp_path / "lora.gguf", model, target=TARGET)
    check_adapter(path, model)
    there, gone = Adapter(path=str(path)), Adapter(path=str(tmp_path / "gone.gguf"))
    assert adapters_size([there, gone]) == path.stat().st_size


def test_each_wrong_file_is_said_to_be_what_it_is(tmp_path: Path, model: GgufHeader) -> None:
    text = tmp_path / "notes.gguf"
    text.write_text("Not an adapter")
    lora = write_lora(tmp_path / "lora.gguf", model, target=TARGET)
    half = tmp_path / "half.gguf"
    half.write_bytes(lora.read_bytes()[:-100])
    other = write_lora(tmp_path / "gemma.gguf", model, target=TARGET, general__architecture="gemma3")
    wider = write_lora(tmp_path / "wider.gguf", model, target=TARGET, wider=1)
    control = write_lora(tmp_path / "control.gguf", model, target=TARGET, adapter__type="other")
    assert reason(tmp_path / "gone.gguf", model) == "its file is not there"
    assert reason(text, model) == "the file is not a LoRA adapter in GGUF form"
    assert reason(tmp_path / "model.gguf", model) == "the file is not a LoRA adapter in GGUF form"
    assert reason(control, model) == "the file is not a LoRA adapter in GGUF form"
    assert reason(half, model) == "its file is damaged or incomplete"
    assert reason(other, model) == "it was made for models of another architecture"
    assert reason(wider, model) == "it was made for another model of the same architecture"


def test_a_tensor_that_the_model_does_not_have(tmp_path: Path, model: GgufHeader) -> None:
    larger = check_file(write_gguf(tmp_path / "larger.gguf", llama__block_count=3))
    path = write_lora(tmp_path / "lora.gguf", larger, target="blk.1.attn_q.weight")
    small = GgufHeader(
        model.version, model.metadata, model.tensors[:2], model.data_offset, model.expected_size
    )
    assert reason(path, small) == "it was made for another model of the same architecture"
