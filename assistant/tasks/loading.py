"""How a model of the library is loaded: the user's settings, the model's own, and what fits this machine."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
import psutil

from assistant.engine.protocol import DeviceList, Loaded
from assistant.engine.values import Adapter, LoadSettings
from assistant.models.adapter import adapters_size, check_adapter
from assistant.models.entry import ModelEntry, ModelSettings
from assistant.models.errors import AdapterLeftOut, AdapterUnusable
from assistant.models.fit import LoadPlan, plan
from assistant.models.header import GgufHeader
from assistant.models.model_file import check_file
from assistant.models.peaks import PeakMemory
from assistant.storage.settings import Settings

LOAD_FIELDS = ("context", "gpu_layers", "threads", "kv_type", "flash_attention")
"""The fields of :class:`Settings` that say how models are loaded."""


def plan_load(
    entry: ModelEntry,
    own: ModelSettings,
    settings: Settings,
    machine: DeviceList,
    memory_available: int,
    peaks: PeakMemory,
) -> LoadPlan:
    """Decide how to load ``entry``; ``own`` is what the user has set for this model alone.

    ``memory_available`` is in bytes. Reads the headers of the file and of its adapters: an adapter that
    cannot be used is left out, and the plan says so. Raises what :func:`check_file` raises, and
    :class:`~assistant.engine.errors.NotEnoughMemory`.
    """
    header = check_file(entry.path)
    wanted, gpu_layers = wanted_settings(own, settings)
    adapters, left_out = _usable(wanted.adapters, header)
    made = plan(
        header,
        machine.devices,
        memory_available - adapters_size(adapters),
        msgspec.structs.replace(wanted, adapters=adapters),
        gpu_layers=gpu_layers,
        gpu_offload=machine.build.gpu_offload,
        correction=peaks.correction(machine.devices[0].name, header.architecture) if machine.devices else 1.0,
    )
    return dataclasses.replace(made, left_out=left_out)


def _usable(
    adapters: Sequence[Adapter], model: GgufHeader
) -> tuple[list[Adapter], tuple[AdapterLeftOut, ...]]:
    """The adapters that were made for ``model``, and why the others are left out."""
    usable: list[Adapter] = []
    left_out: list[AdapterLeftOut] = []
    for adapter in adapters:
        try:
            check_adapter(Path(adapter.path), model)
            usable.append(adapter)
        except AdapterUnusable as error:
            left_out.append(AdapterLeftOut(error.detail, **error.values))
    return usable, tuple(left_out)


def wanted_settings(own: ModelSettings, settings: Settings) -> tuple[LoadSettings, int | None]:
    """What the user wants of a load, and how many layers on devices; None: as many as fit.

    Threads are the user's own number, else what was measured, else the engine's choice.
    """
    wanted = own.load_settings(LoadSettings(**{name: getattr(settings, name) for name in LOAD_FIELDS}))
    if not wanted.threads:
        cores = psutil.cpu_count(logical=False) or os.cpu_count() or 1
        wanted = msgspec.structs.replace(
            wanted,
            threads=min(settings.measured_threads, cores),
            prompt_threads=wanted.prompt_threads or min(settings.measured_prompt_threads, cores),
        )
    # In the settings -1 stands for as many layers as fit; a model's own number is always a number.
    automatic = "gpu_layers" not in own.load and settings.gpu_layers < 0
    return wanted, None if automatic else wanted.gpu_layers


def learn_peak(
    made: LoadPlan, machine: DeviceList, loaded: Loaded, engine_memory: int, peaks: PeakMemory
) -> None:
    """Correct later estimates by what this load really took, where all of it lies in main memory.

    ``engine_memory`` is :func:`~assistant.engine.memory.own_memory` of the engine after its work: buffers are
    taken when they are first written to, so a load alone says little.
    """
    as_planned = (loaded.context, loaded.kv_type) == (made.settings.context, made.settings.kv_type)
    if machine.devices and as_planned and not loaded.offload:
        taken = engine_memory - loaded.weights_memory - adapters_size(made.settings.adapters)
        peaks.learn(machine.devices[0].name, loaded.architecture, made.estimate, taken)
