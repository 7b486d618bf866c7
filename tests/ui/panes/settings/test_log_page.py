"""Complaints: one has to find a log file first; a report that gives away what one wrote, or who one is."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from assistant.app import _log_to
from assistant.engine.values import Device
from assistant.models.entry import ModelEntry
from assistant.paths import Paths
from assistant.storage.settings import Settings
from assistant.ui.active_model import ActiveModel
from assistant.ui.message_bar import Message
from assistant.ui.panes.settings.log_file import LogLine, read_log
from assistant.ui.panes.settings.log_page import LogPage
from assistant.ui.panes.settings.report import report
from assistant.ui.widgets.search_field import SearchField
from tests.fakes.engine_answers import llama_build, loaded_model
from tests.ui.panes.scripted import press

LONG_AGO = datetime.fromisoformat("2001-01-01")
GPU = Device(name="Vulkan0", description="Radeon RX 7800", type="gpu", memory_total=1 << 34, memory_free=0)


def write(paths: Paths, *lines: tuple[str, str], name: str = "parlance.log") -> None:
    now = datetime.now().astimezone().replace(tzinfo=None) + timedelta(seconds=1)
    said = [f"{now:%Y-%m-%d %H:%M:%S},123 {level} {text}" for level, text in lines]
    (paths.logs / name).write_text("\n".join(said) + "\n", encoding="utf-8")


@pytest.fixture
def page(qtbot: QtBot, paths: Paths) -> LogPage:
    write(
        paths,
        ("INFO", "assistant.app: Parlance begins"),
        ("WARNING", "assistant.models.shelf: The index was made anew"),
        ("ERROR", "assistant.ui.worker: Work failed\nTraceback (most recent call last):\nOSError: disk"),
    )
    made = LogPage(paths.logs, lambda: "the report")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def text(page: LogPage) -> str:
    shown = page.findChild(QPlainTextEdit, "logText")
    assert shown is not None
    return shown.toPlainText() if shown.isVisible() else ""


def choose_level(page: LogPage, index: int) -> None:
    box = page.findChild(QComboBox, "logLevel")
    assert box is not None
    box.setCurrentIndex(index)


def test_the_log_of_this_run_is_shown_with_its_levels(page: LogPage) -> None:
    assert "Parlance begins" in text(page)
    assert "Warning  assistant.models.shelf  The index was made anew" in text(page)
    assert "OSError: disk" in text(page), "an exception belongs to the line above it"


def test_it_is_filtered_by_level_and_words(page: LogPage) -> None:
    choose_level(page, 1)
    assert "begins" not in text(page)
    assert "anew" in text(page)
    choose_level(page, 2)
    assert "anew" not in text(page)
    assert "disk" in text(page)
    choose_level(page, 0)
    field = page.findChild(SearchField)
    assert field is not None
    field.setText("INDEX shelf")
    assert text(page).endswith("The index was made anew")
    field.setText("nothing like that")
    assert text(page) == ""
    nothing = page.findChild(QWidget, "logNothing")
    assert nothing is not None
    assert nothing.isVisible()


def test_what_is_logged_meanwhile_appears(qtbot: QtBot, page: LogPage, paths: Paths) -> None:
    write(paths, ("ERROR", "assistant.app: Something new"))
    qtbot.waitUntil(lambda: "Something new" in text(page))


def test_the_engine_has_a_log_of_its_own(page: LogPage, paths: Paths) -> None:
    write(paths, ("llama_decode:", "failed to decode"), name="engine.log")
    press(page, "engineSegment")
    assert text(page).endswith("llama_decode: failed to decode")
    choose_level(page, 2)
    assert "failed to decode" in text(page), "the engine does not say how bad its lines are"


def test_earlier_runs_are_left_out(paths: Paths) -> None:
    write(paths, ("INFO", "assistant.app: now"))
    file = paths.logs / "parlance.log"
    file.write_text("2001-02-03 04:05:06,789 ERROR assistant.app: then\n" + file.read_text())
    now = datetime.now().astimezone().replace(tzinfo=None) - timedelta(seconds=5)
    assert [line.text for line in read_log(file, now)] == ["now"]
    assert [line.text for line in read_log(file, LONG_AGO)] == ["then", "now"]
    assert read_log(paths.logs / "none.log", LONG_AGO) == []


def test_the_report_is_copied_and_said_to_be(page: LogPage) -> None:
    messages: list[Message] = []
    page.message_raised.connect(messages.append)
    press(page, "copyReportButton")
    assert QGuiApplication.clipboard().text() == "the report"
    assert len(messages) == 1


def test_the_report_has_nothing_of_what_the_user_wrote_and_who_it_is(
    tmp_path: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Secrets in a prompt, a file's name, a model's name, the home folder, a token, an exception's text."""
    home = tmp_path / "janedoe" / "assistant"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("HF_TOKEN", "hf_secrettoken")
    settings = Settings(
        system_prompt="I am the lawyer of Mrs Secretary.", hub_address="https://intranet.example", threads=3
    )
    active = ActiveModel()
    entry = ModelEntry(
        id="secretmodel", name="Secret Divorce Model", path=home / "divorce.gguf", size=1,
        architecture="llama", parameters=1, quantization="Q4_0", context_length=4096, source="imported",
        has_template=True,
    )  # fmt: skip
    active.set_loaded(entry, loaded_model(), llama_build())
    said = (
        f"Work on {home}/divorce.docx failed\nTraceback (most recent call last):\n"
        f'  File "{home}/lib/assistant/ui/worker.py", line 63, in run\n    result = function(self)\n'
        f'  File "{home}/lib/python3.11/pathlib.py", line 1044, in open\n    return io.open(self)\n'
        f"FileNotFoundError: no such file: '{home}/divorce.docx'\nSecretary"
    )
    log = [
        LogLine(LONG_AGO, "error", "assistant.ui.worker", said),
        LogLine(LONG_AGO, "warning", "assistant.models.shelf", f"{home}/divorce.gguf is unreadable"),
        LogLine(LONG_AGO, "warning", "assistant.models.shelf", "divorce again"),
    ]
    made = report(settings, active, [GPU], log)
    for expected in (
        "Parlance ", "Radeon RX 7800", "threads: 3", "system_prompt: changed", "hub_address: changed",
        "numpy ", "PySide6-Essentials ", "Q4_0",
        "error in assistant.ui.worker: FileNotFoundError at assistant/ui/worker.py:63",
        "warning in assistant.models.shelf (2 times)",
    ):  # fmt: skip
        assert expected in made
    for secret in ("jane", "secret", "divorce", "intranet", "hf_", "lawyer", str(paths.data), str(tmp_path)):
        assert secret.casefold() not in made.casefold()


def test_a_start_is_logged_and_libraries_only_when_they_warn(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, own = logging.Logger("root"), logging.getLogger("assistant")
    before = own.level
    handlers: list[logging.Handler] = []
    monkeypatch.setattr(logging, "basicConfig", lambda **options: handlers.extend(options["handlers"]))
    _log_to(paths)
    assert own.level == logging.INFO
    own.setLevel(before)
    [handler] = handlers
    handler.handle(root.makeRecord("assistant.app", logging.INFO, "", 0, "Parlance begins", (), None))
    handler.close()
    [line] = read_log(paths.logs / "parlance.log", LONG_AGO)
    assert (line.level, line.source, line.text) == ("info", "assistant.app", "Parlance begins")
    assert (paths.logs / "parlance.log").stat().st_mode & 0o077 == 0


def test_the_page_can_be_walked_with_the_keyboard(page: LogPage) -> None:
    shown = page.findChild(QPlainTextEdit, "logText")
    assert shown is not None
    assert shown.tabChangesFocus()
    assert shown.focusPolicy() & Qt.FocusPolicy.TabFocus
