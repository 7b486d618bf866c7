"""Complaints: dead buttons, dead shortcuts, a window that forgets its place or needs a wide screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from assistant.engine.errors import NotAModel
from assistant.ui import theme
from assistant.ui.main_window import MainWindow
from assistant.ui.pane import Pane, PaneEntry
from assistant.ui.panes import PANES
from assistant.ui.panes.summarize import SummarizePane
from assistant.ui.services import Services
from assistant.ui.widgets.halves import Halves
from tests.fakes.engine_answers import llama_build, loaded_model

CTRL = Qt.KeyboardModifier.ControlModifier


class ListPane(Pane):
    """A pane with a list beside it, such as the chat."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self._side = QLineEdit()
        self.input = QLineEdit()
        self.input.setParent(self)

    @property
    def side(self) -> QWidget:
        return self._side

    def start_new(self) -> None:
        self.done.append("new")

    def focus_search(self) -> None:
        self.done.append("search")

    def focus_input(self) -> None:
        self.done.append("input")


@pytest.fixture
def pane() -> ListPane:
    return ListPane()


@pytest.fixture
def list_window(qtbot: QtBot, services: Services, state: QSettings, pane: ListPane) -> MainWindow:
    others = [entry for entry in PANES if entry.name != "chat"]
    made = MainWindow(services, state, (PaneEntry("chat", "Chat", "chat", lambda _: pane), *others))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
    qtbot.keyClick(window, key, modifier)


def test_panes_are_made_when_they_are_first_shown(qtbot: QtBot, services: Services, state: QSettings) -> None:
    made: list[str] = []

    def entry(name: str) -> PaneEntry:
        def factory(services: Services) -> Pane:
            made.append(name)
            return Pane()

        return PaneEntry(name, name, "chat", factory)

    window = MainWindow(services, state, (entry("one"), entry("two")))
    qtbot.addWidget(window)
    assert made == ["one"]
    window.show_pane("two")
    window.show_pane("one")
    assert made == ["one", "two"]


@pytest.mark.parametrize("entry", PANES, ids=lambda entry: entry.name)
def test_every_entry_of_the_rail_leads_to_its_pane(
    qtbot: QtBot, window: MainWindow, entry: PaneEntry
) -> None:
    button = window.findChild(QAbstractButton, f"navigation.{entry.name}")
    assert button is not None
    assert button.accessibleName()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.current_pane.objectName() == f"{entry.name}Pane"
    assert button.isChecked()


def test_the_keyboard_reaches_everything(qtbot: QtBot, list_window: MainWindow, pane: ListPane) -> None:
    models = [entry.name for entry in PANES].index("models")
    press(qtbot, list_window, Qt.Key(Qt.Key.Key_1.value + models))
    assert list_window.current_pane.objectName() == "modelsPane"
    press(qtbot, list_window, Qt.Key.Key_Comma)
    assert list_window.current_pane.objectName() == "settingsPane"
    pane.done.clear()
    press(qtbot, list_window, Qt.Key.Key_N)
    assert list_window.current_pane is pane
    press(qtbot, list_window, Qt.Key.Key_K)
    press(qtbot, list_window, Qt.Key.Key_L)
    assert pane.done == ["input", "new", "search", "input"]
    press(qtbot, list_window, Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier)
    assert list_window.isFullScreen()


def test_new_is_of_the_kind_that_the_pane_is_for(qtbot: QtBot, services: Services, state: QSettings) -> None:
    panes = {"chat": ListPane(), "letters": ListPane()}
    entries = [PaneEntry(name, name, "chat", lambda _, name=name: panes[name]) for name in panes]
    window = MainWindow(services, state, entries)
    qtbot.addWidget(window)
    window.show_pane("letters")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    press(qtbot, window, Qt.Key.Key_N)
    assert window.current_pane is panes["letters"]
    assert "new" in panes["letters"].done
    assert "new" not in panes["chat"].done


def test_the_meter_is_of_the_pane_that_is_shown(list_window: MainWindow, pane: ListPane) -> None:
    pane.context_changed.emit(120, 4096)
    assert list_window.context_meter.isVisible()
    list_window.show_pane("settings")
    assert not list_window.context_meter.isVisible()
    pane.context_changed.emit(130, 4096)
    assert not list_window.context_meter.isVisible()
    list_window.show_pane("chat")
    assert "130" in list_window.context_meter.accessibleName()


def test_zoom_is_a_setting_with_limits(qtbot: QtBot, list_window: MainWindow, services: Services) -> None:
    press(qtbot, list_window, Qt.Key.Key_Plus)
    assert services.settings.value.text_zoom == 110
    assert theme.current().zoom == 1.1
    for _ in range(20):
        press(qtbot, list_window, Qt.Key.Key_Minus)
    assert services.settings.value.text_zoom == 50
    press(qtbot, list_window, Qt.Key.Key_0)
    assert theme.current().zoom == 1.0


def test_the_theme_changes_at_once(window: MainWindow, services: Services) -> None:
    services.settings.change(theme="dark")
    assert theme.current().name == "dark"


