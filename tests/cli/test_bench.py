from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.paths import Paths
from assistant.storage.settings_store import SettingsStore
from tests.cli.conftest import Parlance


@pytest.mark.model
def test_bench_measures_everything_in_one_run(parlance: Parlance, data_dir: Path) -> None:
    result = parlance("bench", "--prompt-tokens", "32", "--tokens", "8", "--json")
    assert (result.returncode, result.stderr) == (0, "")
    told = json.loads(result.stdout)
    assert told.keys() == {"machine", "model", "rows"}
    assert told["model"]["id"] == "smollm2-135m-instruct-q4_1"
    rows = {row["name"]: row for row in told["rows"]}
    assert all(row.keys() == {"name", "value", "unit", "ratio", "bar"} for row in rows.values())
    assert all(row["value"] > 0 for row in rows.values())
    assert len([name for name in rows if "threads" not in name and rows[name]["unit"] != "threads"]) == 16
    assert rows["decode speed, threads: 1"]["unit"] == "tokens/s"
    remembered = SettingsStore(Paths(data_dir).settings).value
    assert remembered.measured_threads == rows["best for decoding"]["value"]
    assert remembered.measured_prompt_threads == rows["best for prompts"]["value"]
    assert rows["second turn, cached"]["value"] > 32, "the second turn reads the first one again"
    assert rows["overhead, wall time over busy time"]["ratio"] > 1
