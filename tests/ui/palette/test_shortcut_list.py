"""Complaints: shortcuts that one learns of by chance; a list of them that is out of date."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from assistant.ui.actions import ACTIONS
from assistant.ui.main_window import MainWindow
from assistant.ui.panes import PANES
from assistant.ui.widgets.rows import RowView


@pytest.fixture
def shortcuts(qtbot: QtBot, window: MainWindow) -> RowView:
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    found = window.findChild(RowView, "shortcutsList")
    assert found is not None
    assert found.isVisible()
    return found


def rows(shown: RowView) -> list[tuple[str, bool]]:
    """Titles, and whether they can be gone to."""
    model = shown.model()
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    return [(index.data(), bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)) for index in indexes]


def field(window: MainWindow) -> QLineEdit:
    found = window.findChild(QLineEdit, "shortcutsField")
    assert found is not None
    return found


def test_every_key_is_listed_under_its_pane(shortcuts: RowView) -> None:
    headings = [title for title, enabled in rows(shortcuts) if not enabled]
    assert headings[0] == "Everywhere"
    assert set(headings) <= {"Everywhere", *(entry.title for entry in PANES)}
    with_keys = [info for info in ACTIONS.values() if info.keys]
    assert len(rows(shortcuts)) == len(headings) + len(with_keys) + len(PANES)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("swap zoom nothing", []),
        ("f11", [("Everywhere", False), ("Full screen", True)]),
        ("accept", [("Write", False), ("Accept this edit", True)]),
        ("clipboard", [("Translate", False), ("Translate the clipboard", True)]),
    ],
)
def test_they_are_found_by_name_key_and_pane(
    shortcuts: RowView, window: MainWindow, query: str, expected: list[tuple[str, bool]]
) -> None:
    field(window).setText(query)
    assert rows(shortcuts) == expected


def test_the_keyboard_passes_over_headings(qtbot: QtBot, shortcuts: RowView, window: MainWindow) -> None:
    seen = []
    for _ in range(len(rows(shortcuts))):
        seen.append(shortcuts.currentIndex().flags() & Qt.ItemFlag.ItemIsEnabled)
        qtbot.keyClick(field(window), Qt.Key.Key_Down)
    assert all(seen)
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    assert shortcuts.isVisible(), "a list to be read stays open"


def test_the_palette_takes_its_place(qtbot: QtBot, shortcuts: RowView, window: MainWindow) -> None:
    window.commands.open_palette()
    assert not shortcuts.isVisible()
    palette = window.findChild(QLineEdit, "paletteField")
    assert palette is not None
    assert palette.hasFocus()
    window.commands.put_away()
