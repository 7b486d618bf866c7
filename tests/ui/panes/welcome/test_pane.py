"""Complaints: ten dialogs before the first word, a language found only by those who can read the other one,
nothing works before some gigabytes have arrived."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from assistant import app
from assistant.app import Program
from assistant.models.entry import ModelEntry
from assistant.paths import Paths, resource
from assistant.storage.settings_store import SettingsStore
from assistant.ui.active_model import ActiveModel
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.main_window import MainWindow
from assistant.ui.panes import WELCOME
from assistant.ui.panes.chat import ChatPane
from assistant.ui.panes.settings import SettingsPane
from assistant.ui.panes.welcome import WelcomePane
from assistant.ui.services import Services
from tests.fakes.engine_answers import llama_build, loaded_model
from tests.ui.panes.scripted import press, shown

StartProgram = Callable[[], Program]


@pytest.fixture
def start(qtbot: QtBot, paths: Paths) -> Iterator[StartProgram]:
    """Starts programs one after the other on one data folder, without loading a model."""
    running: list[Program] = []

    def start() -> Program:
        for program in running:
            program.close()
        settings = SettingsStore(paths.settings)
        settings.change(load_at_start=False)
        running[:] = [Program(paths, settings)]
        for widget in (running[0].window, running[0].quick):
            qtbot.addWidget(widget)
        running[0].start()
        QApplication.processEvents()
        return running[0]

    yield start
    for program in running:
        program.close()
        for widget in (program.window, program.quick):
            qtbot.addWidget(widget)


@pytest.fixture
def pane(qtbot: QtBot, services: Services) -> WelcomePane:
    made = WELCOME.factory(services)
    assert isinstance(made, WelcomePane)
    qtbot.addWidget(made)
    made.resize(900, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def compiled_translations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout has them only after ``make run``."""
    lrelease = [sys.executable, "-c", "from PySide6.scripts.pyside_tool import lrelease; lrelease()"]
    for file in resource("translations").glob("*.ts"):
        compiled = str(tmp_path / f"{file.stem}.qm")
        subprocess.run([*lrelease, "-silent", str(file), "-qm", compiled], check=True)
    monkeypatch.setattr(app, "resource", lambda *_parts: tmp_path)


def starter() -> ModelEntry:
    return ModelEntry(
        id="smollm2",
        name="SmolLM2-135M-Instruct",
        path=Path("smollm2.gguf"),
        size=98_000_000,
        architecture="llama",
        parameters=135_000_000,
        quantization="Q4_1",
        context_length=8192,
        source="starter",
        has_template=True,
    )


def test_a_new_data_folder_begins_with_the_first_page_and_only_once(start: StartProgram) -> None:
    assert start().window.current_name == "welcome"
    assert start().window.current_name == "chat"


def test_who_has_used_a_model_before_has_seen_enough(start: StartProgram, paths: Paths) -> None:
    SettingsStore(paths.settings).change(last_model="something")
    assert start().window.current_name == "chat"


@pytest.mark.parametrize("way", ["escape", "start", "rail"])
def test_it_stands_in_nobodys_way(qtbot: QtBot, start: StartProgram, way: str) -> None:
    window = start().window
    pane = window.current_pane
    if way == "escape":
        qtbot.keyClick(pane, Qt.Key.Key_Escape)
    else:
        press(window, "startButton" if way == "start" else "navigation.chat")
    assert isinstance(window.current_pane, ChatPane)


def test_it_is_found_again_in_the_settings(start: StartProgram) -> None:
    window = start().window
    settings = window.show_pane("settings")
    assert isinstance(settings, SettingsPane)
    settings.show_page("about")
    press(window, "openWelcomeButton")
    assert window.current_name == "welcome"


def test_without_a_model_it_says_so_and_lets_one_pass(qtbot: QtBot, pane: WelcomePane) -> None:
    assert shown(pane, "firstModelTitle") == "No model is here yet"
    with qtbot.waitSignal(pane.pane_requested) as requested:
        press(pane, "startButton")
    assert requested.args == ["chat"]


def test_the_model_that_came_along_is_ready_and_honest(pane: WelcomePane, active: ActiveModel) -> None:
    active.set_loaded(starter(), loaded_model(), llama_build())
    assert shown(pane, "firstModelTitle") == "SmolLM2-135M-Instruct is ready"
    assert "speaks English only" in shown(pane, "firstModelFacts")


def test_a_larger_model_is_one_click_away_with_size_and_time(pane: WelcomePane) -> None:
    card = pane.findChild(QPushButton, "getRecommendedButton")
    assert card is not None
    assert card.isVisible()
    facts = [label.text() for label in pane.findChildren(QLabel) if " at 10 MB/s" in label.text()]
    assert facts
    assert "GB" in facts[0] or "MB" in facts[0]


def test_the_offline_switch_is_that_of_the_settings(pane: WelcomePane, settings: SettingsStore) -> None:
    press(pane, "option.offline")
    assert settings.value.offline
    press(pane, "getRecommendedButton")


def choose_language(program: Program, name: str) -> None:
    box = program.window.findChild(QComboBox, "option.language")
    assert box is not None
    box.setCurrentIndex(box.findData(name))
    box.activated.emit(box.currentIndex())


@pytest.mark.usefixtures("compiled_translations")
def test_another_language_is_there_at_once_and_back(qtbot: QtBot, start: StartProgram) -> None:
    program = start()
    program.settings.change(language="en")
    program.window.setGeometry(40, 40, 640, 600)
    for name, title in (("zh_CN", "欢迎使用 Parlance"), ("en", "Welcome to Parlance")):
        before = program.window
        place = before.geometry()
        choose_language(program, name)
        qtbot.waitUntil(lambda old=before: program.window is not old)
        assert program.window.current_name == "welcome"
        assert title in [label.text() for label in program.window.findChildren(QLabel)]
        assert program.window.isVisible()
        assert program.window.geometry() == place
        qtbot.waitUntil(lambda old=before: not isValid(old))


def test_no_text_is_lost_to_another_language(start: StartProgram) -> None:
    program = start()
    window = program.window
    chat = window.show_pane("chat")
    assert isinstance(chat, ChatPane)
    chat.composer.set_text("half a sentence")
    program.settings.change(language="zh_CN")
    assert program.window is window
    assert "next start" in window.message_bar.messages[-1].text
    window.message_bar.dismiss()


def test_an_arrival_is_told_wherever_one_is(window: MainWindow, library: LibraryBridge) -> None:
    library.downloaded.emit(starter())
    message = window.message_bar.messages[-1]
    assert "every byte is right" in message.text
    assert message.action == "Use this model"
    window.show_pane("models")
    library.downloaded.emit(starter())
    assert window.message_bar.messages == (message,)
