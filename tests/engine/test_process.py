"""Exit codes in words: "exit code 18446744072635810000" is no reason."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from assistant.engine.client import EngineClient
from assistant.engine.process import CHILDREN, Exit, module_command


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


@pytest.mark.parametrize("name", CHILDREN)
def test_a_bundle_starts_itself_again_as_its_child(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """There, ``sys.executable`` is the program: asked for ``-m`` it would open one more window."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert module_command(name) == [sys.executable, "--child", name]


def test_the_program_is_its_engine_when_it_is_asked_to() -> None:
    engine = EngineClient([sys.executable, "-m", "assistant", "--child", "assistant.engine"])
    engine.start()
    engine.close()
    assert engine.hello.build.version


def test_the_program_is_no_other_module() -> None:
    command = [sys.executable, "-m", "assistant", "--child", "assistant.app"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "No such option" in ended.stderr
