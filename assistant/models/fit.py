"""Decides how a model is loaded on this machine: context, layers on devices, type of the KV cache.

Distributes layers as llama.cpp does when it is given a number of layers and nothing else: the last ones and
the output layer go first, over all devices in proportion to their free memory.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from assistant.engine.errors import NotEnoughMemory
from assistant.engine.values import Device, LoadSettings, Offload
from assistant.errors import ParlanceError
from assistant.models.figures import size_text
from assistant.models.header import GgufHeader
from assistant.models.memory import MemoryEstimate, attention_scores, context_size, estimate

Reason = Literal[
    "no-gpu-device", "build-without-offload", "all-layers", "some-layers", "no-layer-fits", "as-asked"
]
Adjustment = Literal["context-reduced", "kv-quantized"]
Verdict = Literal["green", "yellow", "red"]

_DEVICE_MARGIN = 512 << 20
"""Bytes of a device left to the screen and to the driver."""
_COMFORTABLE = 0.8
"""The part of the free memory that a model may take without the machine becoming slow."""
_SMALLEST_CONTEXT = 2048
"""Tokens below which the context is not reduced."""
_SCORES = 300_000_000
"""Bytes that attention scores may take for the sake of decoding without flash attention."""
_ROUGH_FACTOR, _ROUGH_EXTRA = 1.15, 300_000_000
"""What a model takes when only its file's size is known."""


@dataclass(frozen=True)
class LoadPlan:
    """How to load a model, and why so."""

    settings: LoadSettings
    """What was wanted, with context, layers and KV type decided."""
    estimate: MemoryEstimate
    offload: tuple[Offload, ...]
    """Layers by device, the output layer counted; only devices that get any."""
    layers: int
    """All there are, the output layer counted."""
    reason: Reason
    adjustments: tuple[Adjustment, ...]
    main_memory: int
    """Bytes that the plan takes of it."""
    left_out: tuple[ParlanceError, ...] = ()
    """Why adapters that were wanted are not among the settings."""


def plan(
    header: GgufHeader,
    devices: Sequence[Device],
    memory_available: int,
    wanted: LoadSettings,
    *,
    gpu_layers: int | None = None,
    gpu_offload: bool = True,
    correction: float = 1.0,
) -> LoadPlan:
    """Fit the model into what is free. ``memory_available``: bytes of main memory.

    ``gpu_layers`` is the user's own number, which is kept (-1: all), or None to find the best;
    ``wanted.gpu_layers`` is not looked at. ``gpu_offload`` says whether this build can offload at all.
    A context of 0 may be reduced to make the model fit; one that was chosen is kept.
    Raises :class:`NotEnoughMemory`.
    """
    usable = offload_devices(devices) if gpu_offload else []
    total = header.layers + 1
    smallest: LoadPlan | None = None
    on_cpu = not usable or gpu_layers == 0
    for settings, adjustments in _variants(header, wanted, on_cpu):
        needs = estimate(header, settings, correction)
        room = _Room(needs, usable, memory_available)
        asked = total if gpu_layers == -1 else gpu_layers
        counts = range(total if usable else 0, -1, -1) if asked is None else [min(asked, total)]
        for count in counts:
            shares = room.shares(count)
            made = LoadPlan(
                settings=msgspec.structs.replace(settings, gpu_layers=count if usable else 0),
                estimate=needs,
                offload=tuple(
                    Offload(device=device.name, layers=len(share))
                    for device, share in zip(usable, shares, strict=True)
                    if share
                ),
                layers=total,
                reason=_reason(count, total, usable, gpu_offload, asked is not None),
                adjustments=adjustments,
                main_memory=room.main_memory(shares),
            )
            smallest = made if smallest is None or made.main_memory < smallest.main_memory else smallest
            # The user's own number may go beyond what the devices report as free, but main memory may not.
            if made.main_memory <= memory_available and (asked is not None or room.devices_fit(shares)):
                return made
    assert smallest is not None
    raise NotEnoughMemory(needed=size_text(smallest.main_memory), available=size_text(memory_available))


def offload_devices(devices: Sequence[Device]) -> list[Device]:
    """Those that llama.cpp gives layers to, in its order: RPC servers, then GPUs, else integrated ones."""
    remote = [device for device in devices if device.type == "gpu" and device.name.startswith("RPC")]
    own = [device for device in devices if device.type == "gpu" and device not in remote]
    return remote + (own or [device for device in devices if device.type == "igpu"])


def shares_main_memory(device: Device) -> bool:
    """Whether it is the processor's memory: integrated GPUs, and Apple's, which report themselves as GPU."""
    return device.type == "igpu" or device.name.startswith("MTL")


