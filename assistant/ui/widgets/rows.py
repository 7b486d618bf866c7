"""Lists of rows and how a row is painted, so that conversations and models look and behave alike."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QStyle, QStyleOptionViewItem

from assistant.ui import theme

RADIUS = 8.0

_UNBOUNDED = 16_777_215
"""Qt's largest size of a widget."""

_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class RowView(QListView):
    """A list whose rows have one height. Arrows move; Enter, Space and, with ``on_click``, a click choose."""

    chosen = Signal(QModelIndex)
    menu_requested = Signal(QModelIndex)

    def __init__(self, object_name: str, accessible_name: str, *, on_click: bool = True) -> None:
        super().__init__()
        self._on_click = on_click
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda point: self._request_menu(self.indexAt(point)))
        theme.theme_changes().changed.connect(self.doItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _CHOOSING and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if self._on_click and left and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.chosen.emit(index)

    def set_full_height(self, full: bool) -> None:
        """Be as high as all rows, for a page that scrolls by itself; or take what room there is."""
        height = max(self.sizeHintForRow(0), 0) * self.model().rowCount()
        self.setMinimumHeight(height if full else 0)
        self.setMaximumHeight(height if full else _UNBOUNDED)
        policy = QSizePolicy.Policy.Fixed if full else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, policy)

    def _request_menu(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.menu_requested.emit(index)


def paint_row(
    painter: QPainter, option: QStyleOptionViewItem, *, selected: bool, rect: QRect | None = None
) -> None:
    """The rounded background of a row, and a ring where the keyboard is."""
    colors = theme.current().colors
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    focused = has_ring(option)
    if not (selected or hovered or focused):
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colors.accent if focused else Qt.PenStyle.NoPen)
    painter.setBrush(colors.selected if selected else colors.hover if hovered else Qt.BrushStyle.NoBrush)
    box = QRectF(option.rect if rect is None else rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, RADIUS, RADIUS)


def has_ring(option: QStyleOptionViewItem) -> bool:
    """The row has the focus, and it came by the keyboard."""
    ring = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
    return option.state & ring == ring


def paint_text(painter: QPainter, rect: QRect, text: str, font: QFont, color: QColor) -> int:
    """One line, vertically centred, cut with an ellipsis; returns the width that it takes."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(color)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, flags, shown)
    return metrics.horizontalAdvance(shown)
