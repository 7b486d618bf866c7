"""A text and what comes of it: side by side where there is room, else one above the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

_EVEN = (10_000, 10_000)


class Halves(QSplitter):
    """``shares`` of the room are taken again whenever the direction changes; the user may move the line."""

    def __init__(self, first: QWidget, second: QWidget, shares: tuple[int, int] = _EVEN) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._shares = shares
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(first)
        self.addWidget(second)
        self.share()

    def share(self) -> None:
        """Divide the room anew."""
        self.setSizes(self._shares)

    def arrange(self, *, narrow: bool) -> None:
        """One above the other where it is ``narrow``."""
        orientation = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if orientation != self.orientation():
            self.setOrientation(orientation)
            self.share()
