"""The options of a summary in one line, or behind a button where it is narrow; and the buttons to run it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from assistant.options import OptionInfo, describe
from assistant.tasks.summarize import SummaryOptions
from assistant.tasks.summarize.options import Length
from assistant.ui.panes.summarize.length_field import LengthField
from assistant.ui.widgets.controls import label, push_button
from assistant.ui.widgets.option_editors import Editor, make_editor, translated

_SHOWN = ("length", "format", "language", "focus")
_NARROW = 640
_STRETCH = {"focus": 2}


class OptionsBar(QWidget):
    """Shows the form made from the task's own options."""

    changed = Signal()
    run_requested = Signal()
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.options = SummaryOptions()
        self._narrow = False
        self._fields = QWidget()
        self._grid = QGridLayout(self._fields)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._editors: dict[str, Editor] = {}
        self._cells: list[QWidget] = []
        infos = {info.name: info for info in describe(SummaryOptions)}
        self._length = LengthField(infos["length"], infos["words"])
        self._length.edited.connect(self._on_length_edited)
        for name in _SHOWN:
            if name == "length":
                self._place(infos[name], self._length.box, self._length)
            else:
                self._add(infos[name])
        self._more = push_button("optionsButton", self.tr("Options"), "flat", "settings")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._arrange)
        self._run = push_button("runButton", self.tr("Summarize"), "primary")
        self._run.setToolTip(self.tr("Ctrl+Enter"))
        self._run.clicked.connect(self.run_requested)
        self._stop = push_button("stopButton", self.tr("Stop"), icon="stop")
        self._stop.clicked.connect(self.stop_requested)
        self._row = QHBoxLayout()
        self._row.setSpacing(10)
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        for button in (self._run, self._stop):
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 4, 20, 8)
        self._column.setSpacing(8)
        self._column.addLayout(self._row)
        self.set_options(self.options)
        self.set_running(False)
        self._arrange()

    def set_options(self, options: SummaryOptions) -> None:
        """Show other values."""
        self.options = options
        for name, editor in self._editors.items():
            editor.show(getattr(options, name))
        self._length.show_value(options.length, options.words)

    def set_running(self, running: bool) -> None:
        """While it runs, the stop button stands where the other was."""
        self._run.setVisible(not running)
        self._stop.setVisible(running)

    def set_runnable(self, runnable: bool) -> None:
        """Whether there is anything to summarize."""
        self._run.setEnabled(runnable)

    def _add(self, info: OptionInfo) -> None:
        self._editors[info.name] = editor = make_editor(info, lambda value: self._on_edited(info.name, value))
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
            control.textEdited.connect(lambda text: self._on_edited(info.name, text))
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

    def _on_edited(self, name: str, value: Any) -> None:
        self.options = replace(self.options, **{name: value})
        self.changed.emit()

    @Slot(str, int)
    def _on_length_edited(self, length: Length, words: int) -> None:
        self.options = replace(self.options, length=length, words=words)
        self.changed.emit()

    @Slot()
    def _arrange(self) -> None:
        columns = 2 if self._narrow else len(self._cells)
        for index, cell in enumerate(self._cells):
            self._grid.addWidget(cell, index // columns, index % columns)
        for index, name in enumerate(_SHOWN):
            self._grid.setColumnStretch(index, 0 if self._narrow and index > 1 else _STRETCH.get(name, 1))
        self._more.setVisible(self._narrow)
        if self._narrow:
            self._column.addWidget(self._fields)
        else:
            self._row.insertWidget(0, self._fields, 1000)
        self._fields.setVisible(not self._narrow or self._more.isChecked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (self.width() < _NARROW) != self._narrow:
            self._narrow = not self._narrow
            self._arrange()
