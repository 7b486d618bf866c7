"""A slider that says what it is for and what its position means."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from assistant.ui.widgets.controls import ElidedLabel, label
from assistant.ui.widgets.option_editors import leave_wheel_to_page


class ValueSlider(QWidget):
    """``words`` are what a position is called; ``button`` stands behind them."""

    moved = Signal(int)

    def __init__(
        self, object_name: str, name: str, words: Callable[[int], str], button: QWidget | None = None
    ) -> None:
        super().__init__()
        self._words = words
        self._value = label(role="caption")
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setObjectName(object_name)
        self._slider.setAccessibleName(name)
        self._slider.setPageStep(1)
        self._slider.valueChanged.connect(self._on_value_changed)
        leave_wheel_to_page(self._slider)
        called = ElidedLabel("")
        called.setProperty("role", "")
        called.setText(name)
        line = QHBoxLayout()
        line.addWidget(called, 1)
        line.addWidget(self._value)
        if button is not None:
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._slider)

    def show_position(self, position: int, last: int) -> None:
        """Stand at ``position`` of 0 to ``last``, without a signal."""
        with QSignalBlocker(self._slider):
            self._slider.setRange(0, last)
            self._slider.setValue(position)
        self._show_words(position)

    def _show_words(self, position: int) -> None:
        self._value.setText(self._words(position))
        self._slider.setAccessibleDescription(self._value.text())

    @Slot(int)
    def _on_value_changed(self, position: int) -> None:
        self._show_words(position)
        self.moved.emit(position)
