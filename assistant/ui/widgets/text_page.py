"""A text of any length that is read and written: Qt's plain text editor with what it lacks.

Nothing of the text is changed into something similar, dropped files are offered instead of inserted, lines
that would make every key wait are broken, and decorations are laid on what is visible only, so that a text of
any length costs the same.
"""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from assistant.documents.document import clean
from assistant.ui import theme
from assistant.ui.widgets.fields import PlainField

_LONG_LINE = 6_000
"""Characters of one line that Qt still lays out without a pause after every key."""
_SENTENCE_GAP = re.compile(r"(?<=[.!?…])[ \t]|(?<=[。！？])(?=[^\s”’」』）])")

_MARGIN = 14

Decoration = tuple[int, int, QTextCharFormat]
"""Start and end, in Qt's positions, and how what stands between is drawn."""


class TextPage(PlainField):
    """Positions are Qt's."""

    file_offered = Signal(object)
    """The :class:`~pathlib.Path` of a file that was dropped or pasted."""
    scrolled = Signal()
    """Other lines are visible, or the same ones have moved."""

    def __init__(self, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.document().setDocumentMargin(_MARGIN)
        self._gutters = (0, 0)
        self._decorated: list[Decoration] = []
        self._text: str | None = None
        self.document().contentsChange.connect(self._on_document_changed)
        self.setFont(theme.current().text_font())
        self.updateRequest.connect(self._on_update_requested)
        theme.theme_changes().changed.connect(self._on_theme_changed)

    # ---------------------------------------------------------------------------------------------- text

    @property
    def text(self) -> str:
        """All of it; nothing is changed into something similar, as ``toPlainText`` does to some spaces."""
        if self._text is None:
            self._text = self.document().toRawText().replace("\u2029", "\n")
        return self._text

    def replace_text(self, text: str) -> None:
        """Put another text in place of this one, so that it can be undone."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_text(self, text: str) -> None:
        """Begin anew with a text."""
        self.setPlainText(text)
        self.document().setModified(False)

    @property
    def last(self) -> int:
        """The position behind the last character."""
        return self.document().characterCount() - 1

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = _files(source)
        if files:
            self.file_offered.emit(files[0])
        elif source.hasText():
            self.insertPlainText(with_shorter_lines(clean(source.text())))
            self.ensureCursorVisible()

    # --------------------------------------------------------------------------------------- what is seen

    def visible_range(self) -> tuple[int, int]:
        """Start and end of the part of the text that is seen."""
        first = self.firstVisibleBlock().position()
        if self.composing:
            # Qt would count what is being composed, which the document does not have yet.
            return first, max(first, self._end_of_visible_blocks())
        last = self.cursorForPosition(self.viewport().rect().bottomRight()).position()
        return first, max(first, last)

    def _end_of_visible_blocks(self) -> int:
        block, height = self.firstVisibleBlock(), self.viewport().height()
        while block.next().isValid():
            if self.blockBoundingGeometry(block).translated(self.contentOffset()).bottom() >= height:
                break
            block = block.next()
        return block.position() + block.length() - 1

    def lines_of(self, start: int, end: int) -> list[QRect]:
        """The visible lines, in pixels of the viewport, on which a part of the text stands; one per block."""
        seen_start, seen_end = self.visible_range()
        block = self.document().findBlock(max(start, seen_start))
        found = []
        while block.isValid() and block.position() < min(end, seen_end + 1):
            found.append(self._lines_in(block, start, end))
            block = block.next()
        return found

    def _lines_in(self, block: QTextBlock, start: int, end: int) -> QRect:
        box = self.blockBoundingGeometry(block).translated(self.contentOffset())
        layout = block.layout()
        last = max(0, block.length() - 2)
        ends = [min(max(0, position - block.position()), last) for position in (start, end - 1)]
        first_line, last_line = (layout.lineForTextPosition(position) for position in ends)
        if not (first_line.isValid() and last_line.isValid()):
            return box.toRect()
        top = box.top() + first_line.y()
        bottom = box.top() + last_line.y() + last_line.height()
        return QRect(0, round(top), self.viewport().width(), round(bottom - top))

    def set_gutters(self, left: int, right: int) -> None:
        """Pixels that stay free beside the text. Where there is more room than a line may take, it stands in
        the middle.
        """
        self._gutters = left, right
        self._place_column()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_column()
        super().resizeEvent(event)

    def _place_column(self) -> None:
        left, right = self._gutters
        spare = spare_beside(self.width() - left - right, _MARGIN)
        self.setViewportMargins(left + spare, 0, right + spare, 0)

    # ----------------------------------------------------------------------------------------- decorations

    def decorations(self, start: int, end: int) -> list[Decoration]:
        """What is to be laid on the visible part of the text, in order: later ones lie on top."""
        raise NotImplementedError

    def decorate(self) -> None:
        """Show the decorations as they are now."""
        wanted = self.decorations(*self.visible_range())
        if wanted == self._decorated:
            return
        self._decorated = wanted
        selections = []
        for start, end, look in wanted:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self.document())
            selection.cursor.setPosition(min(start, self.last))
            selection.cursor.setPosition(min(end, self.last), QTextCursor.MoveMode.KeepAnchor)
            selection.format = look
            selections.append(selection)
        self.setExtraSelections(selections)

    @Slot(QRect, int)
    def _on_update_requested(self, _rect: QRect, _dy: int) -> None:
        self.scrolled.emit()
        self.decorate()

    @Slot(int, int, int)
    def _on_document_changed(self, _position: int, _removed: int, _added: int) -> None:
        self._text = None

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setFont(theme.current().text_font())
        self._place_column()
        self.decorate()


def spare_beside(width: int, margin: int) -> int:
    """The pixels at each side of a column of text that has ``width``, and ``margin`` of its own."""
    return max(0, (width - 2 * margin - theme.current().px(theme.TEXT_COLUMN)) // 2)


def with_shorter_lines(text: str) -> str:
    """Break lines of many thousand characters after sentences: such a line makes every key wait."""
    if all(len(line) <= _LONG_LINE for line in text.split("\n")):
        return text
    return "\n".join(_broken(line) if len(line) > _LONG_LINE else line for line in text.split("\n"))


def _broken(line: str) -> str:
    lines: list[str] = []
    begin = 0
    for gap in _SENTENCE_GAP.finditer(line):
        if gap.start() - begin > _LONG_LINE // 4:
            lines.append(line[begin : gap.start()])
            begin = gap.end()
    lines.append(line[begin:])
    return "\n".join(lines)


def _files(source: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
