"""Complaints: a file dropped beside the field opens in the browser; nobody says where to drop what."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.main_window import MainWindow
from assistant.ui.panes import PANES
from assistant.ui.panes.chat import ChatPane
from assistant.ui.panes.summarize import SummarizePane
from assistant.ui.panes.translate import TranslatePane
from assistant.ui.panes.write import WritePane

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Dragged:
    """Files that are held over the middle of a window, where its pane has its fields."""

    def __init__(self, window: MainWindow, *paths: Path) -> None:
        self.handle = window.windowHandle()
        self.place = QPoint(window.width() // 2, window.height() // 2)
        self.data = QMimeData()
        self.data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])

    def enter(self) -> None:
        QApplication.sendEvent(self.handle, QDragEnterEvent(self.place, COPY, self.data, LEFT, NONE))

    def leave(self) -> None:
        QApplication.sendEvent(self.handle, QDragLeaveEvent())

    def drop(self) -> None:
        event = QDropEvent(QPointF(self.place), COPY, self.data, LEFT, NONE)
        QApplication.sendEvent(self.handle, event)


def area(window: MainWindow) -> QWidget:
    found = window.findChild(QWidget, "dropArea")
    assert found is not None
    return found


def words(window: MainWindow) -> str:
    found = window.findChild(QLabel, "dropWords")
    assert found is not None
    return found.text() if found.isVisible() else ""


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "letter.md"
    file.write_text("Dear Sir or Madam", encoding="utf-8")
    return file


@pytest.mark.parametrize("entry", PANES, ids=lambda entry: entry.name)
def test_every_pane_says_what_becomes_of_a_text(window: MainWindow, letter: Path, entry: object) -> None:
    window.show_pane(entry.name)
    dragged = Dragged(window, letter)
    dragged.enter()
    assert words(window).startswith("Drop to ")
    dragged.leave()
    assert not area(window).isVisible()


def test_a_text_goes_where_one_is(qtbot: QtBot, window: MainWindow, letter: Path) -> None:
    for name in ("chat", "summarize", "translate", "write"):
        window.show_pane(name)
        dragged = Dragged(window, letter)
        dragged.enter()
        dragged.drop()
        assert not area(window).isVisible()
        assert window.current_name == name
    chat, summarize, translate, write = (
        window.show_pane(name) for name in ("chat", "summarize", "translate", "write")
    )
    assert isinstance(chat, ChatPane)
    assert isinstance(summarize, SummarizePane)
    assert isinstance(translate, TranslatePane)
    assert isinstance(write, WritePane)
    qtbot.waitUntil(lambda: [each.text for each in chat.attaching.ready] == ["Dear Sir or Madam"])
    texts = (summarize.source.text, translate.source.text, write.draft.text if write.drafting else write.text)
    qtbot.waitUntil(lambda: all(text.text == "Dear Sir or Madam" for text in texts))
    window.close_panes()


def test_where_no_text_belongs_it_is_summarized(qtbot: QtBot, window: MainWindow, letter: Path) -> None:
    window.show_pane("settings")
    dragged = Dragged(window, letter)
    dragged.enter()
    assert words(window) == "Drop to summarize"
    dragged.drop()
    pane = window.current_pane
    assert isinstance(pane, SummarizePane)
    qtbot.waitUntil(lambda: pane.source.text.text == "Dear Sir or Madam")
    window.close_panes()


def test_a_model_is_imported_wherever_it_is_dropped(
    qtbot: QtBot, window: MainWindow, model_file: Path, library: LibraryBridge
) -> None:
    dragged = Dragged(window, model_file)
    dragged.enter()
    assert words(window) == "Drop to add the model to the library"
    with qtbot.waitSignal(library.imported):
        dragged.drop()
    assert window.current_name == "models"
    window.message_bar.dismiss()


def test_dragged_words_are_left_to_the_fields(window: MainWindow) -> None:
    dragged = Dragged(window)
    dragged.data.setText("some words")
    dragged.enter()
    assert not area(window).isVisible()
    dragged.leave()
