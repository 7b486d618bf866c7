"""The whole program with the starter model: a text in, points with their places out, a question answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assistant.app import Program
from assistant.paths import Paths, resource
from assistant.storage.settings_store import SettingsStore
from assistant.ui.panes.summarize import SummarizePane
from tests.ui.panes.scripted import press

pytestmark = pytest.mark.model

RUN_MS = 240_000


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    paths = Paths(tmp_path / "data")
    paths.create()
    made = Program(paths, SettingsStore(paths.settings))
    qtbot.addWidget(made.window)
    made.start()
    yield made
    made.close()


def test_a_sample_is_summarized_and_asked(qtbot: QtBot, program: Program) -> None:
    pane = program.window.show_pane("summarize")
    assert isinstance(pane, SummarizePane)
    text = resource("samples", "harbour.en.txt").read_text(encoding="utf-8").strip()
    qtbot.waitUntil(lambda: program.loader.wanted is not None, timeout=RUN_MS)
    press(pane, "sample.harbour.en.txt")
    qtbot.waitUntil(lambda: not pane.running, timeout=RUN_MS)
    sheet = pane.sheet
    assert sheet is not None
    assert sheet.finished
    assert sheet.coverage is not None
    assert sheet.coverage.complete
    assert sheet.points
    for point in sheet.points:
        assert all(text[span.start : span.end].strip() for span in point.sources)

    pane.ask("Who measured the light of the lanterns?")
    qtbot.waitUntil(lambda: not pane.running, timeout=RUN_MS)
    assert pane.sheet is not None
    (answer,) = pane.sheet.answers
    assert any("Solberg" in text[span.start : span.end] for point in answer.points for span in point.sources)
    (title,) = program.history.summaries.titles()
    assert title.title == "The Lanterns of Oddfjord Harbour"
