"""Complaints: a program that stays when its window is closed, or ends when it was told to stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assistant.app import Program
from assistant.paths import Paths
from assistant.storage.settings_store import SettingsStore
from assistant.ui.quick import QuickWindow
from assistant.ui.single_instance import Request


@pytest.fixture
def program(tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    paths = Paths(tmp_path)
    paths.create()
    settings = SettingsStore(paths.settings)
    settings.change(load_at_start=False)
    made = Program(paths, settings)
    for widget in (made.window, made.quick):
        qtbot.addWidget(widget)
    yield made
    made.close()


@pytest.fixture
def quits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []
    monkeypatch.setattr(QApplication, "quit", lambda: asked.append("quit"))
    return asked


def test_the_program_ends_with_the_last_of_its_windows(
    program: Program, quits: list[str], qtbot: QtBot
) -> None:
    program.handle(Request())
    program.handle(Request("quick", text="Some text"))
    program.window.close()
    QCoreApplication.sendPostedEvents(program.presence)
    assert not quits
    program.quick.close()
    qtbot.waitUntil(lambda: bool(quits))


def test_the_quick_window_comes_alone_and_leads_to_the_whole(program: Program, quits: list[str]) -> None:
    program.start(Request("quick", text="Some text"))
    assert program.quick.isVisible()
    assert not program.window.isVisible()
    program.quick.window_requested.emit()
    assert program.window.isVisible()


def test_it_keeps_running_if_the_user_wants_that(program: Program, quits: list[str], qtbot: QtBot) -> None:
    program.start(Request())
    program.settings.change(keep_running=True)
    program.window.close()
    program.handle(Request("quick", text="Some text"))
    program.quick.close()
    QCoreApplication.sendPostedEvents(program.presence)
    assert not quits
    program.settings.change(keep_running=False)
    program.handle(Request())
    program.window.close()
    qtbot.waitUntil(lambda: bool(quits))


def test_what_was_copied_does_not_go_with_the_program(
    program: Program, quits: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On X11 a text that was copied is with the program that copied it, unless the desktop keeps it."""
    held = True
    monkeypatch.setattr(QuickWindow, "holds_clipboard", property(lambda _window: held))
    program.start(Request("quick", text="Some text"))
    program.quick.close()
    QCoreApplication.sendPostedEvents(program.presence)
    assert not quits
    held = False
    QGuiApplication.clipboard().setText("copied elsewhere")
    qtbot.waitUntil(lambda: bool(quits))


def test_a_key_that_cannot_be_had_is_said(program: Program) -> None:
    program.settings.change(quick_shortcut="Ctrl+Alt+Space")
    assert "key that works everywhere" in program.window.message_bar.messages[-1].text
