"""One message, laid out: its parts from top to bottom, the bubble around own words, markers and bars.

Coordinates are logical pixels from the top left corner of the column of text. Laying out is done in
portions, so that a very long message opens at once and grows while it is looked at.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from assistant.ui.markdown.blocks import Span
from assistant.ui.markdown.plain import own_words
from assistant.ui.widgets.transcript.flow import Flow, Placed
from assistant.ui.widgets.transcript.message import TranscriptMessage
from assistant.ui.widgets.transcript.notices import DisclosurePart, FailurePart, ProgressPart
from assistant.ui.widgets.transcript.part import Tint
from assistant.ui.widgets.transcript.prose import ProsePart
from assistant.ui.widgets.transcript.typography import Typography, hairline, snapped

ACTIONS = 34
"""Height of the row of actions below a message, before zoom."""

_BUBBLE_SHARE = 0.75
_BUBBLE_RADIUS = 14.0
_CONTEXT = 44


class MessageLayout:
    """``unfolded``: the thoughts are shown; ``forgotten``: the model no longer sees what stands above."""

    def __init__(
        self, message: TranscriptMessage, typography: Typography, *, unfolded: bool, forgotten: bool
    ) -> None:
        self.message = message
        self.placed: list[Placed] = []
        self.width = 0.0
        self.height = 0.0
        self.content_height = 0.0
        self.changed_from = 0.0
        """Where in the layout the last :meth:`lay_out` has changed something."""
        self.bubble = QRectF()
        self._typography = typography
        self._unfolded = unfolded
        self._forgotten = forgotten
        self._progress = ""
        self._answer = Flow(typography, quiet=message.role == "system")
        self._thoughts = Flow(typography, quiet=True)
        if message.role == "user":
            self._answer.show(own_words(message.text))
        else:
            self._answer.feed(message.text)
        if unfolded:
            self._thoughts.feed(message.thinking)
        if not self.open:
            self._answer.end()
            self._thoughts.end()

    @property
    def own(self) -> bool:
        return self.message.role == "user"

    @property
    def open(self) -> bool:
        """Whether more text may come."""
        return self.message.state == "streaming"

    def update(self, message: TranscriptMessage) -> None:
        """Take over the message as it is now: its text has only grown."""
        self._answer.feed(message.text[len(self.message.text) :])
        if self._unfolded:
            self._thoughts.feed(message.thinking[len(self.message.thinking) :])
        if self.open and message.state != "streaming":
            self._answer.end()
            self._thoughts.end()
        self.message = message

    def set_progress(self, text: str) -> None:
        self._progress = text

    # Layout

    @property
    def pending(self) -> bool:
        return bool(self._answer.waiting or self._thoughts.waiting) or any(
            p.part.pending for p in self.placed
        )

    def lay_out(self, width: float, deadline: float) -> None:
        """Bring everything up to date for a column of ``width``, as far as time allows."""
        thoughts = self._thoughts.work(deadline)
        first = self._answer.work(deadline)
        fresh = width != self.width or thoughts is not None or first is None
        self.width = width
        self._arrange()
        changed_part = None if fresh else self._first_of_answer() + (first or 0)
        self.changed_from = (
            0.0 if changed_part is None or changed_part >= len(self.placed) else self.placed[changed_part].y
        )
        changed = False
        for placed in self.placed:
            if placed.part.pending and time.perf_counter() < deadline:
                changed |= placed.part.work(deadline)
        if changed:
            self._arrange()

    def _first_of_answer(self) -> int:
        return next(
            (at for at, p in enumerate(self.placed) if self._answer.placed and p is self._answer.placed[0]), 0
        )

    def _arrange(self) -> None:
        px = self._typography.theme.px
        self.placed = [*self._prefix(), *self._answer.placed, *self._suffix()]
        pad = QPointF(px(16), px(9)) if self.own else QPointF()
        room = self.width * _BUBBLE_SHARE - 2 * pad.x() if self.own else self.width
        top = px(_CONTEXT) if self._forgotten else 0.0
        y = top + pad.y()
        ink = 0.0
        for placed in self.placed:
            placed.part.set_width(max(room - placed.indent, px(80)))
            y += placed.gap
            placed.x, placed.y = placed.indent, y
            y += placed.part.height
            ink = max(ink, placed.indent + placed.part.ink_width)
        y += pad.y()
        if self.own:
            width = min(ink, room) + 2 * pad.x()
            self.bubble = QRectF(self.width - width, top, width, y - top)
            for placed in self.placed:
                placed.x += self.bubble.left() + pad.x()
        self.content_height = y
        y += self._height_of_waiting()
        self.height = y + px(ACTIONS) + px(4 if self.own else 26)

    def _height_of_waiting(self) -> float:
        characters = self._answer.waiting + self._thoughts.waiting
        return estimate(characters, self.width, self._typography) if characters else 0.0

    def _prefix(self) -> list[Placed]:
        message = self.message
        if not message.thinking:
            return []
        thinking = self.open and not message.text
        fold = DisclosurePart(self._typography, message.thinking_seconds, thinking, self._unfolded)
        old = self.placed[0].part if self.placed else None
        if isinstance(old, DisclosurePart):
            fold.hover(old.hovered)
        indent = self._typography.theme.px(16)
        thoughts = self._thoughts.placed if self._unfolded else []
        inner = [
            Placed(
                p.part,
                p.gap or 6.0,
                p.indent + indent,
                [0.0, *(bar + indent for bar in p.bars)],
                p.marker,
                p.joined,
            )
            for p in thoughts
        ]
        if self._answer.placed:
            self._answer.placed[0].gap = self._typography.gap
        return [Placed(fold), *inner]

    def _suffix(self) -> list[Placed]:
        message = self.message
        gap = self._typography.gap
        suffix = []
        waiting = self.open and not message.text
        if waiting and (self._progress or not message.thinking):
            suffix.append(
                Placed(ProgressPart(self._typography, self._progress), gap if message.thinking else 0.0)
            )
        if message.state == "stopped" and not message.error:
            stopped = QCoreApplication.translate("Transcript", "Stopped.")
            suffix.append(Placed(ProsePart((Span(stopped),), self._typography, quiet=True), gap))
        if message.error:
            suffix.append(Placed(FailurePart(self._typography, message.error), gap))
        return suffix

    # Painting

    def paint(
        self, painter: QPainter, origin: QPointF, clip: QRectF, tints: Mapping[int, Sequence[Tint]]
    ) -> None:
        """Paint with the column's corner at ``origin``; ``tints`` by the index of the part."""
        colors = self._typography.colors
        if self._forgotten:
            self._paint_context(painter, origin)
        if self.own:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.bubble)
            painter.drawRoundedRect(self.bubble.translated(origin), _BUBBLE_RADIUS, _BUBBLE_RADIUS)
        ground = colors.bubble if self.own else colors.background
        for at, placed in self._between(clip.top() - origin.y(), clip.bottom() - origin.y()):
            self._paint_bars(painter, origin, at)
            if placed.marker:
                self._paint_marker(painter, origin, placed)
            corner = QPointF(snapped(painter, origin.x() + placed.x), snapped(painter, origin.y() + placed.y))
            placed.part.draw(painter, corner, clip, tints.get(at, ()), ground)
        if (
            self.open
            and self.message.text
            and self.placed
            and isinstance(last := self.placed[-1].part, ProsePart)
        ):
            radius = self._typography.theme.px(8) / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.accent)
            end = origin + QPointF(self.placed[-1].x, self.placed[-1].y) + last.end()
            painter.drawEllipse(end + QPointF(2.5 * radius, 0), radius, radius)

    def _between(self, top: float, bottom: float) -> Iterator[tuple[int, Placed]]:
        for at, placed in enumerate(self.placed):
            if placed.y > bottom:
                return
            if placed.bottom >= top:
                yield at, placed

    def _paint_bars(self, painter: QPainter, origin: QPointF, at: int) -> None:
        placed = self.placed[at]
        following = self.placed[at + 1] if at + 1 < len(self.placed) else None
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._typography.colors.line)
        for bar in placed.bars:
            # A bar runs on across the gap to the next part of the same quote.
            goes_on = following is not None and bar in following.bars
            bottom = following.y + 4 if following is not None and goes_on else placed.bottom
            left = origin.x() + placed.x - placed.indent + bar
            painter.drawRoundedRect(QRectF(left, origin.y() + placed.y, 3, bottom - placed.y), 1.5, 1.5)

    def _paint_marker(self, painter: QPainter, origin: QPointF, placed: Placed) -> None:
        typography = self._typography
        right = origin.x() + placed.x - typography.theme.px(8)
        top = origin.y() + placed.y
        if placed.marker in "☐☑":
            self._paint_box(painter, QPointF(right, top), placed.marker == "☑")
            return
        painter.setFont(typography.text)
        painter.setPen(typography.colors.muted)
        area = QRectF(right - 80, top, 80, typography.line_height)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, placed.marker)

    def _paint_box(self, painter: QPainter, corner: QPointF, checked: bool) -> None:
        typography = self._typography
        colors = typography.colors
        size = typography.theme.px(14)
        left = snapped(painter, corner.x() - size + 2)
        top = snapped(painter, corner.y() + (typography.line_height - size) / 2)
        box = QRectF(left, top, size, size)
        painter.setPen(QPen(colors.accent if checked else colors.muted, 1.3))
        painter.setBrush(colors.accent if checked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3.5, 3.5)
        if checked:
            painter.setPen(QPen(colors.on_accent, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            unit = size / 14
            stroke = [QPointF(3.6, 7.2), QPointF(6, 9.6), QPointF(10.4, 4.6)]
            painter.drawPolyline([box.topLeft() + point * unit for point in stroke])

    def _paint_context(self, painter: QPainter, origin: QPointF) -> None:
        typography = self._typography
        label = QCoreApplication.translate("Transcript", "The model no longer sees what stands above")
        width = typography.caption_metrics.horizontalAdvance(label) + typography.theme.px(24)
        y = snapped(painter, origin.y() + typography.theme.px(_CONTEXT) / 2 - typography.theme.px(8))
        middle = origin.x() + self.width / 2
        side = max((self.width - width) / 2, 0.0)
        line = hairline(painter)
        painter.fillRect(QRectF(origin.x(), y, side, line), typography.colors.line)
        painter.fillRect(QRectF(origin.x() + self.width - side, y, side, line), typography.colors.line)
        painter.setPen(typography.colors.muted)
        painter.setFont(typography.caption)
        area = QRectF(middle - self.width / 2, y - 12, self.width, 24)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, label)

    def release(self) -> None:
        """Out of sight: give up kept pictures."""
        for placed in self.placed:
            placed.part.release()

    # Text

    def hit(self, point: QPointF) -> tuple[int, int]:
        """The part and the position in its text nearest to ``point``."""
        best = 0
        for at, placed in enumerate(self.placed):
            if placed.y > point.y():
                break
            best = at
        if not self.placed:
            return 0, 0
        placed = self.placed[best]
        return best, placed.part.hit(point - QPointF(placed.x, placed.y))

    def part_at(self, point: QPointF) -> int | None:
        for at, placed in enumerate(self.placed):
            if placed.y <= point.y() < placed.bottom:
                return at
        return None

    def end(self) -> tuple[int, int]:
        """The position behind the last character."""
        return (len(self.placed) - 1, self.placed[-1].part.length) if self.placed else (0, 0)


def estimate(characters: int, width: float, typography: Typography, lines: int = 0) -> float:
    """A guess of how high so much text will be."""
    per_line = max(width / (typography.metrics.averageCharWidth() or 1), 1)
    return (characters / per_line + 0.6 * lines) * typography.line_height
