"""Walks through the window as a person would and takes a picture wherever there is something to see."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTextBrowser, QWidget

import assistant.app
from assistant.app import Program
from assistant.engine.supervisor import Engine
from assistant.paths import Paths
from assistant.storage.settings_store import SettingsStore
from assistant.ui import theme
from assistant.ui.main_window import MainWindow
from assistant.ui.panes import PANES, WELCOME
from assistant.ui.panes.chat import ChatPane
from assistant.ui.panes.models import ModelsPane
from assistant.ui.panes.summarize import SummarizePane
from assistant.ui.panes.translate import TranslatePane
from assistant.ui.panes.write import WritePane
from assistant.ui.widgets.rows import RowView
from tests.tools.screenshots.content import Content, sample, translations
from tests.tools.screenshots.phrase_book import PhraseBookEngine
from tests.tools.screenshots.profile import ENGINE_MEMORY, fill, hub
from tests.ui.panes.scripted import press

T = TypeVar("T", bound=QWidget)

_SIZES = {"": (1180, 860), "-narrow": (420, 760)}
_PATIENCE_MS = 30_000
_FRAME_MS = 20
_SETTLE_MS = 300


def draw(folder: Path, work: Path, content: Content, themes: tuple[theme.Choice, ...]) -> None:
    """Write ``folder/<view>-<theme>.png``; ``work`` is an empty folder for the profiles."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    book = translations() | {each.wrong: each.right for each in content.corrections}
    engine = PhraseBookEngine(work / "engine", book)
    assistant.app.Engine = partial(Engine, engine.command)
    MainWindow._engine_memory = lambda _self: ENGINE_MEMORY  # what the model in its place would take
    with hub() as models:
        for choice in themes:
            theme.apply(app, choice)
            paths = Paths(work / choice)
            fill(paths, content, choice, models.url)
            program = Program(paths, SettingsStore(paths.settings))
            program.start()
            try:
                _Walk(program, content, folder, choice).all_views()
            finally:
                program.window.close()
                program.close()


class _Walk:
    def __init__(self, program: Program, content: Content, folder: Path, choice: str) -> None:
        self.window: MainWindow = program.window
        self.history = program.history
        self.content = content
        self.folder = folder
        self.choice = choice

    def all_views(self) -> None:
        device = self.window.findChild(QLabel, "statusDevice")
        assert device is not None
        until(lambda: "CPU" in device.text(), "the model is loaded")
        self.window.resize(*_SIZES[""])
        for entry in PANES:
            self.window.show_pane(entry.name)
            self.grab(f"{entry.name}-empty")
        self.converse()
        self.summarize()
        self.translate()
        self.write()
        self.models()
        self.grab_all_panes()

    def grab(self, view: str) -> None:
        wait(_SETTLE_MS)
        self.window.grab().save(str(self.folder / f"{view}-{self.choice}.png"))

    def grab_all_panes(self) -> None:
        """In each size, with what the walk has left in the panes."""
        for suffix, size in _SIZES.items():
            self.window.resize(*size)
            for entry in (WELCOME, *PANES):
                self.window.show_pane(entry.name)
                self.grab(f"{entry.name}{suffix}")

    def converse(self) -> None:
        pane = self.window.show_pane("chat")
        assert isinstance(pane, ChatPane)
        pane.open_conversation(self.history.list_conversations()[0].id)

    def summarize(self) -> None:
        pane = self.window.show_pane("summarize")
        assert isinstance(pane, SummarizePane)
        pane.open_summary(self.history.summaries.titles()[0].id)
        pane.result.view.point_followed.emit(1)

    def translate(self) -> None:
        pane = self.window.show_pane("translate")
        assert isinstance(pane, TranslatePane)
        pane.source.show_text(sample("harbour.en.txt"))
        press(pane, "runButton")
        until(lambda: not pane.running, "the translation is finished")

    def write(self) -> None:
        pane = self.window.show_pane("write")
        assert isinstance(pane, WritePane)
        pane.show_text(sample(self.content.letter))
        press(pane, "runButton")
        until(lambda: not pane.running, "the letter is proofread")

    def models(self) -> None:
        pane = self.window.show_pane("models")
        assert isinstance(pane, ModelsPane)
        pane.show_view("discover")
        self.grab("models-recommended")
        field = _find(pane, QLineEdit, "searchField")
        field.setText(self.content.search)
        QTest.keyClick(field, Qt.Key.Key_Return)
        results = _find(pane, RowView, "resultList")
        until(lambda: results.isVisible() and results.model().rowCount() > 0, "models are found")
        self.grab("models-found")
        row = results.visualRect(results.model().index(0, 0)).center()
        QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=row)
        card = _find(pane, QTextBrowser, "modelCard")
        until(lambda: card.isVisible() and bool(card.toPlainText()), "the card of a model is shown")
        self.grab("models-repository")
        pane.show_view("library")


def _find(parent: QWidget, kind: type[T], name: str) -> T:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def wait(milliseconds: int) -> None:
    """Let the program go on; unlike QTest's own way this lets its Python threads go on too."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(condition: Callable[[], bool], what: str) -> None:
    for _ in range(_PATIENCE_MS // _FRAME_MS):
        if condition():
            return
        wait(_FRAME_MS)
    raise TimeoutError(f"In vain: {what}")
