"""Complaints: which version is it, where do my data lie, whose work is used and on which terms?"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

import assistant
from assistant.paths import Paths
from assistant.ui.panes.settings import about, parts
from assistant.ui.panes.settings.about import AboutPage
from assistant.ui.widgets.rows import RowView
from tests.ui.panes.scripted import press

PROJECT = Path(assistant.__file__).resolve().parents[1] / "pyproject.toml"


@pytest.fixture
def page(qtbot: QtBot, paths: Paths) -> Iterator[AboutPage]:
    made = AboutPage(paths.data)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.put_away()


def installed() -> list[str]:
    """What the project says that it needs to run, as far as it is here."""
    lines = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    names = [each.name for each in map(Requirement, lines) if each.marker is None or each.marker.evaluate()]
    found = []
    for name in names:
        try:
            distribution(name)
        except PackageNotFoundError:
            continue
        found.append(name)
    return found


def same(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_listed_with_its_licence() -> None:
    listed = {same(part.name): part for part in parts.parts()}
    names = installed()
    assert len(names) > 15
    assert [name for name in names if same(name) not in listed] == []
    assert [part.name for part in listed.values() if not part.licence] == []


def test_the_text_of_a_licence_is_there_wherever_its_authors_ship_one() -> None:
    listed = {part.name: part for part in parts.parts()}
    silent = {name for name, part in listed.items() if not part.read()}
    assert silent <= {"latex2mathml", "Python"}
    for name, words in {
        "PySide6_Essentials": "GNU LESSER GENERAL PUBLIC LICENSE",
        "llama.cpp": "The ggml authors",
        "STIX Two Math": "SIL OPEN FONT LICENSE",
        "DejaVu Sans": "Bitstream Vera",
        "SmolLM2 135M Instruct": "Apache License",
        "pypdfium2": "BSD",
    }.items():
        assert words in listed[name].read()
    assert "Apache License" in parts.program().read()


def test_an_installed_program_asks_its_own_description(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "distribution", lambda name: distribution("rich"))
    monkeypatch.setattr(assistant, "__file__", "/nowhere/at/all/__init__.py")
    assert parts.declared() == distribution("rich").requires


def test_a_click_shows_the_licence(qtbot: QtBot, page: AboutPage) -> None:
    rows = page.findChild(RowView, "partList")
    assert rows is not None
    qtbot.waitUntil(rows.isVisible)
    names = [rows.model().index(row, 0).data() for row in range(rows.model().rowCount())]
    index = rows.model().index(names.index("psutil"), 0)
    rows.chosen.emit(index)
    shown = page.findChild(QDialog, "licenceText")
    assert shown is not None
    words = shown.findChild(QPlainTextEdit, "licenceWords")
    assert words is not None
    assert "psutil" in words.toPlainText()
    press(shown, "closeLicenceButton")
    qtbot.waitUntil(lambda: page.findChild(QDialog) is None)


def test_version_and_data_folder(
    qtbot: QtBot, page: AboutPage, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    version, folder = page.findChild(QLabel, "versionLabel"), page.findChild(QLabel, "dataFolder")
    assert version is not None
    assert folder is not None
    assert assistant.__version__ in version.text()
    assert folder.text() == str(paths.data)
    opened: list[QUrl] = []
    monkeypatch.setattr(about, "QDesktopServices", type("Desktop", (), {"openUrl": opened.append}))
    press(page, "openDataButton")
    assert [url.toLocalFile() for url in opened] == [str(paths.data)]
