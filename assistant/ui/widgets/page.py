"""A column of readable width in the middle of whatever room there is, and a page of it that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from assistant.ui import theme

SCROLL_BAR = 10
"""Width of a scroll bar, as the application style sheet has it."""

_MARGIN = 20


class Column(QWidget):
    """Widgets and layouts are added to ``contents``.

    ``width`` is the widest it gets. ``gutter`` pixels stay free at the right, where the scroll bar of a page
    below has its place.
    """

    def __init__(self, *, margin: int = _MARGIN, gutter: int = 0, width: int = theme.TEXT_COLUMN) -> None:
        super().__init__()
        middle = QWidget()
        middle.setMaximumWidth(width)
        self.contents = QVBoxLayout(middle)
        self.contents.setContentsMargins(0, 0, 0, 0)
        self.contents.setSpacing(12)
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, 12, margin + gutter, 12)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)


class Page(QScrollArea):
    """A column that scrolls up and down, never sideways."""

    def __init__(self, margin: int = _MARGIN, width: int = theme.TEXT_COLUMN) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = Column(margin=margin, width=width)
        column.setObjectName("pageContents")
        self.contents = column.contents
        self.setWidget(column)
        column.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)

    @Slot(int, int)
    def _on_range_changed(self, _least: int, most: int) -> None:
        """The place of the scroll bar stays free, so that nothing moves aside when it comes."""
        self.setViewportMargins(0, 0, 0 if most else SCROLL_BAR, 0)
