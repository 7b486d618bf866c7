"""What the engine learns about a machine is remembered, applied where it holds, and never in the way."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from assistant.engine.process import Exit
from assistant.engine.safety import EngineSafety, Finding, machine, next_finding, overridden
from assistant.engine.values import Build, LoadSettings
from tests.guards.logs import ExpectedLogs

BUILD = Build(version="1", commit="abc", gpu_offload=True, rpc=False, system_info="CPU : AMX_INT8 = 1")
SEGFAULT = Exit("segmentation fault (SIGSEGV)", "crash")
OUT_OF_MEMORY = Exit("killed, probably because memory ran out (SIGKILL)", "memory")
MODEL = "/models/small.gguf"


def ladder(settings: LoadSettings, died: Exit) -> list[Finding]:
    """What is tried, one after the other, when the engine dies in the same way every time."""
    tried: list[Finding] = []
    while step := next_finding(overridden(settings, tried), died, tried, MODEL, BUILD):
        tried.append(step)
    return tried


def test_a_crash_leads_from_the_likeliest_culprit_to_the_rest() -> None:
    steps = ladder(LoadSettings(gpu_layers=-1), SEGFAULT)
    assert [(step.setting, step.value) for step in steps] == [
        ("extra_buffers", False),
        ("gpu_layers", 0),
        ("flash_attention", "off"),
        ("context", 4096),
    ]
    safest = overridden(LoadSettings(gpu_layers=-1), steps)
    assert safest == LoadSettings(extra_buffers=False, gpu_layers=0, flash_attention="off", context=4096)


def test_settings_that_are_safe_already_are_not_tried() -> None:
    steps = ladder(LoadSettings(extra_buffers=False, context=2048), SEGFAULT)
    assert [(step.setting, step.value) for step in steps] == [("flash_attention", "off"), ("context", 1024)]


def test_want_of_memory_leads_to_a_shorter_context_first() -> None:
    steps = ladder(LoadSettings(gpu_layers=20, context=6000), OUT_OF_MEMORY)
    assert [(step.setting, step.value) for step in steps] == [("context", 3000), ("gpu_layers", 0)]


@pytest.mark.parametrize("reason", ["exit code 3", "it was asked to end (SIGTERM)"])
def test_other_deaths_say_nothing_about_settings(reason: str) -> None:
    assert ladder(LoadSettings(gpu_layers=-1), Exit(reason)) == []


def test_a_finding_survives_a_restart_and_holds_for_all_models(tmp_path: Path) -> None:
    (repacking, *_) = ladder(LoadSettings(), SEGFAULT)
    path = tmp_path / "new" / "engine-safety.json"
    EngineSafety(path).learn([repacking])
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = EngineSafety(path)
    assert again.applicable("/elsewhere/other.gguf", BUILD) == [repacking]
    assert not overridden(LoadSettings(), again.applicable(MODEL, BUILD)).extra_buffers


def test_a_finding_does_not_hold_for_another_build(tmp_path: Path) -> None:
    """The same version can be compiled with and without the instructions that crash."""
    safety = EngineSafety(tmp_path / "safety.json")
    safety.learn(ladder(LoadSettings(), SEGFAULT)[:1])
    recompiled = Build(version="1", commit="abc", gpu_offload=True, rpc=False, system_info="CPU : AVX2 = 1")
    assert safety.applicable(MODEL, recompiled) == []


def test_want_of_memory_is_a_matter_of_one_model() -> None:
    safety = EngineSafety(None)
    safety.learn(ladder(LoadSettings(), OUT_OF_MEMORY))
    assert len(safety.applicable(MODEL, BUILD)) == 1
    assert safety.applicable("/models/smaller.gguf", BUILD) == []


def test_a_learnt_context_is_an_upper_bound() -> None:
    found = ladder(LoadSettings(context=8192), OUT_OF_MEMORY)
    assert overridden(LoadSettings(context=2048), found).context == 2048
    assert overridden(LoadSettings(), found).context == 4096


def test_a_newer_finding_replaces_the_older_one() -> None:
    safety = EngineSafety(None)
    for context in (8192, 4096):
        safety.learn(ladder(LoadSettings(context=context), OUT_OF_MEMORY))
    assert [finding.value for finding in safety.findings] == [2048]


def test_clearing_forgets_everything(tmp_path: Path) -> None:
    path = tmp_path / "safety.json"
    safety = EngineSafety(path)
    safety.learn(ladder(LoadSettings(), SEGFAULT))
    safety.clear()
    assert EngineSafety(path).findings == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"version": 1, "findings": [{"setting": "colour"}]}', b"\xff"]
)
def test_a_broken_file_is_as_good_as_none(
    tmp_path: Path, expected_logs: ExpectedLogs, content: bytes
) -> None:
    path = tmp_path / "safety.json"
    path.write_bytes(content)
    expected_logs("is not readable")
    safety = EngineSafety(path)
    assert safety.findings == []
    safety.learn(ladder(LoadSettings(), SEGFAULT)[:1])
    assert len(EngineSafety(path).findings) == 1


def test_a_file_that_cannot_be_written_does_not_stop_the_engine(
    tmp_path: Path, expected_logs: ExpectedLogs
) -> None:
    expected_logs("could not be saved")
    expected_logs("is not readable")
    (tmp_path / "folder").write_text("a file where a folder should be")
    safety = EngineSafety(tmp_path / "folder" / "safety.json")
    safety.learn(ladder(LoadSettings(), SEGFAULT)[:1])
    assert len(safety.findings) == 1


def test_the_description_is_for_people_and_for_scripts() -> None:
    safety = EngineSafety(None)
    safety.learn(ladder(LoadSettings(), SEGFAULT)[:1])
    described = safety.describe()
    assert described["processor"]
    (finding,) = described["findings"]
    assert finding["setting"] == "extra_buffers"
    assert finding["sentence"] == (
        "Weight repacking crashed the engine on this machine, which now runs without it: "
        "segmentation fault (SIGSEGV)."
    )
    assert machine()
