"""Whether a model fits into the memory that is free now, with the numbers behind the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.engine.values import Device
from assistant.models.figures import size_text
from assistant.models.fit import LoadPlan, Verdict, fits, rough_need, verdict


@dataclass(frozen=True)
class ModelFit:
    """``needed`` and ``available`` are amounts of main memory with units, such as "7.2 GB"."""

    verdict: Verdict
    needed: str
    available: str
    shorter_context: bool = False
    """It fits only with less context than it was trained for."""
    rough: bool = False
    """Judged by the size of the file alone."""
    writing: float | None = None
    """Tokens per second, about, if that can be told."""


def model_fit(made: LoadPlan, available: int) -> ModelFit:
    """Judge a model by the plan to load it; ``available`` in bytes."""
    shorter = "context-reduced" in made.adjustments
    return ModelFit(verdict(made, available), size_text(made.main_memory), size_text(available), shorter)


def rough_fit(size: int, devices: Sequence[Device], available: int, writing: float | None = None) -> ModelFit:
    """Judge a model of which only the file's size is known; both in bytes."""
    judged = fits(size, devices, available)
    return ModelFit(judged, size_text(rough_need(size)), size_text(available), rough=True, writing=writing)
