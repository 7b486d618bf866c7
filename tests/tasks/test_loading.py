"""How a model is loaded. Complaints: a setting of the user's own is overruled by a clever default; memory
guesses that are wrong in both directions."""

from __future__ import annotations

from pathlib import Path

import msgspec
import psutil
import pytest

from assistant.engine.protocol import DeviceList
from assistant.engine.values import Adapter, Build, Device
from assistant.models.entry import ModelSettings, make_entry, read_facts
from assistant.models.fit import LoadPlan
from assistant.models.model_file import check_file
from assistant.models.peaks import PeakMemory
from assistant.storage.settings import Settings
from assistant.tasks.loading import learn_peak, plan_load, wanted_settings
from tests.fakes.engine_answers import loaded_model
from tests.fakes.gguf_files import write_gguf
from tests.fakes.lora import write_lora

MACHINE = DeviceList(
    build=Build(version="1", commit="", gpu_offload=False, rpc=False, system_info=""),
    devices=[Device(name="CPU", description="", type="cpu", memory_total=0, memory_free=0)],
)
CORES = psutil.cpu_count(logical=False) or 1


@pytest.mark.parametrize(
    ("settings", "own", "threads"),
    [
        (Settings(), {}, (0, 0)),
        (Settings(measured_threads=1, measured_prompt_threads=CORES), {}, (1, CORES)),
        (Settings(measured_threads=CORES + 9, measured_prompt_threads=CORES + 9), {}, (CORES, CORES)),
        (Settings(threads=3, measured_threads=1, measured_prompt_threads=1), {}, (3, 0)),
        (Settings(measured_threads=1, measured_prompt_threads=1), {"threads": 3}, (3, 0)),
    ],
    ids=["not measured", "measured", "on a larger machine", "the user's number", "this model's number"],
)
def test_measured_threads_count_where_the_user_has_set_none(
    settings: Settings, own: dict[str, object], threads: tuple[int, int]
) -> None:
    wanted, _ = wanted_settings(ModelSettings(load=own), settings)
    assert (wanted.threads, wanted.prompt_threads) == threads


def test_an_adapter_that_is_gone_does_not_keep_the_model_from_loading(tmp_path: Path) -> None:
    """Complaint: the whole model is refused because of a file that lay on a disk for the holidays."""
    path = write_gguf(tmp_path / "model.gguf")
    good = write_lora(tmp_path / "good.gguf", check_file(path), target="blk.0.attn_q.weight")
    own = ModelSettings(
        load={
            "adapters": [
                {"path": str(good), "strength": 0.5},
                {"path": str(tmp_path / "gone.gguf"), "strength": 1.0},
            ]
        }
    )
    entry = make_entry("model", path, read_facts(path), "linked")
    made = plan_load(entry, own, Settings(), MACHINE, 10**10, PeakMemory(tmp_path))
    assert made.settings.adapters == [Adapter(path=str(good), strength=0.5)]
    assert [error.text for error in made.left_out] == [
        "The model runs without the adapter gone.gguf: its file is not there."
    ]


def test_the_next_estimate_follows_what_the_engine_took(tmp_path: Path) -> None:
    path = write_gguf(tmp_path / "model.gguf")
    peaks = PeakMemory(tmp_path)
    entry = make_entry("model", path, read_facts(path), "linked")

    def made() -> LoadPlan:
        return plan_load(entry, ModelSettings(), Settings(), MACHINE, 10**10, peaks)

    first = made()
    loaded = msgspec.structs.replace(
        loaded_model(),
        architecture="llama",
        context=first.settings.context,
        weights_memory=7_000_000,
        offload=[],
    )
    beyond_weights = first.estimate.kv + 2 * first.estimate.variable
    learn_peak(first, MACHINE, loaded, 7_000_000 + beyond_weights, peaks)
    assert made().estimate.variable == pytest.approx(2 * first.estimate.variable, abs=3)
    shorter = msgspec.structs.replace(loaded, context=512)
    learn_peak(first, MACHINE, shorter, 10**10, peaks)
    assert made().estimate.correction == pytest.approx(2)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("context", 2048),
        ("threads", 3),
        ("kv_type", "q8_0"),
        ("flash_attention", "on"),
        ("template", "{{ messages[0].content }}"),
    ],
)
def test_what_is_set_for_one_model_is_what_is_loaded(tmp_path: Path, name: str, value: object) -> None:
    path = write_gguf(tmp_path / "model.gguf")
    entry = make_entry("model", path, read_facts(path), "linked")
    own = ModelSettings(load={name: value})
    made = plan_load(entry, own, Settings(), MACHINE, 10**10, PeakMemory(tmp_path))
    assert getattr(made.settings, name) == value
