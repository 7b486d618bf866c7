"""Whether a model fits into the memory that is free now, with the numbers behind the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.engine.errors import NotEnoughMemory
from assistant.engine.protocol import Device, LoadSettings
from assistant.models.figures import size_text
from assistant.models.fit import Verdict, fits, plan, rough_need, verdict
from assistant.models.header import GgufHeader


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


def model_fit(
    header: GgufHeader,
    devices: Sequence[Device],
    available: int,
    wanted: LoadSettings | None = None,
    gpu_layers: int | None = None,
) -> ModelFit:
    """Judge a model; ``available`` in bytes. ``gpu_layers`` is the user's own number, if there is one."""
    try:
        made = plan(header, devices, available, wanted or LoadSettings(), gpu_layers=gpu_layers)
    except NotEnoughMemory as error:
        return ModelFit("red", str(error.values["needed"]), str(error.values["available"]))
    shorter = "context-reduced" in made.adjustments
    return ModelFit(verdict(made, available), size_text(made.main_memory), size_text(available), shorter)


def rough_fit(size: int, devices: Sequence[Device], available: int, writing: float | None = None) -> ModelFit:
    """Judge a model of which only the file's size is known; both in bytes."""
    judged = fits(size, devices, available)
    return ModelFit(judged, size_text(rough_need(size)), size_text(available), rough=True, writing=writing)
