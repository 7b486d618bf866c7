"""Complaints: the GPU is there and silently not used; memory guesses that are wrong in both directions."""

from __future__ import annotations

import pytest

from assistant.engine.errors import NotEnoughMemory
from assistant.engine.values import Device, LoadSettings, Offload
from assistant.models.fit import fits, plan
from assistant.models.header import GgufHeader
from tests.fakes.gguf_files import big_llama

GB = 10**9
MODEL = big_llama()
LAYERS = 33


def device(name: str, kind: str, total: float, free: float) -> Device:
    return Device(
        name=name,
        description=name,
        type=kind,  # type: ignore[arg-type]
        memory_total=int(total * GB),
        memory_free=int(free * GB),
    )


CPU = device("CPU", "cpu", 16, 12)
BLAS = device("BLAS", "accelerator", 0, 0)
GPU_8 = device("CUDA0", "gpu", 8.6, 7.6)
GPU_6 = device("CUDA0", "gpu", 6.4, 4.4)
GPU_24 = device("CUDA1", "gpu", 25.8, 25.0)
INTEGRATED = device("Vulkan0", "igpu", 16, 12)
METAL = device("MTL0", "gpu", 11.5, 11.5)
REMOTE = device("RPC0[192.168.1.7:50052]", "gpu", 16, 15)


def test_without_a_gpu_the_reason_is_said() -> None:
    made = plan(MODEL, [CPU, BLAS], 12 * GB, LoadSettings())
    assert (made.reason, made.settings.gpu_layers, made.offload) == ("no-gpu-device", 0, ())
    assert made.settings.context == 8192
    assert made.main_memory == made.estimate.total


def test_a_build_that_cannot_offload_is_named() -> None:
    made = plan(MODEL, [CPU, GPU_24], 12 * GB, LoadSettings(), gpu_offload=False)
    assert (made.reason, made.offload) == ("build-without-offload", ())


def test_a_gpu_with_room_takes_all_layers() -> None:
    made = plan(MODEL, [CPU, GPU_8], 12 * GB, LoadSettings())
    assert (made.reason, made.settings.gpu_layers) == ("all-layers", LAYERS)
    assert made.offload == (Offload(device="CUDA0", layers=LAYERS),)
    assert made.main_memory < 1 * GB


def test_a_smaller_gpu_takes_some() -> None:
    made = plan(MODEL, [CPU, GPU_6], 12 * GB, LoadSettings())
    assert made.reason == "some-layers"
    assert 15 < made.settings.gpu_layers < LAYERS
    on_device = made.estimate.total - made.main_memory
    assert 2 * GB < on_device < 4.4 * GB


def test_a_gpu_that_others_have_filled_takes_none() -> None:
    made = plan(MODEL, [CPU, device("CUDA0", "gpu", 8.6, 0.4)], 12 * GB, LoadSettings())
    assert (made.reason, made.settings.gpu_layers) == ("no-layer-fits", 0)


def test_two_gpus_share_by_what_is_free() -> None:
    made = plan(MODEL, [CPU, GPU_8, GPU_24], 12 * GB, LoadSettings())
    assert made.reason == "all-layers"
    first, second = made.offload
    assert (first.device, second.device) == ("CUDA0", "CUDA1")
    assert first.layers + second.layers == LAYERS
    assert first.layers / LAYERS == pytest.approx(7.6 / 32.6, abs=0.04)


def test_an_integrated_gpu_uses_the_same_memory() -> None:
    made = plan(MODEL, [CPU, INTEGRATED], 12 * GB, LoadSettings())
    assert made.reason == "all-layers"
    assert made.main_memory >= made.estimate.weights + made.estimate.kv


@pytest.mark.parametrize("shared", [INTEGRATED, METAL])
def test_shared_memory_does_not_count_twice(shared: Device) -> None:
    with pytest.raises(NotEnoughMemory):
        plan(MODEL, [CPU, shared], 4 * GB, LoadSettings(context=8192))


def test_an_integrated_gpu_rests_beside_a_real_one() -> None:
    made = plan(MODEL, [CPU, INTEGRATED, GPU_8], 12 * GB, LoadSettings())
    assert [share.device for share in made.offload] == ["CUDA0"]


