"""How tables that are written into look, so that all of them do alike."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from assistant.ui import theme

_ROW = 34


def dress(table: QTableView, object_name: str, accessible_name: str) -> None:
    """Give a table its names and its look: columns of one width, rows that are chosen as a whole."""
    table.setObjectName(object_name)
    table.setAccessibleName(accessible_name)
    header = table.horizontalHeader()
    header.setMinimumSectionSize(40)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.viewport().setAutoFillBackground(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.current().px(_ROW))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(True)
