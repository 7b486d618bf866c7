"""The conversation as a picture: layouts of the messages in sight, made in portions, and their painting."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from assistant.ui import theme
from assistant.ui.widgets.transcript import prewarm
from assistant.ui.widgets.transcript.conversation import Conversation
from assistant.ui.widgets.transcript.find import Finder
from assistant.ui.widgets.transcript.layout import ACTIONS, MessageLayout, estimate
from assistant.ui.widgets.transcript.part import Tint
from assistant.ui.widgets.transcript.scroll import VirtualScroll
from assistant.ui.widgets.transcript.selection import Selection
from assistant.ui.widgets.transcript.typography import Typography

_MARGIN = 24
_BUDGET = 0.008
"""Seconds of laying out in one go; what remains is done when events have been served."""

_PAUSE = 5
"""Milliseconds between two portions of laying out, for everything else that wants to happen."""

_QUIET = 100
"""Milliseconds between two steps of what is prepared after the first paint."""

_KEPT = 40
"""Layouts that are kept beside the visible ones."""


class Canvas(VirtualScroll):
    """Paints a conversation; what is selected and what is searched has a ground of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.conversation = Conversation()
        self.selection = Selection()
        self.finder = Finder(self.conversation, self)
        self.typography = Typography(theme.current())
        self._layouts: dict[int, MessageLayout] = {}
        self._shown: set[int] = set()
        self._deadline = 0.0
        self._worker = QTimer(self)
        self._worker.setSingleShot(True)
        self._worker.timeout.connect(self._on_work)
        self._prewarming: Iterator[None] | None = None
        self._prewarmer = QTimer(self)
        self._prewarmer.timeout.connect(self._on_prewarm)
        self.finder.changed.connect(self.viewport().update)
        theme.theme_changes().changed.connect(self.restyle)

    # Geometry

    @property
    def column(self) -> QRect:
        """The column of text in the viewport; only its sides mean something."""
        room = self.viewport().width()
        margin = _MARGIN if room > 560 else 14
        width = max(min(self.typography.column, room - 2 * margin), 120)
        return QRect((room - width) // 2, 0, width, self.viewport().height())

    def corner_of(self, row: int) -> QPointF:
        """The corner of a message's column in the viewport."""
        return QPointF(self.column.left(), self.top_of(row) - self.offset)

    def to_message(self, row: int, at: QPointF) -> QPointF:
        """A point of the viewport as a point of a message's layout."""
        return at - self.corner_of(row)

    def guess(self) -> Sequence[int]:
        width = self.column.width()
        return [self.guess_of(row, width) for row in range(len(self.conversation.messages))]

    def guess_of(self, row: int, width: int) -> int:
        text = self.conversation.messages[row].text
        extra = self.typography.theme.px(ACTIONS + 24)
        return round(estimate(len(text), width, self.typography, text.count("\n") + 1)) + extra

    # Layouts

    def layout_of(self, row: int) -> MessageLayout:
        """The layout of a message, laid out as far as time allows."""
        message = self.conversation.messages[row]
        layout = self._layouts.get(message.id)
        if layout is None or layout.width != self.column.width():
            self.measure(row)
            layout = self._layouts[message.id]
        return layout

    def measure(self, row: int) -> int:
        message = self.conversation.messages[row]
        layout = self._layouts.get(message.id)
        if layout is None:
            line_here = message.id == self.conversation.context_start
            layout = self._layouts[message.id] = MessageLayout(
                message,
                self.typography,
                unfolded=message.id in self.conversation.unfolded,
                line=self.conversation.context_line if line_here else None,
            )
            layout.set_progress(self.conversation.progress.get(message.id, ""))
            layout.show_tokens(self.conversation.sheets.get(message.id))
        layout.lay_out(self.column.width(), self._deadline)
        return math.ceil(layout.height)

    def complete(self, row: int) -> MessageLayout:
        """The layout of a message with nothing left to do, however long that takes."""
        layout = self.layout_of(row)
        if layout.pending:
            layout.lay_out(self.column.width(), math.inf)
            self.resize_row(row, math.ceil(layout.height))
        return layout

    def known_layout(self, message_id: int) -> MessageLayout | None:
        return self._layouts.get(message_id)

    def drop_layout(self, message_id: int) -> None:
        """Make the layout of a message anew when it is seen next."""
        self._layouts.pop(message_id, None)

    def settle(self) -> None:
        self._deadline = time.perf_counter() + _BUDGET
        super().settle()

    def settled(self) -> None:
        rows = self.visible_rows()
        messages = self.conversation.messages
        shown = {messages[row].id for row in rows}
        for message_id in self._shown - shown:
            if layout := self._layouts.get(message_id):
                layout.release()
        self._shown = shown
        height = self.viewport().height()
        for row in rows:
            if (layout := self._layouts.get(messages[row].id)) and layout.height > 4 * height:
                top = -self.corner_of(row).y()
                layout.release_far(top - height, top + 2 * height)
        if len(self._layouts) > len(shown) + 2 * _KEPT:
            self._forget_far(rows)
        if any(layout.pending for row in rows if (layout := self._layouts.get(messages[row].id))):
            self.work_soon()

    def _forget_far(self, rows: range) -> None:
        messages = self.conversation.messages
        near = {message.id for message in messages[max(rows.start - _KEPT // 2, 0) : rows.stop + _KEPT // 2]}
        for message_id in [key for key in self._layouts if key not in near]:
            if not self._layouts[message_id].open:
                del self._layouts[message_id]
                self.forget_row(self.conversation.row(message_id))

    def work_soon(self) -> None:
        """Go on with what is left to do of the messages in sight."""
        if not self._worker.isActive():
            self._worker.start(_PAUSE)

    def _on_work(self) -> None:
        self._deadline = time.perf_counter() + _BUDGET
        for row in self.visible_rows():
            layout = self._layouts.get(self.conversation.messages[row].id)
            if layout and layout.pending and time.perf_counter() < self._deadline:
                self.resize_row(row, self.measure(row))
        self.settle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._prewarming is None:
            self._prewarming = prewarm.steps(self.typography)
            self._prewarmer.start(_QUIET)

    def _on_prewarm(self) -> None:
        assert self._prewarming is not None
        if next(self._prewarming, self) is self:
            self._prewarmer.stop()

    def restyle(self) -> None:
        """Colours or sizes are others: lay everything out again, the same message at the top."""
        self.typography = Typography(theme.current())
        self._layouts.clear()
        self.width_changed()
        self.settle()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(event.rect(), self.typography.colors.background)
            clip = QRectF(event.rect())
            for row in self.visible_rows():
                layout = self._layouts.get(self.conversation.messages[row].id)
                corner = self.corner_of(row)
                if layout and corner.y() <= clip.bottom() and corner.y() + layout.height >= clip.top():
                    layout.paint(painter, corner, clip, self._tints(row, layout))

    def _tints(self, row: int, layout: MessageLayout) -> Mapping[int, Sequence[Tint]]:
        tints: dict[int, list[Tint]] = {at: list(each) for at, each in layout.token_tints().items()}
        if row in self.selection.rows():
            for at, placed in enumerate(layout.placed):
                if tint := self.selection.tint(row, at, placed.part.length, self.typography.selection):
                    tints.setdefault(at, []).append(tint)
        if self.finder.active:
            current = self.finder.current_in(row)
            for number, found in enumerate(self.finder.occurrences(layout)):
                color = self.typography.current_match if number == current else self.typography.match
                tints.setdefault(found.part, []).append(Tint(found.start, found.end, color))
        return tints

    def update_from(self, row: int, y: float) -> None:
        """Paint a message again from ``y`` in its layout on."""
        top = max(round(self.corner_of(row).y() + y) - 8, 0)
        viewport = self.viewport()
        viewport.update(0, top, viewport.width(), viewport.height() - top)
