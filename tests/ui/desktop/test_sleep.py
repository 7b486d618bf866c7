"""Complaint: the translation that was to run over night stood still, because the computer slept."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from assistant.tasks.runner import TaskEnd
from assistant.ui.desktop.sleep import LinuxLock, MacLock, Wakefulness
from assistant.ui.work_list import WorkItem, WorkList
from tests.ui.desktop.conftest import FakeService

LOGIND = "org.freedesktop.login1"
SCREEN_SAVER = "org.freedesktop.ScreenSaver"


class Lock:
    """Only counts."""

    def __init__(self) -> None:
        self.held = False

    def hold(self, reason: str) -> None:
        assert reason
        self.held = True

    def release(self) -> None:
        self.held = False


@pytest.fixture
def lock(qapp: QObject) -> Iterator[LinuxLock]:
    made = LinuxLock()
    yield made
    made.close()


def is_open(reader: int) -> bool:
    """Whether somebody still holds the other end of the pipe: else there is its end to read."""
    os.set_blocking(reader, False)
    try:
        return os.read(reader, 1) != b""
    except BlockingIOError:
        return True


def test_only_work_that_lasts_keeps_the_computer_awake_and_only_while_it_lasts(qtbot: QtBot) -> None:
    work, lock = WorkList(), Lock()
    wakefulness = Wakefulness(work, lock, work)
    short, long = WorkItem("Chat", lambda: None), WorkItem("Summary", lambda: None)
    work.add(short)
    assert not lock.held
    work.remove(short, TaskEnd())
    work.add(long)
    wakefulness.hold()  # as when its patience has ended
    assert lock.held
    work.add(short)
    work.remove(long, TaskEnd())
    assert lock.held
    work.remove(short, TaskEnd(cancelled=True))
    assert not lock.held


def test_systemd_is_asked_not_to_sleep_until_the_lock_is_released(
    qtbot: QtBot, service: FakeService, lock: LinuxLock
) -> None:
    service.claim(LOGIND)
    lock.hold("Parlance is working")
    call, method, body = service.taken(qtbot)
    assert (method, body) == ("Inhibit", ("sleep", "Parlance", "Parlance is working", "block"))
    reader, writer = os.pipe()
    service.answer(call, "h", (writer,))
    os.close(writer)
    qtbot.waitUntil(lambda: lock._file is not None)
    assert is_open(reader)
    lock.release()
    assert not is_open(reader)
    os.close(reader)


def test_work_that_is_faster_than_the_answer_leaves_no_lock(
    qtbot: QtBot, service: FakeService, lock: LinuxLock
) -> None:
    service.claim(LOGIND)
    lock.hold("Parlance is working")
    call, _, _ = service.taken(qtbot)
    lock.release()
    reader, writer = os.pipe()
    service.answer(call, "h", (writer,))
    os.close(writer)
    qtbot.waitUntil(lambda: not is_open(reader))
    os.close(reader)


@pytest.mark.parametrize("systemd", ["refuses", "is not there"])
def test_where_systemd_does_not_help_the_screen_saver_is_asked(
    qtbot: QtBot, service: FakeService, lock: LinuxLock, systemd: str
) -> None:
    service.claim(SCREEN_SAVER, *([LOGIND] if systemd == "refuses" else []))
    lock.hold("Parlance is working")
    if systemd == "refuses":
        service.refuse(service.taken(qtbot)[0])
    call, method, body = service.taken(qtbot)
    assert (method, body) == ("Inhibit", ("Parlance", "Parlance is working"))
    service.answer(call, "u", (4_000_000_000,))
    qtbot.waitUntil(lambda: lock._cookie == 4_000_000_000)
    lock.release()
    _, method, body = service.taken(qtbot)
    assert (method, body) == ("UnInhibit", (4_000_000_000,))


def test_without_any_bus_work_goes_on(lock: LinuxLock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
    lock.hold("Parlance is working")
    lock.release()


def test_on_a_mac_the_system_s_tool_runs_as_long_as_the_lock_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "caffeinate"
    tool.write_text('#!/bin/sh\ntest "$1 $2" = "-i -w" && exec sleep 60\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    lock = MacLock()
    lock.hold("Parlance is working")
    process = lock._process
    assert isinstance(process, subprocess.Popen)
    assert process.poll() is None
    lock.release()
    assert process.returncode is not None
