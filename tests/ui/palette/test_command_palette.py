"""Complaints: one must know in which menu it is; Enter chooses while one composes; Esc stops too much."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSettings, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from assistant.options import describe
from assistant.storage.settings import Settings
from assistant.ui import theme
from assistant.ui.main_window import MainWindow
from assistant.ui.palette.finder import Finder
from assistant.ui.palette.rows import FoundRows
from assistant.ui.panes.chat import ChatPane
from assistant.ui.panes.summarize import SummarizePane
from assistant.ui.services import Services
from assistant.ui.widgets.rows import RowView
from tests.fakes.gguf_files import write_gguf

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Opened:
    """The window with its palette open, and short ways to use it."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.window = window
        self._qtbot = qtbot
        with qtbot.waitActive(window):
            window.activateWindow()
        qtbot.keyClick(window, Qt.Key.Key_P, CTRL_SHIFT)

    @property
    def field(self) -> QLineEdit:
        found = self.window.findChild(QLineEdit, "paletteField")
        assert found is not None
        return found

    @property
    def list(self) -> RowView:
        found = self.window.findChild(RowView, "paletteList")
        assert found is not None
        return found

    @property
    def is_open(self) -> bool:
        return self.field.isVisible()

    @property
    def titles(self) -> list[str]:
        rows = self.list.model()
        assert isinstance(rows, FoundRows)
        return [rows.index(row).data() for row in range(rows.rowCount())]

    @property
    def current(self) -> str:
        return str(self.list.currentIndex().data())

    def press(self, key: Qt.Key) -> None:
        self._qtbot.keyClick(self.field, key)

    def find(self, query: str, title: str) -> None:
        """Write a query, wait until something is found, and go there."""
        self.field.setText(query)
        self._qtbot.waitUntil(lambda: title in self.titles)
        for _ in self.titles:
            if self.current == title:
                return
            self.press(Qt.Key.Key_Down)
        raise AssertionError(f"the keyboard does not reach {title}")


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow) -> Iterator[Opened]:
    yield Opened(qtbot, window)
    window.close_panes()


def test_a_setting_is_a_few_letters_away(opened: Opened) -> None:
    assert opened.field.hasFocus()
    opened.field.setText("temper")
    assert opened.current == "Temperature"
    opened.press(Qt.Key.Key_Return)
    assert not opened.is_open
    assert opened.window.current_pane.objectName() == "settingsPane"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "option.temperature"
    assert not focused.visibleRegion().isEmpty(), "it must have been scrolled into sight"


def test_settings_are_found_in_english_and_by_their_explanation(opened: Opened) -> None:
    opened.field.setText("makes answers repeatable")
    assert opened.titles == ["Seed"]


def test_panes_and_actions_are_listed_with_their_keys(opened: Opened) -> None:
    assert "Translate" in opened.titles
    opened.field.setText("full screen")
    said = opened.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Full screen, F11"
    opened.press(Qt.Key.Key_Return)
    assert opened.window.isFullScreen()


def test_what_cannot_be_done_now_is_not_offered(opened: Opened) -> None:
    assert "Stop the answer" not in opened.titles
    assert "Show or hide the list" in opened.titles
    opened.press(Qt.Key.Key_Escape)
    opened.window.show_pane("settings")
    opened.window.commands.open_palette()
    assert "Show or hide the list" not in opened.titles


def test_a_model_is_loaded_from_it(qtbot: QtBot, window: MainWindow, services: Services) -> None:
    write_gguf(services.paths.models / "Tiny-Q4_0.gguf")
    services.library.refresh()
    qtbot.waitUntil(lambda: bool(services.library.entries))
    opened = Opened(qtbot, window)
    opened.field.setText("tiny")
    with qtbot.waitSignal(services.active.chosen) as chosen:
        opened.press(Qt.Key.Key_Return)
    assert chosen.args == [services.library.entries[0].id]
    window.close_panes()


def test_conversations_are_found_by_all_that_was_said(opened: Opened, services: Services) -> None:
    history = services.history
    history.create_conversation(title="Groceries")
    trip = history.create_conversation(title="Trip")
    history.add_message(trip.id, "user", "Where is the blue lighthouse?", parent=None)
    opened.find("lighthouse", "Trip")
    opened.press(Qt.Key.Key_Return)
    pane = opened.window.current_pane
    assert isinstance(pane, ChatPane)
    assert pane.dialogue.conversation is not None
    assert pane.dialogue.conversation.id == trip.id


def test_documents_are_found_in_panes_that_were_not_made_yet(opened: Opened, services: Services) -> None:
    services.history.summaries.add("Harbour report", "The crane is broken.", "{}")
    services.history.translations.add("Brief", "Der Kran ist kaputt: crane.", "{}")
    opened.find("crane", "Brief")
    opened.find("crane", "Harbour report")
    opened.press(Qt.Key.Key_Return)
    pane = opened.window.current_pane
    assert isinstance(pane, SummarizePane)
    assert pane.source.text.text == "The crane is broken."


