"""A transcript on an offscreen window, and what tests ask of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assistant.ui import theme
from assistant.ui.widgets.transcript import Transcript, TranscriptMessage
from assistant.ui.widgets.transcript.part import Control


@pytest.fixture
def transcript(qtbot: QtBot, qapp: QApplication) -> Transcript:
    theme.apply(qapp, "light")
    widget = Transcript()
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def dialogue(count: int, answer: str = "An answer.") -> list[TranscriptMessage]:
    """Questions and answers in turn, with ids from 1."""
    return [
        TranscriptMessage(
            number, "user" if number % 2 else "assistant", f"Question {number}" if number % 2 else answer
        )
        for number in range(1, count + 1)
    ]


def point_of(transcript: Transcript, row: int, part: int, offset: int = 0) -> QPoint:
    """Where a character of a part is in the viewport."""
    layout = transcript.complete(row)
    placed = layout.placed[part]
    rect = placed.part.rects(offset, offset + 1)[0]
    return (
        transcript.corner_of(row) + QPointF(placed.x, placed.y) + QPointF(rect.left() + 1, rect.center().y())
    ).toPoint()


def control_of(transcript: Transcript, row: int, kind: str) -> tuple[QPoint, Control]:
    """The first control of a kind in a message, and the middle of it in the viewport."""
    for placed in transcript.complete(row).placed:
        for control in placed.part.controls():
            if control.kind == kind:
                at = transcript.corner_of(row) + QPointF(placed.x, placed.y) + control.rect.center()
                return at.toPoint(), control
    raise LookupError(f"there is no {kind} in message {row}")
