"""Complaints: the GPU is silently not used; nobody can tell whether something leaves the machine."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from assistant.engine.values import Offload
from assistant.ui.status_line import StatusLine
from assistant.ui.work_list import WorkItem
from tests.fakes.engine_answers import llama_build, loaded_model


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    made = StatusLine()
    qtbot.addWidget(made)
    return made


def label(line: StatusLine, name: str) -> QLabel:
    found = line.findChild(QLabel, name)
    assert found is not None
    return found


def test_it_says_where_the_layers_lie(line: StatusLine) -> None:
    offload = [Offload(device="CUDA0", layers=30)]
    line.set_model(loaded_model(layers=36, offload=offload), llama_build(gpu_offload=True))
    assert label(line, "statusDevice").text() == "CUDA0: 30 of 37 layers"


@pytest.mark.parametrize(
    ("gpu_offload", "reason"), [(False, "no support for graphics cards"), (True, "No layers were put")]
)
def test_an_unused_gpu_has_its_reason(line: StatusLine, gpu_offload: bool, reason: str) -> None:
    line.set_model(loaded_model(threads=4), llama_build(gpu_offload=gpu_offload))
    assert label(line, "statusDevice").text() == "CPU, 4 threads"
    assert reason in label(line, "statusDevice").toolTip()


def test_offline_is_not_merely_local(line: StatusLine) -> None:
    assert label(line, "statusNetwork").text() == "Local"
    line.set_offline(True)
    assert label(line, "statusNetwork").text() == "Offline"


@pytest.mark.parametrize(("speed", "text"), [(42.4, "42 tokens/s"), (3.24, "3.2 tokens/s")])
def test_speed_has_the_digits_that_matter(line: StatusLine, speed: float, text: str) -> None:
    line.set_speed(speed)
    assert label(line, "statusSpeed").text() == text


def test_what_is_not_known_is_not_shown(line: StatusLine) -> None:
    for name in ("statusSpeed", "statusMemory"):
        assert label(line, name).isHidden()
    line.set_memory(6_200_000_000)
    assert label(line, "statusMemory").text() == "6.2 GB"


def test_what_runs_and_what_waits_is_named_and_can_be_ended(line: StatusLine) -> None:
    queue = line.findChild(QPushButton, "statusQueue")
    assert queue is not None
    assert queue.isHidden()
    ended: list[str] = []
    items = [WorkItem(name, partial(ended.append, name)) for name in ("Summary", "Chat")]
    items[0].running = True
    line.set_work(items)
    assert queue.text() == "Working: Summary · Waiting: Chat"
    menu = line.work_menu()
    assert [action.text() for action in menu.actions()] == ["Stop: Summary", "Stop: Chat"]
    menu.actions()[1].trigger()
    assert ended == ["Chat"]
    line.set_work(())
    assert queue.isHidden()


def test_a_narrow_window_cuts_it_instead_of_growing(line: StatusLine) -> None:
    offload = [Offload(device=f"A device with a very long name {number}", layers=9) for number in range(4)]
    line.set_model(loaded_model(offload=offload), None)
    assert line.minimumSizeHint().width() < 400
