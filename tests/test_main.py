"""Complaints: a document that is opened from the desktop is a usage error, or a second window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from assistant.paths import default_data_dir
from assistant.ui.single_instance import Request, SingleInstance


@pytest.mark.parametrize(
    ("arguments", "request_"),
    [
        (["letter.txt", "/a/模型"], Request("open", ("{0}/letter.txt", "/a/模型"))),
        (["quick"], Request("quick")),
        (["quick", "你好"], Request("quick", text="你好")),
        ([], Request("show")),
    ],
)
def test_the_program_that_runs_does_what_a_later_start_is_for(
    tmp_path: Path, qtbot: QtBot, arguments: list[str], request_: Request
) -> None:
    first = SingleInstance(default_data_dir())
    assert first.claim(Request())
    try:
        with qtbot.waitSignal(first.requested) as asked:
            process = subprocess.Popen(
                [sys.executable, "-m", "assistant", *arguments],
                cwd=tmp_path,
                env={**os.environ, "PYTHONPATH": str(Path.cwd()), "XDG_ACTIVATION_TOKEN": "abc"},
            )
        qtbot.waitUntil(lambda: process.poll() == 0)
    finally:
        first.release()
    files = tuple(file.format(tmp_path) for file in request_.files)
    assert asked.args == [msgspec.structs.replace(request_, files=files, token="abc")]


def test_a_word_that_is_no_command_is_taken_for_no_file(tmp_path: Path) -> None:
    result = subprocess.run([sys.executable, "-m", "assistant", "nonsense"], capture_output=True, check=False)
    assert result.returncode == 2
