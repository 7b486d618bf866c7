"""Where the reader is: long conversations, heights that were guessed, and answers that grow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from assistant.ui.widgets.transcript import Transcript, TranscriptMessage
from tests.ui.widgets.transcript.conftest import dialogue
from tests.ui.widgets.transcript.test_view import LONG


def test_only_what_is_seen_is_laid_out(transcript: Transcript) -> None:
    """Memory and time grow with the history: the class of complaint this guards against."""
    transcript.set_messages(dialogue(20_000, LONG))
    assert transcript.row_count == 20_000
    assert len(transcript._layouts) < 20
    for value in range(
        0, transcript.verticalScrollBar().maximum(), transcript.verticalScrollBar().maximum() // 100
    ):
        transcript.verticalScrollBar().setValue(value)
    assert len(transcript._layouts) < 130


def test_a_conversation_opens_at_its_end(transcript: Transcript) -> None:
    transcript.set_messages(dialogue(200, LONG))
    assert transcript.following
    assert transcript.offset == transcript.verticalScrollBar().maximum()
    assert 199 in transcript.visible_rows()


def test_who_reads_back_is_not_moved_by_what_arrives(transcript: Transcript) -> None:
    transcript.set_messages(dialogue(20, LONG))
    transcript.begin_answer(TranscriptMessage(100, "assistant"))
    transcript.verticalScrollBar().setValue(transcript.offset - 900)
    transcript.verticalScrollBar().setValue(transcript.offset - 300)
    row = transcript.visible_rows().start
    seen = transcript.corner_of(row)
    for _ in range(20):
        transcript.append_text(100, "More and more text.\n\n")
        transcript._pace.run()
    assert transcript.visible_rows().start == row
    assert transcript.corner_of(row) == seen
    assert not transcript.following


def test_who_is_at_the_end_stays_there(transcript: Transcript) -> None:
    transcript.set_messages(dialogue(20, LONG))
    transcript.begin_answer(TranscriptMessage(100, "assistant"))
    for _ in range(20):
        transcript.append_text(100, "More and more text.\n\n")
        transcript._pace.run()
        assert transcript.offset == transcript.verticalScrollBar().maximum()


def test_scrolling_back_through_guessed_heights_does_not_jump(transcript: Transcript, qtbot: QtBot) -> None:
    transcript.set_messages(dialogue(60, LONG))
    bar = transcript.verticalScrollBar()
    for _ in range(60):
        row = transcript.visible_rows()[-1]
        before = transcript.corner_of(row).y()
        bar.setValue(bar.value() - 120)
        assert abs(transcript.corner_of(row).y() - before - 120) <= 1


def test_the_keyboard_scrolls(transcript: Transcript, qtbot: QtBot) -> None:
    transcript.set_messages(dialogue(60, LONG))
    qtbot.keyClick(transcript, Qt.Key.Key_Home)
    assert transcript.offset == 0
    qtbot.keyClick(transcript, Qt.Key.Key_PageDown)
    assert transcript.offset > 500
    qtbot.keyClick(transcript, Qt.Key.Key_End)
    assert transcript.following


def test_the_way_to_the_newest_message(transcript: Transcript, qtbot: QtBot) -> None:
    transcript.set_messages(dialogue(60, LONG))
    newest = transcript.overlays.widgets()[2]
    assert not newest.isVisible()
    transcript.verticalScrollBar().setValue(0)
    assert newest.isVisible()
    qtbot.mouseClick(newest, Qt.MouseButton.LeftButton)
    assert transcript.following
    assert not newest.isVisible()


def test_a_narrower_window_keeps_the_message_in_sight(transcript: Transcript) -> None:
    transcript.set_messages(dialogue(60, LONG))
    transcript.verticalScrollBar().setValue(transcript.verticalScrollBar().maximum() // 2)
    row = transcript.visible_rows().start
    transcript.resize(450, 700)
    assert transcript.visible_rows().start == row
