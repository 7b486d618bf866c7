"""What a quantization costs in quality, for people who must choose a file by its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.models.remote import RemoteModel

Quality = Literal["poor", "reduced", "fair", "good", "high", "faithful", "original"]

_BITS = {
    "IQ1_S": 2.0, "IQ1_M": 2.15, "TQ1_0": 1.7, "TQ2_0": 2.1, "IQ2_XXS": 2.4, "IQ2_XS": 2.6, "IQ2_S": 2.75,
    "IQ2_M": 2.95, "Q2_K_S": 2.95, "Q2_K": 3.15, "IQ3_XXS": 3.25, "IQ3_XS": 3.5, "Q3_K_S": 3.65,
    "IQ3_S": 3.65, "IQ3_M": 3.75, "Q3_K_M": 4.0, "Q3_K_L": 4.3, "IQ4_XS": 4.45, "IQ4_NL": 4.7, "Q4_0": 4.65,
    "Q4_K_S": 4.65, "Q4_K_M": 4.9, "Q4_1": 5.15, "MXFP4": 4.4, "NVFP4": 4.7, "Q5_0": 5.6, "Q5_K_S": 5.55,
    "Q5_K_M": 5.7, "Q5_1": 6.1, "Q6_K": 6.55, "Q8_0": 8.5, "F16": 16.0, "FP16": 16.0, "BF16": 16.0,
    "F32": 32.0,
}  # fmt: skip
"""Bits a weight of a model of some billion parameters takes in all, as llama.cpp's tool reports."""

_UP_TO: list[tuple[float, Quality]] = [
    (2.8, "poor"),
    (3.6, "reduced"),
    (4.35, "fair"),
    (5.3, "good"),
    (6.4, "high"),
    (9.0, "faithful"),
]
_FAMILY = re.compile(r"(?:UD-)?I?Q(\d)")


def bits_per_weight(quantization: str) -> float | None:
    """About how many bits a weight takes, by the name of the scheme; None for a name that says nothing."""
    name = quantization.upper().removeprefix("UD-").removesuffix("_MOE")
    if name in _BITS:
        return _BITS[name]
    family = _FAMILY.match(name)
    return int(family[1]) + 0.7 if family else None


def quality(quantization: str) -> Quality | None:
    """How close to the unquantized model the answers are; None where the name does not tell."""
    bits = bits_per_weight(quantization)
    if bits is None:
        return None
    return next((kind for limit, kind in _UP_TO if bits <= limit), "original")


def balanced(models: Sequence[RemoteModel]) -> RemoteModel | None:
    """The one to begin with where all fit: of good quality, and the most usual scheme; None of none."""
    wanted = _BITS["Q4_K_M"]
    return min(
        models, key=lambda model: abs((bits_per_weight(model.quantization) or 0) - wanted), default=None
    )
