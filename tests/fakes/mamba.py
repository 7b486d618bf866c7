"""A tiny Mamba model with random weights: recurrent memory, in a file that llama.cpp really loads.

What it says is noise, but noise that depends on everything it has read, and that is the same each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.fakes.gguf_files import I32, MetadataValue, gguf_bytes

_LAYERS, _WIDTH, _INNER, _STATE, _RANK, _KERNEL = 3, 64, 128, 16, 4, 4

_CONTROL, _UNKNOWN, _BYTE = 3, 2, 6  # enum llama_token_type
_TOKENS = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256))]
"""A text is read byte by byte: every byte is one token."""
_FIRST_BYTE = 3

_METADATA: dict[str, MetadataValue] = {
    "general.architecture": "mamba",
    "general.name": "Tiny Mamba",
    "mamba.block_count": _LAYERS,
    "mamba.context_length": 4096,
    "mamba.embedding_length": _WIDTH,
    "mamba.feed_forward_length": 0,
    "mamba.attention.head_count": 0,
    "mamba.attention.layer_norm_rms_epsilon": 1e-5,
    "mamba.ssm.conv_kernel": _KERNEL,
    "mamba.ssm.inner_size": _INNER,
    "mamba.ssm.state_size": _STATE,
    "mamba.ssm.time_step_rank": _RANK,
    "tokenizer.ggml.model": "llama",
    "tokenizer.ggml.tokens": _TOKENS,
    "tokenizer.ggml.scores": [0.0] * len(_TOKENS),
    "tokenizer.ggml.token_type": [I32(kind) for kind in (_UNKNOWN, _CONTROL, _CONTROL, *[_BYTE] * 256)],
    "tokenizer.ggml.bos_token_id": 1,
    "tokenizer.ggml.eos_token_id": 2,
    "tokenizer.ggml.add_space_prefix": False,
}

_Weights = npt.NDArray[np.float32]


def write_mamba(path: Path) -> Path:
    """Write the model, about 700 kB."""
    tensors = list(_tensors(np.random.default_rng(1)))
    # GGUF names the fastest dimension first, numpy last. Type 0 is F32; all sizes are multiples of 32 bytes.
    described = [(name, tuple(reversed(weights.shape)), 0) for name, weights in tensors]
    data = gguf_bytes(_METADATA, described, weights=False)
    path.write_bytes(data + b"".join(weights.tobytes() for _, weights in tensors))
    return path


def _tensors(random: np.random.Generator) -> Iterator[tuple[str, _Weights]]:
    def noise(*shape: int, scale: float) -> _Weights:
        return (random.standard_normal(shape) * scale).astype(np.float32)

    yield "token_embd.weight", noise(len(_TOKENS), _WIDTH, scale=1)
    yield "output_norm.weight", np.ones(_WIDTH, np.float32)
    output = noise(len(_TOKENS), _WIDTH, scale=0.5)
    # Only printable bytes other than the space are ever the likeliest, so that an answer is a text, which is
    # read as the same tokens again.
    output[[token for token in range(len(_TOKENS)) if token - _FIRST_BYTE not in range(0x21, 0x7F)]] = 0
    yield "output.weight", output
    for layer in range(_LAYERS):
        name = f"blk.{layer}."
        yield name + "attn_norm.weight", np.ones(_WIDTH, np.float32)
        yield name + "ssm_in.weight", noise(2 * _INNER, _WIDTH, scale=_WIDTH**-0.5)
        yield name + "ssm_conv1d.weight", noise(_INNER, _KERNEL, scale=0.5)
        yield name + "ssm_conv1d.bias", np.zeros(_INNER, np.float32)
        yield name + "ssm_x.weight", noise(_RANK + 2 * _STATE, _INNER, scale=_INNER**-0.5)
        yield name + "ssm_dt.weight", noise(_INNER, _RANK, scale=1)
        yield name + "ssm_dt.bias", np.full(_INNER, -3, np.float32)
        # So slow a decay that the state remembers for hundreds of tokens.
        yield name + "ssm_a", np.full((_INNER, _STATE), -0.01, np.float32)
        yield name + "ssm_d", np.ones(_INNER, np.float32)
        yield name + "ssm_out.weight", noise(_WIDTH, _INNER, scale=_INNER**-0.5)
