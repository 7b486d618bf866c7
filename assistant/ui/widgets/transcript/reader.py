"""Everything a reader does in the conversation: scroll, select, copy, search, and act on a message."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QToolTip, QWidget

from assistant.ui.widgets.transcript.canvas import Canvas
from assistant.ui.widgets.transcript.code import CodePart
from assistant.ui.widgets.transcript.errors import CodeNotSaved
from assistant.ui.widgets.transcript.flow import Placed
from assistant.ui.widgets.transcript.overlays import Overlays
from assistant.ui.widgets.transcript.part import Control, Part
from assistant.ui.widgets.transcript.pointer import Pointer
from assistant.ui.widgets.transcript.selection import Position
from assistant.ui.widgets.transcript.table import TablePart
from assistant.ui.widgets.transcript.token_card import TokenCard

_COPIED_FOR = 1_500


class Reader(Canvas):
    """A canvas with input; what only others can do is signalled, with the id of the message."""

    regenerate_requested = Signal(int)
    variants_requested = Signal(int, QPoint)
    """The message that is to be answered otherwise, and where on the screen that was asked for."""
    compare_requested = Signal(int)
    details_requested = Signal(int)
    edit_requested = Signal(int)
    continue_requested = Signal(int)
    branch_requested = Signal(int)
    delete_requested = Signal(int)
    pin_requested = Signal(int, bool)
    """The message, and whether it shall be pinned."""
    note_requested = Signal()
    """What is sent in the place of older messages is to be edited."""
    sibling_requested = Signal(int, int)
    """The message, and the number of the version that is wanted, from 0."""

    tokens_requested = Signal(int, bool)
    """The message, and whether it shall be shown as its tokens."""
    alternative_chosen = Signal(int, int, str)
    """The message, the character of its text up to which it stays, and what goes on from there."""

    link_activated = Signal(str)
    """An http, https or mailto address; nothing is opened here."""

    def __init__(self, parent: QWidget | None = None, *, actions: bool = True) -> None:
        """``actions``: messages can be acted on."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._pointer = Pointer(self)
        self._current_row: int | None = None
        self._copied: CodePart | None = None
        self._confirmation = QTimer(self)
        self._confirmation.setSingleShot(True)
        self._confirmation.timeout.connect(self._forget_copied)
        self.overlays = Overlays(self, actions=actions)
        self.token_card = TokenCard(self)
        self.finder.moved.connect(self._show_match)

    def settled(self) -> None:
        super().settled()
        self.overlays.place()
        self.token_card.dismiss()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)
        if self.row_count:
            row = self.row_at(round(event.position().y()) + self.offset)
            self.overlays.hover(row)
            self._hover_token(row, event)

    def _hover_token(self, row: int, event: QMouseEvent) -> None:
        message = self.conversation.messages[row]
        found = None
        if message.id in self.conversation.sheets and not event.buttons():
            found = self.layout_of(row).token_at(self.to_message(row, event.position()))
        if found is None:
            self.token_card.leave()
        else:
            area = found[1].translated(self.corner_of(row))
            self.token_card.show_token(message.id, message.text, found[0], area)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._pointer.leave()
            self.overlays.hover(None)
            self.token_card.leave()
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
        elif control.kind == "edit-note":
            self.note_requested.emit()
        elif isinstance(part, CodePart) and control.kind == "copy-code":
            self._copy(part.block.text)
            self._forget_copied()
            self._copied = part
            part.confirm(control.kind)
            self._confirmation.start(_COPIED_FOR)
            self.viewport().update()
        elif isinstance(part, CodePart):
            self._save(part)

    def _forget_copied(self) -> None:
        if self._copied is not None:
            self._copied.confirm("")
            self._copied = None
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
        self.overlays.place()
        self.overlays.find_bar.open(self.visible_rows().start)

    def find(self, text: str) -> None:  # type: ignore[override]  # QWidget.find looks up window ids
        """Mark ``text`` wherever it occurs, and show the first occurrence from here on."""
        self.overlays.place()
        self.overlays.find_bar.show_matches(text, self.visible_rows().start)

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
            case Qt.Key.Key_Escape if self.token_card.isVisible():
                self.token_card.dismiss()
            case Qt.Key.Key_Escape if self.overlays.find_bar.isVisible():
                self.overlays.find_bar.dismiss()
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
        self.reveal(self._current_row, 0)
        self.overlays.select(self._current_row)
