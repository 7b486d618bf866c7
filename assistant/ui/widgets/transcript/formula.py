"""A formula on a line of its own, in the middle of the column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from assistant.ui.markdown.blocks import Mark, Span
from assistant.ui.widgets.transcript import formulas
from assistant.ui.widgets.transcript.part import Part, Tint
from assistant.ui.widgets.transcript.prose import ProsePart
from assistant.ui.widgets.transcript.typography import Typography

_SIZE = 18


class FormulaPart(Part):
    """Selecting any of it selects its TeX as a whole."""

    def __init__(self, tex: str, typography: Typography) -> None:
        super().__init__()
        self._tex = tex
        self._typography = typography
        color = typography.colors.text.rgba()
        self._formula = formulas.Formula(tex, typography.theme.px(_SIZE), color, inline=False)
        self._source = ProsePart((Span(tex, Mark.CODE),), typography, align="center")
        self._tried = formulas.known(self._formula)
        self._drawn = formulas.picture(self._formula) if self._tried else None

    @property
    def text(self) -> str:
        return self._tex

    @property
    def pending(self) -> bool:
        return not self._tried

    def work(self, deadline: float) -> bool:
        if self._tried or not formulas.available():
            return False
        before = self.height
        self._tried = True
        self._drawn = formulas.picture(self._formula)
        self.lay_out()
        self.touch()
        return self.height != before

    def lay_out(self) -> None:
        self.ink_width = self.width
        if self._drawn is None:
            self._source.set_width(self.width)
            self.height = self._source.height
        else:
            self._scale = min(self.width / self._drawn.width, 1.0)
            height = (self._drawn.ascent + self._drawn.descent) * self._scale
            self.height = height + self._typography.theme.px(8)

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, tints: Sequence[Tint]) -> None:
        if self._drawn is None:
            self._source.paint(painter, origin, clip, tints)
            return
        for tint in tints:
            painter.fillRect(self._area().translated(origin), tint.color)
        area = self._area()
        baseline = area.topLeft() + QPointF(0, 4 + self._drawn.ascent * self._scale)
        self._drawn.draw(painter, origin + baseline, self._scale)

    def _area(self) -> QRectF:
        assert self._drawn is not None
        width = self._drawn.width * self._scale
        return QRectF((self.width - width) / 2, 0, width, self.height)

    def hit(self, point: QPointF) -> int:
        if self._drawn is None:
            return self._source.hit(point)
        return 0 if point.x() < self.width / 2 and point.y() < self.height else self.length

    def rects(self, start: int, end: int) -> list[QRectF]:
        return self._source.rects(start, end) if self._drawn is None else [self._area()]
