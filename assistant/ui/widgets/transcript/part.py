"""What every part of a message can do: take a width, paint, and say what lies where in its text.

A part paints what it consists of into a picture that is kept until something changes; only parts that are
selected, searched or still open are painted anew each time. Positions in text are UTF-16 units, points are
relative to the part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

from assistant.ui.widgets.transcript import utf16

_CACHED_HEIGHT = 1_500
"""A picture of a part that is higher, in pixels, would be mostly out of sight."""


class Tint(NamedTuple):
    """A stretch of text with a colour behind it: selected, or found."""

    start: int
    end: int
    color: QColor


@dataclass(frozen=True)
class Control:
    """Something to click: ``kind`` says what it does, ``name`` tells a person, ``href`` is for links."""

    kind: str
    rect: QRectF
    name: str
    href: str = ""


class Part:
    """Base of all parts; ``height`` and ``width`` are in logical pixels and valid after :meth:`set_width`."""

    cached = True

    def __init__(self) -> None:
        self.width = 0.0
        self.height = 0.0
        self.ink_width = 0.0
        """The width that is really used."""
        self._picture: QPixmap | None = None
        self._hovered = ""

    @property
    def text(self) -> str:
        """What selecting all of it copies."""
        return ""

    def set_width(self, width: float) -> None:
        """Lay out again if the width is another one."""
        if width != self.width:
            self.width = width
            self.lay_out()
            self.touch()

    def lay_out(self) -> None:
        raise NotImplementedError

    def work(self, deadline: float) -> bool:
        """Do what was put off until ``perf_counter()`` is past ``deadline``; true if the height changed."""
        return False

    @property
    def pending(self) -> bool:
        """Whether :meth:`work` has something to do."""
        return False

    def touch(self) -> None:
        """It looks different now."""
        self._picture = None

    def release(self) -> None:
        """Give up the kept picture: the part is out of sight."""
        self._picture = None

    def draw(
        self, painter: QPainter, origin: QPointF, clip: QRectF, tints: Sequence[Tint], ground: QColor
    ) -> None:
        """Paint at ``origin`` on a background of colour ``ground``."""
        if not self.cached or tints or self.height > _CACHED_HEIGHT or self.height < 1:
            self.paint(painter, origin, clip, tints)
            return
        ratio = painter.device().devicePixelRatio()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = self._render(ratio, ground)
        painter.drawPixmap(origin - QPointF(_MARGIN, _MARGIN), self._picture)

    def _render(self, ratio: float, ground: QColor) -> QPixmap:
        size = QSize(int(self.ink_width + 2 * _MARGIN) + 1, int(self.height + 2 * _MARGIN) + 1)
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(ground)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint(painter, QPointF(_MARGIN, _MARGIN), QRectF(0, 0, size.width(), size.height()), ())
        return picture

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, tints: Sequence[Tint]) -> None:
        raise NotImplementedError

    def hit(self, point: QPointF) -> int:
        """The position in the text nearest to ``point``."""
        return 0

    def rects(self, start: int, end: int) -> list[QRectF]:
        """The area of a stretch of text."""
        return []

    def controls(self) -> Sequence[Control]:
        return ()

    def control_at(self, point: QPointF) -> Control | None:
        return next((control for control in self.controls() if control.rect.contains(point)), None)

    @property
    def hovered(self) -> str:
        """The kind of the control under the pointer, or empty."""
        return self._hovered

    def hover(self, kind: str) -> None:
        if kind != self._hovered:
            self._hovered = kind
            self.touch()

    @property
    def length(self) -> int:
        return utf16.length(self.text)


_MARGIN = 4
"""Around a picture: the ground of inline code and slanted glyphs reach over the edge."""
