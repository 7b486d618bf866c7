"""The one place for what concerns no single pane: errors, the offer to undo, notices.

The newest message is shown, since it answers what the user has just done; older ones wait below it. An
exception that nobody caught ends here as well, from whatever thread it came.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.errors import ParlanceError
from assistant.ui import theme
from assistant.ui.announcement import announce
from assistant.ui.error_text import error_hint, error_sentence
from assistant.ui.widgets.controls import Glyph, label, paragraph, push_button, tool_button

Severity = Literal["info", "success", "warning", "error"]

UNDO_SECONDS = 12.0
_KEPT = 20


@dataclass(frozen=True)
class Message:
    """A sentence with what belongs to it. ``seconds`` after which it goes by itself; None: never."""

    text: str
    hint: str = ""
    severity: Severity = "info"
    detail: str = ""
    """For a report: not shown, offered for copying."""
    action: str = ""
    """The label of a button such as "Undo"; it does ``on_action`` and ends the message."""
    on_action: Callable[[], None] | None = None
    seconds: float | None = None

    def repeats(self, other: Message) -> bool:
        """The same thing said again: an error in a loop must not fill the bar."""
        return self.on_action is None and (self.text, self.hint) == (other.text, other.hint)


class MessageBar(QWidget):
    """Shows one message at a time and hides itself when there is none."""

    _reported = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setAccessibleName(self.tr("Messages"))
        self._messages: list[Message] = []
        self._expiry = QTimer(self)
        self._expiry.setSingleShot(True)
        self._expiry.timeout.connect(self.dismiss)
        self._reported.connect(self._on_reported)
        self._build()
        self.hide()

    def show_message(self, message: Message) -> None:
        """Put a message in front of those that are there."""
        self._messages = [known for known in self._messages if not message.repeats(known)][-_KEPT + 1 :]
        self._messages.append(message)
        self._show_newest()
        announce(self, f"{message.text} {message.hint}".strip())

    def show_error(self, error: ParlanceError) -> None:
        """Show an error that belongs to no pane."""
        self.show_message(
            Message(error_sentence(error), error_hint(error), severity="error", detail=error.detail)
        )

    @Slot(object)
    def show_notice(self, notice: ParlanceError) -> None:
        """Show something that has been dealt with already."""
        self.show_message(Message(error_sentence(notice), error_hint(notice), severity="warning"))

    def report(self, exception: BaseException) -> None:
        """Show an exception that nobody caught. May be called from any thread."""
        self._reported.emit(exception)

    @property
    def messages(self) -> tuple[Message, ...]:
        """What is there, the one that is shown last."""
        return tuple(self._messages)

    @Slot()
    def dismiss(self) -> None:
        """Drop the message that is shown."""
        if self._messages:
            self._messages.pop()
        self._show_newest()

    # ---------------------------------------------------------------------------------------- inside

    def _build(self) -> None:
        self._icon = Glyph()
        self._text = paragraph(object_name="messageText")
        self._hint = paragraph(object_name="messageHint", role="caption")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        words.addWidget(self._hint)
        self._more = label(role="caption")
        self._copy = push_button("messageCopy", self.tr("Copy details"), "flat")
        self._copy.clicked.connect(self._on_copy_clicked)
        self._action = push_button("messageAction", "")
        self._action.clicked.connect(self._on_action_clicked)
        close = tool_button("messageDismiss", "close", self.tr("Dismiss this message"))
        close.clicked.connect(self.dismiss)

        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 18, 12)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        for widget in (self._more, self._copy, self._action, close):
            row.addWidget(widget)

    def _show_newest(self) -> None:
        self._expiry.stop()
        self.setVisible(bool(self._messages))
        if not self._messages:
            return
        message = self._messages[-1]
        self._icon.show_icon(message.severity, _shade(message.severity))
        self._text.setText(message.text)
        self._hint.setText(message.hint)
        self._hint.setVisible(bool(message.hint))
        self._copy.setVisible(bool(message.detail))
        self._action.setText(message.action)
        self._action.setVisible(message.on_action is not None)
        waiting = len(self._messages) - 1
        self._more.setText(f"+{waiting}")
        self._more.setToolTip(self.tr("More messages: {0}").format(waiting))
        self._more.setVisible(waiting > 0)
        if message.seconds is not None:
            self._expiry.start(round(message.seconds * 1000))
        self.update()

    @Slot(object)
    def _on_reported(self, exception: BaseException) -> None:
        if isinstance(exception, ParlanceError):
            self.show_error(exception)
            return
        detail = "".join(traceback.format_exception(exception))
        self.show_error(ParlanceError(detail))

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._messages[-1].detail)

    @Slot()
    def _on_action_clicked(self) -> None:
        action = self._messages[-1].on_action
        self.dismiss()
        if action is not None:
            action()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._messages:
            return
        colors = theme.current().colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(12.5, 4.5, -12.5, -4.5)
        painter.setPen(colors.line)
        painter.setBrush(colors.surface)
        painter.drawRoundedRect(box, 10, 10)
        mark = QRectF(box.topLeft() + QPointF(1, 9), box.bottomLeft() + QPointF(4, -9))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(getattr(colors, _shade(self._messages[-1].severity)))
        painter.drawRoundedRect(mark, 1.5, 1.5)


def _shade(severity: Severity) -> str:
    return "muted" if severity == "info" else severity
