"""Learns from the memory that models really took, so that the next estimate is closer."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from assistant.atomic import write_atomically
from assistant.models.memory import MemoryEstimate

logger = logging.getLogger(__name__)

_LOWEST, _HIGHEST = 0.5, 4.0
_FALL = 0.25
"""A higher peak counts at once; a lower one moves the correction by this part of the way, because a load
that used little of its context says little about the next."""


class PeakMemory:
    """Corrections by device and architecture, kept in ``peak-memory.json`` of the models' folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "peak-memory.json"

    def correction(self, device: str, architecture: str) -> float:
        """By what :func:`assistant.models.memory.estimate` should multiply; 1.0 where nothing was learnt."""
        return self._read().get(_key(device, architecture), 1.0)

    def learn(self, device: str, architecture: str, estimated: MemoryEstimate, taken: int) -> float:
        """Take in what a load really took; returns the correction from now on.

        ``taken`` are the bytes of the engine beyond weights and vocabulary, all layers being in main memory;
        ``estimated`` is what was expected of that load. A disk that does not take it is no reason to fail.
        """
        known = self._read()
        key = _key(device, architecture)
        seen = (taken - estimated.kv) / estimated.variable * estimated.correction
        old = known.get(key)
        new = seen if old is None or seen > old else old + (seen - old) * _FALL
        known[key] = min(max(new, _LOWEST), _HIGHEST)
        try:
            write_atomically(self._path, msgspec.json.format(msgspec.json.encode(known)))
        except OSError as error:
            logger.warning("What was learnt about memory could not be saved: %s", error)
        return known[key]

    def _read(self) -> dict[str, float]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, float])
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.DecodeError) as error:
            logger.warning("What was learnt about memory is unreadable and is learnt anew: %s", error)
            return {}


def _key(device: str, architecture: str) -> str:
    return f"{device} {architecture}"
