"""The mouse: selecting by drag, word and paragraph, scrolling while dragging, and what can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTextBoundaryFinder, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from assistant.ui.widgets.transcript.code import CodePart
from assistant.ui.widgets.transcript.part import Control, Part
from assistant.ui.widgets.transcript.selection import Position
from assistant.ui.widgets.transcript.table import TablePart

if TYPE_CHECKING:
    from assistant.ui.widgets.transcript.reader import Reader

_SCROLL_INTERVAL = 30


class Spot(NamedTuple):
    """What is under the pointer: ``point`` is relative to the part."""

    row: int
    part: Part
    point: QPointF
    control: Control | None


class Pointer(QObject):
    """Follows the mouse over a transcript; positions are those of its viewport."""

    def __init__(self, transcript: Reader) -> None:
        super().__init__(transcript)
        self._transcript = transcript
        self._pressed: Spot | None = None
        self._bar: Part | None = None
        self._last = QPointF()
        self._selecting = False
        self._clicks = 0
        self._hovered: Part | None = None
        self._autoscroll = QTimer(self)
        self._autoscroll.setInterval(_SCROLL_INTERVAL)
        self._autoscroll.timeout.connect(self._on_autoscroll)
        self._click_timer = QTimer(self)
        self._click_timer.setSingleShot(True)

    def position(self, at: QPointF) -> Position | None:
        """The place in the text nearest to a point."""
        view = self._transcript
        if not view.row_count:
            return None
        row = view.row_at(round(at.y()) + view.offset)
        layout = view.layout_of(row)
        part, offset = layout.hit(view.to_message(row, at))
        return Position(row, part, offset)

    def spot(self, at: QPointF) -> Spot | None:
        """The part under a point and what can be clicked there."""
        view = self._transcript
        if not view.row_count:
            return None
        row = view.row_at(round(at.y()) + view.offset)
        layout = view.layout_of(row)
        inside = view.to_message(row, at)
        index = layout.part_at(inside)
        if index is None:
            return None
        placed = layout.placed[index]
        point = inside - QPointF(placed.x, placed.y)
        return Spot(row, placed.part, point, placed.part.control_at(point))

    # Events

    def press(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._last = event.position()
        self._pressed = self.spot(event.position())
        control = self._pressed.control if self._pressed else None
        if self._pressed and control and control.kind.startswith("scroll-"):
            self._bar = self._pressed.part
            return
        if control and control.kind != "link":
            return
        self._clicks = self._clicks + 1 if self._click_timer.isActive() else 1
        self._click_timer.start(QApplication.doubleClickInterval())
        place = self.position(event.position())
        if place is None:
            return
        selection = self._transcript.selection
        if self._clicks == 3:
            self._select_part(place)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and selection.anchor:
            selection.set(selection.anchor, place)
        else:
            selection.set(place, place)
        self._selecting = True
        self._transcript.viewport().update()

    def double_click(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        spot = self.spot(event.position())
        if spot and spot.control and spot.control.kind != "link":
            self.press(event)
            return
        self._clicks = 2
        self._click_timer.start(QApplication.doubleClickInterval())
        if place := self.position(event.position()):
            self._select_word(place)

    def move(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._bar is not None:
            assert isinstance(self._bar, CodePart | TablePart)
            self._bar.scroll_by((at.x() - self._last.x()) * self._bar.scroll_per_pixel)
            self._last = at
            self._transcript.viewport().update()
        elif self._selecting and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_to(at)
        else:
            self.hover(at)

    def release(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        pressed, self._pressed = self._pressed, None
        self._selecting = False
        self._autoscroll.stop()
        if self._bar is not None:
            self._bar = None
            return
        spot = self.spot(event.position())
        if not (pressed and spot and pressed.part is spot.part and pressed.control and spot.control):
            return
        same = (pressed.control.kind, pressed.control.href) == (spot.control.kind, spot.control.href)
        if same and self._transcript.selection.span is None:
            self._transcript.activate(spot.row, spot.part, spot.control)

    def leave(self) -> None:
        self._set_hovered(None, "")

    def hover(self, at: QPointF) -> None:
        """Show what can be done at a point."""
        spot = self.spot(at)
        control = spot.control if spot else None
        viewport = self._transcript.viewport()
        if control and not control.kind.startswith("scroll-"):
            viewport.setCursor(Qt.CursorShape.PointingHandCursor)
        elif spot and spot.part.length:
            viewport.setCursor(Qt.CursorShape.IBeamCursor)
        else:
            viewport.setCursor(Qt.CursorShape.ArrowCursor)
        self._set_hovered(spot.part if spot else None, control.kind if control else "")

    def _set_hovered(self, part: Part | None, kind: str) -> None:
        old, self._hovered = self._hovered, part
        for touched, state in ((old, ""), (part, kind)):
            if touched is not None and (touched is not part or state == kind) and touched.hovered != state:
                touched.hover(state)
                self._transcript.viewport().update()

    # Selecting

    def _drag_to(self, at: QPointF) -> None:
        self._last = at
        height = self._transcript.viewport().height()
        if 0 <= at.y() < height:
            self._autoscroll.stop()
        elif not self._autoscroll.isActive():
            self._autoscroll.start()
        place = self.position(at)
        anchor = self._transcript.selection.anchor
        if place and anchor:
            self._transcript.selection.set(anchor, place)
            self._transcript.viewport().update()

    def _on_autoscroll(self) -> None:
        height = self._transcript.viewport().height()
        beyond = min(self._last.y(), 0.0) + max(self._last.y() - height, 0.0)
        bar = self._transcript.verticalScrollBar()
        bar.setValue(bar.value() + round(beyond / 2))
        self._drag_to(self._last)

    def _select_word(self, place: Position) -> None:
        text = self._transcript.layout_of(place.row).placed[place.part].part.text
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
        finder.setPosition(min(place.offset + 1, len(text)))
        start = max(finder.toPreviousBoundary(), 0)
        end = finder.toNextBoundary()
        self._select(place, start, end if end >= 0 else place.offset)

    def _select_part(self, place: Position) -> None:
        part = self._transcript.layout_of(place.row).placed[place.part].part
        self._select(place, 0, part.length)

    def _select(self, place: Position, start: int, end: int) -> None:
        self._transcript.selection.set(place._replace(offset=start), place._replace(offset=end))
        self._transcript.viewport().update()

    def tip(self, at: QPoint) -> str:
        """What to say about the thing at a point."""
        spot = self.spot(QPointF(at))
        return spot.control.name if spot and spot.control else ""
