from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from assistant.engine.safety import EngineSafety, Finding, machine
from assistant.engine.values import Build
from tests.cli.conftest import Invoke


def test_devices_tell_whether_a_gpu_is_used(invoke: Invoke) -> None:
    """The GPU is there and is silently not used (llama-cpp-python #2079)."""
    told = json.loads(invoke("devices", "--json").stdout)
    assert told.keys() == {"build", "devices", "safety"}
    assert told["build"].keys() == {"version", "commit", "gpu_offload", "system_info"}
    assert all(device.keys() == {"name", "type", "memory_total", "memory_free"} for device in told["devices"])
    assert "CPU" in [device["name"] for device in told["devices"]]
    assert "models" in invoke("devices").stdout.lower()


def test_findings_about_crashes_are_shown(invoke: Invoke, data_dir: Path) -> None:
    build = Build(version="1", commit="a", gpu_offload=False, rpc=False, system_info="")
    finding = Finding(
        setting="extra_buffers",
        value=False,
        reason="segmentation fault (SIGSEGV)",
        when=datetime.now(UTC),
        machine=machine(),
        build=f"{build.version} {build.commit}",
    )
    EngineSafety(data_dir / "engine-safety.json").learn([finding])
    assert finding.notice.text in invoke("devices").stdout
