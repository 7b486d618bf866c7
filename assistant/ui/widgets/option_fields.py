"""A few options of a task side by side, each under its name: the short form above a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from assistant.options import OptionInfo, describe
from assistant.ui.widgets.controls import label
from assistant.ui.widgets.option_editors import Editor, make_editor, translated


class OptionFields(QWidget):
    """Made from the options that a frozen dataclass declares; ``options`` is an instance of it."""

    changed = Signal()
    """``options`` is another instance now, as the user has entered it."""

    def __init__(
        self,
        options: Any,
        shown: Sequence[str],
        stretch: Mapping[str, int],
        own: Mapping[str, tuple[QWidget, QWidget]] = MappingProxyType({}),
    ) -> None:
        """``shown`` are the names of the options; ``stretch`` says which take more room than the others.

        Options that are edited in a field of the pane's ``own`` have its control there, and the field.
        """
        super().__init__()
        self.options = options
        self._shown = shown
        self._stretch = stretch
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._editors: dict[str, Editor] = {}
        self._cells: list[QWidget] = []
        infos = {info.name: info for info in describe(type(options))}
        for name in shown:
            if name in own:
                self._place(infos[name], *own[name])
            else:
                self._add(infos[name])
        self.show_options(options)
        self.set_columns(len(shown))

    def show_options(self, options: Any) -> None:
        """Show other values."""
        self.options = options
        for name, editor in self._editors.items():
            editor.show(getattr(options, name))

    def set_columns(self, columns: int) -> None:
        """How many stand in one line."""
        for index, cell in enumerate(self._cells):
            self._grid.addWidget(cell, index // columns, index % columns)
        one_line = columns >= len(self._cells)
        for index, name in enumerate(self._shown):
            stretch = self._stretch.get(name, 1) if one_line else int(index < columns)
            self._grid.setColumnStretch(index, stretch)

    def edit(self, **values: Any) -> None:
        """Take over what the user has entered into fields of the pane's own."""
        self.options = replace(self.options, **values)
        self.changed.emit()

    def _add(self, info: OptionInfo) -> None:
        editor = make_editor(info, lambda value: self.edit(**{info.name: value}))
        self._editors[info.name] = editor
        self._place(info, editor.control, editor.control)

    def _place(self, info: OptionInfo, control: QWidget, field: QWidget) -> None:
        """Put ``field``, whose ``control`` edits an option, below the option's name."""
        name = translated(info, info.label)
        control.setObjectName(f"option.{info.name}")
        control.setAccessibleName(name)
        control.setAccessibleDescription(translated(info, info.help))
        control.setToolTip(translated(info, info.help))
        control.setMinimumWidth(80)
        control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if isinstance(control, QLineEdit):
            control.setPlaceholderText(translated(info, info.help))
            # A click on the run button does not take the focus, so the end of editing is not heard in time.
            control.textEdited.connect(lambda text: self.edit(**{info.name: text}))
        if isinstance(control, QComboBox):
            control.setMinimumContentsLength(6)
            # Else all languages are measured, each in its own script and font.
            control.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(label(name, "caption"))
        column.addWidget(field)
        self._cells.append(cell)