def test_what_fits_an_earlier_word_does_not_come_late(
    qtbot: QtBot, opened: Opened, services: Services
) -> None:
    for title in ("apple pie", "banana bread"):
        services.history.create_conversation(title=title)
    opened.field.setText("apple")
    opened.field.setText("banana")
    qtbot.waitUntil(lambda: "banana bread" in opened.titles)
    assert "apple pie" not in opened.titles


def test_nothing_found_is_said_once_everything_was_searched(qtbot: QtBot, opened: Opened) -> None:
    opened.field.setText("zyxwv")
    nothing = opened.window.findChild(QWidget, "paletteNothing")
    assert nothing is not None
    qtbot.waitUntil(nothing.isVisible)
    assert opened.titles == []
    opened.press(Qt.Key.Key_Return)
    assert opened.is_open


def test_what_was_used_last_comes_first_also_after_a_restart(
    qtbot: QtBot, opened: Opened, services: Services, state: QSettings
) -> None:
    for query in ("seed", "smaller text"):
        if not opened.is_open:
            opened.window.commands.open_palette()
        opened.field.setText(query)
        opened.press(Qt.Key.Key_Return)
    again = MainWindow(services, state)
    qtbot.addWidget(again)
    again.show()
    other = Opened(qtbot, again)
    assert other.titles[:2] == ["Smaller text", "Seed"]
    again.close_panes()


def test_names_are_remembered_and_no_titles(opened: Opened, services: Services, state: QSettings) -> None:
    services.history.create_conversation(title="My secret illness")
    opened.find("illness", "My secret illness")
    opened.press(Qt.Key.Key_Return)
    assert not any("illness" in str(state.value(key)) for key in state.allKeys())


def test_the_arrow_keys_go_round(opened: Opened) -> None:
    first, last = opened.titles[0], opened.titles[-1]
    opened.press(Qt.Key.Key_Up)
    assert opened.current == last
    opened.press(Qt.Key.Key_Down)
    assert opened.current == first
    opened.press(Qt.Key.Key_PageUp)
    assert opened.current == first
    opened.press(Qt.Key.Key_PageDown)
    assert opened.current == opened.titles[8]


def test_escape_leaves_everything_as_it_was(qtbot: QtBot, window: MainWindow) -> None:
    before = QApplication.focusWidget()
    opened = Opened(qtbot, window)
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    override.ignore()
    QCoreApplication.sendEvent(opened.field, override)
    assert override.isAccepted(), "the key that closes the palette must not also stop an answer"
    opened.press(Qt.Key.Key_Escape)
    assert not opened.is_open
    assert QApplication.focusWidget() is before


def test_a_click_beside_it_closes_it_and_one_on_a_row_chooses(qtbot: QtBot, opened: Opened) -> None:
    finder = opened.field.window().findChild(Finder, "palette")
    assert finder is not None
    qtbot.mouseClick(finder, Qt.MouseButton.LeftButton, pos=QPoint(3, finder.height() - 3))
    assert not opened.is_open
    opened.window.commands.open_palette()
    opened.field.setText("full screen")
    row = opened.list.visualRect(opened.list.model().index(0, 0)).center()
    qtbot.mouseClick(opened.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert opened.window.isFullScreen()


def test_an_input_method_has_the_keys_while_it_composes(opened: Opened) -> None:
    QCoreApplication.sendEvent(opened.field, QInputMethodEvent("wen", []))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape):
        opened.press(key)
        assert opened.is_open
    committed = QInputMethodEvent()
    committed.setCommitString("温度")
    QCoreApplication.sendEvent(opened.field, committed)
    assert opened.field.text() == "温度"
    opened.press(Qt.Key.Key_Escape)
    assert not opened.is_open


def test_a_screen_reader_hears_where_one_is(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def listen(event: object) -> None:
        heard.append(event.message() if hasattr(event, "message") else "")

    opened = Opened(qtbot, window)
    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    opened.field.setText("text size")
    assert heard[-1] == "Text size, Appearance, Setting"
    for widget in (opened.field, opened.list):
        assert widget.accessibleName()
    window.close_panes()


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_it_fits_into_a_small_window(qtbot: QtBot, qapp: QApplication, opened: Opened, zoom: float) -> None:
    theme.apply(qapp, "light", zoom)
    opened.window.resize(420, 400)
    finder = opened.window.findChild(Finder, "palette")
    assert finder is not None
    qtbot.waitUntil(lambda: finder.width() == opened.window.width())
    card = opened.list.parentWidget()
    assert card is not None
    assert finder.rect().contains(card.geometry())
    assert opened.list.height() >= opened.list.sizeHintForRow(0)


def test_every_setting_is_found_by_its_name(opened: Opened) -> None:
    for info in describe(Settings):
        opened.field.setText(info.label)
        assert info.label in opened.titles
