"""How long a summary is to be: one of three lengths, or a number of words, in one field."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QSpinBox, QWidget

from assistant.options import OptionInfo
from assistant.ui.widgets.option_editors import make_editor, translated

_WORDS = 200
"""What is offered first."""
_NUMBER_WIDTH = 76


class LengthField(QWidget):
    """Edits two options at once, of which the second decides where it is not 0."""

    edited = Signal(str, int)
    """The length, and the number of words; 0: as the length says."""

    def __init__(self, lengths: OptionInfo, words: OptionInfo) -> None:
        super().__init__()
        self._length = lengths.default
        box = make_editor(lengths, self._on_chosen).control
        assert isinstance(box, QComboBox)
        box.addItem(self.tr("Words"), None)
        self._box = box
        number = make_editor(words, self._on_number).control
        assert isinstance(number, QSpinBox)
        number.setSpecialValueText("")
        number.setMinimum(1)
        number.setMinimumWidth(_NUMBER_WIDTH)
        number.setObjectName("option.words")
        number.setAccessibleName(translated(words, words.label))
        number.setToolTip(translated(words, words.help))
        number.setFixedHeight(box.sizeHint().height())
        self._number = number
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for control in (box, number):
            control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            row.addWidget(control, 1)
        box.setMinimumWidth(80)
        self.setFocusProxy(box)
        self.show_value(self._length, 0)

    @property
    def box(self) -> QComboBox:
        """Where a length is chosen."""
        return self._box

    def show_value(self, length: str, words: int) -> None:
        """Show other values."""
        self._length = length
        self._box.setCurrentIndex(self._box.findData(None if words else length))
        self._number.blockSignals(True)
        self._number.setValue(words or _WORDS)
        self._number.blockSignals(False)
        self._number.setVisible(bool(words))

    @Slot(object)
    def _on_chosen(self, length: Any) -> None:
        self._number.setVisible(length is None)
        self._length = length or self._length
        self.edited.emit(self._length, 0 if length else self._number.value())

    @Slot(int)
    def _on_number(self, words: int) -> None:
        self.edited.emit(self._length, words)
