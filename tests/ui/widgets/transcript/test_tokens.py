"""The token view: every token of an answer can be pointed at, whatever it is made of."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from assistant.ui.widgets.transcript import Token, TokenSheet, Transcript, TranscriptMessage

PIECES = ["**Two", "**", " ships", " 🚢", "灯", "塔", ".\n\n", "- a", "\n", "- b", "\n\n\n", "The", " end"]
TEXT = "".join(PIECES)
ANSWER = 2


def sheet(pieces: list[str]) -> TokenSheet:
    tokens, start = [], 0
    for piece in pieces:
        alternatives = ((piece, 0.5), (" boats", 0.25), ("\ufffd", 0.1), ("", 0.05))
        tokens.append(Token(start, start + len(piece), 0.5, alternatives))
        start += len(piece)
    return TokenSheet(tuple(tokens), "caption")


@pytest.fixture
def tokens(transcript: Transcript) -> Transcript:
    """A transcript that shows an answer as its tokens."""
    question, answer = TranscriptMessage(1, "user", "?"), TranscriptMessage(ANSWER, "assistant", TEXT, "Hm.")
    transcript.set_messages([question, answer])
    transcript.show_tokens(ANSWER, sheet(PIECES))
    return transcript


def point_at(transcript: Transcript, text: str) -> None:
    """Move the pointer over the token that begins with ``text``."""
    row = transcript.conversation.row(ANSWER)
    layout = transcript.complete(row)
    for at, placed in enumerate(layout.placed):
        for tint in layout.token_tints().get(at, []):
            for rect in placed.part.rects(tint.start, tint.end):
                middle = rect.center() + QPointF(placed.x, placed.y) + transcript.corner_of(row)
                move(transcript, middle)
                found = transcript.token_card.token
                if found is not None and TEXT[found.start : found.end].startswith(text):
                    return
    raise LookupError(f"{text!r} cannot be pointed at")


def move(transcript: Transcript, point: QPointF) -> None:
    none = Qt.MouseButton.NoButton
    modifiers = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, point, point, none, none, modifiers)
    transcript.mouseMoveEvent(event)


@pytest.mark.parametrize("piece", PIECES)
def test_each_token_can_be_pointed_at(tokens: Transcript, piece: str) -> None:
    point_at(tokens, piece)
    card = tokens.token_card
    assert card.isVisible()
    assert tokens.viewport().rect().contains(card.geometry())


def test_the_text_is_shown_as_it_was_written(tokens: Transcript) -> None:
    layout = tokens.complete(tokens.conversation.row(ANSWER))
    shown = [placed.part.text for placed in layout.placed]
    assert "**Two** ships 🚢灯塔.↵\n↵" in shown
    assert "caption" in shown
    tokens.show_tokens(ANSWER, None)
    layout = tokens.complete(tokens.conversation.row(ANSWER))
    assert "Two ships 🚢灯塔." in [placed.part.text for placed in layout.placed]


def test_an_alternative_is_chosen_for_its_place(tokens: Transcript, qtbot: QtBot) -> None:
    point_at(tokens, " ships")
    written = tokens.findChild(QLabel, "tokenWritten")
    assert written is not None
    assert "␣ships" in written.text()
    same, boats, broken, end = tokens.findChildren(QPushButton, "tokenAlternative")[-4:]
    assert [each.isEnabled() for each in (same, boats, broken, end)] == [False, True, False, False]
    with qtbot.waitSignal(tokens.alternative_chosen) as chosen:
        boats.click()
    assert chosen.args == [ANSWER, TEXT.index(" ships"), " boats"]
    assert not tokens.token_card.isVisible()


def test_the_card_goes_when_the_pointer_does(tokens: Transcript, qtbot: QtBot) -> None:
    point_at(tokens, "The")
    move(tokens, QPointF(1, 1))
    qtbot.waitUntil(lambda: not tokens.token_card.isVisible())


def test_tokens_that_are_not_evaluated_yet_are_plain(transcript: Transcript) -> None:
    transcript.set_messages([TranscriptMessage(ANSWER, "assistant", TEXT)])
    transcript.show_tokens(ANSWER, TokenSheet((), "being computed"))
    layout = transcript.complete(0)
    assert layout.token_tints() == {}
    transcript.show_tokens(ANSWER, sheet(PIECES[:4]))
    assert len(transcript.complete(0).token_tints()) == 1


def test_layouts_that_come_and_go_keep_the_tokens(tokens: Transcript) -> None:
    tokens.drop_layout(ANSWER)
    tokens.remeasure(tokens.conversation.row(ANSWER))
    point_at(tokens, " end")
