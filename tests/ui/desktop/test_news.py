"""Complaints: one looks every minute whether it is done; a notification shows the letter to the room."""

from __future__ import annotations

import ast
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from assistant.engine.errors import NoModelLoaded
from assistant.storage.settings_store import SettingsStore
from assistant.tasks.runner import TaskEnd
from assistant.ui.desktop.news import LONG_S, PANES, News
from assistant.ui.desktop.notification import Notifications
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.tray import Tray
from assistant.ui.work_list import WorkItem, WorkList
from tests.ui.desktop.conftest import FakeService

NOTIFICATIONS = "org.freedesktop.Notifications"


class Recorder(Notifications):
    """Shows nothing."""

    def __init__(self, tray: Tray, parent: QObject) -> None:
        super().__init__(tray, parent)
        self.shown: list[tuple[str, str, str]] = []

    def show(self, title: str, text: str, key: str) -> None:
        self.shown.append((title, text, key))


@pytest.fixture
def tray(qapp: QObject) -> Iterator[Tray]:
    parent = QObject()
    yield Tray(parent)
    delete(parent)


@pytest.fixture
def notifications(tray: Tray) -> Iterator[Notifications]:
    made = Notifications(tray, tray)
    yield made
    made.close()


@pytest.fixture
def recorder(tray: Tray) -> Recorder:
    return Recorder(tray, tray)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Not in sight until it is shown."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def work(
    settings: SettingsStore, downloads: DownloadsBridge, recorder: Recorder, window: QWidget
) -> WorkList:
    work = WorkList()
    News(work, downloads, settings, recorder, window, work)
    return work


def end(work: WorkList, name: str, ended: TaskEnd[object], seconds: float = LONG_S + 1) -> None:
    item = WorkItem(name, lambda: None, since=time.monotonic() - seconds)
    work.add(item)
    work.remove(item, ended)


def test_long_work_that_ends_behind_the_users_back_is_told(work: WorkList, recorder: Recorder) -> None:
    end(work, "Summary", TaskEnd(result="a secret"))
    end(work, "Translation", TaskEnd(error=NoModelLoaded()))
    assert recorder.shown == [
        ("Summary", "It is done.", "summarize"),
        ("Translation", "It has stopped with an error.", "translate"),
    ]


def test_nothing_else_is_told(
    qtbot: QtBot, work: WorkList, recorder: Recorder, window: QWidget, settings: SettingsStore
) -> None:
    end(work, "Summary", TaskEnd(), seconds=1)
    end(work, "Summary", TaskEnd(cancelled=True))
    settings.change(notifications=False)
    end(work, "Summary", TaskEnd())
    settings.change(notifications=True)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    qtbot.waitUntil(window.isActiveWindow)
    end(work, "Summary", TaskEnd())
    assert recorder.shown == []


def test_all_work_of_the_panes_is_known() -> None:
    """What the quick window does is seen at once."""
    names = set()
    for file in Path("assistant/ui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="QT_TRANSLATE_NOOP"),
                    args=[ast.Constant("work"), ast.Constant(str(name))],
                ):
                    names.add(name)
    assert names - {"Quick window"} == set(PANES)


def test_the_desktop_shows_it_and_a_click_leads_to_the_pane(
    qtbot: QtBot, service: FakeService, notifications: Notifications
) -> None:
    service.claim(NOTIFICATIONS)
    notifications.show("Summary", "It is done.", "summarize")
    call, method, body = service.taken(qtbot)
    assert method == "Notify"
    assert body[:6] == ("Parlance", 0, "parlance", "Summary", "It is done.", ["default", "Show"])
    service.answer(call, "u", (7,))
    with qtbot.waitSignal(notifications.activated) as clicked:
        for name, number, word in (
            ("ActionInvoked", 6, "default"),  # another program's
            ("ActivationToken", 7, "token"),
            ("ActionInvoked", 7, "default"),
        ):
            service.signal(NOTIFICATIONS, name, "us", (number, word))
    assert clicked.args == ["summarize", "token"]


def test_a_desktop_without_notifications_is_no_trouble(
    qtbot: QtBot, service: FakeService, notifications: Notifications, tray: Tray
) -> None:
    heard: list[str] = []
    tray.show_message = lambda title, words: heard.append(title)  # type: ignore[method-assign]
    notifications.show("Summary", "It is done.", "summarize")
    qtbot.waitUntil(lambda: heard == ["Summary"])
