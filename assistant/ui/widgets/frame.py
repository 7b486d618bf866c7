"""The frame of everything that lies on a page: cards, menus, notices."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from assistant.ui import theme

_RADIUS = 10.0


def paint_frame(widget: QWidget, ground: QColor | None = None) -> None:
    """Fill ``widget`` to its rounded edge, with the theme's surface unless another ``ground`` is given."""
    colors = theme.current().colors
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colors.line)
    painter.setBrush(ground or colors.surface)
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
