"""What a reader does: select, copy, follow links, search, and act on messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton
from pytestqt.qtbot import QtBot

from assistant.ui.widgets.transcript import Transcript, TranscriptMessage
from assistant.ui.widgets.transcript.errors import CodeNotSaved
from tests.ui.widgets.transcript.conftest import control_of, dialogue, point_of

LEFT = Qt.MouseButton.LeftButton
CODE = "Look:\n\n```python\nx = 1\ny = 2\n```\n"


def answer(text: str) -> list[TranscriptMessage]:
    return [TranscriptMessage(1, "user", "A question"), TranscriptMessage(2, "assistant", text)]


def drag(
    qtbot: QtBot, transcript: Transcript, start: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    viewport = transcript.viewport()
    qtbot.mousePress(viewport, LEFT, pos=point_of(transcript, *start))
    qtbot.mouseMove(viewport, pos=point_of(transcript, *end))
    qtbot.mouseRelease(viewport, LEFT, pos=point_of(transcript, *end))


def test_a_selection_spans_messages(transcript: Transcript, qtbot: QtBot) -> None:
    transcript.set_messages(answer("First **bold** words.\n\n- one\n- two"))
    drag(qtbot, transcript, (0, 0, 2), (1, 2, 1))
    qtbot.keyClick(transcript, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "question\n\nFirst bold words.\n\n• one\n• t"


def test_a_double_click_selects_a_word(transcript: Transcript, qtbot: QtBot) -> None:
    transcript.set_messages(answer("Some words here"))
    qtbot.mouseDClick(transcript.viewport(), LEFT, pos=point_of(transcript, 1, 0, 7))
    assert transcript.selected_text() == "words"


def test_a_click_with_shift_extends_the_selection(transcript: Transcript, qtbot: QtBot) -> None:
    transcript.set_messages(answer("Some words here"))
    viewport = transcript.viewport()
    qtbot.mouseClick(viewport, LEFT, pos=point_of(transcript, 1, 0, 0))
    qtbot.mouseClick(viewport, LEFT, Qt.KeyboardModifier.ShiftModifier, pos=point_of(transcript, 1, 0, 10))
    assert transcript.selected_text() == "Some words"


def test_everything_can_be_selected_and_tables_are_copied_with_tabs(transcript: Transcript) -> None:
    transcript.set_messages(answer("| a | b |\n|---|---|\n| 1 | 😀2 |"))
    transcript.select_all()
    assert transcript.selected_text() == "A question\n\na\tb\n1\t😀2"


def test_characters_outside_the_basic_plane_do_not_shift_a_selection(
    transcript: Transcript, qtbot: QtBot
) -> None:
    transcript.set_messages(answer("😀😀 smile"))
    qtbot.mouseDClick(transcript.viewport(), LEFT, pos=point_of(transcript, 1, 0, 6))
    assert transcript.selected_text() == "smile"


def test_code_is_copied_as_it_was_written(transcript: Transcript, qtbot: QtBot) -> None:
    transcript.set_messages(answer("```python\na\u202e = 1\n```"))
    at, _ = control_of(transcript, 1, "copy-code")
    qtbot.mouseClick(transcript.viewport(), LEFT, pos=at)
    assert QApplication.clipboard().text() == "a\u202e = 1"
    assert "⟨U+202E⟩" in transcript.complete(1).placed[0].part.text


def test_code_is_saved(
    transcript: Transcript, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    transcript.set_messages(answer(CODE))
    proposed: list[str] = []

    def choose(_parent: object, _title: str, name: str) -> tuple[str, str]:
        proposed.append(name)
        return str(tmp_path / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    at, _ = control_of(transcript, 1, "save-code")
    qtbot.mouseClick(transcript.viewport(), LEFT, pos=at)
    assert proposed == ["code.py"]
    assert (tmp_path / "code.py").read_text(encoding="utf-8") == "x = 1\ny = 2\n"


def test_code_that_cannot_be_saved_is_reported(
    transcript: Transcript, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    transcript.set_messages(answer(CODE))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path), ""))
    _, control = control_of(transcript, 1, "save-code")
    part = transcript.complete(1).placed[1].part
    with pytest.raises(CodeNotSaved):
        transcript.activate(1, part, control)


def test_a_link_is_announced_and_not_opened(transcript: Transcript, qtbot: QtBot) -> None:
    transcript.set_messages(answer("See [the docs](https://example.org/x) there"))
    at, _ = control_of(transcript, 1, "link")
    with qtbot.waitSignal(transcript.link_activated) as signal:
        qtbot.mouseClick(transcript.viewport(), LEFT, pos=at)
    assert signal.args == ["https://example.org/x"]


def test_thoughts_unfold_with_a_click(transcript: Transcript, qtbot: QtBot) -> None:
    transcript.set_messages(
        [TranscriptMessage(1, "assistant", "Answer", thinking="Thoughts", thinking_seconds=3)]
    )
    at, control = control_of(transcript, 0, "fold-thinking")
    assert control.name == "Thought for 3 s"
    qtbot.mouseClick(transcript.viewport(), LEFT, pos=at)
    assert [p.part.text for p in transcript.complete(0).placed] == ["", "Thoughts", "Answer"]


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("refreshAction", "regenerate_requested"),
        ("branchAction", "branch_requested"),
        ("trashAction", "delete_requested"),
    ],
)
def test_actions_of_the_last_message(transcript: Transcript, qtbot: QtBot, button: str, signal: str) -> None:
    transcript.set_messages(answer("An answer"))
    with qtbot.waitSignal(getattr(transcript, signal)) as emitted:
        transcript.findChild(QToolButton, button).click()
    assert emitted.args == [2]


def test_actions_of_a_message_under_the_pointer_or_the_keyboard(transcript: Transcript, qtbot: QtBot) -> None:
    transcript.set_messages(answer("An answer"))
    bar = transcript.overlays.widgets()[1]
    assert not bar.isVisible()
    qtbot.mouseMove(transcript.viewport(), point_of(transcript, 0, 0))
    assert bar.isVisible()
    qtbot.mouseMove(transcript.viewport(), point_of(transcript, 1, 0))
    assert not bar.isVisible()
    transcript.overlays.hover(None)
    qtbot.keyClick(transcript, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(transcript, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert bar.isVisible()
    edit = bar.findChild(QToolButton, "editAction")
    with qtbot.waitSignal(transcript.edit_requested) as emitted:
        edit.click()
    assert emitted.args == [1]


def test_find_counts_shows_and_goes_round(transcript: Transcript, qtbot: QtBot) -> None:
    messages = dialogue(300, "nothing here")
    messages[9] = TranscriptMessage(10, "assistant", "The **need**le, and another NEEDLE")
    messages[249] = TranscriptMessage(250, "assistant", "```\nneedle\n```")
    transcript.set_messages(messages)
    transcript.verticalScrollBar().setValue(0)
    transcript.find("needle")
    qtbot.waitUntil(lambda: not transcript.finder.searching)
    assert transcript.finder.count == 2
    assert 9 in transcript.visible_rows()
    transcript.find_next()
    assert 249 in transcript.visible_rows()
    transcript.find_next()
    assert 9 in transcript.visible_rows()
    transcript.find_previous()
    assert 249 in transcript.visible_rows()
    transcript.find("")
    assert not transcript.finder.active


def test_the_find_bar_opens_and_closes_with_the_keyboard(transcript: Transcript, qtbot: QtBot) -> None:
    transcript.set_messages(answer("Some words and some more words"))
    bar = transcript.overlays.find_bar
    qtbot.keyClick(transcript, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert bar.isVisible()
    bar.field.setText("words")
    qtbot.waitUntil(lambda: transcript.finder.count == 2)
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert not transcript.finder.active