def test_remote_devices_come_first_and_take_no_memory_here() -> None:
    made = plan(MODEL, [CPU, GPU_8, REMOTE], 2 * GB, LoadSettings())
    assert [share.device for share in made.offload] == [REMOTE.name, "CUDA0"]
    assert made.main_memory < 2 * GB


def test_a_device_that_does_not_tell_is_taken_to_have_what_the_machine_has() -> None:
    made = plan(MODEL, [CPU, device("Vulkan0", "gpu", 0, 0)], 12 * GB, LoadSettings())
    assert made.reason == "all-layers"


@pytest.mark.parametrize(("asked", "layers"), [(0, 0), (7, 7), (-1, LAYERS), (99, LAYERS)])
def test_the_users_own_number_wins(asked: int, layers: int) -> None:
    made = plan(MODEL, [CPU, GPU_6], 12 * GB, LoadSettings(), gpu_layers=asked)
    assert (made.reason, made.settings.gpu_layers) == ("as-asked", layers)


def test_the_users_own_number_cannot_hide_that_there_is_no_gpu() -> None:
    made = plan(MODEL, [CPU], 12 * GB, LoadSettings(), gpu_layers=20)
    assert (made.reason, made.settings.gpu_layers) == ("no-gpu-device", 0)


def test_an_open_context_shrinks_before_the_model_is_refused() -> None:
    made = plan(MODEL, [CPU], 6 * GB, LoadSettings())
    assert made.adjustments == ("context-reduced",)
    assert 2048 <= made.settings.context < 8192
    tighter = plan(MODEL, [CPU], int(5.46 * GB), LoadSettings())
    assert tighter.adjustments == ("context-reduced", "kv-quantized")
    assert (tighter.settings.context, tighter.settings.kv_type) == (2048, "q8_0")


def test_a_chosen_context_is_kept_or_refused() -> None:
    assert plan(MODEL, [CPU], 12 * GB, LoadSettings(context=16384)).settings.context == 16384
    with pytest.raises(NotEnoughMemory):
        plan(MODEL, [CPU], 6 * GB, LoadSettings(context=8192))


def test_what_does_not_fit_is_refused_with_both_numbers() -> None:
    with pytest.raises(NotEnoughMemory) as caught:
        plan(MODEL, [CPU], 3 * GB, LoadSettings())
    assert caught.value.text == "The model needs about 5.4 GB, and 3.0 GB of memory is free."


def test_other_wishes_are_left_alone() -> None:
    wanted = LoadSettings(context=4096, threads=3, parallel=2, kv_type="q4_0", rpc_servers=["a:1"])
    settings = plan(MODEL, [CPU], 12 * GB, wanted).settings
    assert settings == wanted


@pytest.mark.parametrize(
    ("memory", "devices", "verdict"),
    [(16, [CPU], "green"), (7, [CPU], "yellow"), (3, [CPU], "red"), (3, [CPU, GPU_8], "green")],
)
@pytest.mark.parametrize("known", [True, False])
def test_the_traffic_light(memory: int, devices: list[Device], verdict: str, known: bool) -> None:
    model = MODEL if known else MODEL.weights_size
    assert fits(model, devices, memory * GB) == verdict


SMALL = big_llama(llama__attention__head_count=9)
"""One whose attention scores are small enough to do without flash attention."""


@pytest.mark.parametrize(
    ("model", "devices", "wanted", "chosen"),
    [
        (SMALL, [CPU], LoadSettings(), "off"),
        (SMALL, [CPU, GPU_8], LoadSettings(), "auto"),
        (SMALL, [CPU], LoadSettings(flash_attention="on"), "on"),
        (SMALL, [CPU], LoadSettings(kv_type="q8_0"), "auto"),
        (SMALL, [CPU], LoadSettings(context=16384), "auto"),
        (MODEL, [CPU], LoadSettings(), "auto"),
    ],
)
def test_flash_attention_where_a_cpu_gains_by_it(
    model: GgufHeader, devices: list[Device], wanted: LoadSettings, chosen: str
) -> None:
    assert plan(model, devices, 16 * GB, wanted).settings.flash_attention == chosen
