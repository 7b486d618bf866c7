"""Exit codes in words: "exit code 18446744072635810000" is no reason."""

from __future__ import annotations

import signal
import sys

import pytest

from assistant.engine.process import Exit


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (-signal.SIGSEGV, Exit("segmentation fault (SIGSEGV)", "crash")),
        (139, Exit("segmentation fault (SIGSEGV)", "crash")),
        (-signal.SIGILL, Exit("an instruction this processor does not have (SIGILL)", "crash")),
        (137, Exit("killed, probably because memory ran out (SIGKILL)", "memory")),
        (-signal.SIGUSR1, Exit("signal SIGUSR1")),
        (-60, Exit("signal 60")),
        (1, Exit("exit code 1")),
        (0, Exit("exit code 0")),
        (200, Exit("exit code 200")),
    ],
)
def test_a_signal_has_a_name_and_a_meaning(code: int, expected: Exit) -> None:
    assert Exit.from_code(code) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (0xC0000005, Exit("access violation (0xC0000005)", "crash")),
        (0xC0000005 - (1 << 32), Exit("access violation (0xC0000005)", "crash")),
        (0xC0000017, Exit("memory ran out (0xC0000017)", "memory")),
        (0xC0000135, Exit("a library is missing (0xC0000135)")),
        (0xC0001234, Exit("exit code 0xC0001234")),
        (3, Exit("exit code 3")),
    ],
)
def test_a_status_of_windows_has_a_meaning(
    monkeypatch: pytest.MonkeyPatch, code: int, expected: Exit
) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert Exit.from_code(code) == expected
