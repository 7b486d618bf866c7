"""How fast a model may write that has never run here, judged by one that has.

To write a token, all weights are read from memory once; that takes most of the time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from assistant.models.entry import ModelEntry

_FARTHEST = 8
"""A model so many times smaller or larger says too little: what is not memory weighs more in a small one."""


def estimated_writing(entries: Iterable[ModelEntry], size: float) -> float | None:
    """Tokens per second of a model of ``size`` bytes; None if none of similar size has been measured.

    ``size`` is what one token needs of the model: of a mixture of experts only the active ones.
    """
    measured = [(entry.size, entry.speed.writing) for entry in entries if entry.speed is not None]
    if not measured:
        return None
    nearest, writing = min(measured, key=lambda known: abs(math.log(known[0] / size)))
    return writing * nearest / size if size / _FARTHEST <= nearest <= size * _FARTHEST else None