def fits(
    model: GgufHeader | int,
    devices: Sequence[Device],
    memory_available: int,
    settings: LoadSettings | None = None,
) -> Verdict:
    """Green: fits well. Yellow: fits, but with little memory to spare or a smaller context. Red: does not.

    ``model`` is a header, or the size of a file in bytes as long as nothing else is known of it.
    """
    if isinstance(model, int):
        own = [device for device in offload_devices(devices) if not shares_main_memory(device)]
        on_devices = sum(max(device.memory_free - _DEVICE_MARGIN, 0) for device in own)
        needed = rough_need(model)
        if needed <= max(on_devices, memory_available * _COMFORTABLE):
            return "green"
        return "yellow" if needed <= on_devices + memory_available else "red"
    try:
        made = plan(model, devices, memory_available, settings or LoadSettings())
    except NotEnoughMemory:
        return "red"
    return verdict(made, memory_available)


def verdict(made: LoadPlan, memory_available: int) -> Verdict:
    """How well a model runs by a plan that fits: green or yellow."""
    easy = made.main_memory <= memory_available * _COMFORTABLE
    return "green" if easy and not made.adjustments else "yellow"


def rough_need(size: int) -> int:
    """Bytes that a model takes of whose file nothing is known but its ``size`` in bytes."""
    return round(size * _ROUGH_FACTOR + _ROUGH_EXTRA)


class _Room:
    """The memory of devices and machine, against the needs of one model."""

    def __init__(self, needs: MemoryEstimate, devices: Sequence[Device], memory_available: int) -> None:
        self._needs = needs
        self._devices = devices
        self._units = [layer.total for layer in needs.layers] + [needs.output + needs.shared_output]
        # A device that reports nothing is taken by llama.cpp to have what the machine has.
        self._free = [device.memory_free if device.memory_total else memory_available for device in devices]

    def shares(self, count: int) -> list[range]:
        """Which units (the layers, then the output layer) each device gets when ``count`` are offloaded."""
        if not self._devices or not sum(self._free):
            return [range(0) for _ in self._devices]
        total = len(self._units)
        points = [part / sum(self._free) for part in itertools.accumulate(self._free)]
        owners = [bisect.bisect_right(points, number / count) for number in range(count)]
        starts = [total - count + bisect.bisect_left(owners, device) for device in range(len(points) + 1)]
        return [range(start, end) for start, end in itertools.pairwise(starts)]

    def devices_fit(self, shares: Sequence[range]) -> bool:
        return all(
            not share or self._on_device(share) + _DEVICE_MARGIN <= free
            for share, free in zip(shares, self._free, strict=True)
        )

    def main_memory(self, shares: Sequence[range]) -> int:
        """Bytes that do not lie on a device of their own."""
        needs = self._needs
        kept = len(needs.layers) + 1 - sum(len(share) for share in shares)
        size = needs.input + needs.logits + needs.overhead + needs.vocabulary
        if kept:
            size += sum(layer.total for layer in needs.layers[:kept]) + needs.compute
        if kept > len(needs.layers):
            size += needs.output
        for device, share in zip(self._devices, shares, strict=True):
            if share and shares_main_memory(device):
                size += self._on_device(share)
        return size

    def _on_device(self, share: range) -> int:
        return sum(self._units[unit] for unit in share) + self._needs.compute


def _variants(
    header: GgufHeader, wanted: LoadSettings, on_cpu: bool
) -> list[tuple[LoadSettings, tuple[Adjustment, ...]]]:
    """What to try, the best first. Only what the user has left open is changed."""
    tried = _sizes(header, wanted)
    return [(_attention(header, settings), why) for settings, why in tried] if on_cpu else tried


def _attention(header: GgufHeader, settings: LoadSettings) -> LoadSettings:
    """Flash attention off where a CPU decodes faster without it.

    A small model decodes 1.3 times as fast at 512 tokens and twice as fast at 3,500, and checks drafts more
    cheaply still; with more heads the scores take too much memory, and the attention too little of the time.
    """
    if settings.flash_attention != "auto" or settings.kv_type != "f16":
        return settings
    without = msgspec.structs.replace(settings, flash_attention="off")
    return without if attention_scores(header, without) <= _SCORES else settings


def _sizes(header: GgufHeader, wanted: LoadSettings) -> list[tuple[LoadSettings, tuple[Adjustment, ...]]]:
    """Smaller and smaller contexts, then a quantized cache."""
    context = context_size(header, wanted)
    settings = msgspec.structs.replace(wanted, context=context)
    tried: list[tuple[LoadSettings, tuple[Adjustment, ...]]] = [(settings, ())]
    if wanted.context:
        return tried
    while context > _SMALLEST_CONTEXT:
        context = max(context // 2, _SMALLEST_CONTEXT)
        settings = msgspec.structs.replace(settings, context=context)
        tried.append((settings, ("context-reduced",)))
    if wanted.kv_type == "f16" and wanted.flash_attention != "off":
        # llama.cpp quantizes the cached values only together with flash attention.
        quantized = msgspec.structs.replace(settings, kv_type="q8_0")
        tried.append((quantized, (*tried[-1][1], "kv-quantized")))
    return tried


def _reason(count: int, total: int, usable: Sequence[Device], gpu_offload: bool, asked: bool) -> Reason:
    if not gpu_offload:
        return "build-without-offload"
    if not usable:
        return "no-gpu-device"
    if asked:
        return "as-asked"
    if count == total:
        return "all-layers"
    return "some-layers" if count else "no-layer-fits"
