"""The sections of a text that is written from an outline: which are done, and a way to have one redone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.ui.widgets.controls import ElidedLabel, Glyph, tool_button

SectionState = Literal["waiting", "writing", "written"]

_ICONS = {"waiting": "more", "writing": "edit", "written": "check"}


class SectionRows(QWidget):
    """One row a section, in their order."""

    again_requested = Signal(int)
    """The number of a section that is to be written anew."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sectionRows")
        self.setAccessibleName(self.tr("Sections"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: list[_Row] = []

    def show_sections(self, headings: Sequence[str], states: Sequence[SectionState], *, busy: bool) -> None:
        """Show these; while the model is ``busy`` none can be written again."""
        if [row.heading for row in self._rows] != list(headings):
            for row in self._rows:
                self._column.removeWidget(row)
                row.deleteLater()
            self._rows = [self._row(number, heading) for number, heading in enumerate(headings)]
        for row, state in zip(self._rows, states, strict=True):
            row.show_state(state, busy=busy)

    def _row(self, number: int, heading: str) -> _Row:
        row = _Row(number, heading)
        row.again.clicked.connect(lambda: self.again_requested.emit(number))
        self._column.addWidget(row)
        return row


class _Row(QWidget):
    def __init__(self, number: int, heading: str) -> None:
        super().__init__()
        self.heading = heading
        self._mark = Glyph(size=16)
        name = ElidedLabel(f"section{number}")
        name.setText(heading)
        name.setToolTip(heading)
        self.again = tool_button(
            f"again{number}", "refresh", self.tr("Write this section again: {0}").format(heading)
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(name, 1)
        row.addWidget(self.again)

    def show_state(self, state: SectionState, *, busy: bool) -> None:
        self._mark.show_icon(_ICONS[state], "success" if state == "written" else "muted")
        self.again.setEnabled(state == "written" and not busy)
