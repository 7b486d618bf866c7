"""The small parts of a message that are not words of the model: rules, disclosure, progress, errors."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from assistant.ui import icons
from assistant.ui.markdown.blocks import Mark, Span
from assistant.ui.widgets.transcript.message import Failure
from assistant.ui.widgets.transcript.part import Control, Part, Tint
from assistant.ui.widgets.transcript.prose import ProsePart
from assistant.ui.widgets.transcript.typography import Typography, hairline, snapped


class RulePart(Part):
    """A horizontal rule."""

    def __init__(self, typography: Typography) -> None:
        super().__init__()
        self._typography = typography

    def lay_out(self) -> None:
        self.ink_width = self.width
        self.height = float(self._typography.theme.px(9))

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, tints: Sequence[Tint]) -> None:
        y = snapped(painter, origin.y() + self.height / 2)
        painter.fillRect(QRectF(origin.x(), y, self.width, hairline(painter)), self._typography.colors.line)


class DisclosurePart(Part):
    """The row that folds and unfolds what the model thought."""

    cached = False

    def __init__(self, typography: Typography, unfolded: bool) -> None:
        super().__init__()
        self._typography = typography
        self._caption = ""
        self._unfolded = unfolded

    def tell(self, seconds: float | None, *, thinking: bool) -> None:
        """How long it thought (None: not known), or that it still does."""
        self._caption = _thought(seconds, thinking)
        if self.width:
            self.lay_out()

    def lay_out(self) -> None:
        self.height = float(self._typography.theme.px(28))
        size = self._typography.theme.px(16)
        self.ink_width = self._typography.caption_metrics.horizontalAdvance(self._caption) + 2 * size + 22

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, tints: Sequence[Tint]) -> None:
        colors = self._typography.colors
        size = self._typography.theme.px(16)
        area = QRectF(origin.x() - 8, origin.y(), self.ink_width, self.height)
        if self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.hover)
            painter.drawRoundedRect(area, 8, 8)
        ink = colors.text if self._hovered else colors.muted
        ratio = painter.device().devicePixelRatio()
        y = snapped(painter, area.center().y() - size / 2)
        painter.drawPixmap(QPointF(origin.x(), y), icons.pixmap("thinking", size, ratio, ink))
        painter.setPen(ink)
        painter.setFont(self._typography.caption)
        painter.drawText(area.adjusted(size + 14, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._caption)
        arrow = icons.pixmap("chevron-down" if self._unfolded else "chevron-right", size, ratio, ink)
        painter.drawPixmap(QPointF(area.right() - size - 4, y), arrow)

    def controls(self) -> Sequence[Control]:
        return [Control("fold-thinking", QRectF(-8, 0, self.ink_width, self.height), self._caption)]


def _thought(seconds: float | None, thinking: bool) -> str:
    if thinking:
        return QCoreApplication.translate("Transcript", "Thinking…")
    if seconds is None:
        return QCoreApplication.translate("Transcript", "Thoughts")
    if seconds < 60:
        return QCoreApplication.translate("Transcript", "Thought for {0} s").format(max(round(seconds), 1))
    minutes, rest = divmod(round(seconds), 60)
    return QCoreApplication.translate("Transcript", "Thought for {0} min {1} s").format(minutes, rest)


class ProgressPart(Part):
    """What happens before the first word: a dot and a sentence."""

    cached = False

    def __init__(self, typography: Typography, text: str) -> None:
        super().__init__()
        self._typography = typography
        self._sentence = text

    def lay_out(self) -> None:
        self.height = float(self._typography.line_height)
        self.ink_width = self.width

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, tints: Sequence[Tint]) -> None:
        colors = self._typography.colors
        radius = self._typography.theme.px(8) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.accent)
        painter.drawEllipse(origin + QPointF(radius + 1, self.height / 2), radius, radius)
        painter.setPen(colors.muted)
        painter.setFont(self._typography.caption)
        area = QRectF(origin.x() + 4 * radius, origin.y(), self.width - 4 * radius, self.height)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self._sentence)


class PinnedPart(Part):
    """Says of a message that the model goes on seeing it."""

    def __init__(self, typography: Typography) -> None:
        super().__init__()
        self._typography = typography
        self._caption = QCoreApplication.translate("Transcript", "Pinned")

    def lay_out(self) -> None:
        self.height = float(self._typography.theme.px(22))
        advance = self._typography.caption_metrics.horizontalAdvance(self._caption)
        self.ink_width = advance + self._typography.theme.px(20)

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, tints: Sequence[Tint]) -> None:
        colors = self._typography.colors
        size = self._typography.theme.px(14)
        ratio = painter.device().devicePixelRatio()
        y = snapped(painter, origin.y() + (self.height - size) / 2)
        painter.drawPixmap(QPointF(origin.x(), y), icons.pixmap("pin", size, ratio, colors.accent))
        painter.setPen(colors.muted)
        painter.setFont(self._typography.caption)
        area = QRectF(origin.x() + self._typography.theme.px(20), origin.y(), self.ink_width, self.height)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self._caption)


class FailurePart(Part):
    """What went wrong with an answer, in its place."""

    def __init__(self, typography: Typography, failure: Failure) -> None:
        super().__init__()
        self._typography = typography
        self._failure = failure
        self._sentence = ProsePart((Span(failure.sentence, Mark.STRONG),), typography)
        self._hint = ProsePart((Span(failure.hint),), typography, quiet=True)

    @property
    def text(self) -> str:
        return (
            f"{self._failure.sentence}\n{self._failure.hint}"
            if self._failure.hint
            else self._failure.sentence
        )

    def lay_out(self) -> None:
        pad = self._typography.theme.px(12)
        inner = self.width - 3 * pad - self._typography.theme.px(18)
        self._sentence.set_width(inner)
        self._hint.set_width(inner)
        self.ink_width = self.width
        self.height = self._sentence.height + 2 * pad + (self._hint.height if self._failure.hint else 0)

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, tints: Sequence[Tint]) -> None:
        colors = self._typography.colors
        pad = self._typography.theme.px(12)
        size = self._typography.theme.px(18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.code)
        painter.drawRoundedRect(QRectF(origin.x(), origin.y(), self.width, self.height), 10, 10)
        ratio = painter.device().devicePixelRatio()
        sign = icons.pixmap("warning", size, ratio, colors.error)
        painter.drawPixmap(
            QPointF(
                origin.x() + pad, snapped(painter, origin.y() + pad + (self._sentence.height - size) / 2)
            ),
            sign,
        )
        corner = origin + QPointF(2 * pad + size, pad)
        split = self._sentence.length + 1
        self._sentence.paint(painter, corner, clip, [t for t in tints if t.start < split])
        if self._failure.hint:
            below = [Tint(max(t.start - split, 0), t.end - split, t.color) for t in tints if t.end > split]
            self._hint.paint(painter, corner + QPointF(0, self._sentence.height), clip, below)

    def hit(self, point: QPointF) -> int:
        pad = self._typography.theme.px(12)
        inside = point - QPointF(2 * pad + self._typography.theme.px(18), pad)
        if inside.y() < self._sentence.height or not self._failure.hint:
            return self._sentence.hit(inside)
        return self._sentence.length + 1 + self._hint.hit(inside - QPointF(0, self._sentence.height))
