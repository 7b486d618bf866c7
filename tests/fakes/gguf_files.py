"""Writes small GGUF files, whole or broken, so that tests need no download. Deterministic."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.models.gguf import parse
from assistant.models.header import GgufHeader
from assistant.models.quantization import TENSOR_TYPES

Scalar = bool | int | float | str


@dataclass(frozen=True)
class U64:
    """An integer that is written with 64 bits instead of 32."""

    value: int


@dataclass(frozen=True)
class I32:
    """An integer that is written with a sign even if it has none."""

    value: int


MetadataValue = Scalar | U64 | Sequence[Scalar] | Sequence[I32]

LLAMA: dict[str, MetadataValue] = {
    "general.architecture": "llama",
    "general.name": "Tiny Llama",
    "general.license": "apache-2.0",
    "general.file_type": 1,
    "llama.block_count": 2,
    "llama.context_length": 4096,
    "llama.embedding_length": 64,
    "llama.attention.head_count": 4,
    "llama.attention.head_count_kv": 2,
    "tokenizer.ggml.tokens": [f"token {number}" for number in range(2000)],
    "tokenizer.chat_template": "{{ messages[0].content }}",
}
"""The metadata of a little chat model."""

TENSORS: list[tuple[str, tuple[int, ...], int]] = [
    ("token_embd.weight", (64, 2000), 1),
    *((f"blk.{layer}.attn_q.weight", (64, 64), 1) for layer in range(2)),
    ("output_norm.weight", (64,), 0),
]
"""Name, shape and type (1: F16, 0: F32)."""


def gguf_bytes(
    metadata: Mapping[str, MetadataValue] = LLAMA,
    tensors: Sequence[tuple[str, tuple[int, ...], int]] = TENSORS,
    version: int = 3,
    alignment: int = 32,
    weights: bool = True,
) -> bytes:
    """A complete file, whose weights are zeros; or only its header, for a model of any size."""
    head = b"GGUF" + struct.pack("<IQQ", version, len(tensors), len(metadata))
    for key, value in metadata.items():
        head += _string(key) + _typed(value)
    offset = 0
    for name, shape, kind in tensors:
        head += _string(name) + struct.pack("<I", len(shape)) + struct.pack(f"<{len(shape)}Q", *shape)
        head += struct.pack("<IQ", kind, offset)
        size = 1
        for length in shape:
            size *= length
        offset += _padded(size // TENSOR_TYPES[kind].block * TENSOR_TYPES[kind].block_bytes, alignment)
    if tensors:
        head = head.ljust(_padded(len(head), alignment), b"\0")
    return head + bytes(offset) if weights else head


def big_llama(**changes: MetadataValue) -> GgufHeader:
    """The header of a model with the shape of Llama 3.1 8B in Q4_K_M: 4.9 GB of weights in 32 layers."""
    wide, narrow, hidden, q4, q6 = 4096, 1024, 14336, 12, 14
    block = {
        "attn_norm": ((wide,), 0),
        "attn_q": ((wide, wide), q4),
        "attn_k": ((wide, narrow), q4),
        "attn_v": ((wide, narrow), q6),
        "attn_output": ((wide, wide), q4),
        "ffn_gate": ((wide, hidden), q4),
        "ffn_up": ((wide, hidden), q4),
        "ffn_down": ((hidden, wide), q6),
    }
    tensors = [
        ("token_embd.weight", (wide, 128256), q4),
        *(
            (f"blk.{layer}.{name}.weight", shape, q4 if kind == q6 and layer % 2 else kind)
            for layer in range(32)
            for name, (shape, kind) in block.items()
        ),
        ("output_norm.weight", (wide,), 0),
        ("output.weight", (wide, 128256), q6),
    ]
    metadata = LLAMA | {
        "general.name": "Big Llama",
        "general.file_type": 15,
        "llama.block_count": 32,
        "llama.context_length": 131072,
        "llama.embedding_length": wide,
        "llama.feed_forward_length": hidden,
        "llama.attention.head_count": 32,
        "llama.attention.head_count_kv": 8,
        "llama.vocab_size": 128256,
    }
    metadata.pop("tokenizer.ggml.tokens")
    metadata |= {name.replace("__", "."): value for name, value in changes.items()}
    return parse(io.BytesIO(gguf_bytes(metadata, tensors, weights=False)), 1 << 40)


def write_gguf(path: Path, *, cut: int = 0, **changes: MetadataValue | None) -> Path:
    """Write the little chat model with some metadata changed (None: left out), ``cut`` bytes too short.

    A key's dots are written as double underscores: ``general__name="Other"``.
    """
    metadata = dict(LLAMA)
    for name, value in changes.items():
        key = name.replace("__", ".")
        if value is None:
            metadata.pop(key)
        else:
            metadata[key] = value
    data = gguf_bytes(metadata)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data[: len(data) - cut])
    return path


def write_split(folder: Path, stem: str = "tiny", count: int = 3) -> list[Path]:
    """Write the little chat model as a split set; returns its parts."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        metadata = dict(LLAMA) if number == 0 else {}
        metadata |= {"split.no": number, "split.count": count}
        path = folder / f"{stem}-{number + 1:05}-of-{count:05}.gguf"
        path.write_bytes(gguf_bytes(metadata, TENSORS[number::count]))
        paths.append(path)
    return paths


def _string(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def _typed(value: MetadataValue | I32) -> bytes:
    if isinstance(value, Sequence) and not isinstance(value, str):
        items = [_typed(item) for item in value]
        kind = items[0][:4] if items else struct.pack("<I", 8)
        return struct.pack("<I", 9) + kind + struct.pack("<Q", len(items)) + b"".join(i[4:] for i in items)
    match value:
        case bool():
            return struct.pack("<I?", 7, value)
        case int():
            return struct.pack("<II", 4, value) if value >= 0 else struct.pack("<Ii", 5, value)
        case float():
            return struct.pack("<If", 6, value)
        case U64():
            return struct.pack("<IQ", 10, value.value)
        case I32():
            return struct.pack("<Ii", 5, value.value)
        case str():
            return struct.pack("<I", 8) + _string(value)
    raise TypeError(value)


def _padded(length: int, alignment: int) -> int:
    return -(-length // alignment) * alignment
