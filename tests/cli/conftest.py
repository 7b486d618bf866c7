from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer.testing

from assistant.cli.program import app

Parlance = Callable[..., subprocess.CompletedProcess[str]]
Invoke = Callable[..., typer.testing.Result]

COMMAND = [sys.executable, "-m", "assistant"]


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands of one test keep everything."""
    folder = tmp_path / "data"
    monkeypatch.setenv("PARLANCE_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def parlance(data_dir: Path) -> Parlance:
    """Runs the real command in a process of its own."""

    def run(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *arguments],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=240,
            check=False,
            env=os.environ | environment,
        )

    return run


@pytest.fixture
def invoke(data_dir: Path) -> Invoke:
    """Runs a command in this process, for what needs no process of its own."""
    runner = typer.testing.CliRunner()
    return lambda *arguments, stdin="": runner.invoke(app, arguments, input=stdin)
