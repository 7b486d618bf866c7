"""Complaint: names such as "IQ3_XXS" tell a newcomer nothing."""

from __future__ import annotations

import pytest

from assistant.models.quality import Quality, balanced, bits_per_weight, quality
from assistant.models.remote import RemoteModel


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("IQ1_S", "poor"),
        ("Q2_K", "reduced"),
        ("Q3_K_M", "fair"),
        ("Q4_K_M", "good"),
        ("UD-Q4_K_XL", "good"),
        ("q5_k_m", "high"),
        ("Q8_0", "faithful"),
        ("BF16", "original"),
        ("", None),
    ],
)
def test_a_quantization_has_a_meaning(name: str, expected: Quality | None) -> None:
    assert quality(name) == expected


def test_more_bits_are_more_bits() -> None:
    names = ["IQ1_S", "IQ2_M", "Q3_K_S", "Q4_K_M", "Q5_K_M", "Q6_K", "Q8_0", "F16", "F32"]
    bits = [bits_per_weight(name) or 0 for name in names]
    assert bits == sorted(bits)


def test_the_balanced_one_is_the_usual_one() -> None:
    models = [RemoteModel(f"a-{name}.gguf", name, ()) for name in ("Q2_K", "Q4_K_S", "Q4_K_M", "Q8_0", "")]
    assert balanced(models) is models[2]
    assert balanced([]) is None
