"""What a text pane shows while it is empty stays within the pane, whatever happens before it is seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from assistant.ui.widgets.text_page import Decoration, TextPage
from assistant.ui.widgets.text_welcome import TextWelcome


class Page(TextPage):
    def decorations(self, start: int, end: int) -> list[Decoration]:
        return []


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.addWidget(QWidget())
    page = Page("page", "Text")
    stack.addWidget(page)
    TextWelcome(
        page, "welcome", ("Title", "What it does, in so many words. " * 12, "A remark. " * 30), "letter"
    )
    stack.resize(700, 500)
    stack.show()
    qtbot.waitExposed(stack)
    yield page
    stack.close()


def welcome_of(page: Page) -> TextWelcome:
    found = page.findChild(TextWelcome)
    assert found is not None
    return found


@pytest.mark.parametrize("width", [360, 700, 1_100, 2_000])
def test_it_stays_within_the_text_column(qtbot: QtBot, page: Page, width: int) -> None:
    """Cut at the right edge: the window was made wider while another page was shown."""
    stack = page.parentWidget()
    assert isinstance(stack, QStackedWidget)
    stack.resize(width, 500)
    stack.setCurrentWidget(page)
    welcome = welcome_of(page)
    qtbot.waitUntil(welcome.isVisible)
    qtbot.waitUntil(lambda: welcome.geometry().right() < page.viewport().width())
    for child in welcome.findChildren(QWidget):
        if child.isVisible():
            assert child.geometry().right() <= welcome.width(), child.objectName()


def test_it_is_there_while_the_text_is_empty(page: Page) -> None:
    welcome = welcome_of(page)
    assert not welcome.isHidden()
    page.insertPlainText("A word")
    assert welcome.isHidden()
    page.undo()
    assert not welcome.isHidden()
