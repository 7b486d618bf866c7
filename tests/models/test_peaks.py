from __future__ import annotations

from pathlib import Path

import pytest

from assistant.engine.values import LoadSettings
from assistant.models.memory import MemoryEstimate, estimate
from assistant.models.peaks import PeakMemory
from tests.fakes.gguf_files import big_llama
from tests.guards.logs import ExpectedLogs

NEEDS = estimate(big_llama(), LoadSettings())


def peak(needs: MemoryEstimate, factor: float) -> int:
    """Bytes beyond the weights."""
    return round(needs.kv + factor * needs.variable)


def test_the_next_estimate_meets_the_measured_peak(tmp_path: Path) -> None:
    measured = peak(NEEDS, 1.7)
    PeakMemory(tmp_path).learn("CPU", "llama", NEEDS, measured)
    correction = PeakMemory(tmp_path).correction("CPU", "llama")
    corrected = estimate(big_llama(), LoadSettings(), correction)
    assert corrected.kv + corrected.variable == pytest.approx(measured, abs=3)


def test_what_is_learnt_from_a_corrected_estimate_is_the_same(tmp_path: Path) -> None:
    corrected = estimate(big_llama(), LoadSettings(), 1.5)
    assert PeakMemory(tmp_path).learn("CPU", "llama", corrected, peak(NEEDS, 1.7)) == pytest.approx(1.7)


def test_each_device_and_architecture_learns_alone(tmp_path: Path) -> None:
    peaks = PeakMemory(tmp_path)
    peaks.learn("CPU", "llama", NEEDS, peak(NEEDS, 2.0))
    assert peaks.correction("CPU", "gemma3") == 1.0
    assert peaks.correction("CUDA0", "llama") == 1.0


def test_a_higher_peak_counts_at_once_and_a_lower_one_slowly(tmp_path: Path) -> None:
    peaks = PeakMemory(tmp_path)
    peaks.learn("CPU", "llama", NEEDS, peak(NEEDS, 1.2))
    assert peaks.learn("CPU", "llama", NEEDS, peak(NEEDS, 2.0)) == pytest.approx(2.0)
    assert peaks.learn("CPU", "llama", NEEDS, peak(NEEDS, 1.0)) == pytest.approx(1.75)


@pytest.mark.parametrize(("factor", "kept"), [(-3.0, 0.5), (50.0, 4.0)])
def test_nonsense_is_bounded(tmp_path: Path, factor: float, kept: float) -> None:
    assert PeakMemory(tmp_path).learn("CPU", "llama", NEEDS, peak(NEEDS, factor)) == kept


def test_a_broken_file_is_learnt_anew(tmp_path: Path, expected_logs: ExpectedLogs) -> None:
    expected_logs("learnt anew")
    (tmp_path / "peak-memory.json").write_text("{")
    peaks = PeakMemory(tmp_path)
    assert peaks.correction("CPU", "llama") == 1.0
    peaks.learn("CPU", "llama", NEEDS, peak(NEEDS, 1.5))
    assert peaks.correction("CPU", "llama") == pytest.approx(1.5)
