"""A form made from options that describe themselves: groups of rows with a label, a help and a control."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assistant.options import OptionInfo
from assistant.ui import theme
from assistant.ui.language import in_all_languages
from assistant.ui.widgets.controls import label, paragraph, tool_button
from assistant.ui.widgets.option_editors import make_editor, translated

_NARROW = 460
"""Below this width the control stands under its label."""
_LEAST = 120
"""Pixels that a row can be narrowed to."""
_CONTROL = 220
"""Pixels before zoom: choices, numbers and short texts have one width, so that their edges are in line."""


class OptionsForm(QWidget):
    """Emits ``changed`` with the name and the new value of an option, at once, as the user enters it."""

    changed = Signal(str, object)

    def __init__(self, options: Sequence[OptionInfo]) -> None:
        super().__init__()
        self._rows = {info.name: _OptionRow(info, self) for info in options}
        self._groups: list[tuple[QWidget, list[_OptionRow]]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for name in dict.fromkeys(info.group for info in options):
            self._add_group([self._rows[info.name] for info in options if info.group == name])

    def _add_group(self, rows: list[_OptionRow]) -> None:
        heading = label(translated(rows[0].info, rows[0].info.group), "section")
        heading.setContentsMargins(0, 24 if self._groups else 0, 0, 4)
        heading.setVisible(bool(rows[0].info.group))
        self._column.addWidget(heading)
        for row in rows:
            self._column.addWidget(row)
        self._groups.append((heading, rows))

    def set_values(self, options: object) -> None:
        """Show the values of an instance of the dataclass from which the options come."""
        for name, row in self._rows.items():
            row.set_value(getattr(options, name))

    def control(self, name: str) -> QWidget:
        """Where an option is edited."""
        return self._rows[name].control

    def filter(self, words: str) -> bool:
        """Leave only the options that have all the words; returns whether there are any."""
        wanted = words.casefold().split()
        found = False
        for heading, rows in self._groups:
            matching = [row for row in rows if all(word in row.searched_text for word in wanted)]
            for row in rows:
                row.setVisible(row in matching)
            heading.setVisible(bool(matching) and bool(rows[0].info.group))
            found = found or bool(matching)
        return found


class _OptionRow(QWidget):
    def __init__(self, info: OptionInfo, form: OptionsForm) -> None:
        super().__init__()
        self.info = info
        self._form = form
        name, explanation = translated(info, info.label), translated(info, info.help)
        said = (in_all_languages(info.context, text) for text in (info.label, info.help, info.group))
        self.searched_text = " ".join(said).casefold()
        self._editor = make_editor(info, self._on_edited)
        self.control = control = self._editor.control
        control.setObjectName(f"option.{info.name}")
        control.setAccessibleName(name)
        control.setAccessibleDescription(explanation)
        self._reset = tool_button(
            f"reset.{info.name}", "undo", self.tr("Back to the default: {0}").format(name)
        )
        self._reset.clicked.connect(lambda: self._on_edited(info.default))
        policy = self._reset.sizePolicy()
        policy.setRetainSizeWhenHidden(not info.multiline)
        self._reset.setSizePolicy(policy)

        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(paragraph(name))
        if explanation:
            words.addWidget(paragraph(explanation, "caption"))
        controls = QHBoxLayout()
        controls.setSpacing(4)
        controls.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignVCenter)
        controls.addWidget(control)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 8, 0, 8)
        self._line.addLayout(words)
        self._line.addLayout(controls)
        self._line.setSpacing(16)
        self._words, self._controls = words, controls
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_value(self, value: Any) -> None:
        self._editor.show(value)
        self._reset.setVisible(value != self.info.default)

    def _on_edited(self, value: Any) -> None:
        self.set_value(value)
        self._form.changed.emit(self.info.name, value)

    def minimumSizeHint(self) -> QSize:
        """The control becomes as narrow as the page does; its width of now does not keep the page wide."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _LEAST), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Larger type needs wider controls."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _arrange(self) -> None:
        room = self.width() - self._reset.sizeHint().width() - self._controls.spacing()
        if self.info.kind != "flag" and not self.info.multiline:
            self.control.setFixedWidth(min(theme.current().px(_CONTROL), max(room, 1)))
        stacked = self.info.multiline or self.width() < _NARROW
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        side = QBoxLayout.Direction.RightToLeft if stacked else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(direction)
        self._line.setStretchFactor(self._words, 0 if stacked else 1)
        self._line.setSpacing(4 if stacked else 16)
        self._controls.setDirection(side)
        if not self.info.multiline:
            edge = Qt.AlignmentFlag.AlignLeft if stacked else Qt.AlignmentFlag.AlignRight
            self._line.setAlignment(self._controls, edge)
