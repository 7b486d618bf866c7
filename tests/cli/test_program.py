"""What all commands share: help, usage errors, exit codes, and a start that is not slowed down."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
import typer
import typer.testing

import assistant
from assistant.cli.command import command
from assistant.cli.session import Session
from assistant.options import option
from tests.cli.conftest import Invoke, Parlance


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["chat", "--help"]])
def test_help_and_version_load_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr));"
        f"sys.argv = ['parlance', *{arguments!r}]; from assistant.__main__ import main; main()"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    imported = {name.partition(".")[0] for name in result.stderr.split()}
    assert not imported & {"PySide6", "llama_cpp", "huggingface_hub", "numpy", "rich"}
    assert result.stdout


def test_version(invoke: Invoke) -> None:
    result = invoke("--version")
    assert (result.exit_code, result.stdout) == (0, f"parlance {assistant.__version__}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("chat", "Hi", "--temperature", "9"),
        ("chat", "Hi", "--no-such-option"),
        ("chat", "--json"),
        ("chat", ""),
        ("chat", "-", "--file", "-"),
        ("--json", "chat", "Hi"),
        ("models", "pull", "not a repository"),
        ("models",),
        ("nonsense",),
    ],
)
def test_usage_errors_are_plain_and_exit_with_2(invoke: Invoke, arguments: tuple[str, ...]) -> None:
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr
    assert "╭" not in result.stderr


def test_a_data_folder_that_cannot_be_made(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = invoke("models", "list", "--data-dir", str(tmp_path / "file" / "below"))
    assert result.exit_code == 1
    assert "cannot be used" in result.stderr.splitlines()[0]


def test_everything_that_is_written_lies_below_the_data_folder(invoke: Invoke, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    assert invoke("models", "list", "--data-dir", str(folder)).exit_code == 0
    assert (folder / "models").is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["elsewhere"]


def test_a_bug_is_one_sentence_and_its_traceback_is_in_the_log(data_dir: Path, expected_logs: Any) -> None:
    expected_logs("Unexpected")
    app = typer.Typer()

    @command()
    def fail(session: Session) -> None:
        raise ZeroDivisionError

    app.command()(fail)
    result = typer.testing.CliRunner().invoke(app)
    assert result.exit_code == 1
    assert result.stderr.startswith("Something went wrong inside Parlance.")
    assert "ZeroDivisionError" in (data_dir / "logs" / "parlance.log").read_text()


def test_declared_options_become_flags(data_dir: Path) -> None:
    @dataclass(frozen=True)
    class Options:
        translation_context: ClassVar[str] = "test"
        length: str = option("short", "Length", choices={"short": "Short", "long": "Long"})
        keep_names: bool = option(True, "Keep names")
        share: float = option(0.5, "Share", minimum=0, maximum=1)
        words: int = option(100, "Words", minimum=1)

    seen: list[dict[str, Any]] = []
    app = typer.Typer(rich_markup_mode=None)

    @command(options=Options, flags={"words": "--count"})
    def use(session: Session, given: dict[str, Any], name: str) -> None:
        seen.append(given)

    app.command()(use)
    runner = typer.testing.CliRunner()
    assert runner.invoke(app, ["x"]).exit_code == 0
    typed = ["x", "--length", "long", "--no-keep-names", "--share", "1", "--count", "7"]
    assert runner.invoke(app, typed).exit_code == 0
    assert seen == [{}, {"length": "long", "keep_names": False, "share": 1.0, "words": 7}]
    for wrong in (["--length", "medium"], ["--share", "2"], ["--count", "0"]):
        assert runner.invoke(app, ["x", *wrong]).exit_code == 2


def test_without_a_display_the_window_says_what_works_instead(parlance: Parlance) -> None:
    result = parlance(QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert result.returncode == 1
    assert "parlance chat" in result.stderr.splitlines()[0]
