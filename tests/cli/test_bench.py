from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Parlance


@pytest.mark.model
def test_bench_measures_everything_in_one_run(parlance: Parlance) -> None:
    result = parlance("bench", "--prompt-tokens", "32", "--tokens", "8", "--json")
    assert (result.returncode, result.stderr) == (0, "")
    told = json.loads(result.stdout)
    assert told.keys() == {"machine", "model", "rows"}
    assert told["model"]["id"] == "smollm2-135m-instruct-q4_1"
    rows = {row["name"]: row for row in told["rows"]}
    assert all(row.keys() == {"name", "value", "unit", "ratio", "bar"} for row in rows.values())
    assert all(row["value"] > 0 for row in rows.values())
    assert len(rows) == 16
    assert rows["second turn, cached"]["value"] > 32, "the second turn reads the first one again"
    assert rows["overhead, wall time over busy time"]["ratio"] > 1
