"""Complaints: dead keys, a key that does two things, a shortcut that eats what one wanted to edit with."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from assistant.ui import icons
from assistant.ui.actions import ACTIONS, ActionInfo, bound, keys_text
from assistant.ui.main_window import MainWindow
from assistant.ui.navigation import pane_action
from assistant.ui.panes import PANES
from assistant.ui.panes.write import WritePane

SHOWS = [pane_action(entry, number) for number, entry in enumerate(PANES)]
EVERYTHING = [*ACTIONS.values(), *SHOWS]


def sequences(info: ActionInfo) -> list[str]:
    return [QKeySequence(keys).toString() for keys in info.keys]


def test_no_key_does_two_things_in_a_pane() -> None:
    for entry in PANES:
        here = [info for info in EVERYTHING if info.pane in ("", entry.name)]
        used = Counter(keys for info in here for keys in sequences(info))
        assert [keys for keys, times in used.items() if times > 1] == [], entry.name


def test_no_key_is_needed_to_edit_text(qtbot: QtBot) -> None:
    """A field that wants a key for itself says so before any shortcut gets it."""
    wanted = [keys for info in EVERYTHING if not info.by_widget for keys in info.keys]
    for field in (QLineEdit(), QPlainTextEdit()):
        qtbot.addWidget(field)
        for keys in wanted:
            key = QKeySequence(keys)[0]
            event = QKeyEvent(QEvent.Type.ShortcutOverride, key.key(), key.keyboardModifiers())
            event.ignore()
            QCoreApplication.sendEvent(field, event)
            assert not event.isAccepted(), f"{keys} is for editing in a {type(field).__name__}"


def test_every_action_can_be_told_from_the_others() -> None:
    for info in EVERYTHING:
        assert info.title
        assert all(not QKeySequence(keys).isEmpty() for keys in info.keys), info.name
        if info.icon:
            icons.icon(info.icon)


def test_every_action_of_the_list_does_something(window: MainWindow) -> None:
    for entry in PANES:
        pane = window.show_pane(entry.name)
        expected = {info.name for info in EVERYTHING if info.pane == entry.name and not info.by_widget}
        assert expected <= {action.info.name for action in bound(pane)}
    assert {info.name for info in EVERYTHING if not info.pane} == {a.info.name for a in bound(window)}


def test_no_key_is_missing_from_the_list(window: MainWindow) -> None:
    for entry in PANES:
        window.show_pane(entry.name)
    taken = {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}
    for action in window.findChildren(QAction):
        taken |= {keys.toString() for keys in action.shortcuts()}
    taken |= {button.shortcut().toString() for button in window.findChildren(QAbstractButton)}
    listed = {keys for info in EVERYTHING for keys in sequences(info)}
    mnemonics = {keys for keys in taken if not keys}
    assert taken - listed - mnemonics == set()


def test_keys_of_a_pane_do_nothing_where_there_is_nothing_to_do(qtbot: QtBot, window: MainWindow) -> None:
    pane = window.show_pane("write")
    assert isinstance(pane, WritePane)
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(pane.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not pane.running
    assert pane.text.document().isEmpty()


def test_what_is_in_a_hidden_list_comes_into_sight(qtbot: QtBot, window: MainWindow) -> None:
    pane = window.show_pane("chat")
    assert pane.side is not None
    with qtbot.waitActive(window):
        window.activateWindow()
    for name, keys in (("search", Qt.Key.Key_K), ("chat.archive", None)):
        window.toggle_side()
        assert not pane.side.isVisible()
        if keys is None:
            next(action for action in bound(pane) if action.info.name == name).trigger()
        else:
            qtbot.keyClick(window, keys, Qt.KeyboardModifier.ControlModifier)
        assert pane.side.isVisible(), name
    back = pane.side.findChild(QAbstractButton, "shelfBackButton")
    assert back is not None
    assert back.text() == "Archive"


def test_the_key_that_ends_a_line_is_called_as_it_is_labelled() -> None:
    assert keys_text("translate.run") == "Ctrl+Enter"
