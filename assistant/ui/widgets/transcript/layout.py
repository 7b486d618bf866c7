"""One message, laid out: its parts from top to bottom, the bubble around own words, markers and bars.

Coordinates are logical pixels from the top left corner of the column of text. Laying out is done in
portions, so that a very long message opens at once and grows while it is looked at.
"""

from __future__ import annotations

import bisect
import time
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from assistant.ui.markdown.blocks import Span
from assistant.ui.markdown.plain import own_words
from assistant.ui.widgets.transcript import decoration
from assistant.ui.widgets.transcript.context_note import ContextNotePart
from assistant.ui.widgets.transcript.flow import Flow, Placed
from assistant.ui.widgets.transcript.message import ContextLine, Token, TokenSheet, TranscriptMessage
from assistant.ui.widgets.transcript.notices import DisclosurePart, FailurePart, PinnedPart, ProgressPart
from assistant.ui.widgets.transcript.part import Tint
from assistant.ui.widgets.transcript.prose import ProsePart
from assistant.ui.widgets.transcript.token_lines import TokenLines
from assistant.ui.widgets.transcript.typography import Typography, snapped

ACTIONS = 34
"""Height of the row of actions below a message, before zoom."""

_BUBBLE_SHARE = 0.75
_BUBBLE_RADIUS = 14.0


