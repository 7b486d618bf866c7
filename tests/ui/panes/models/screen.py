"""The Models pane as someone sees and uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from assistant.ui.panes.models import ModelsPane
from assistant.ui.widgets.rows import RowView
from tests.fakes.hub import REPO

SMALL = "Tiny-Chat-Q4_K_M.gguf"
"""What :meth:`Screen.download` takes first."""

T = TypeVar("T", bound=QWidget)


class Screen:
    """Only what can be seen is found."""

    def __init__(self, qtbot: QtBot, pane: ModelsPane) -> None:
        self.qtbot = qtbot
        self.pane = pane

    def find(self, name: str, kind: type[T]) -> T:
        """The first widget of a name that can be seen."""
        found = [widget for widget in self.pane.findChildren(kind, name) if widget.isVisible()]
        assert found, f"{name} cannot be seen"
        return found[0]

    def sees(self, text: str) -> bool:
        return any(text in label.text() for label in self.pane.findChildren(QLabel) if label.isVisible())

    def wait_for(self, text: str) -> None:
        self.until(lambda: self.sees(text), f"“{text}” cannot be seen")

    def wait_for_view(self, name: str) -> None:
        """A list appears, with something in it."""
        view = self.pane.findChild(RowView, name)
        assert view is not None
        self.until(lambda: view.isVisible() and view.model().rowCount() > 0, f"{name} cannot be seen")

    def until(self, condition: Callable[[], bool], otherwise: str = "it did not happen") -> None:
        def check() -> None:
            assert condition(), otherwise

        self.qtbot.waitUntil(check, timeout=60_000)

    def press(self, name: str) -> None:
        """Click it as soon as it can be seen: several changes are shown one frame after the other."""

        def check() -> None:
            self.find(name, QWidget)

        self.qtbot.waitUntil(check, timeout=60_000)
        self.qtbot.mouseClick(self.find(name, QWidget), Qt.MouseButton.LeftButton)

    def search(self, words: str) -> None:
        field = self.find("searchField", QLineEdit)
        field.setText(words)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)

    def choose(self, list_name: str, row: int) -> None:
        view = self.find(list_name, RowView)
        where = view.visualRect(view.model().index(row, 0)).center()
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def open_repository(self) -> None:
        self.pane.show_view("discover")
        self.search(REPO)
        card = self.pane.findChild(QTextBrowser, "modelCard")
        assert card is not None
        self.until(lambda: "Speaks" in card.toPlainText(), "the model card did not come")

    def download(self, row: int = 0) -> None:
        """From the pasted name of the repository to the button."""
        self.open_repository()
        view = self.find("quantizationList", RowView)
        view.setCurrentIndex(view.model().index(row, 0))
        button = self.find("downloadButton", QPushButton)
        assert button.text() == "Download"
        self.press("downloadButton")
