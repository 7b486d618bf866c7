"""Complaint: memory guesses that are wrong in both directions."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.engine.llama import model as engine_model
from assistant.engine.values import LoadSettings
from assistant.models.gguf import parse
from assistant.models.header import GgufHeader
from assistant.models.memory import DEFAULT_CONTEXT, IDLE_SEQUENCES, OUTPUTS, context_size, estimate
from assistant.models.model_file import check_file
from tests.fakes.gguf_files import LLAMA, MetadataValue, big_llama, gguf_bytes

_MEASURE = """
import json, sys
from assistant.engine.llama.model import AbortFlag, LlamaModel
from assistant.engine.values import LoadSettings
import psutil
settings = LoadSettings(context=int(sys.argv[2]), kv_type=sys.argv[3], extra_buffers=False, threads=1)
abort = AbortFlag()
model = LlamaModel(sys.argv[1], settings, abort)
from assistant.engine.llama.batch import Batch
batch = Batch(settings.batch)
batch.add(range(100, 100 + settings.batch), 0, 0, 128)
status = batch.decode(model.context)
print(json.dumps({"status": status, "resident": psutil.Process().memory_info().rss}))
"""


def header(
    metadata: Mapping[str, MetadataValue], tensors: list[tuple[str, tuple[int, ...], int]]
) -> GgufHeader:
    return parse(io.BytesIO(gguf_bytes(LLAMA | metadata, tensors, weights=False)), 1 << 40)


def test_the_engine_is_set_up_as_the_estimate_assumes() -> None:
    assert OUTPUTS == engine_model.OUTPUTS
    assert IDLE_SEQUENCES == engine_model.IDLE_SEQUENCES
    assert DEFAULT_CONTEXT == engine_model._DEFAULT_CONTEXT


def test_a_known_model() -> None:
    """Llama 3.1 8B in Q4_K_M: 4.9 GB on the disk, 1 GiB of cache for 8,192 tokens in f16."""
    needs = estimate(big_llama(), LoadSettings(context=8192))
    assert needs.weights == pytest.approx(4.9e9, rel=0.03)
    assert needs.kv == 1 << 30
    assert len(needs.layers) == 32
    assert needs.shared_output == 0
    assert 6.2e9 < needs.total < 6.8e9


@pytest.mark.parametrize(("kv_type", "bytes_per_element"), [("f16", 2), ("q8_0", 34 / 32), ("q4_0", 18 / 32)])
def test_the_cache_by_its_type(kv_type: str, bytes_per_element: float) -> None:
    needs = estimate(big_llama(), LoadSettings(context=4096, kv_type=kv_type))  # type: ignore[arg-type]
    assert needs.kv == 4096 * 32 * 8 * (128 + 128) * bytes_per_element


@pytest.mark.parametrize(
    ("trained", "wanted", "context"),
    [(131072, 0, 8192), (2048, 0, 2048), (0, 0, 8192), (2048, 4096, 4096), (4096, 1000, 1024)],
)
def test_the_context_that_is_made(trained: int, wanted: int, context: int) -> None:
    assert context_size(big_llama(llama__context_length=trained), LoadSettings(context=wanted)) == context


def test_without_flash_attention_the_scores_need_room() -> None:
    with_it = estimate(big_llama(), LoadSettings(context=8192))
    without = estimate(big_llama(), LoadSettings(context=8192, flash_attention="off"))
    assert without.compute - with_it.compute > 8192 * 512 * 32 * 3


def test_embeddings_that_are_also_the_output() -> None:
    tied = header({}, [("token_embd.weight", (64, 2000), 1), ("output_norm.weight", (64,), 0)])
    needs = estimate(tied, LoadSettings())
    assert (needs.input, needs.output, needs.shared_output) == (64 * 2000 * 2, 64 * 4, 64 * 2000 * 2)


def test_a_hybrid_model_caches_only_where_it_attends() -> None:
    """Layer 0 is recurrent and keeps a state for each sequence; layer 1 attends."""
    metadata = {"llama.ssm.inner_size": 128, "llama.ssm.state_size": 16, "llama.ssm.conv_kernel": 4}
    hybrid = header(
        metadata | {"llama.ssm.group_count": 1},
        [
            ("blk.0.ssm_in.weight", (64, 64), 1),
            ("blk.0.attn_qkv.weight", (64, 64), 1),
            ("blk.1.attn_k.weight", (64, 64), 1),
        ],
    )
    first, second = estimate(hybrid, LoadSettings(context=1024, parallel=4)).layers
    assert first.cache == 20 * (3 * (128 + 2 * 16) + 128 * 16) * 4
    assert second.cache == 1024 * 2 * 32 * 2


def test_latent_attention_caches_keys_only() -> None:
    latent = header(
        {"llama.attention.key_length": 576, "llama.attention.value_length": 512}
        | {"llama.attention.head_count_kv": 1, "llama.attention.key_length_mla": 192},
        [("blk.0.attn_kv_a_mqa.weight", (64, 64), 1)],
    )
    assert estimate(latent, LoadSettings(context=1024)).layers[0].cache == 1024 * 576 * 2


def test_windowed_layers_have_heads_of_their_own_size_and_some_share() -> None:
    windowed = header(
        {
            "llama.block_count": 3,
            "llama.attention.sliding_window_pattern": [True, False, True],
            "llama.attention.key_length_swa": 8,
            "llama.attention.value_length_swa": 8,
            "llama.attention.shared_kv_layers": 1,
        },
        [],
    )
    caches = [layer.cache for layer in estimate(windowed, LoadSettings(context=1024)).layers]
    assert caches == [1024 * 2 * 16 * 2, 1024 * 2 * 32 * 2, 0]


def test_a_correction_changes_only_what_the_header_does_not_tell() -> None:
    plain = estimate(big_llama(), LoadSettings())
    corrected = estimate(big_llama(), LoadSettings(), correction=2.0)
    assert corrected.total - plain.total == plain.variable


@pytest.mark.parametrize(("context", "kv_type"), [(2048, "f16"), (8192, "f16"), (8192, "q8_0")])
def test_the_estimate_against_the_real_engine(starter_model: Path, context: int, kv_type: str) -> None:
    result = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(starter_model), str(context), kv_type],
        capture_output=True,
        text=True,
        check=True,
    )
    measured = json.loads(result.stdout.splitlines()[-1])
    assert measured["status"] == 0
    settings = LoadSettings(context=context, kv_type=kv_type)  # type: ignore[arg-type]
    assert estimate(check_file(starter_model), settings).total == pytest.approx(
        measured["resident"], rel=0.25
    )
