"""The text field in which a prompt is written.

Enter sends, but never while an input method composes: there it only picks the candidate, and half a word of
Chinese must not leave the field.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame

from assistant.ui import theme
from assistant.ui.widgets.fields import PlainField

SendKey = Literal["enter", "ctrl+enter"]

LONG_TEXT = 4000
"""Characters: what is longer is something to talk about, rather than something to say."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PromptEdit(PlainField):
    """Plain text that asks to be sent, and that recalls earlier prompts."""

    send_pressed = Signal()
    focus_changed = Signal(bool)
    files_given = Signal(list)
    """Paths of files that were dropped or pasted."""
    long_text_given = Signal(str)
    """A text of more than :data:`LONG_TEXT` characters that was dropped or pasted; it is not in the field."""

    def __init__(self) -> None:
        super().__init__()
        self._invitation = ""
        self._send_key: SendKey = "enter"
        self._history: list[str] = []
        self._recalled: int | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.set_font()

    def set_font(self) -> None:
        """Take the theme's type for text."""
        self.setFont(theme.current().text_font())

    def set_invitation(self, text: str) -> None:
        """What the empty field says; where there is no room for all of it, its end is left out."""
        self._invitation = text
        self.setAccessibleName(text)
        self._show_invitation()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_invitation()

    def _show_invitation(self) -> None:
        room = self.viewport().width()
        self.setPlaceholderText(
            self.fontMetrics().elidedText(self._invitation, Qt.TextElideMode.ElideRight, room)
        )

    def set_send_key(self, key: SendKey) -> None:
        """Which key sends; the other one breaks the line."""
        self._send_key = key

    def set_history(self, prompts: list[str]) -> None:
        """What Up in the empty field brings back, the oldest first."""
        self._history = [prompt for prompt in prompts if prompt.strip()]
        self._recalled = None

    def height_of_lines(self, most: int) -> int:
        """The pixels that the text needs, from one line up to ``most`` pixels."""
        lines = max(round(self.document().size().height()), 1)
        return min(lines * self.fontMetrics().lineSpacing(), most) + 2

    def take(self) -> str:
        """The text, what is being composed included; the field is empty afterwards."""
        QGuiApplication.inputMethod().commit()
        text = self.toPlainText()
        # clear() would leave a preedit string behind, which would then begin the next prompt.
        QGuiApplication.inputMethod().reset()
        self._composing = False
        self.clear()
        return text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._on_enter(event)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._recall(event.key()):
            event.accept()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(local_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if files := local_files(source):
            self.files_given.emit(files)
        elif len(source.text()) > LONG_TEXT:
            self.long_text_given.emit(source.text())
        elif source.hasText():
            self.insertPlainText(source.text())
            self.ensureCursorVisible()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit(False)

    def _on_enter(self, event: QKeyEvent) -> None:
        event.accept()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        sends = control if self._send_key == "ctrl+enter" else not shift
        if sends:
            self.send_pressed.emit()
        else:
            self.insertPlainText("\n")
            self.ensureCursorVisible()

    def _recall(self, key: int) -> bool:
        """Walk through the history; only from an empty field or from what was just recalled."""
        text = self.toPlainText()
        if text and (self._recalled is None or text != self._history[self._recalled]):
            return False
        position = len(self._history) if self._recalled is None or not text else self._recalled
        position += -1 if key == Qt.Key.Key_Up else 1
        if not self._history or position < 0 or (position > len(self._history)):
            return False
        self._recalled = position if position < len(self._history) else None
        self.setPlainText("" if self._recalled is None else self._history[self._recalled])
        self.moveCursor(QTextCursor.MoveOperation.End)
        return True


def local_files(source: QMimeData) -> list[Path]:
    """The files on this computer that were dropped or copied."""
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
