"""Complaints: a helper that needs the mouse, goes on computing when it is closed, or says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from assistant.models.library import ModelLibrary
from assistant.paths import Paths
from assistant.storage.rewrite_presets import RewritePreset
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.quick import QuickWindow
from assistant.ui.services import Services
from assistant.ui.widgets.rows import RowView
from assistant.ui.work_list import WorkItem
from tests.fakes import Say, ScriptedEngine, WaitFor
from tests.ui.panes.scripted import is_shown, load_scripted, press, scripted_bridge, shown

TEXT = "The boat leave the harbour at noon."
ENTER, DOWN, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape


@pytest.fixture
def script(tmp_path: Path) -> ScriptedEngine:
    return ScriptedEngine(tmp_path / "scripted")


@pytest.fixture
def engine(qtbot: QtBot, paths: Paths, script: ScriptedEngine) -> Iterator[EngineBridge]:
    yield from scripted_bridge(script, paths)


@pytest.fixture
def without_model(qtbot: QtBot, services: Services) -> Iterator[QuickWindow]:
    window = QuickWindow(services)
    qtbot.addWidget(window)
    yield window
    window.put_away()


@pytest.fixture
def window(without_model: QuickWindow, engine: EngineBridge, active: ActiveModel) -> QuickWindow:
    load_scripted(engine, active)
    return without_model


def line(window: QuickWindow) -> QLineEdit:
    found = window.findChild(QLineEdit, "quickLine")
    assert found is not None
    return found


def field(window: QuickWindow, name: str) -> str:
    found = window.findChild(QPlainTextEdit, name)
    assert found is not None
    return found.toPlainText()


def offered(window: QuickWindow) -> list[str]:
    rows = window.findChild(RowView).model()
    return [rows.index(row, 0).data() for row in range(rows.rowCount())]


def finished(window: QuickWindow) -> bool:
    button = window.findChild(QAbstractButton, "copyButton")
    return button.isVisible() and button.isEnabled()


def test_a_text_is_rewritten_and_copied_by_the_keyboard_alone(
    qtbot: QtBot, window: QuickWindow, script: ScriptedEngine
) -> None:
    script.script(generate=[[Say("The boat "), WaitFor("more"), Say("leaves at noon.")]])
    window.open(TEXT)
    qtbot.waitUntil(line(window).hasFocus)
    assert field(window, "quickText") == TEXT
    assert offered(window)[0] == "Proofread"
    qtbot.keyClicks(line(window), "cle")
    assert offered(window) == ["Clearer", "cle"]
    qtbot.keyClick(line(window), ENTER)
    qtbot.waitUntil(lambda: field(window, "quickAnswer") == "The boat ")
    assert not finished(window)
    script.release("more")
    qtbot.waitUntil(lambda: finished(window))
    assert field(window, "quickAnswer") == "The boat leaves at noon."
    with qtbot.waitSignal(window.closed):
        qtbot.keyClick(window.focusWidget(), ENTER)
    assert QGuiApplication.clipboard().text() == "The boat leaves at noon."
    (job,) = [command for command in script.received if command["command"] == "generate"]
    assert "priority" not in job  # that of a dialogue, which is the default


def test_arrows_choose_and_own_words_are_the_last_row(
    qtbot: QtBot, window: QuickWindow, services: Services, script: ScriptedEngine
) -> None:
    services.history.rewrite_presets.save(RewritePreset("", "Pirate", "Say it like a pirate"))
    window.open(TEXT)
    qtbot.keyClicks(line(window), "pirate")
    assert offered(window) == ["Pirate", "pirate"]
    qtbot.keyClick(line(window), DOWN)
    qtbot.keyClick(line(window), ENTER)
    qtbot.waitUntil(lambda: finished(window))
    (job,) = [command for command in script.received if command["command"] == "generate"]
    assert job["messages"][0]["content"].startswith(f"{TEXT}\n\npirate")
    press(window, "backButton")
    assert is_shown(window, "quickActions")
    assert line(window).hasFocus()
    assert line(window).text() == "pirate"


def test_without_a_text_one_can_only_ask(qtbot: QtBot, window: QuickWindow, script: ScriptedEngine) -> None:
    window.open("")
    assert offered(window) == []
    qtbot.keyClick(line(window), ENTER)
    assert not is_shown(window, "quickAnswer")
    qtbot.keyClicks(line(window), "What is the answer?")
    assert offered(window) == ["What is the answer?"]
    qtbot.keyClick(line(window), ENTER)
    qtbot.waitUntil(lambda: finished(window))
    assert field(window, "quickAnswer") == "The answer is 42."


def test_what_is_selected_goes_before_what_was_copied(
    qtbot: QtBot, window: QuickWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {QClipboard.Mode.Clipboard: "copied", QClipboard.Mode.Selection: "selected"}
    monkeypatch.setattr(QClipboard, "supportsSelection", lambda _clipboard: True)
    monkeypatch.setattr(QClipboard, "text", lambda _clipboard, mode=QClipboard.Mode.Clipboard: texts[mode])
    window.open()
    assert (field(window, "quickText"), shown(window, "quickSource")) == ("selected", "Selected text")
    texts[QClipboard.Mode.Selection] = " "
    window.open()
    assert (field(window, "quickText"), shown(window, "quickSource")) == ("copied", "From the clipboard")
    texts[QClipboard.Mode.Clipboard] = ""
    window.open()
    assert (field(window, "quickText"), shown(window, "quickSource")) == ("", "")


def test_what_a_wayland_compositor_shows_only_now_is_taken_when_the_window_is_active(
    qtbot: QtBot, window: QuickWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = ""
    monkeypatch.setattr(QClipboard, "text", lambda *_arguments: copied)
    window.open()
    qtbot.waitUntil(window.isActiveWindow)
    copied = "copied"
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    assert field(window, "quickText") == "copied"
    copied = "another one"
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    assert field(window, "quickText") == "copied"


def test_a_text_in_the_language_of_the_window_is_translated_into_the_last_one(
    qtbot: QtBot, window: QuickWindow, services: Services
) -> None:
    services.settings.change(translated_into="fr,en")
    window.open("今天的会议改到星期五了，请大家准时参加。")
    assert "Translate into English" in offered(window)
    window.open("The meeting was moved to Friday because the room is not available.")
    qtbot.waitUntil(lambda: "Translate into French" in offered(window))


def test_closing_it_ends_the_work_at_once(
    qtbot: QtBot, window: QuickWindow, services: Services, script: ScriptedEngine
) -> None:
    script.script(generate=[[Say("Never "), WaitFor("nothing")]])
    window.open(TEXT)
    qtbot.keyClicks(line(window), "clearer")
    qtbot.keyClick(line(window), ENTER)
    qtbot.waitUntil(lambda: field(window, "quickAnswer") == "Never ")
    with qtbot.waitSignal(window.closed):
        qtbot.keyClick(window.focusWidget(), ESCAPE)
    assert not window.isVisible()
    qtbot.waitUntil(lambda: not services.engine.work.items)
    qtbot.waitUntil(lambda: script.received[-1]["command"] == "cancel")


def test_without_any_model_it_is_said(qtbot: QtBot, without_model: QuickWindow) -> None:
    without_model.open(TEXT)
    qtbot.keyClick(line(without_model), ENTER)
    assert shown(without_model, "quickErrorText") == "No model is loaded."


def test_the_model_used_last_is_loaded_when_none_is(
    qtbot: QtBot,
    without_model: QuickWindow,
    services: Services,
    model_library: ModelLibrary,
    model_file: Path,
    script: ScriptedEngine,
) -> None:
    script.script(load=[[WaitFor("load")]])
    model_library.import_file(model_file)
    without_model.open(TEXT)
    assert shown(without_model, "quickStatus") == "Loading tiny, 0 %…"
    qtbot.keyClicks(line(without_model), "clearer")
    qtbot.keyClick(line(without_model), ENTER)
    script.release("load")
    qtbot.waitUntil(lambda: finished(without_model))
    assert field(without_model, "quickAnswer") == "The answer is 42."


def test_what_the_model_is_busy_with_is_said(
    qtbot: QtBot, window: QuickWindow, services: Services, script: ScriptedEngine
) -> None:
    script.script(generate=[[WaitFor("more"), Say("Done.")]])
    services.engine.work.add(WorkItem("Rewriting", lambda: None, running=True))
    window.open(TEXT)
    qtbot.keyClicks(line(window), "clearer")
    qtbot.keyClick(line(window), ENTER)
    assert "(Rewriting); this comes next" in shown(window, "quickStatus")
    script.release("more")
    qtbot.waitUntil(lambda: finished(window))
    assert shown(window, "quickStatus") == "Scripted"
