"""A download ends complete and verified or with one clear error, whatever fails; never with a broken file.

Guards against downloads that start again from zero, stall over night, or end in a truncated file that talks
gibberish.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes.fault_cases import CASES, Case
from tests.fakes.fault_table import run_case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_ends_in_a_whole_file_or_a_clear_error(case: Case, tmp_path: Path) -> None:
    outcome = run_case(case, tmp_path)

    assert not outcome.problem
    if outcome.error is not None:
        assert "{" not in outcome.error.text + outcome.error.advice
