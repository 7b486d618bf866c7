"""Well-known models, so that a newcomer need not know what to search for.

``resources/catalogue.json`` names repositories and files as they were when it was written. Sizes marked as
approximate are rounded; the hub has the true ones. How good a model's Chinese is, is our judgement.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from assistant.paths import resource

_BESIDE_WEIGHTS = 1_000_000_000
"""Bytes for a context of some thousand tokens and llama.cpp's buffers, about."""
_SHARE_OF_MEMORY = 0.7
"""Of the computer's memory; the rest is for the system and other programs."""
_READ_BY_A_CORE, _READ_BY_ALL = 5_000_000_000, 35_000_000_000
"""Bytes of weights that a processor reads in a second: one core (measured: 3 to 5 GB), and all of them."""
_READING_PACE = 5
"""Tokens per second that people read."""
_FEW = 3
"""Of models that speak more languages, the catalogue names the best known only."""
_CHINESE: dict[str, float] = {"good": 2, "fair": 0, "weak": -2}
"""In doublings of a model's size."""


@dataclass(frozen=True)
class CatalogueFile:
    """``size`` in bytes."""

    quantization: str
    file: str
    size: int
    approximate: bool = False


@dataclass(frozen=True)
class CatalogueModel:
    """A model made for conversation. ``files`` are sorted by size."""

    name: str
    repository: str
    parameters: int
    languages: tuple[str, ...]
    """ISO 639-1 codes of those its authors name, the best known only."""
    chinese: Literal["good", "fair", "weak", "none"]
    licence: str
    """As the hub calls it."""
    files: tuple[CatalogueFile, ...]
    active_parameters: int | None = None
    """Those that one token needs, of a mixture of experts."""
    thinking: bool = False
    """Whether it can think before it answers."""
    sees_images: bool = False
    """Whether its repository has a projector."""

    @property
    def active(self) -> int:
        return self.active_parameters or self.parameters


@dataclass(frozen=True)
class Recommendation:
    """A model and the file to take. ``on_gpu``: it fits the graphics memory as a whole."""

    model: CatalogueModel
    file: CatalogueFile
    on_gpu: bool


@cache
def catalogue() -> tuple[CatalogueModel, ...]:
    """All models, the smallest first."""
    return msgspec.json.decode(resource("catalogue.json").read_bytes(), type=tuple[CatalogueModel, ...])


def languages_of(name: str, repository: str | None) -> tuple[str, ...] | None:
    """The languages of a model of the catalogue, or of one whose family is there and agrees; None: unknown.

    ``name`` and ``repository`` are those of a :class:`~assistant.models.entry.ModelEntry`.
    """
    found = {model.languages for model in catalogue() if model.repository == repository}
    if not found:
        family = _family(name)
        found = {model.languages for model in catalogue() if _family(model.name) == family}
    return found.pop() if len(found) == 1 else None


def hardly_speaks(name: str, repository: str | None, language: str) -> bool:
    """Whether a model is known not to speak ``language``, an ISO 639-1 code; as :func:`languages_of`."""
    spoken = languages_of(name, repository)
    return spoken is not None and len(spoken) <= _FEW and language not in spoken


def _family(name: str) -> str:
    return name.lower().replace("-", " ").partition(" ")[0]


def recommend(
    memory_bytes: int, gpu_bytes: int = 0, language: str = "en", cores: int = 8
) -> list[Recommendation]:
    """The models that run well here and know ``language``, the ablest first.

    ``language`` is an ISO 639-1 code, with a region or not; ``cores`` are physical ones. What fits the
    graphics memory comes in the best quantization that does; what runs on the processor in the fastest, and
    only if it writes about as fast as people read: each token takes all active weights from memory once.
    """
    code = language.replace("_", "-").partition("-")[0].lower()
    pace = min(cores * _READ_BY_A_CORE, _READ_BY_ALL) / _READING_PACE
    found = [
        _fitting(model, memory_bytes, gpu_bytes, pace) for model in catalogue() if code in model.languages
    ]
    return sorted(
        (choice for choice in found if choice is not None),
        key=lambda choice: _ability(choice.model, code),
        reverse=True,
    )


def _fitting(model: CatalogueModel, memory_bytes: int, gpu_bytes: int, pace: float) -> Recommendation | None:
    """``pace``: bytes that the processor may read for a token."""
    for file in reversed(model.files):
        if file.size + _BESIDE_WEIGHTS <= gpu_bytes:
            return Recommendation(model, file, on_gpu=True)
    smallest = model.files[0]
    fits = smallest.size + _BESIDE_WEIGHTS <= memory_bytes * _SHARE_OF_MEMORY
    fast = smallest.size * model.active / model.parameters <= pace
    return Recommendation(model, smallest, on_gpu=False) if fits and fast else None


def _ability(model: CatalogueModel, code: str) -> float:
    """A rough order. A mixture of experts counts as the geometric mean of its total and active parameters."""
    size = math.log2(math.sqrt(model.parameters * model.active))
    return size + (_CHINESE.get(model.chinese, 0) if code == "zh" else 0)
