"""Complaints: a document that is opened from the desktop is a usage error, or a second window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from assistant.paths import default_data_dir
from assistant.ui.single_instance import Request, SingleInstance


def test_files_on_the_command_line_are_opened_by_the_program_that_runs(tmp_path: Path, qtbot: QtBot) -> None:
    first = SingleInstance(default_data_dir())
    assert first.claim(Request())
    try:
        with qtbot.waitSignal(first.requested) as asked:
            process = subprocess.Popen(
                [sys.executable, "-m", "assistant", "letter.txt", "/a/模型"],
                cwd=tmp_path,
                env={**os.environ, "PYTHONPATH": str(Path.cwd()), "XDG_ACTIVATION_TOKEN": "abc"},
            )
        qtbot.waitUntil(lambda: process.poll() == 0)
    finally:
        first.release()
    assert asked.args == [Request("open", (str(tmp_path / "letter.txt"), "/a/模型"), token="abc")]


def test_a_word_that_is_no_command_is_taken_for_no_file(tmp_path: Path) -> None:
    result = subprocess.run([sys.executable, "-m", "assistant", "nonsense"], capture_output=True, check=False)
    assert result.returncode == 2
