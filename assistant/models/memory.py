"""How much memory a model will take, from its header alone.

Follows what llama.cpp allocates: the tensors as they are, the KV cache by layer, a compute buffer for the
larger of the widest layer and the logits, and a buffer for the logits that are handed out. Sliding windows
make the cache no smaller, because the engine keeps it whole (``swa_full``); otherwise the end of a dialogue
could not be replaced.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.engine.values import KvType, LoadSettings
from assistant.models.header import GgufHeader

DEFAULT_CONTEXT = 8192
"""Tokens, at most, where the settings leave the choice to the engine."""
OUTPUTS = 128
"""Positions of one batch whose logits the engine may want."""
IDLE_SEQUENCES = 16
"""Sequences the engine keeps beyond the parallel ones; recurrent models hold a state for each."""

_KV_BYTES: dict[KvType, float] = {"f16": 2.0, "q8_0": 34 / 32, "q4_0": 18 / 32}
_CONTEXT_STEP = 256
"""llama.cpp rounds the context up to whole multiples of this."""
_FLOAT = 4
_PROCESS = 80_000_000
"""The interpreter, the libraries and llama.cpp's tables, measured at 60 to 100 MB."""
_VOCABULARY_ENTRY = 400
"""Bytes that llama.cpp keeps for a token and its merges, measured at 190 to 490."""
_BLOCK = re.compile(r"blk\.(\d{1,3})\.([a-z_]+)")


@dataclass(frozen=True)
class LayerMemory:
    """Bytes of one layer: its tensors, and its part of the KV cache or its recurrent states."""

    weights: int
    cache: int

    @property
    def total(self) -> int:
        return self.weights + self.cache


@dataclass(frozen=True)
class MemoryEstimate:
    """Bytes by what they are for, wherever they will lie."""

    layers: tuple[LayerMemory, ...]
    input: int
    """Token embeddings and what belongs to no layer; always in main memory."""
    output: int
    """The output layer's own tensors."""
    shared_output: int
    """What the output layer borrows from the embeddings; a device needs a copy of it."""
    compute: int
    """The compute buffer; there is one on each device that has layers."""
    logits: int
    """In main memory."""
    overhead: int
    """The engine process without a model."""
    vocabulary: int
    """The engine's tables of tokens and merges; in main memory."""
    correction: float = 1.0
    """By what compute, logits and overhead have been multiplied."""

    @property
    def weights(self) -> int:
        return self.input + self.output + sum(layer.weights for layer in self.layers)

    @property
    def kv(self) -> int:
        return sum(layer.cache for layer in self.layers)

    @property
    def variable(self) -> int:
        """What no header tells exactly, and is learnt."""
        return self.compute + self.logits + self.overhead

    @property
    def total(self) -> int:
        """With everything in main memory."""
        return self.weights + self.kv + self.variable + self.vocabulary


def context_size(header: GgufHeader, settings: LoadSettings) -> int:
    """Tokens of context that the engine makes of these settings."""
    context = settings.context or min(header.context_length or DEFAULT_CONTEXT, DEFAULT_CONTEXT)
    return -(-context // _CONTEXT_STEP) * _CONTEXT_STEP


def estimate(header: GgufHeader, settings: LoadSettings, correction: float = 1.0) -> MemoryEstimate:
    """What loading the model with these settings takes.

    ``correction`` multiplies what no header tells exactly; :class:`.peaks.PeakMemory` learns it.
    """
    blocks = _blocks(header)
    in_blocks = sum(block.weights for block in blocks)
    outputs = {tensor.name: tensor.size or 0 for tensor in header.tensors if tensor.name.startswith("output")}
    embeddings = sum(tensor.size or 0 for tensor in header.tensors if tensor.name == "token_embd.weight")
    logits = OUTPUTS * header.vocabulary_size * _FLOAT
    return MemoryEstimate(
        layers=tuple(
            LayerMemory(block.weights, _cache(header, settings, number, block))
            for number, block in enumerate(blocks)
        ),
        input=header.weights_size - in_blocks - sum(outputs.values()),
        output=sum(outputs.values()),
        shared_output=0 if "output.weight" in outputs else embeddings,
        compute=round(max(logits, _layer_compute(header, settings)) * correction),
        logits=round(logits * correction),
        overhead=round(_PROCESS * correction),
        vocabulary=_VOCABULARY_ENTRY * header.vocabulary_size,
        correction=correction,
    )


@dataclass
class _Block:
    """The tensors of one layer: their bytes, and their names without ``blk.0.`` and ``.weight``."""

    weights: int = 0
    parts: set[str] = field(default_factory=set)

    @property
    def recurrent(self) -> bool:
        return any(part.startswith("ssm_") for part in self.parts)

    @property
    def attention(self) -> bool:
        """Told from the tensors, since hybrid models write their pattern of layers in many ways."""
        return not self.recurrent or "attn_k" in self.parts


def _blocks(header: GgufHeader) -> list[_Block]:
    blocks = [_Block() for _ in range(header.layers)]
    for tensor in header.tensors:
        match = _BLOCK.match(tensor.name)
        if match and int(match[1]) < len(blocks):
            block = blocks[int(match[1])]
            block.weights += tensor.size or 0
            block.parts.add(match[2])
    return blocks


def _cache(header: GgufHeader, settings: LoadSettings, layer: int, block: _Block) -> int:
    size = 0
    if block.attention and layer < header.layers - header.number("attention.shared_kv_layers"):
        heads = header.kv_heads[layer] if layer < len(header.kv_heads) else 0
        elements = context_size(header, settings) * heads * _cached_length(header, layer)
        size += round(elements * _KV_BYTES[settings.kv_type])
    if block.recurrent:
        inner, state = header.number("ssm.inner_size"), header.number("ssm.state_size")
        convolved = inner + 2 * header.number("ssm.group_count") * state
        convolution = max(header.number("ssm.conv_kernel") - 1, 0) * convolved
        size += (settings.parallel + IDLE_SEQUENCES) * (convolution + inner * state) * _FLOAT
    return size


def _cached_length(header: GgufHeader, layer: int) -> int:
    """Elements that one head of this layer caches for a token."""
    if header.number("attention.key_length_mla"):
        return header.key_length  # latent attention: the values are computed from the keys
    windowed = header.metadata.get(f"{header.architecture}.attention.sliding_window_pattern")
    if isinstance(windowed, tuple) and layer < len(windowed) and windowed[layer]:
        key = header.number("attention.key_length_swa") or header.key_length
        return key + (header.number("attention.value_length_swa") or header.value_length)
    return header.key_length + header.value_length


def _layer_compute(header: GgufHeader, settings: LoadSettings) -> int:
    """The widest layer while a batch passes through it: its activations, the mask, the attention scores."""
    context = context_size(header, settings)
    batch = min(settings.batch, context)
    experts = header.experts_used or 1
    feed_forward = max(
        header.number("feed_forward_length"), header.number("expert_feed_forward_length") * experts
    )
    heads = header.heads
    activations = 3 * header.embedding_length + 2 * feed_forward + 2 * heads * header.key_length
    if settings.flash_attention == "off":
        mask = _FLOAT * batch * context
        return batch * _FLOAT * activations + attention_scores(header, settings) + mask
    return batch * (_FLOAT * activations + 2 * context)


def attention_scores(header: GgufHeader, settings: LoadSettings) -> int:
    """Bytes of one layer's attention scores of a whole batch, which flash attention does without."""
    context = context_size(header, settings)
    return min(settings.batch, context) * _FLOAT * context * header.heads
