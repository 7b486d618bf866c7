"""Complaints: what one had copied is gone, pictures too; an answer that was not pasted is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from assistant.ui.quick import replacing
from assistant.ui.quick.replacing import Replacing

QUICK, OTHER = 1, 2


class Windows:
    """Stands for the X server: the other window comes to the front, and pastes as the test says."""

    def __init__(self, paste: Callable[[], object]) -> None:
        self.front = OTHER
        self.terminal = False
        self.press_paste = paste

    def active(self) -> int:
        return self.front

    def activate(self, window: int) -> None:
        self.front = window

    def is_terminal(self, window: int) -> bool:
        return self.terminal

    def holds_modifiers(self) -> bool:
        return False


@pytest.fixture(autouse=True)
def empty_clipboard() -> Iterator[None]:
    yield
    # What Python has made must not be in it when Python is gone.
    QGuiApplication.clipboard().clear()


@pytest.fixture
def former() -> None:
    """What was copied before: a picture with a caption."""
    data = QMimeData()
    data.setText("caption")
    data.setHtml("<b>caption</b>")
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    data.setImageData(picture)
    QGuiApplication.clipboard().setMimeData(data)


def replacer(paste: Callable[[], object], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Replacing:
    made = Replacing(QGuiApplication.instance())
    windows = Windows(paste)
    monkeypatch.setattr(made, "_windows", windows)
    monkeypatch.setattr(replacing, "_SETTLE_S", 0.0)
    monkeypatch.setattr(replacing, "_PATIENCE_S", 0.2)
    made.remember_window(QUICK)
    windows.front = QUICK
    made.remember_window(QUICK)
    return made


@pytest.mark.usefixtures("former")
def test_the_window_before_gets_the_answer_and_the_clipboard_is_as_it_was(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard = QGuiApplication.clipboard()
    pasted: list[str] = []
    replace = replacer(lambda: pasted.append(clipboard.text()), monkeypatch, qtbot)
    assert replace.possible
    with qtbot.waitSignal(replace.ended) as end:
        replace.start("the answer")
    assert end.args == [True]
    assert pasted == ["the answer"]
    assert (clipboard.text(), clipboard.mimeData().html()) == ("caption", "<b>caption</b>")
    assert clipboard.image().pixelColor(0, 0) == QColor("red")


@pytest.mark.usefixtures("former")
def test_an_answer_that_nobody_takes_stays_in_the_clipboard(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = replacer(lambda: None, monkeypatch, qtbot)
    with qtbot.waitSignal(replace.ended) as end:
        replace.start("the answer")
    assert end.args == [False]
    assert QGuiApplication.clipboard().text() == "the answer"


def test_the_output_of_a_terminal_cannot_be_replaced(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = replacer(lambda: None, monkeypatch, qtbot)
    monkeypatch.setattr(replace._windows, "terminal", True)
    assert not replace.possible


def test_without_an_x_server_it_is_not_offered(qtbot: QtBot) -> None:
    made = Replacing(QGuiApplication.instance())
    made.remember_window(QUICK)
    assert not made.possible
    assert not made.holds_clipboard
