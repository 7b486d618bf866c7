"""Complaint: blurry or cut at 150 %."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from tests.ui.furnished import NAMES

_ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("factor", ["1.5", "2"])
def test_nothing_is_cut_on_a_dense_screen(tmp_path: Path, factor: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.ui.scaled", str(tmp_path)],
        cwd=_ROOT,
        env={**os.environ, "QT_SCALE_FACTOR": factor},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    assert msgspec.json.decode(run.stdout) == {name: [] for name in NAMES}
