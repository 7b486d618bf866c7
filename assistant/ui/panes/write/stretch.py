"""A stretch of the page that a model writes: it grows in its place while the text around it is edited."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from assistant.ui.panes.write.draft_text import DraftText
from assistant.ui.panes.write.undo_step import UndoStep


class Stretch:
    """``start`` and ``end`` are Qt's positions of what it replaces."""

    def __init__(self, page: DraftText, start: int, end: int, step: UndoStep) -> None:
        self._page = page
        self._step = step
        self._start = QTextCursor(page.document())
        self._start.setPosition(start)
        self._start.setKeepPositionOnInsert(True)
        self._end = QTextCursor(page.document())
        self._end.setPosition(end)
        self._end.setKeepPositionOnInsert(True)
        self._shown = self.text

    @property
    def start(self) -> int:
        return self._start.position()

    @property
    def end(self) -> int:
        return self._end.position()

    @property
    def text(self) -> str:
        """What stands there now."""
        return self._page.text_within(self.start, self.end)

    @property
    def untouched(self) -> bool:
        """Whether what was written stands as it was written."""
        return self.text == self._shown

    def show(self, text: str) -> None:
        """Have ``text`` there; only where it differs from what is there is anything replaced."""
        shown = self._shown
        if text == shown:
            return
        same = len(shown) if text.startswith(shown) else _common(shown, text)
        follows = self._followed()
        with self._step.edit() as cursor:
            cursor.setPosition(self.start + _units(shown[:same]))
            cursor.setPosition(self.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(text[same:])
            self._end.setPosition(cursor.position())
        self._shown = text
        if follows:
            self._page.ensureCursorVisible()

    def _followed(self) -> bool:
        """Whether the caret stands at the end and is seen, so that it is to stay so."""
        at_end = self._page.textCursor().position() == self.end
        return at_end and self._page.viewport().rect().intersects(self._page.cursorRect())


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _common(first: str, second: str) -> int:
    length = min(len(first), len(second))
    return next((index for index in range(length) if first[index] != second[index]), length)
