"""What was found, as rows: an icon, a title, what it is, and its keys drawn as keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assistant.ui import icons, theme
from assistant.ui.actions import native_text
from assistant.ui.widgets.rows import paint_row, paint_text

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 38
"""Pixels, before zoom."""
_ICON = 18
_PADDING = 12
_NO_PARENT = QModelIndex()
_FOUND_ROLE = Qt.ItemDataRole.UserRole
_BETWEEN_KEYS = re.compile(r"(?<=[^+])\+")
_MOST_KEYS = 2
"""Ways to press the same, before the middle ones are left out."""


@dataclass(frozen=True)
class Found:
    """A row. One without a ``name`` is the heading of those below it."""

    title: str
    name: str = ""
    """Tells it from all others, also at the next start."""
    kind: str = ""
    """What it is, in the user's language; empty where the icon says enough."""
    icon: str = ""
    detail: str = ""
    keys: tuple[str, ...] = ()
    do: Callable[[], object] | None = None
    """What choosing it does; None: it is only to be read."""

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return ", ".join(filter(None, (self.title, self.detail, self.kind, *map(native_text, self.keys))))


class FoundRows(QAbstractListModel):
    """The rows in the order in which they are given."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Found] = []

    def replace(self, rows: Sequence[Found]) -> None:
        """Show these, and no others."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def append(self, rows: Sequence[Found]) -> None:
        """Show these below the others."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def found(self, index: Index) -> Found:
        return self._rows[index.row()]

    def next_row(self, row: int, by: int) -> int:
        """The row ``by`` rows on that is no heading; -1: there is none. Single steps go round the end."""
        count = len(self._rows)
        step = 1 if by > 0 else -1
        start = row + by if by == step else min(max(row + by, 0), count - 1)
        candidates = ((start + step * further) % count for further in range(count))
        return next((each for each in candidates if self._rows[each].name), -1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return found.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return found.spoken
            case _ if role == _FOUND_ROLE:
                return found
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self._rows[index.row()].name:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class FoundDelegate(QStyledItemDelegate):
    """One line. Keys have their place before what the row is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.current().px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found: Found = index.data(_FOUND_ROLE)
        current = theme.current()
        colors = current.colors
        room = option.rect.adjusted(_PADDING, 0, -_PADDING, 0)
        painter.save()
        if not found.name:
            line = room.adjusted(0, current.px(8), 0, 0)
            paint_text(painter, line, found.title, current.ui_font(11, 600), colors.muted)
            painter.restore()
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_row(painter, option, selected=selected, rect=option.rect.adjusted(0, 1, 0, -1))
        if found.icon:
            mark = QRect(room.left(), room.center().y() - _ICON // 2 + 1, _ICON, _ICON)
            icons.icon(found.icon, "muted").paint(painter, mark)
            room.setLeft(mark.right() + 12)
        room.setRight(_paint_end(painter, room, found))
        taken = paint_text(painter, room, found.title, current.ui_font(13), colors.text) + 10
        if found.detail and taken + 40 < room.width():
            rest = room.adjusted(taken, 0, 0, 0)
            paint_text(painter, rest, found.detail, current.ui_font(12), colors.muted)
        painter.restore()


def _paint_end(painter: QPainter, room: QRect, found: Found) -> int:
    """The keys, or what it is, at the right; returns where the title has to end."""
    if found.keys:
        return _paint_keys(painter, room, found.keys) - _PADDING
    current = theme.current()
    font = current.ui_font(11)
    width = min(QFontMetrics(font).horizontalAdvance(found.kind) + 2, room.width() // 2)
    paint_text(painter, room.adjusted(room.width() - width, 0, 0, 0), found.kind, font, current.colors.muted)
    return room.right() - width - _PADDING


def _paint_keys(painter: QPainter, room: QRect, keys: tuple[str, ...]) -> int:
    """From the right to the left; returns where they begin."""
    between = "…" if len(keys) > _MOST_KEYS else ""
    shown = keys if len(keys) <= _MOST_KEYS else (keys[0], keys[-1])
    current = theme.current()
    colors, font = current.colors, current.ui_font(11, 500)
    metrics = QFontMetrics(font)
    height = current.px(20)
    right = room.right()
    for number, combination in enumerate(reversed(shown)):
        if number:
            gap = metrics.horizontalAdvance(between) + 12
            line = QRect(right - gap + 6, room.top(), gap, room.height())
            paint_text(painter, line, between, font, colors.muted)
            right -= gap
        for key in reversed(_BETWEEN_KEYS.split(native_text(combination))):
            width = max(metrics.horizontalAdvance(key) + 10, height)
            cap = QRectF(right - width + 0.5, room.center().y() - height / 2 + 1.5, width - 1, height - 1)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(colors.line)
            painter.setBrush(colors.side)
            painter.drawRoundedRect(cap, 5, 5)
            painter.setPen(colors.muted)
            painter.setFont(font)
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
            right -= width + 3
    return right
