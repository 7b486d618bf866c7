"""Formulas: pictures where they can be drawn, the source where not, and the source whenever it is copied."""

from __future__ import annotations

import math

import pytest
from pytestqt.qtbot import QtBot

from assistant.ui import theme
from assistant.ui.markdown.blocks import Mark, Span
from assistant.ui.widgets.transcript import Transcript, TranscriptMessage, formulas
from assistant.ui.widgets.transcript.formula import FormulaPart
from assistant.ui.widgets.transcript.prose import ProsePart
from assistant.ui.widgets.transcript.typography import Typography


@pytest.fixture
def typography(qtbot: QtBot) -> Typography:
    qtbot.waitUntil(formulas.available)
    return Typography(theme.current())


def test_a_formula_is_drawn_where_its_source_was(typography: Typography) -> None:
    part = FormulaPart(r"\frac{a}{b}", typography)
    part.set_width(500)
    before = part.height
    part.work(math.inf)
    assert not part.pending
    assert part.height > before
    assert part.text == r"\frac{a}{b}"


@pytest.mark.parametrize("tex", ["\\", "{", "\\begin{nothing}", "x" * 5_000, "{" * 900])
def test_what_cannot_be_drawn_stays_source(typography: Typography, tex: str) -> None:
    part = FormulaPart(tex, typography)
    part.set_width(500)
    part.work(math.inf)
    assert not part.pending
    assert part.rects(0, 1)


def test_a_formula_in_text_takes_the_room_of_its_picture(typography: Typography) -> None:
    tex = r"\alpha_{1}"
    spans = (Span("so "), Span(tex, Mark.MATH), Span(" it is"))
    part = ProsePart(spans, typography)
    part.set_width(500)
    part.work(math.inf)
    assert part.text == f"so {tex} it is"
    (_, _, drawn), *_ = part._formulas
    (rect,) = part.rects(3, 3 + len(tex))
    assert rect.width() == pytest.approx(drawn.width, abs=1.5)


def test_a_formula_that_streams_in_is_drawn(transcript: Transcript, qtbot: QtBot) -> None:
    transcript.begin_answer(TranscriptMessage(1, "assistant"))
    transcript.append_text(1, "Then $a^2$ is\n\n$$\nb^2\n$$\n")
    transcript.end_answer(1, None)
    layout = transcript.layout_of(0)
    qtbot.waitUntil(lambda: not layout.pending)
    first, second = (placed.part for placed in layout.placed)
    assert isinstance(first, ProsePart)
    assert first._formulas
    assert isinstance(second, FormulaPart)
    transcript.select_all()
    assert transcript.selected_text() == "Then a^2 is\n\nb^2"
