"""Complaint: Chinese cannot be typed, and nobody says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assistant import app
from assistant.app import Program
from assistant.paths import Paths
from assistant.storage.settings_store import SettingsStore
from assistant.ui.input_method import lacks_fcitx


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    """As the package index has them."""
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    (folder / "libibusplatforminputcontextplugin.so").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("environment", "platform", "lacking"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "xcb", True),
        ({"QT_IM_MODULE": "fcitx"}, "wayland", True),
        ({"XMODIFIERS": "@im=fcitx"}, "xcb", True),
        ({"GTK_IM_MODULE": "fcitx5"}, "xcb", True),
        ({"XMODIFIERS": "@im=fcitx"}, "wayland", False),
        ({"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "ibus"}, "xcb", False),
        ({"XMODIFIERS": "@im=ibus"}, "xcb", False),
        ({}, "xcb", False),
        ({"QT_IM_MODULE": "fcitx"}, "windows", False),
    ],
)
def test_who_types_by_fcitx_is_found(
    plugins: Path, environment: dict[str, str], platform: str, lacking: bool
) -> None:
    assert lacks_fcitx(environment, platform, plugins) is lacking


def test_a_qt_with_the_plugin_lacks_nothing(plugins: Path) -> None:
    (plugins / "platforminputcontexts" / "libfcitx5platforminputcontextplugin.so").touch()
    assert not lacks_fcitx({"QT_IM_MODULE": "fcitx"}, "xcb", plugins)


def test_this_qt_has_no_such_plugin(qapp: QApplication) -> None:
    """When this fails, the notice can go."""
    assert lacks_fcitx({"QT_IM_MODULE": "fcitx"}, "xcb")


@pytest.fixture
def starts(qtbot: QtBot, paths: Paths, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the bar says at two starts in such a session."""
    monkeypatch.setattr(app, "lacks_fcitx", lambda _environment, _platform: True)
    said = []
    for _ in range(2):
        settings = SettingsStore(paths.settings)
        settings.change(load_at_start=False)
        program = Program(paths, settings)
        for widget in (program.window, program.quick):
            qtbot.addWidget(widget)
        program.start()
        QApplication.processEvents()
        said.append(" ".join(message.hint for message in program.window.message_bar.messages))
        program.close()
    return said


def test_it_is_said_once_with_the_way_out(starts: list[str]) -> None:
    assert "QT_IM_MODULE=ibus" in starts[0]
    assert starts[1] == ""
