"""The program's own icons: strokes on a 24 px grid, drawn in the theme's colour at any device pixel ratio.

Each icon is an SVG in ``resources/icons`` whose strokes are ``currentColor``. The colour is looked up when
the icon is painted, so a button's icon follows the theme without being set again.
"""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from assistant.paths import resource
from assistant.ui import theme

_DISABLED_OPACITY = 0.7


def icon(name: str, color: QColor | str | None = None) -> QIcon:
    """The icon ``name``; ``color`` is fixed, or the name of a role of :class:`theme.Colors` (None: "text").

    Raises :class:`FileNotFoundError` when there is no such icon.
    """
    _source(name)
    return QIcon(_StrokeEngine(name, "text" if color is None else color))


def pixmap(name: str, size: int, ratio: float, color: QColor | str = "text") -> QPixmap:
    """The icon as pixels for own painting: ``size`` in logical pixels, ``ratio`` that of the device."""
    _cache_follows_theme()
    return _render(name, size, ratio, _resolve(color).rgba())


def application_icon() -> QIcon:
    """The icon of the window and the task bar, in its own colours."""
    return QIcon(str(resource("icons", "parlance.svg")))


class _StrokeEngine(QIconEngine):
    def __init__(self, name: str, color: QColor | str) -> None:
        super().__init__()
        self._name = name
        self._color = color

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        size = min(rect.width(), rect.height())
        ratio = painter.device().devicePixelRatio()
        corner = rect.center() - QPoint((size - 1) // 2, (size - 1) // 2)
        painter.save()
        color = self._color
        if mode == QIcon.Mode.Disabled:
            color = "muted"
            painter.setOpacity(painter.opacity() * _DISABLED_OPACITY)
        painter.drawPixmap(corner, pixmap(self._name, size, ratio, color))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, picture.rect(), mode, state)
        painter.end()
        return picture


def _resolve(color: QColor | str) -> QColor:
    if isinstance(color, QColor):
        return color
    role: QColor = getattr(theme.current().colors, color)
    return role


@functools.cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@functools.lru_cache(maxsize=512)
def _render(name: str, size: int, ratio: float, rgba: int) -> QPixmap:
    color = QColor.fromRgba(rgba)
    svg = _source(name).replace("currentColor", color.name())
    side = max(round(size * ratio), 1)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(color.alphaF())
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@functools.cache
def _cache_follows_theme() -> None:
    """Pictures in the colours of a theme that has gone are not needed again soon."""
    theme.theme_changes().changed.connect(_render.cache_clear)
