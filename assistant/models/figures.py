"""Sizes and counts as people read them beside a model."""

from __future__ import annotations

_STEPS = ("", "k", "M", "G", "T")
_COUNT_STEPS = ("", "k", "M", "B", "T")


def size_text(size: int) -> str:
    """Bytes in decimal units, as model hubs and disk makers count: "98 MB", "7.2 GB"."""
    return f"{_scaled(size, _STEPS)}B"


def count_text(count: int) -> str:
    """Parameters of a model: "135 M", "8.0 B" (10^9)."""
    return _scaled(count, _COUNT_STEPS).rstrip()


def _scaled(value: int, steps: tuple[str, ...]) -> str:
    scaled = float(value)
    for step in steps:
        digits = 1 if scaled < 9.95 and step else 0
        if float(f"{scaled:.{digits}f}") < 1000 or step == steps[-1]:
            return f"{scaled:.{digits}f} {step}"
        scaled /= 1000
    raise AssertionError("the last step takes every value")
