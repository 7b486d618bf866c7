"""The page that one writes on: running text in a calm column, with suggested words behind the caret."""

from __future__ import annotations

import regex
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from assistant.ui import theme
from assistant.ui.panes.write.ghost import Ghost
from assistant.ui.widgets.text_page import Decoration, TextPage

_MARGIN = 6
"""Pixels that are left free beside the text at least."""
_WORD = regex.compile(r"\s*(?:[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]{1,2}|[^\s\p{Han}]+)\p{P}*|\s+")
_KEY = Qt.Key
_MODIFIERS = frozenset((_KEY.Key_Shift, _KEY.Key_Control, _KEY.Key_Alt, _KEY.Key_AltGr, _KEY.Key_Meta))


class DraftText(TextPage):
    """While words are suggested, Tab takes all of them, Ctrl+Right one, and anything else none."""

    disturbed = Signal()
    """The text or the caret is elsewhere than where words were suggested, or might have been."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("draftText", "", parent)
        self.setAccessibleName(self.tr("Your draft"))
        self.set_gutters(_MARGIN, _MARGIN)
        self.ghost = Ghost(self)
        self._accepting = False
        self.textChanged.connect(self._on_disturbed)
        self.cursorPositionChanged.connect(self._on_disturbed)
        theme.theme_changes().changed.connect(self.dismiss)

    def decorations(self, start: int, end: int) -> list[Decoration]:
        return []

    @Slot()
    def decorate(self) -> None:
        """There is nothing to lay on the text; looking for what is seen would look into the ghost."""

    @property
    def before(self) -> str:
        """The text up to the caret, or to where the selection begins."""
        return self.text_within(0, self.textCursor().selectionStart())

    @property
    def after(self) -> str:
        """The text from the caret on, or from where the selection ends."""
        return self.text_within(self.textCursor().selectionEnd(), self.last)

    def text_within(self, start: int, end: int) -> str:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\u2029", "\n")

    @property
    def suggestible(self) -> bool:
        """Whether words may be suggested: while one writes at the end of a line."""
        cursor = self.textCursor()
        block = cursor.block()
        rest = self.text_within(cursor.position(), block.position() + block.length() - 1)
        return self.hasFocus() and not (self.composing or cursor.hasSelection() or rest.strip())

    @Slot()
    def dismiss(self) -> None:
        """Suggest nothing."""
        self.ghost.hide()

    def accept(self) -> None:
        """Take all that is suggested."""
        self._take(self.ghost.text)

    def accept_word(self) -> None:
        """Take the next word of what is suggested."""
        found = _WORD.match(self.ghost.text)
        self._take(found[0] if found else self.ghost.text)

    def _take(self, words: str) -> None:
        rest = self.ghost.text[len(words) :]
        self.ghost.hide()
        self._accepting = True
        cursor = self.textCursor()
        # A step of its own for Undo, apart from what is typed around it.
        cursor.beginEditBlock()
        cursor.insertText(words)
        cursor.endEditBlock()
        self.ensureCursorVisible()
        self._accepting = False
        if rest.strip():
            self.ghost.show(rest)
        else:
            self.disturbed.emit()

    @Slot()
    def _on_disturbed(self) -> None:
        if not self._accepting:
            self.ghost.hide()
            self.disturbed.emit()

    # -------------------------------------------------------------------------------------------- events
    # The ghost goes before Qt looks at an event: positions in a line with a ghost are not the text's.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.ghost.text and event.key() not in _MODIFIERS:
            if event.matches(QKeySequence.StandardKey.MoveToNextWord):
                self.accept_word()
                return
            self.ghost.hide()
            if event.matches(QKeySequence.StandardKey.Cancel):
                return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Tab, which goes on to the next widget where nothing is suggested."""
        if next_ and self.ghost.text:
            self.accept()
            return True
        return super().focusNextPrevChild(next_)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.ghost.hide()
        super().inputMethodEvent(event)
        self.disturbed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.ghost.hide()
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.ghost.hide()
        super().contextMenuEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.ghost.hide()
        super().dragEnterEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.ghost.hide()
        self.disturbed.emit()
        super().focusOutEvent(event)
