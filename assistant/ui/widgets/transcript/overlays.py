"""What floats over the conversation: the actions of messages, the way to the newest one, the find bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from assistant.ui import icons
from assistant.ui.widgets.transcript.actions import ActionBar
from assistant.ui.widgets.transcript.find_bar import FindBar
from assistant.ui.widgets.transcript.layout import ACTIONS

if TYPE_CHECKING:
    from assistant.ui.widgets.transcript.reader import Reader

_EDGE = 12


class Overlays(QObject):
    """Creates the floating widgets and keeps them in their places."""

    def __init__(self, reader: Reader, *, actions: bool) -> None:
        super().__init__(reader)
        self._reader = reader
        self._actions = actions
        self._of_last = self._make_actions()
        self._of_hovered = self._make_actions()
        self._hovered: int | None = None
        self._selected: int | None = None
        self.find_bar = FindBar(reader.finder, reader)
        self.find_bar.closed.connect(reader.setFocus)
        self._newest = QPushButton(self.tr("Jump to newest"), reader)
        self._newest.setObjectName("jumpToNewest")
        self._newest.setIcon(icons.icon("arrow-down"))
        self._newest.setCursor(Qt.CursorShape.PointingHandCursor)
        self._newest.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._newest.clicked.connect(reader.follow)
        self._newest.hide()

    def _make_actions(self) -> ActionBar:
        reader = self._reader
        bar = ActionBar(reader.viewport())
        bar.copy_requested.connect(reader.copy_message)
        bar.regenerate_requested.connect(reader.regenerate_requested)
        bar.variants_requested.connect(reader.variants_requested)
        bar.compare_requested.connect(reader.compare_requested)
        bar.edit_requested.connect(reader.edit_requested)
        bar.continue_requested.connect(reader.continue_requested)
        bar.branch_requested.connect(reader.branch_requested)
        bar.delete_requested.connect(reader.delete_requested)
        bar.pin_requested.connect(reader.pin_requested)
        bar.tokens_requested.connect(reader.tokens_requested)
        bar.sibling_requested.connect(reader.sibling_requested)
        bar.details_requested.connect(reader.details_requested)
        return bar

    def widgets(self) -> list[QWidget]:
        """All that floats."""
        return [self._of_last, self._of_hovered, self._newest, self.find_bar]

    def hover(self, row: int | None) -> None:
        """The pointer is over this row."""
        if row != self._hovered:
            self._hovered = row
            self._place_hovered()

    def select(self, row: int | None) -> None:
        """The keyboard has gone to this row."""
        self._selected = row
        self._hovered = None
        self._place_hovered()

    def place(self) -> None:
        """Follow what has moved."""
        reader = self._reader
        last = reader.row_count - 1
        self._place_actions(self._of_last, last if last in reader.visible_rows() else None)
        self._place_hovered()
        viewport = reader.viewport().geometry()
        size = self._newest.sizeHint()
        left = viewport.center().x() - size.width() // 2
        self._newest.setGeometry(left, viewport.bottom() - size.height() - _EDGE, size.width(), size.height())
        distance = reader.verticalScrollBar().maximum() - reader.offset
        messages = reader.conversation.messages
        streaming = bool(messages) and messages[-1].state == "streaming"
        self._newest.setVisible(not reader.following and (streaming or distance > viewport.height()))
        bar = self.find_bar.sizeHint()
        width = min(bar.width(), viewport.width() - 2 * _EDGE)
        self.find_bar.setGeometry(viewport.right() - width - _EDGE, _EDGE, width, bar.height())

    def _place_hovered(self) -> None:
        reader = self._reader
        row = self._selected if self._hovered is None else self._hovered
        shown = row is not None and row != reader.row_count - 1 and row in reader.visible_rows()
        self._place_actions(self._of_hovered, row if shown else None)

    def _place_actions(self, bar: ActionBar, row: int | None) -> None:
        reader = self._reader
        if row is None or not self._actions or reader.conversation.messages[row].state == "streaming":
            bar.dismiss()
            return
        message = reader.conversation.messages[row]
        bar.show_for(row, message, tokens=message.id in reader.conversation.sheets)
        layout = reader.layout_of(row)
        y = round(reader.corner_of(row).y() + layout.content_height) + (2 if layout.own else 6)
        width = bar.sizeHint().width()
        column = reader.column
        x = column.right() - width if layout.own else column.left() - 6
        bar.setGeometry(max(x, 0), y, width, reader.typography.theme.px(ACTIONS))