class MessageLayout:
    """``unfolded``: the thoughts are shown; ``line``: the model no longer sees what stands above."""

    def __init__(
        self, message: TranscriptMessage, typography: Typography, *, unfolded: bool, line: ContextLine | None
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
        self._line = line
        self._above: list[Placed] = []
        """What stands between the line and the message."""
        if line is not None and line.text is not None:
            self._above = [Placed(ContextNotePart(line, typography))]
        self._progress = ""
        self._tokens: TokenLines | None = None
        self._before_answer = 0
        self._fold = DisclosurePart(typography, unfolded)
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

    def show_tokens(self, sheet: TokenSheet | None) -> None:
        """Show the answer as it was written, token by token; None: as it is meant to be read."""
        if sheet is None or self.own:
            return
        if self._tokens is None:
            self._tokens = TokenLines(self.message.text)
            self._answer = Flow(self._typography)
            self._answer.show(self._tokens.blocks)
        self._tokens.tell(sheet, self._typography)

    @property
    def shows_tokens(self) -> bool:
        return self._tokens is not None

    def token_tints(self) -> dict[int, list[Tint]]:
        """How sure the model was, as colours behind the parts of the answer."""
        return self._tokens.tints(self._before_answer) if self._tokens else {}

    def token_at(self, point: QPointF) -> tuple[Token, QRectF] | None:
        """The token under a point, and the area of the line that it is on."""
        at = self.part_at(point)
        if self._tokens is None or at is None:
            return None
        placed = self.placed[at]
        corner = QPointF(placed.x, placed.y)
        found = self._tokens.at(at - self._before_answer, placed.part, point - corner)
        return (found[0], found[1].translated(corner)) if found else None

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
        # While an answer grows, all above its open end stays as it is.
        grown = width == self.width and thoughts is None and first and not self.own
        self.width = width
        self._arrange(self._before_answer + first if grown and first else 0)
        changed = False
        for placed in self.placed:
            if placed.part.pending and time.perf_counter() < deadline:
                changed |= placed.part.work(deadline)
        if changed:
            self._arrange(0)

    def _arrange(self, start: int) -> None:
        """Put the parts from ``start`` on in their places."""
        px = self._typography.theme.px
        if start == 0:
            prefix = [*self._above, *self._prefix()]
            self._before_answer = len(prefix)
            self.placed[:] = prefix
        self.placed[start or len(self.placed) :] = self._answer.placed[max(start - self._before_answer, 0) :]
        self.placed += self._suffix()
        pad = QPointF(px(16), px(9)) if self.own else QPointF()
        room = self.width * _BUBBLE_SHARE - 2 * pad.x() if self.own else self.width
        top = px(decoration.CONTEXT) if self._line else 0.0
        if start == 0:
            top = self._arrange_above(top)
        y = self.placed[start - 1].bottom if start else top + pad.y()
        self.changed_from = y if start else 0.0
        start = max(start, len(self._above))
        for placed in self.placed[start:]:
            placed.part.set_width(max(room - placed.indent, px(80)))
            y += placed.gap
            placed.x, placed.y = placed.indent, y
            y += placed.part.height
        y += pad.y()
        if self.own:
            inside = self.placed[start:]
            ink = max((placed.indent + placed.part.ink_width for placed in inside), default=0.0)
            width = min(ink, room) + 2 * pad.x()
            self.bubble = QRectF(self.width - width, top, width, y - top)
            for placed in inside:
                placed.x += self.bubble.left() + pad.x()
        self.content_height = y
        y += self._height_of_waiting()
        self.height = y + px(ACTIONS) + px(4 if self.own else 26)

    def _arrange_above(self, top: float) -> float:
        """Put what stands above the message in its place; returns where the message begins."""
        for placed in self._above:
            placed.part.set_width(self.width)
            placed.y = top
            top += placed.part.height + self._typography.theme.px(18)
        return top

    def _height_of_waiting(self) -> float:
        characters = self._answer.waiting + self._thoughts.waiting
        return estimate(characters, self.width, self._typography) if characters else 0.0

    def _prefix(self) -> list[Placed]:
        message = self.message
        pinned = [Placed(PinnedPart(self._typography))] if message.pinned else []
        if not message.thinking:
            return pinned
        self._fold.tell(message.thinking_seconds, thinking=self.open and not message.text)
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
        return [*pinned, Placed(self._fold), *inner]

    def _suffix(self) -> list[Placed]:
        message = self.message
        gap = self._typography.gap
        suffix = []
        waiting = self.open and not message.text
        if waiting and (self._progress or not message.thinking):
            suffix.append(
                Placed(ProgressPart(self._typography, self._progress), gap if message.thinking else 0.0)
            )
        if self._tokens is not None:
            suffix.append(Placed(ProsePart((Span(self._tokens.caption),), self._typography, quiet=True), gap))
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
        if self._line:
            decoration.paint_context(painter, origin, self._typography, self.width, self._line.label)
        if self.own:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.bubble)
            painter.drawRoundedRect(self.bubble.translated(origin), _BUBBLE_RADIUS, _BUBBLE_RADIUS)
        ground = colors.bubble if self.own else colors.background
        for at in self._between(clip.top() - origin.y(), clip.bottom() - origin.y()):
            placed = self.placed[at]
            following = self.placed[at + 1] if at + 1 < len(self.placed) else None
            decoration.paint_bars(painter, origin, self._typography, placed, following)
            if placed.marker:
                decoration.paint_marker(painter, origin, self._typography, placed)
            corner = QPointF(snapped(painter, origin.x() + placed.x), snapped(painter, origin.y() + placed.y))
            behind = colors.background if at < len(self._above) else ground
            placed.part.draw(painter, corner, clip, tints.get(at, ()), behind)
        last = self.placed[-1] if self.placed else None
        if self.open and self.message.text and last and isinstance(last.part, ProsePart):
            end = origin + QPointF(last.x, last.y) + last.part.end()
            decoration.paint_caret(painter, end, self._typography)

    def _between(self, top: float, bottom: float) -> range:
        """The parts that are at least partly between two heights."""
        first = bisect.bisect_left(self.placed, top, key=_bottom)
        return range(first, bisect.bisect_right(self.placed, bottom, lo=first, key=_top))

    def release_far(self, top: float, bottom: float) -> None:
        """Give up the kept pictures of parts that are not between two heights."""
        near = self._between(top, bottom)
        for at, placed in enumerate(self.placed):
            if at not in near:
                placed.part.release()

    def release(self) -> None:
        """Out of sight: give up kept pictures."""
        for placed in self.placed:
            placed.part.release()

    # Text

    def hit(self, point: QPointF) -> tuple[int, int]:
        """The part and the position in its text nearest to ``point``."""
        if not self.placed:
            return 0, 0
        at = max(bisect.bisect_right(self.placed, point.y(), key=_top) - 1, 0)
        placed = self.placed[at]
        return at, placed.part.hit(point - QPointF(placed.x, placed.y))

    def part_at(self, point: QPointF) -> int | None:
        at = bisect.bisect_right(self.placed, point.y(), key=_top) - 1
        return at if at >= 0 and point.y() < self.placed[at].bottom else None

    def end(self) -> tuple[int, int]:
        """The position behind the last character."""
        return (len(self.placed) - 1, self.placed[-1].part.length) if self.placed else (0, 0)


def _top(placed: Placed) -> float:
    return placed.y


def _bottom(placed: Placed) -> float:
    return placed.bottom


def estimate(characters: int, width: float, typography: Typography, lines: int = 0) -> float:
    """A guess of how high so much text will be."""
    per_line = max(width / (typography.metrics.averageCharWidth() or 1), 1)
    return (characters / per_line + 0.6 * lines) * typography.line_height
