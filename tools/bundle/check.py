"""Starts the bundle as a stranger would: from another folder, without a Python, with an empty environment.

    python -m tools.bundle.check BUNDLE

It must answer a question on the command line and another one in the window, by the starter model in its child
process; it must load nothing of the environment that built it, and leave no process behind. The times until
the window is painted are printed beside those of the same program in that environment.
"""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from tools.bundle.screen import Screen, wait_for

PATIENCE_S = 120
ROUNDS = 5
QUESTION = "name three colours of the sea"


def environment(home: Path, screen: str) -> dict[str, str]:
    """As little as a desktop sets."""
    return {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "DISPLAY": screen}


def ask_on_command_line(program: Path, variables: dict[str, str]) -> None:
    command = [str(program), "chat", QUESTION, "--max-tokens", "30"]
    answer = subprocess.run(
        command, env=variables, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    if answer.returncode or not answer.stdout.strip():
        sys.exit(f"No answer on the command line:\n{answer.stdout}{answer.stderr}")
    print(f"On the command line: {answer.stdout.strip()[:200]!r}")


def ask_in_window(program: Path, variables: dict[str, str], screen: Screen, history: Path) -> None:
    with running([str(program)], variables) as process:
        window = wait_for("the window is painted", screen.painted_window, PATIENCE_S)
        screen.type(window, f"\x1b{QUESTION}")
        children = wait_for("the engine starts", psutil.Process(process.pid).children, PATIENCE_S)

        def answer() -> str | None:
            screen.type(window, "\n")  # is not taken before the model is there
            time.sleep(0.5)
            return answer_in(history)

        print(f"In the window: {wait_for('an answer in the window', answer, PATIENCE_S)[:200]!r}")
        check_libraries([psutil.Process(process.pid), *children])
        screen.close(window)
        if code := process.wait(PATIENCE_S):
            sys.exit(f"The window ended with exit code {code}")
    if survivors := [child.pid for child in children if child.is_running()]:
        sys.exit(f"These processes go on when the window is closed: {survivors}")


@contextmanager
def running(command: Sequence[str], variables: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that does not outlive the block."""
    process = subprocess.Popen(command, env=variables)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def answer_in(history: Path) -> str | None:
    """The first answer that is complete in a history."""
    with sqlite3.connect(f"{history.as_uri()}?mode=ro", uri=True) as connection:
        found = connection.execute(
            "SELECT text FROM messages WHERE role = 'assistant' AND state = 'complete' AND text <> ''"
        ).fetchone()
    connection.close()
    return found[0] if found else None


def check_libraries(processes: Sequence[psutil.Process]) -> None:
    """Nothing may come from the environment that built the bundle: it is not there on another computer."""
    for process in processes:
        foreign = [
            region.path
            for region in process.memory_maps()
            if region.path.startswith((sys.prefix, sys.base_prefix)) and not region.path.startswith("/usr")
        ]
        if foreign:
            sys.exit(f"{process.cmdline()} has loaded files that are not in the bundle: {foreign}")


def seconds_to_paint(command: Sequence[str], variables: dict[str, str], screen: Screen) -> float:
    """From the start of the process to a painted window, which is then closed."""
    began = time.monotonic()
    with running(command, variables) as process:
        window = wait_for("the window is painted", screen.painted_window, PATIENCE_S)
        seconds = time.monotonic() - began
        screen.close(window)
        process.wait(PATIENCE_S)
    return seconds


def main() -> None:
    built = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder, Screen() as screen:
        home = Path(folder, "家 home")
        home.mkdir()
        bundle = Path(folder, "程序 programs", built.name)
        shutil.copytree(built, bundle, symlinks=True)
        variables = environment(home, screen.name)
        ask_on_command_line(bundle / "parlance", variables)
        history = home / ".local" / "share" / "parlance" / "history.sqlite3"
        ask_in_window(bundle / "parlance", variables, screen, history)
        commands = {
            "bundle": [str(bundle / "parlance")],
            "environment": [sys.executable, "-P", "-m", "assistant"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                times[name].append(seconds_to_paint(command, variables, screen))
    print("seconds to a painted window   median   lowest   highest")
    for name, seconds in times.items():
        print(f"{name:28}{statistics.median(seconds):8.2f}{min(seconds):9.2f}{max(seconds):10.2f}")


if __name__ == "__main__":
    main()
