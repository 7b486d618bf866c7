"""The library of prompts at the composer and in its editor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from assistant.storage.history import History
from assistant.storage.prompts import Prompt
from assistant.tasks.prompts import matching
from assistant.ui.widgets.composer import Composer
from assistant.ui.widgets.prompt_edit import PromptEdit
from assistant.ui.widgets.prompt_editor import PromptEditor
from assistant.ui.widgets.prompt_form import PromptForm
from assistant.ui.widgets.rows import RowView
from assistant.ui.widgets.slash_menu import SlashMenu

PROMPTS = [
    Prompt("1", "Answer", "Answer this."),
    Prompt("2", "Review", "Look at it."),
    Prompt("3", "翻译", "译"),
]


class Page(QWidget):
    """A composer at the bottom, and the menu above it."""

    def __init__(self) -> None:
        super().__init__()
        self.composer = Composer()
        column = QVBoxLayout(self)
        column.addStretch()
        column.addWidget(self.composer)
        self.menu = SlashMenu(self.composer.field, self, lambda words: matching(PROMPTS, words))
        self.chosen: list[Prompt] = []
        self.sent: list[str] = []
        self.menu.chosen.connect(self.chosen.append)
        self.composer.submitted.connect(self.sent.append)
        self.resize(700, 500)

    @property
    def field(self) -> PromptEdit:
        return self.composer.field

    @property
    def listed(self) -> list[str]:
        view = self.menu.findChild(RowView)
        assert view is not None
        return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    made.composer.setFocus()
    qtbot.waitUntil(made.field.hasFocus)
    return made


def commit(field: PromptEdit, text: str, preedit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def test_a_slash_opens_the_list_and_what_follows_filters_it(qtbot: QtBot, page: Page) -> None:
    qtbot.keyClicks(page.field, "/")
    assert page.menu.isVisible()
    assert page.listed == ["Answer", "Review", "翻译"]
    qtbot.keyClicks(page.field, "rev")
    assert page.listed == ["Review"]
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert page.chosen == [PROMPTS[1]]
    assert page.sent == []
    assert not page.menu.isVisible()


def test_the_arrows_walk_round_and_tab_chooses(qtbot: QtBot, page: Page) -> None:
    qtbot.keyClicks(page.field, "/")
    qtbot.keyClick(page.field, Qt.Key.Key_Up)
    qtbot.keyClick(page.field, Qt.Key.Key_Tab)
    assert page.chosen == [PROMPTS[2]]


@pytest.mark.parametrize("sign", ["/", "／", "、"])
def test_chinese_names_are_found_with_an_input_method(qtbot: QtBot, page: Page, sign: str) -> None:
    commit(page.field, sign)
    assert page.menu.isVisible()
    commit(page.field, "", preedit="fanyi")
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert page.chosen == []
    assert page.menu.isVisible()
    commit(page.field, "翻译")
    assert page.listed == ["翻译"]
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert page.chosen == [PROMPTS[2]]


def test_escape_closes_the_list_for_this_text_and_stops_no_answer(qtbot: QtBot, page: Page) -> None:
    page.composer.set_streaming(True)
    stopped: list[bool] = []
    page.composer.stopped.connect(lambda: stopped.append(True))
    qtbot.keyClicks(page.field, "/")
    qtbot.keyClick(page.field, Qt.Key.Key_Escape)
    assert not page.menu.isVisible()
    assert stopped == []
    qtbot.keyClicks(page.field, "r")
    assert not page.menu.isVisible()
    page.composer.set_text("")
    qtbot.keyClicks(page.field, "/")
    assert page.menu.isVisible()


@pytest.mark.parametrize("text", ["a / b", "/etc/passwd", "/Answer\nmore", "1/2"])
def test_other_slashes_are_text_and_are_sent(qtbot: QtBot, page: Page, text: str) -> None:
    page.composer.set_text(text)
    assert not page.menu.isVisible()
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert page.sent == [text]


def test_the_list_stays_inside_a_low_page(qtbot: QtBot, page: Page) -> None:
    page.resize(420, 170)
    qtbot.keyClicks(page.field, "/")
    assert page.rect().contains(page.menu.geometry())
    page.resize(420, 500)
    assert page.rect().contains(page.menu.geometry())


def test_the_form_asks_for_each_variable_and_fills_them_in(qtbot: QtBot, page: Page) -> None:
    form = PromptForm(Prompt("", "Letter", "To {{who}}: {{text}} ({{who}}, {{when}})"), page)
    filled: list[str] = []
    form.filled.connect(filled.append)
    form.open()
    for name, value in (("who", "Ada"), ("text", "{{who}}\n你好")):
        field = form.findChild(QPlainTextEdit, f"variable.{name}")
        assert field is not None
        assert field.accessibleName() == name
        field.setPlainText(value)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert filled == ["To Ada: {{who}}\n你好 (Ada, {{when}})"]
    assert not form.isVisible()


@pytest.fixture
def editor(qtbot: QtBot, history: History, page: Page) -> PromptEditor:
    made = PromptEditor(history.prompts, page)
    made.show()
    return made


@pytest.fixture
def history() -> Iterator[History]:
    with History.in_memory() as opened:
        yield opened


def press(editor: PromptEditor, name: str) -> None:
    button = editor.findChild(QPushButton, name)
    assert button is not None
    assert button.isVisible(), name
    button.click()


Named = Callable[[str], Prompt | None]


@pytest.fixture
def named(history: History) -> Named:
    return lambda name: next((each for each in history.prompts.all("en") if each.name == name), None)


def test_what_is_written_in_the_editor_is_kept(qtbot: QtBot, editor: PromptEditor, named: Named) -> None:
    press(editor, "newPromptButton")
    name, text = editor.findChild(QLineEdit, "promptName"), editor.findChild(QPlainTextEdit, "promptText")
    assert name is not None
    assert text is not None
    name.clear()
    qtbot.keyClicks(name, "Meals")
    text.setPlainText("Plan {{days}} days.")
    shown = editor.findChild(QLabel, "promptVariables")
    assert shown is not None
    assert "days" in shown.text()
    qtbot.waitUntil(lambda: named("Meals") is not None)
    text.setPlainText("Plan {{weeks}}.")
    editor.accept()
    kept = named("Meals")
    assert kept is not None
    assert kept.text == "Plan {{weeks}}."


def test_a_deleted_prompt_can_be_brought_back(editor: PromptEditor, named: Named) -> None:
    before = named("Answer an e-mail")
    press(editor, "deletePromptButton")
    assert named("Answer an e-mail") is None
    press(editor, "promptNoticeAction")
    assert named("Answer an e-mail") == before


def test_an_empty_library_can_get_those_of_the_program_back(
    editor: PromptEditor, history: History, named: Named
) -> None:
    for _ in history.prompts.all("en"):
        press(editor, "deletePromptButton")
    assert history.prompts.all("en") == []
    delete = editor.findChild(QPushButton, "deletePromptButton")
    assert delete is not None
    assert not delete.isEnabled()
    press(editor, "restorePromptsButton")
    assert named("Translate") is not None
    assert delete.isEnabled()


def test_a_library_goes_to_another_computer_as_a_file(
    editor: PromptEditor, history: History, named: Named, tmp_path: Path
) -> None:
    history.prompts.save(Prompt("", "Mine", "text"))
    editor.export(tmp_path / "prompts.json")
    mine = named("Mine")
    assert mine is not None
    history.prompts.delete(mine.key)
    editor.import_file(tmp_path / "prompts.json")
    assert named("Mine") is not None
    (tmp_path / "wrong.json").write_text("[]")
    editor.import_file(tmp_path / "wrong.json")
    notice = editor.findChild(QLabel, "promptNoticeText")
    assert notice is not None
    assert "wrong.json" in notice.text()
