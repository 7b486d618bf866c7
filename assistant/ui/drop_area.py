"""Where files can be dropped: on all of the window, which says what will become of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.ui import theme
from assistant.ui.widgets.controls import Glyph, paragraph
from assistant.ui.widgets.prompt_edit import local_files

_ICON = 40
_VEIL = 235
"""Of 255: what lies below can still be told."""


class DropArea(QWidget):
    """Lies over its parent while files are dragged across the window, and else is not there.

    Fields would take files before the window hears of them. The window's handle hears of them first: watch it
    by ``installEventFilter``. Dragged text goes to the fields as ever.
    """

    dropped = Signal(object)
    """A list of paths."""

    def __init__(self, parent: QWidget, describe: Callable[[Sequence[Path]], str]) -> None:
        """``describe`` says what will become of files; empty: they can not be dropped."""
        super().__init__(parent)
        self._ground = parent
        self.setObjectName("dropArea")
        self.setAcceptDrops(True)
        self._describe = describe
        self._words = paragraph("", "heading", "dropWords")
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.addStretch()
        column.addWidget(Glyph("import", "accent", _ICON), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._words)
        column.addStretch()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            files = local_files(event.mimeData())
            words = self._describe(files) if files else ""
            if words:
                self._words.setText(words)
                self.setGeometry(self._ground.rect())
                self.raise_()
                self.show()
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.hide()
        event.acceptProposedAction()
        self.dropped.emit(local_files(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = colors.background.toRgb()
        veil.setAlpha(_VEIL)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(colors.accent, 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(12, 12, -12, -12), 12, 12)
