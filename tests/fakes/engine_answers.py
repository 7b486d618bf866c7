"""What an engine says of a model it has loaded, for tests of those who only show it."""

from __future__ import annotations

from assistant.engine.protocol import Loaded
from assistant.engine.values import Build, Offload, Timings


def loaded_model(*, threads: int = 4, layers: int = 36, offload: list[Offload] | None = None) -> Loaded:
    """A model on the CPU, unless ``offload`` says otherwise."""
    return Loaded(
        path="",
        description="qwen3 8B",
        architecture="qwen3",
        parameters=8_190_000_000,
        model_bytes=5_030_000_000,
        context=8192,
        context_trained=32_768,
        layers=layers,
        threads=threads,
        vocabulary=151_936,
        has_template=True,
        kv_type="f16",
        flash_attention=True,
        extra_buffers=True,
        partial_removal=True,
        offload=offload or [],
        weights_memory=60_000_000,
        timings=Timings(),
    )


def llama_build(*, gpu_offload: bool = False) -> Build:
    """A build of llama.cpp."""
    return Build(
        version="b9999", commit="0c1e570", gpu_offload=gpu_offload, rpc=False, system_info="AVX2 = 1"
    )
