"""The conversation for screen readers: a list of messages, followed by the buttons over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from assistant.ui.widgets.transcript.message import TranscriptMessage

if TYPE_CHECKING:
    from assistant.ui.widgets.transcript.view import Transcript


def install() -> None:
    """Let Qt ask here for the interfaces of transcripts; once for the process is enough."""
    global _installed
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed = True


_installed = False


def spoken(message: TranscriptMessage) -> str:
    """Who says it, and what; an error is said after what there is of the answer."""
    if message.role == "user":
        words = QCoreApplication.translate("Transcript", "You: {0}")
    else:
        words = QCoreApplication.translate("Transcript", "Answer: {0}")
    error = " ".join(message.error) if message.error else ""
    return words.format(" ".join(filter(None, (message.text, error))))


def _interface(_class: str, target: QObject | None) -> QAccessibleInterface | None:
    from assistant.ui.widgets.transcript.view import Transcript

    return ConversationInterface(target) if isinstance(target, Transcript) else None


class ConversationInterface(QAccessibleInterface):
    """The transcript as a list."""

    def __init__(self, transcript: Transcript) -> None:
        super().__init__()
        self._transcript = transcript
        self._items: dict[int, MessageInterface] = {}

    def isValid(self) -> bool:
        return shiboken6.isValid(self._transcript)

    def object(self) -> QObject:
        return self._transcript

    def window(self) -> Any:
        return self._transcript.window().windowHandle()

    def parent(self) -> Any:
        parent = self._transcript.parentWidget()
        return QAccessible.queryAccessibleInterface(parent) if parent else None

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.List

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = True
        state.focused = self._transcript.hasFocus()
        state.readOnly = True
        return state

    def text(self, kind: QAccessible.Text) -> str:
        return self._transcript.accessibleName() if kind == QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing about it can be set."""

    def rect(self) -> QRect:
        return QRect(self._transcript.mapToGlobal(QPoint()), self._transcript.size())

    def _widgets(self) -> list[QWidget]:
        return [widget for widget in self._transcript.overlays.widgets() if widget.isVisible()]

    def childCount(self) -> int:
        return len(self._transcript.conversation.messages) + len(self._widgets())

    def child(self, index: int) -> Any:
        messages = self._transcript.conversation.messages
        if not 0 <= index < self.childCount():
            return None
        if index >= len(messages):
            return QAccessible.queryAccessibleInterface(self._widgets()[index - len(messages)])
        return self.item(messages[index].id)

    def item(self, message_id: int) -> MessageInterface:
        """The interface of a message, always the same."""
        found = self._items.get(message_id)
        if found is None:
            found = self._items[message_id] = MessageInterface(self, self._transcript, message_id)
            QAccessible.registerAccessibleInterface(found)
        return found

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((at for at in range(self.childCount()) if self.child(at) == child), -1)

    def childAt(self, x: int, y: int) -> Any:
        at = self._transcript.viewport().mapFromGlobal(QPoint(x, y))
        if not self._transcript.row_count or not self._transcript.viewport().rect().contains(at):
            return None
        return self.child(self._transcript.row_at(at.y() + self._transcript.offset))


class MessageInterface(QAccessibleInterface):
    """A message as an item of the list; it outlives the message, and is invalid then."""

    def __init__(self, parent: ConversationInterface, transcript: Transcript, message_id: int) -> None:
        super().__init__()
        self._parent = parent
        self._transcript = transcript
        self._id = message_id

    def isValid(self) -> bool:
        return shiboken6.isValid(self._transcript) and self._id in self._transcript.conversation

    def object(self) -> Any:
        return None

    def window(self) -> Any:
        return self._parent.window()

    def parent(self) -> QAccessibleInterface:
        return self._parent

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.readOnly = True
        state.offscreen = self._row() not in self._transcript.visible_rows()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        if kind != QAccessible.Text.Name or not self.isValid():
            return ""
        return spoken(self._transcript.conversation.message(self._id))

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """A message is not edited in its place."""

    def rect(self) -> QRect:
        row = self._row()
        corner = self._transcript.corner_of(row).toPoint()
        viewport = self._transcript.viewport()
        size = QRect(0, 0, self._transcript.column.width(), self._transcript.height_of(row)).size()
        return QRect(viewport.mapToGlobal(corner), size)

    def _row(self) -> int:
        return self._transcript.conversation.row(self._id)

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> Any:
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, x: int, y: int) -> Any:
        return None
