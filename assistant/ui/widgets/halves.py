"""A text and what comes of it: side by side where there is room, else one above the other."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QWidget

_EVEN = (10_000, 10_000)


class Halves(QSplitter):
    """The user may move the line; for each direction it stays where it was moved to, or ``shares`` hold."""

    def __init__(
        self, object_name: str, first: QWidget, second: QWidget, shares: tuple[int, int] = _EVEN
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName(object_name)
        self._shares = shares
        self._moved: dict[Qt.Orientation, Sequence[int]] = {}
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(first)
        self.addWidget(second)
        self.splitterMoved.connect(self._on_moved)
        self.share()

    def share(self) -> None:
        """Divide the room anew."""
        self.setSizes(self._moved.get(self.orientation(), self._shares))

    def arrange(self, *, narrow: bool) -> None:
        """One above the other where it is ``narrow``."""
        orientation = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if orientation != self.orientation():
            self.setOrientation(orientation)
            self.share()

    @property
    def saved(self) -> str:
        """Where the line was moved to, for :meth:`restore`."""
        return msgspec.json.encode({each.name: sizes for each, sizes in self._moved.items()}).decode()

    def restore(self, saved: str) -> None:
        """Divide the room as it was; nothing is changed by what cannot be read."""
        try:
            found = msgspec.json.decode(saved, type=dict[str, tuple[int, int]])
        except msgspec.DecodeError:
            return
        self._moved = {each: found[each.name] for each in Qt.Orientation if each.name in found}
        self.share()

    @Slot()
    def _on_moved(self) -> None:
        self._moved[self.orientation()] = self.sizes()
