"""What an answer cost can be read off it, and the command it gives makes the same answer."""

from __future__ import annotations

import shlex
import subprocess
import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from assistant.storage.settings import RANDOM_SEED
from assistant.ui.panes.chat.answer_details import AnswerDetails
from tests.ui.panes.chat.conftest import ProgramUnderTest

pytestmark = pytest.mark.model


def details(program: ProgramUnderTest) -> AnswerDetails:
    program.pane.transcript.details_requested.emit(program.last.id)
    found = program.program.window.findChild(AnswerDetails)
    assert found is not None
    return found


def test_the_command_makes_the_same_answer(program: ProgramUnderTest, qtbot: QtBot) -> None:
    program.program.settings.change(max_tokens=16, temperature=0.9, seed=RANDOM_SEED)
    answer = program.ask("Name three animals, and don't explain.")
    dialog = details(program)
    shown = {each.objectName(): each.text() for each in dialog.findChildren(QLabel)}
    assert shown["detail.device"] == "CPU"
    assert shown["detail.seed"].isdigit()
    assert "tokens/s" in shown["detail.speed"]
    assert shown["detail.end"] in ("at the longest answer that is set", "by itself")
    button = dialog.findChild(QPushButton, "copyCommandButton")
    assert button is not None
    button.click()
    words = shlex.split(QGuiApplication.clipboard().text())
    dialog.accept()
    qtbot.waitUntil(lambda: program.program.window.findChild(QDialog) is None)
    program.close()
    data_dir = ["--data-dir", str(program.data)]
    made = subprocess.run(
        [sys.executable, "-m", "assistant", *words[1:], *data_dir],
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert made.stdout.decode().strip() == answer.strip()


def test_later_answers_say_why_no_command_repeats_them(program: ProgramUnderTest) -> None:
    program.program.settings.change(max_tokens=4)
    program.ask("One?")
    program.ask("Two?")
    button = details(program).findChild(QPushButton, "copyCommandButton")
    assert button is not None
    assert not button.isEnabled()
