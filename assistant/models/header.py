"""What the header of a GGUF file says about a model.

The keys are those of the GGUF specification (``docs/gguf.md`` of ggml) and of llama.cpp's ``llama-arch.cpp``.
A file comes from anyone, so each property checks the type of what it reads: a value of a wrong type counts
as absent.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from assistant.models.quantization import SCHEMES, TENSOR_TYPES

Scalar = str | int | float | bool
Kind = Literal["model", "projector", "adapter", "vocabulary", "other"]

_GUESSED_SCHEME = 1024
"""llama.cpp sets this bit when it has derived the scheme from the tensors."""

_MOST_LAYERS = 512
"""llama.cpp's own limit (``LLAMA_MAX_LAYERS``)."""


class LongArray(NamedTuple):
    """An array that was skipped because it is long: a vocabulary, its merges and scores."""

    length: int


Value = Scalar | tuple[Scalar, ...] | LongArray


class Tensor(NamedTuple):
    """``offset`` counts from the file's data section; ``size`` in bytes is None for an unknown type."""

    name: str
    shape: tuple[int, ...]
    type: int
    offset: int
    elements: int
    size: int | None


@dataclass(frozen=True)
class GgufHeader:
    """The metadata and the list of tensors of one file, or of all parts of a split model."""

    version: int
    metadata: Mapping[str, Value]
    tensors: tuple[Tensor, ...]
    data_offset: int
    """Where the tensors' bytes begin."""
    expected_size: int | None
    """Bytes of the complete file, or of all parts together; None if the last tensor's type is unknown."""

    def joined(self, parts: list[GgufHeader]) -> GgufHeader:
        """This first part together with the later ``parts`` of its set."""
        sizes = [header.expected_size for header in (self, *parts)]
        known = [size for size in sizes if size is not None]
        return dataclasses.replace(
            self,
            tensors=self.tensors + tuple(tensor for part in parts for tensor in part.tensors),
            expected_size=sum(known) if len(known) == len(sizes) else None,
        )

    @property
    def kind(self) -> Kind:
        general = self.text("general.type")
        if self.architecture == "clip" or general == "mmproj":
            return "projector"
        if general == "adapter" or "adapter.type" in self.metadata:
            return "adapter"
        if self.layers == 0:
            return "other"
        return "model" if self.tensors or self.split_count > 1 else "vocabulary"

    @property
    def architecture(self) -> str:
        return self.text("general.architecture")

    @property
    def name(self) -> str:
        return self.text("general.name").strip()

    @property
    def licence(self) -> str:
        return self.text("general.license")

    @property
    def chat_template(self) -> str:
        """Jinja from a stranger; empty for a base model."""
        return self.text("tokenizer.chat_template")

    @property
    def parameters(self) -> int:
        return sum(tensor.elements for tensor in self.tensors)

    @property
    def weights_size(self) -> int:
        """Bytes of all tensors whose type is known."""
        return sum(tensor.size or 0 for tensor in self.tensors)

    @property
    def quantization(self) -> str:
        """The file's scheme, such as "Q4_K_M"; else the type of most of its elements; "" without tensors."""
        scheme = self.metadata.get("general.file_type")
        if isinstance(scheme, int) and (name := SCHEMES.get(scheme & ~_GUESSED_SCHEME)):
            return name
        elements: Counter[int] = Counter()
        for tensor in self.tensors:
            elements[tensor.type] += tensor.elements
        if not elements:
            return ""
        commonest = elements.most_common(1)[0][0]
        known = TENSOR_TYPES.get(commonest)
        return known.name if known else f"type {commonest}"

    @property
    def context_length(self) -> int:
        """Tokens the model was trained for; 0 if it does not say."""
        return self.number("context_length")

    @property
    def layers(self) -> int:
        """0 if it does not say, or says more than llama.cpp can load."""
        layers = self.number("block_count")
        return layers if layers <= _MOST_LAYERS else 0

    @property
    def embedding_length(self) -> int:
        return self.number("embedding_length")

    @property
    def heads(self) -> int:
        """Attention heads; the most of any layer where they differ."""
        return max(self._per_layer("attention.head_count"), default=0)

    @property
    def kv_heads(self) -> tuple[int, ...]:
        """Heads whose keys and values are cached, by layer; 0 for a layer without attention."""
        return self._per_layer("attention.head_count_kv") or self._per_layer("attention.head_count")

    @property
    def key_length(self) -> int:
        """Elements of one head's key."""
        return self.number("attention.key_length") or self._head_size

    @property
    def value_length(self) -> int:
        """Elements of one head's value."""
        return self.number("attention.value_length") or self._head_size

    @property
    def sliding_window(self) -> int:
        """Tokens that a windowed layer sees; 0 without such layers."""
        return self.number("attention.sliding_window")

    @property
    def experts(self) -> int:
        return self.number("expert_count")

    @property
    def experts_used(self) -> int:
        return self.number("expert_used_count")

    @property
    def vocabulary_size(self) -> int:
        tokens = self.metadata.get("tokenizer.ggml.tokens")
        if isinstance(tokens, LongArray):
            return tokens.length
        return len(tokens) if isinstance(tokens, tuple) else self.number("vocab_size")

    @property
    def split_number(self) -> int:
        """Which part of a split model this file is, from 0."""
        return self._natural(self.metadata.get("split.no"))

    @property
    def split_count(self) -> int:
        """Parts of a split model; 0 or 1 for a single file."""
        return self._natural(self.metadata.get("split.count"))

    def text(self, key: str) -> str:
        value = self.metadata.get(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> int:
        """The value of the architecture's ``key`` if it is a natural number, else 0."""
        return self._natural(self.metadata.get(f"{self.architecture}.{key}"))

    def _per_layer(self, key: str) -> tuple[int, ...]:
        """One number a layer: a single one stands for all. The file's list may have any length."""
        value = self.metadata.get(f"{self.architecture}.{key}")
        if isinstance(value, tuple):
            return tuple(self._natural(item) for item in value)
        number = self._natural(value)
        return (number,) * self.layers if number else ()

    @property
    def _head_size(self) -> int:
        return self.embedding_length // self.heads if self.heads else 0

    @staticmethod
    def _natural(value: Value | None) -> int:
        return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
