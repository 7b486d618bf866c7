"""Complaints: a shortcut that takes another program's key, or stops one from typing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QKeySequence

from tests.ui.screen import Screen, available

x11 = pytest.importorskip("assistant.ui.x11", reason="python-xlib is there on Linux only")
pytestmark = pytest.mark.skipif(not available, reason="needs Xvfb, openbox and xdotool")


@pytest.fixture
def display(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A connection to an X server that is the default one."""
    with ExitStack() as stack:
        monkeypatch.setenv("DISPLAY", Screen(stack, tmp_path).environment["DISPLAY"])
        made = x11.Display()
        yield made
        made.close()


def test_a_key_is_of_one_program_and_comes_with_modifiers(display: Any, qapp: QCoreApplication) -> None:
    owner = QObject()
    key = x11.GrabbedKey(QKeySequence("Ctrl+Alt+Space"), owner)
    with pytest.raises(PermissionError):
        x11.GrabbedKey(QKeySequence("Ctrl+Alt+Space"), owner)
    key.close()
    x11.GrabbedKey(QKeySequence("Ctrl+Alt+Space"), owner).close()
    x11.GrabbedKey(QKeySequence("F9"), owner).close()
    for unusable in ("A", "Shift+A", "Ctrl+K, Ctrl+B", "Nonsense", "Ctrl+Nonsense", "Ctrl++"):
        with pytest.raises(ValueError):
            x11.GrabbedKey(QKeySequence(unusable), owner)


def test_a_terminal_is_known_by_its_class(display: Any) -> None:
    window = display.screen().root.create_window(0, 0, 10, 10, 0, x11.X.CopyFromParent)
    window.set_wm_class("xterm", "XTerm")
    display.sync()
    windows = x11.Windows()
    assert windows.is_terminal(window.id)
    window.set_wm_class("editor", "Editor")
    display.sync()
    assert not windows.is_terminal(window.id)
    window.destroy()
    display.sync()
    assert not windows.is_terminal(window.id)
    windows.close()


def test_an_x_server_out_of_reach_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", "nonsense")
    with pytest.raises(ConnectionError):
        x11.Windows()