def test_a_narrow_window_shows_the_page_and_the_list_on_demand(
    qtbot: QtBot, list_window: MainWindow, pane: ListPane
) -> None:
    assert pane.isVisible()
    assert pane.side.isVisible()
    list_window.resize(420, 600)
    qtbot.waitUntil(lambda: not pane.side.isVisible())
    assert pane.isVisible()
    press(qtbot, list_window, Qt.Key.Key_B)
    assert pane.side.isVisible()
    pane.side_left.emit()
    assert pane.isVisible()
    assert not pane.side.isVisible()
    list_window.resize(1000, 600)
    qtbot.waitUntil(pane.side.isVisible)
    assert pane.isVisible()


def test_a_window_that_opens_narrow_shows_the_page_and_a_way_to_and_from_the_list(
    qtbot: QtBot, services: Services, state: QSettings, pane: ListPane
) -> None:
    window = MainWindow(services, state, (PaneEntry("chat", "Chat", "chat", lambda _: pane),))
    qtbot.addWidget(window)
    window.resize(420, 600)
    window.show()
    qtbot.waitExposed(window)
    assert pane.isVisible()
    for name, page in (("sideButton", False), ("sideBackButton", True)):
        button = window.findChild(QAbstractButton, name)
        assert button is not None
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert pane.isVisible() is page
        assert pane.side.isVisible() is not page


def test_the_window_comes_back_where_it_was(
    qtbot: QtBot, services: Services, state: QSettings, window: MainWindow
) -> None:
    window.resize(777, 555)
    window.close()
    again = MainWindow(services, state)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (777, 555)


def test_a_window_whose_screen_is_gone_comes_back_on_one_that_is_there(
    qtbot: QtBot, services: Services, state: QSettings, window: MainWindow
) -> None:
    window.move(20_000, 20_000)
    window.close()
    again = MainWindow(services, state)
    qtbot.addWidget(again)
    assert again.screen().availableGeometry().contains(again.geometry().topLeft())


def test_a_pane_is_divided_as_it_was(
    qtbot: QtBot, services: Services, state: QSettings, window: MainWindow
) -> None:
    """Each direction for itself: a window that is narrow for once forgets nothing."""
    window.resize(1100, 700)
    divided(window).moveSplitter(300, 1)
    window.resize(500, 700)
    window.close()
    again = MainWindow(services, state)
    qtbot.addWidget(again)
    again.resize(1100, 700)
    again.show()
    assert divided(again).sizes()[0] == 300


def divided(window: MainWindow) -> Halves:
    """The halves of the Translate pane."""
    halves = window.show_pane("translate").findChild(Halves)
    assert halves is not None
    assert halves.orientation() == Qt.Orientation.Horizontal
    return halves


def test_what_goes_wrong_in_the_library_is_said_in_the_message_bar(
    qtbot: QtBot, window: MainWindow, services: Services, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.gguf"
    letter.write_text("Dear Sir")
    services.library.import_file(letter, copy=False)
    qtbot.waitUntil(lambda: not window.message_bar.isHidden())
    assert window.message_bar.messages[-1].text == NotAModel(path=str(letter)).text


def test_files_are_opened_where_they_belong(
    qtbot: QtBot, window: MainWindow, services: Services, tmp_path: Path, model_file: Path
) -> None:
    texts = [tmp_path / "letter.txt", tmp_path / "other.txt"]
    for text in texts:
        text.write_text(f"This is {text.name}.")
    window.open_files([model_file, *texts])
    pane = window.current_pane
    assert isinstance(pane, SummarizePane)
    qtbot.waitUntil(lambda: pane.source.text.text == "This is letter.txt.")
    assert "letter.txt" in window.message_bar.messages[0].text
    qtbot.waitUntil(lambda: [entry.path for entry in services.library.entries] == [model_file])
    window.open_files([tmp_path / "missing.txt"])
    notice = pane.findChild(QLabel, "sourceNoticeText")
    assert notice is not None
    qtbot.waitUntil(lambda: "missing.txt" in notice.text())
    window.close_panes()


def test_the_status_line_follows_the_active_model(window: MainWindow, services: Services) -> None:
    assert services.library.entries == []
    label = window.findChild(QLabel, "statusDevice")
    assert label is not None
    assert label.text() == "No model loaded"
    services.active.loaded = loaded_model(threads=2)
    services.active.build = llama_build()
    services.active.changed.emit()
    assert label.text() == "CPU, 2 threads"


@pytest.mark.parametrize("entry", PANES, ids=lambda entry: entry.name)
def test_a_screen_reader_can_name_whatever_takes_the_focus(window: MainWindow, entry: PaneEntry) -> None:
    window.show_pane(entry.name)
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit)
    nameless = [
        widget.objectName() or type(widget).__name__
        for widget in window.findChildren(QWidget)
        if isinstance(widget, kinds)
        and widget.isVisibleTo(window)
        and not isinstance(widget.parent(), (QAbstractSpinBox, QLineEdit))
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []
