"""Words that may come next, in grey behind the caret: in the layout of the line, and nowhere else.

Qt lays out what an input method is still composing in an area of the line that is no part of the document.
Suggested words are put there. So they wrap like text and push aside what follows, while undoing, copying,
saving and screen readers know nothing of them.
"""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextLayout
from PySide6.QtWidgets import QPlainTextEdit

from assistant.ui import theme

_NOWHERE = -1


class Ghost:
    """At most one, in a page that is not composing with an input method."""

    def __init__(self, page: QPlainTextEdit) -> None:
        self._page = page
        self._place = QTextCursor(page.document())
        self.text = ""
        """What is shown."""

    def show(self, text: str) -> None:
        """Show ``text`` behind the caret, in place of what is shown."""
        self.hide()
        if not text:
            return
        self.text = text
        self._place = self._page.textCursor()
        at = self._place.positionInBlock()
        grey = QTextCharFormat()
        grey.setForeground(theme.current().colors.muted)
        area = QTextLayout.FormatRange()
        area.start, area.length, area.format = at, len(text.encode("utf-16-le")) // 2, grey
        self._lay_out(at, text, [area])

    def hide(self) -> None:
        """Show nothing."""
        if self.text:
            self.text = ""
            self._lay_out(_NOWHERE, "", [])

    def _lay_out(self, at: int, text: str, formats: list[QTextLayout.FormatRange]) -> None:
        block = self._place.block()
        block.layout().setPreeditArea(at, text)
        block.layout().setFormats(formats)
        self._page.document().markContentsDirty(block.position(), block.length())
