"""The points of a summary as text that can be read, selected and followed to its sources."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from assistant.ui import theme
from assistant.ui.announcement import announce
from assistant.ui.panes.summarize.sheet import Sheet
from assistant.ui.panes.summarize.typesetting import WORD_JOINER, Placed, PlacedMark, Typesetter
from assistant.ui.panes.summarize.wording import Wording
from assistant.ui.widgets.text_page import spare_beside

_MARGIN = 16
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ResultView(QTextEdit):
    """Up and Down go from point to point, Enter follows one; so does a click."""

    point_followed = Signal(int)
    """The number of a point whose sources the user wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("resultView")
        self.setAccessibleName(self.tr("Summary"))
        self.setAccessibleDescription(self.tr("Up and Down go from point to point, Enter shows its source."))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUndoRedoEnabled(False)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(_MARGIN)
        self._wording = Wording()
        self._sheet: Sheet | None = None
        self._stale = ""
        self._placed: list[Placed] = []
        self._marks: list[PlacedMark] = []
        self._last_question = 0
        self._current: int | None = None
        self._hovered: int | None = None
        self._used: Collection[int] = ()
        self._pressed = QPoint()
        theme.theme_changes().changed.connect(self._rewrite)

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show the points of a sheet; None: there is nothing yet."""
        before = self._sheet
        self._sheet = sheet
        if before is None or sheet is None or _shown(before) != _shown(sheet):
            self._rewrite()

    def set_stale(self, reason: str) -> None:
        """Why points cannot be followed now, as a sentence; empty: they can."""
        if reason != self._stale:
            self._stale = reason
            self._rewrite()

    def set_current(self, number: int | None) -> None:
        """Mark the point whose sources are shown."""
        self._current = number
        self._show_selections()

    def set_used(self, numbers: Collection[int]) -> None:
        """Mark the points that rest on a place in the text."""
        if list(numbers) != list(self._used):
            self._used = list(numbers)
            self._show_selections()

    def reveal(self, number: int) -> None:
        """Scroll so that a point is seen."""
        placed = self._by_number(number)
        if placed is not None:
            cursor = QTextCursor(self.document())
            for position in (placed.end, placed.start):
                cursor.setPosition(position)
                self.setTextCursor(cursor)
                self.ensureCursorVisible()

    def reveal_end(self) -> None:
        """Scroll to the last question and its answer."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        for position in (cursor.position(), self._last_question):
            cursor.setPosition(position)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    # -------------------------------------------------------------------------------------------- inside

    @Slot()
    def _rewrite(self) -> None:
        bar = self.verticalScrollBar()
        scrolled = bar.value()
        typesetter = Typesetter(self.document(), self._wording, stale=bool(self._stale))
        if self._sheet is None or not (self._sheet.points or self._sheet.answers):
            self.document().clear()
            self.setPlaceholderText(
                self._wording.nothing_found(self._sheet.options.format)
                if self._sheet is not None and self._sheet.finished
                else self.tr("The summary will appear here.")
            )
        else:
            typesetter.write(self._sheet)
        self._placed, self._marks = typesetter.placed, typesetter.marks
        self._last_question = typesetter.last_question
        if self._current is not None and self._by_number(self._current) is None:
            self._current = None
        self._hovered = None
        self._show_selections()
        bar.setValue(scrolled)

    def _by_number(self, number: int) -> Placed | None:
        return next((placed for placed in self._placed if placed.number == number), None)

    def _at(self, point: QPoint) -> Placed | None:
        position = self._position_at(point)
        if position is None:
            return None
        return next((placed for placed in self._placed if placed.start <= position < placed.end), None)

    def _position_at(self, point: QPoint) -> int | None:
        """The character under a point of the viewport."""
        inside = point + QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        position = self.document().documentLayout().hitTest(inside.toPointF(), Qt.HitTestAccuracy.ExactHit)
        return None if position < 0 else position

    def _show_selections(self) -> None:
        colors = theme.current().colors
        shades = dict.fromkeys(self._used, colors.code_head)
        if self._hovered is not None:
            shades[self._hovered] = colors.hover
        if self._current is not None:
            shades[self._current] = colors.selected
        selections = []
        for placed in self._placed:
            for part in placed.parts if placed.number in shades and not self._stale else ():
                selection = QTextEdit.ExtraSelection()
                selection.cursor = QTextCursor(self.document())
                selection.cursor.setPosition(part.start)
                selection.cursor.setPosition(part.end, QTextCursor.MoveMode.KeepAnchor)
                selection.format.setBackground(shades[placed.number])
                selections.append(selection)
        self.setExtraSelections(selections)

    def _step(self, step: int) -> None:
        if not self._placed:
            return
        order = [placed.number for placed in self._placed]
        at = order.index(self._current) + step if self._current in order else 0
        placed = self._placed[min(max(at, 0), len(order) - 1)]
        self.set_current(placed.number)
        self.reveal(placed.number)
        self._announce(placed)

    def _announce(self, placed: Placed) -> None:
        assert self._sheet is not None
        announce(self, self._wording.spoken(self._sheet, placed.number, placed.point))

    def _follow(self, number: int) -> None:
        if not self._stale:
            self.set_current(number)
            self.point_followed.emit(number)

    # -------------------------------------------------------------------------------------------- events

    def paintEvent(self, event: QPaintEvent) -> None:
        """With a bar beside the point that the keyboard is at."""
        super().paintEvent(event)
        placed = self._by_number(self._current) if self._current is not None else None
        if not self.hasFocus() or placed is None:
            return
        box = QRectF()
        for position in (placed.start, placed.end):
            block = self.document().findBlock(position)
            box = box.united(self.document().documentLayout().blockBoundingRect(block))
        box.translate(0, -self.verticalScrollBar().value())
        painter = QPainter(self.viewport())
        painter.fillRect(QRectF(_MARGIN - 8, box.top(), 3, box.height()), theme.current().colors.accent)

    def resizeEvent(self, event: QResizeEvent) -> None:
        spare = spare_beside(self.width(), _MARGIN)
        self.setViewportMargins(spare, 0, spare, 0)
        super().resizeEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text: not the colours of the theme, nor what Qt adds to half a list item."""
        data = QMimeData()
        text = self.textCursor().selectedText().replace(WORD_JOINER, "")
        data.setText(text.replace("\u2029", "\n").replace("\u2028", "\n"))
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in _STEPS:
            self._step(_STEPS[Qt.Key(event.key())])
        elif plain and event.key() in _ENTER and self._current is not None:
            self._follow(self._current)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self._current is None:
            self._step(0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        placed = self._at(event.position().toPoint())
        clicked = event.button() == Qt.MouseButton.LeftButton and moved < 4
        if clicked and placed is not None and not self.textCursor().hasSelection():
            self._follow(placed.number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        placed = self._at(event.position().toPoint())
        self._hover(placed.number if placed else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, number: int | None) -> None:
        if number != self._hovered:
            self._hovered = number
            live = number is not None and not self._stale
            shape = Qt.CursorShape.PointingHandCursor if live else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)
            self._show_selections()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self._tooltip(event.pos())
            if text:
                QToolTip.showText(event.globalPos(), text, self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _tooltip(self, point: QPoint) -> str:
        position = self._position_at(point)
        if position is None:
            return ""
        for placed in self._marks:
            if placed.start <= position < placed.end:
                return self._wording.tooltip(placed.mark)
        return self._stale if self._at(point) else ""


def _shown(sheet: Sheet) -> tuple[object, ...]:
    """What of a sheet the view depends on."""
    return sheet.points, sheet.answers, sheet.options.format, sheet.pages, sheet.finished
