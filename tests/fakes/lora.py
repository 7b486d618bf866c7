"""Writes LoRA adapters for a given model: small, deterministic, and strong enough to be heard."""

from __future__ import annotations

import random
import struct
from pathlib import Path

from assistant.models.header import GgufHeader
from tests.fakes.gguf_files import MetadataValue, gguf_bytes

_F32 = 0
_RANK = 2


def write_lora(
    path: Path,
    model: GgufHeader,
    *,
    target: str = "blk.0.ffn_up.weight",
    wider: int = 0,
    loudness: float = 0.5,
    **changes: MetadataValue,
) -> Path:
    """Write an adapter of rank 2 that adds noise to one tensor of ``model``.

    ``wider`` elements too many make it one for another model. Metadata is changed as by
    :func:`~tests.fakes.gguf_files.write_gguf`.
    """
    columns, rows = next(tensor.shape for tensor in model.tensors if tensor.name == target)
    shapes = {f"{target}.lora_a": (columns + wider, _RANK), f"{target}.lora_b": (_RANK, rows)}
    metadata: dict[str, MetadataValue] = {
        "general.architecture": model.architecture,
        "general.type": "adapter",
        "adapter.type": "lora",
        "adapter.lora.alpha": float(_RANK),
    }
    metadata |= {name.replace("__", "."): value for name, value in changes.items()}
    data = gguf_bytes(metadata, [(name, shape, _F32) for name, shape in shapes.items()], weights=False)
    noise = random.Random(1)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        for wide, high in shapes.values():
            values = [noise.gauss(0, loudness) for _ in range(wide * high)]
            weights = struct.pack(f"<{len(values)}f", *values)
            file.write(weights.ljust(-(-len(weights) // 32) * 32, b"\0"))
    return path
