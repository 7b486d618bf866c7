"""What would stall the first answer, done in a quiet moment before: fonts, Chinese glyphs, lexers.

Without it the first Chinese character and the first code cost 40 to 130 ms each.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap

from assistant.ui.markdown.blocks import Code, Mark, Span
from assistant.ui.widgets.transcript import highlight
from assistant.ui.widgets.transcript.code import CodePart
from assistant.ui.widgets.transcript.part import Part
from assistant.ui.widgets.transcript.prose import ProsePart
from assistant.ui.widgets.transcript.typography import Typography

_SAMPLE = "Answer 回答 …"


def steps(typography: Typography) -> Iterator[None]:
    """Each step takes some ten milliseconds."""
    for marks in (Mark.NONE, Mark.STRONG, Mark.EMPHASIS, Mark.CODE):
        _paint(ProsePart((Span(_SAMPLE, marks),), typography))
        yield
    highlight.prewarm()
    yield
    _paint(CodePart(Code("python", [f"answer = 1  # {_SAMPLE}"]), typography))


def _paint(part: Part) -> None:
    part.set_width(400)
    picture = QPixmap(400, 100)
    with QPainter(picture) as painter:
        part.paint(painter, QPointF(), QRectF(0, 0, 400, 100), ())
