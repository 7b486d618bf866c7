"""How tables that are written into look, so that all of them do alike."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from assistant.ui import theme

_LINE, _AROUND = 16, 18


def dress(table: QTableView, object_name: str, accessible_name: str, *, lines: int = 1) -> None:
    """Give a table its names and its look: columns of one width, rows that are chosen as a whole and have
    room for so many ``lines`` of text."""
    table.setObjectName(object_name)
    table.setAccessibleName(accessible_name)
    header = table.horizontalHeader()
    header.setMinimumSectionSize(40)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.viewport().setAutoFillBackground(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.current().px(lines * _LINE + _AROUND))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(True)
