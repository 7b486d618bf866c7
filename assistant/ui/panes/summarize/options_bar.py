"""The options of a summary in one line, or behind a button where it is narrow; and the buttons to run it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.options import describe
from assistant.tasks.summarize import SummaryOptions
from assistant.tasks.summarize.options import Length
from assistant.ui.actions import keys_text
from assistant.ui.panes.summarize.length_field import LengthField
from assistant.ui.widgets.controls import push_button
from assistant.ui.widgets.option_fields import OptionFields

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
        self._narrow = False
        infos = {info.name: info for info in describe(SummaryOptions)}
        self._length = LengthField(infos["length"], infos["words"])
        self._length.edited.connect(self._on_length_edited)
        own = {"length": (self._length.box, self._length)}
        self._fields = OptionFields(SummaryOptions(), _SHOWN, _STRETCH, own)
        self._fields.changed.connect(self.changed)
        self._more = push_button("optionsButton", self.tr("Options"), "flat", "settings")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._arrange)
        self._run = push_button("runButton", self.tr("Summarize"), "primary")
        self._run.setToolTip(keys_text("summarize.run"))
        self._run.clicked.connect(self.run_requested)
        self._stop = push_button("stopButton", self.tr("Stop"), icon="stop")
        self._stop.clicked.connect(self.stop_requested)
        for first in (self._more, self._fields):
            first.setParent(self)  # Tab comes to them before it comes to the button
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
        self.set_options(SummaryOptions())
        self.set_running(False)
        self._arrange()

    @property
    def options(self) -> SummaryOptions:
        """As the user has set them."""
        options = self._fields.options
        assert isinstance(options, SummaryOptions)
        return options

    def set_options(self, options: SummaryOptions) -> None:
        """Show other values."""
        self._fields.show_options(options)
        self._length.show_value(options.length, options.words)

    def set_running(self, running: bool) -> None:
        """While it runs, the stop button stands where the other was."""
        self._run.setVisible(not running)
        self._stop.setVisible(running)

    def set_runnable(self, runnable: bool) -> None:
        """Whether there is anything to summarize."""
        self._run.setEnabled(runnable)

    @Slot(str, int)
    def _on_length_edited(self, length: Length, words: int) -> None:
        self._fields.edit(length=length, words=words)

    @Slot()
    def _arrange(self) -> None:
        self._fields.set_columns(2 if self._narrow else len(_SHOWN))
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
