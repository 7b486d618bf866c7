"""How a model of the library is loaded: the user's settings, the model's own, and what fits this machine."""

from __future__ import annotations

import os

import msgspec
import psutil

from assistant.engine.protocol import DeviceList, Loaded, LoadSettings
from assistant.models.entry import ModelEntry, ModelSettings
from assistant.models.fit import LoadPlan, plan
from assistant.models.memory import estimate
from assistant.models.model_file import check_file
from assistant.models.peaks import PeakMemory
from assistant.storage.settings import Settings


def plan_load(
    entry: ModelEntry,
    own: ModelSettings,
    settings: Settings,
    machine: DeviceList,
    memory_available: int,
    peaks: PeakMemory,
) -> LoadPlan:
    """Decide how to load ``entry``; ``own`` is what the user has set for this model alone.

    ``memory_available`` is in bytes. Reads the file's header. Raises what :func:`check_file` raises, and
    :class:`~assistant.engine.errors.NotEnoughMemory`.
    """
    header = check_file(entry.path)
    wanted, gpu_layers = wanted_settings(own, settings)
    return plan(
        header,
        machine.devices,
        memory_available,
        wanted,
        gpu_layers=gpu_layers,
        gpu_offload=machine.build.gpu_offload,
        correction=peaks.correction(machine.devices[0].name, header.architecture) if machine.devices else 1.0,
    )


def wanted_settings(own: ModelSettings, settings: Settings) -> tuple[LoadSettings, int | None]:
    """What the user wants of a load, and how many layers on devices; None: as many as fit.

    Threads are the user's own number, else what was measured, else the engine's choice.
    """
    wanted = own.load_settings(
        LoadSettings(
            context=settings.context,
            gpu_layers=settings.gpu_layers,
            threads=settings.threads,
            kv_type=settings.kv_type,
            flash_attention=settings.flash_attention,
        )
    )
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
    entry: ModelEntry, made: LoadPlan, machine: DeviceList, loaded: Loaded, peaks: PeakMemory
) -> None:
    """Correct later estimates by what this load really took, where all of it lies in main memory."""
    if machine.devices and not loaded.offload:
        uncorrected = estimate(check_file(entry.path), made.settings)
        peaks.learn(machine.devices[0].name, loaded.architecture, uncorrected, loaded.memory_peak)
