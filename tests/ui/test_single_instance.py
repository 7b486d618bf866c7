"""Complaints: a second start opens a second window, or does nothing at all and says nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from assistant.ui import single_instance
from assistant.ui.errors import NotAnswering
from assistant.ui.single_instance import Request, SingleInstance, hand_over

_HAND_OVER = """
import sys
from pathlib import Path
from assistant.ui.single_instance import Request, hand_over
assert hand_over(Path(sys.argv[1]), Request("open", tuple(sys.argv[2:]), token="abc"))
assert "PySide6.QtWidgets" not in sys.modules
"""


@pytest.fixture
def first(tmp_path: Path, qtbot: QtBot) -> Iterator[SingleInstance]:
    instance = SingleInstance(tmp_path)
    assert instance.claim(Request())
    yield instance
    instance.release()


def test_a_later_start_hands_over_what_it_is_for(first: SingleInstance, tmp_path: Path, qtbot: QtBot) -> None:
    """A process of its own, because the first one must answer it; one without a window, to be quick."""
    with qtbot.waitSignal(first.requested) as asked:
        process = subprocess.Popen(
            [sys.executable, "-c", _HAND_OVER, str(tmp_path), "/a.txt", "/模型.gguf"], stderr=subprocess.PIPE
        )
    qtbot.waitUntil(lambda: process.poll() is not None)
    _, errors = process.communicate()
    assert (process.returncode, errors) == (0, b"")
    assert asked.args == [Request("open", ("/a.txt", "/模型.gguf"), token="abc")]


def test_when_the_first_has_ended_the_next_one_is_the_first(first: SingleInstance, tmp_path: Path) -> None:
    first.release()
    assert not hand_over(tmp_path, Request())
    second = SingleInstance(tmp_path)
    assert second.claim(Request())
    second.release()


def test_another_data_folder_is_another_program(first: SingleInstance, tmp_path: Path) -> None:
    other = SingleInstance(tmp_path / "b")
    assert other.claim(Request())
    other.release()


def test_a_first_one_that_hangs_is_said(
    first: SingleInstance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has the socket, and here nobody reads from it."""
    monkeypatch.setattr(single_instance, "_ANSWER_S", 0.1)
    with pytest.raises(NotAnswering):
        hand_over(tmp_path, Request())


@pytest.mark.parametrize(
    "line",
    [b"nonsense\n", b'{"action": "delete"}\n', b'{"files": "a"}\n', b"\xff\n", b"x" * (2 << 20)],
    ids=["no JSON", "an unknown action", "no list", "no UTF-8", "too long"],
)
def test_what_is_no_request_is_ignored(
    first: SingleInstance, tmp_path: Path, qtbot: QtBot, expected_logs: Any, line: bytes
) -> None:
    expected_logs("request")
    socket = QLocalSocket()
    socket.connectToServer(first.findChild(QLocalServer).serverName())
    with qtbot.assertNotEmitted(first.requested), qtbot.waitSignal(socket.disconnected):
        socket.write(line)
