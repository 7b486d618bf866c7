"""Everything a reader does in the conversation: scroll, select, copy, search, and act on a message."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QToolTip, QWidget

from assistant.ui import icons
from assistant.ui.widgets.transcript.actions import ActionBar
from assistant.ui.widgets.transcript.canvas import Canvas
from assistant.ui.widgets.transcript.code import CodePart
from assistant.ui.widgets.transcript.errors import CodeNotSaved
from assistant.ui.widgets.transcript.find import FindBar
from assistant.ui.widgets.transcript.flow import Placed
from assistant.ui.widgets.transcript.layout import ACTIONS
from assistant.ui.widgets.transcript.part import Control, Part
from assistant.ui.widgets.transcript.pointer import Pointer
from assistant.ui.widgets.transcript.selection import Position
from assistant.ui.widgets.transcript.table import TablePart

_COPIED_FOR = 1_500


class Reader(Canvas):
    """A canvas with input; what only others can do is signalled, with the id of the message."""

    regenerate_requested = Signal(int)
    edit_requested = Signal(int)
    continue_requested = Signal(int)
    branch_requested = Signal(int)
    delete_requested = Signal(int)
    sibling_requested = Signal(int, int)
    """The message, and the number of the version that is wanted, from 0."""

    link_activated = Signal(str)
    """An http, https or mailto address; nothing is opened here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._pointer = Pointer(self)
        self._last_actions = self._make_actions()
        self._hover_actions = self._make_actions()
        self._hovered_row: int | None = None
        self._current_row: int | None = None
        self.find_bar = FindBar(self.finder, self)
        self.find_bar.closed.connect(self.setFocus)
        self.finder.moved.connect(self._show_match)
        self._newest = QPushButton(self.tr("Jump to newest"), self)
        self._newest.setObjectName("jumpToNewest")
        self._newest.setIcon(icons.icon("arrow-down"))
        self._newest.setCursor(Qt.CursorShape.PointingHandCursor)
        self._newest.clicked.connect(self.follow)
        self._newest.hide()

    def _make_actions(self) -> ActionBar:
        bar = ActionBar(self.viewport())
        bar.copy_requested.connect(self.copy_message)
        bar.regenerate_requested.connect(self.regenerate_requested)
        bar.edit_requested.connect(self.edit_requested)
        bar.continue_requested.connect(self.continue_requested)
        bar.branch_requested.connect(self.branch_requested)
        bar.delete_requested.connect(self.delete_requested)
        bar.sibling_requested.connect(self.sibling_requested)
        return bar

    # Overlays

    def settled(self) -> None:
        super().settled()
        self._place_overlays()

    def _place_overlays(self) -> None:
        last = self.row_count - 1
        self._place_actions(self._last_actions, last if last in self.visible_rows() else None)
        row = self._current_row if self._hovered_row is None else self._hovered_row
        self._place_actions(self._hover_actions, row if row != last and row in self.visible_rows() else None)
        viewport = self.viewport().geometry()
        size = self._newest.sizeHint()
        self._newest.setGeometry(
            viewport.center().x() - size.width() // 2,
            viewport.bottom() - size.height() - 12,
            size.width(),
            size.height(),
        )
        distance = self.verticalScrollBar().maximum() - self.offset
        streaming = bool(self.conversation.messages) and self.conversation.messages[-1].state == "streaming"
        self._newest.setVisible(not self.following and (streaming or distance > viewport.height()))
        bar = self.find_bar.sizeHint()
        self.find_bar.setGeometry(viewport.right() - bar.width() - 16, 12, bar.width(), bar.height())

    def _place_actions(self, bar: ActionBar, row: int | None) -> None:
        if row is None or self.conversation.messages[row].state == "streaming":
            bar.dismiss()
            return
        message = self.conversation.messages[row]
        bar.show_for(row, message)
        height = self.typography.theme.px(ACTIONS)
        layout = self.layout_of(row)
        column = self.column
        y = round(self.corner_of(row).y() + layout.content_height) + (2 if layout.own else 6)
        x = column.right() - bar.sizeHint().width() if layout.own else column.left() - 6
        bar.setGeometry(x, y, bar.sizeHint().width(), height)

    def _hover_row(self, row: int | None) -> None:
        if row != self._hovered_row:
            self._hovered_row = row
            self._place_overlays()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)
        if self.row_count:
            self._hover_row(self.row_at(round(event.position().y()) + self.offset))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._pointer.leave()
            self._hover_row(None)
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._pointer.tip(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        sideways = event.pixelDelta().x() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            sideways = sideways or event.angleDelta().y()
        spot = self._pointer.spot(event.position()) if sideways else None
        if spot and isinstance(spot.part, CodePart | TablePart):
            if spot.part.scroll_by(-sideways / 2):
                self.viewport().update()
            event.accept()
            return
        super().wheelEvent(event)

    def activate(self, row: int, part: Part, control: Control) -> None:
        """Do what a control in a message is for."""
        if control.kind == "link":
            self.link_activated.emit(control.href)
        elif control.kind == "fold-thinking":
            self.fold_thinking(row)
        elif isinstance(part, CodePart) and control.kind == "copy-code":
            self._copy(part.block.text)
            part.confirm(control.kind)
            QTimer.singleShot(_COPIED_FOR, self, self._forget_copied)
            self._copied = part
            self.viewport().update()
        elif isinstance(part, CodePart):
            self._save(part)

    def _forget_copied(self) -> None:
        self._copied.confirm("")
        self.viewport().update()

    def fold_thinking(self, row: int) -> None:
        """Show what the model thought, or hide it again."""
        message = self.conversation.messages[row]
        self.conversation.unfolded ^= {message.id}
        self.selection.clear()
        self.remeasure(row)

    def remeasure(self, row: int) -> None:
        """Lay a message out anew."""
        self.drop_layout(self.conversation.messages[row].id)
        if row in self.visible_rows():
            self.resize_row(row, self.measure(row))
            self.settle()
        else:
            self.forget_row(row)

    # Copying and saving

    def copy_message(self, message_id: int) -> None:
        """Copy a message as it was written, in Markdown."""
        self._copy(self.conversation.message(message_id).text)

    def copy_selection(self) -> None:
        if text := self.selected_text():
            self._copy(text)

    def selected_text(self) -> str:
        """What is selected, as plain text."""
        return self.selection.text(self._placed_in, self.typography.indent)

    def _placed_in(self, row: int) -> list[Placed]:
        return self.complete(row).placed

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def _save(self, part: CodePart) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save code"), part.file_name)
        if not name:
            return
        try:
            Path(name).write_text(part.block.text + "\n", encoding="utf-8")
        except OSError as error:
            raise CodeNotSaved(str(error), path=name) from error

    def select_all(self) -> None:
        if self.row_count:
            last = self.row_count - 1
            self.selection.set(Position(0, 0, 0), Position(last, *self.complete(last).end()))
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        copy = menu.addAction(self.tr("Copy"), self.copy_selection)
        copy.setEnabled(self.selection.span is not None)
        if self.row_count:
            row = self.row_at(event.pos().y() + self.offset)
            copy_message = partial(self.copy_message, self.conversation.messages[row].id)
            menu.addAction(self.tr("Copy message as Markdown"), copy_message)
        menu.addAction(self.tr("Select all"), self.select_all)
        menu.addSeparator()
        menu.addAction(self.tr("Find…"), self.open_find)
        menu.exec(event.globalPos())
        menu.deleteLater()

    # Finding

    def open_find(self) -> None:
        """Show the find bar; matches in sight come first."""
        self._place_overlays()
        self.find_bar.open(self.visible_rows().start)

    def find(self, text: str) -> None:  # type: ignore[override]  # QWidget.find looks up window ids
        """Mark ``text`` wherever it occurs, and show the first occurrence from here on."""
        self.finder.find(text, self.visible_rows().start)

    def find_next(self) -> None:
        self.finder.step(1)

    def find_previous(self) -> None:
        self.finder.step(-1)

    def _show_match(self, row: int, number: int) -> None:
        layout = self.complete(row)
        found = self.finder.occurrences(layout)
        if not found:
            self.reveal(row, 0)
            return
        match = found[min(number, len(found) - 1)]
        placed = layout.placed[match.part]
        if isinstance(placed.part, CodePart):
            placed.part.reveal(match.start)
        rects = placed.part.rects(match.start, match.end)
        y = placed.y + (rects[0].top() if rects else 0.0)
        self.reveal(row, round(y))

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = QKeySequence.StandardKey
        shortcuts = {
            key.Copy: self.copy_selection,
            key.SelectAll: self.select_all,
            key.Find: self.open_find,
            key.FindNext: self.find_next,
            key.FindPrevious: self.find_previous,
        }
        for shortcut, command in shortcuts.items():
            if event.matches(shortcut):
                command()
                return
        bar = self.verticalScrollBar()
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down if alt:
                self._go_to_message(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                self.follow()
            case Qt.Key.Key_Space:
                bar.setValue(bar.value() + bar.pageStep() - bar.singleStep())
            case Qt.Key.Key_Escape if self.find_bar.isVisible():
                self.find_bar.dismiss()
            case _:
                super().keyPressEvent(event)

    def _go_to_message(self, by: int) -> None:
        """Make the message before or after the current one current: its actions can be reached with Tab."""
        if not self.row_count:
            return
        rows = self.visible_rows()
        row = self._current_row
        target = rows[-1] if row is None or row not in rows else row + by
        self._current_row = min(max(target, 0), self.row_count - 1)
        self._hovered_row = None
        self.reveal(self._current_row, 0)
        self.viewport().update()
