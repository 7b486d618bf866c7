"""The control for one option: a switch, number, choice or text, made from what the option says of itself."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from assistant.options import OptionInfo
from assistant.ui.widgets.fields import LineField, PlainField
from assistant.ui.widgets.switch import Switch

_INT_LIMIT = 2**31 - 1
_FLOAT_LIMIT = 1e9
_NUMBER_WIDTH = 150
_TEXT_WIDTH = 240


@dataclass(frozen=True)
class Editor:
    """A control, and how it is shown a value without taking that for the user's."""

    control: QWidget
    show: Callable[[Any], None]


def translated(info: OptionInfo, text: str) -> str:
    """A text of an option in the user's language."""
    return QCoreApplication.translate(info.context, text) if text else ""


def make_editor(info: OptionInfo, edited: Callable[[Any], None]) -> Editor:
    """The control for an option; ``edited`` gets each value that the user has finished entering."""
    match info.kind:
        case "flag":
            return _flag(edited)
        case "choice":
            return _choice(info, edited)
        case "text":
            if info.suggestions:
                return _suggested_text(info, edited)
            return _long_text(edited) if info.multiline else _text(edited)
        case "integer" | "number":
            return _number(info, edited)


def _flag(edited: Callable[[Any], None]) -> Editor:
    switch = Switch()
    switch.clicked.connect(edited)
    return Editor(switch, switch.setChecked)


def _choice(info: OptionInfo, edited: Callable[[Any], None]) -> Editor:
    box = QComboBox()
    box.setMinimumWidth(_NUMBER_WIDTH)
    for value, text in info.choices.items():
        box.addItem(translated(info, text), value)
    box.activated.connect(lambda: edited(box.currentData()))
    leave_wheel_to_page(box)
    return Editor(box, lambda value: box.setCurrentIndex(box.findData(value)))


def _number(info: OptionInfo, edited: Callable[[Any], None]) -> Editor:
    box: QSpinBox | QDoubleSpinBox
    if info.kind == "integer":
        box = QSpinBox()
        box.setRange(round(max(info.minimum, -_INT_LIMIT)), round(min(info.maximum, _INT_LIMIT)))
        box.setSingleStep(round(info.step))
    else:
        box = QDoubleSpinBox()
        box.setDecimals(max(1, math.ceil(-math.log10(info.step))))
        box.setRange(max(info.minimum, -_FLOAT_LIMIT), min(info.maximum, _FLOAT_LIMIT))
        box.setSingleStep(info.step)
    box.setMinimumWidth(_NUMBER_WIDTH)
    box.lineEdit().setTextMargins(6, 0, 0, 0)
    box.setKeyboardTracking(False)
    box.setGroupSeparatorShown(True)
    box.setSpecialValueText(translated(info, info.special))
    box.setSuffix(f" {translated(info, info.unit)}" if info.unit else "")
    box.valueChanged.connect(edited)
    leave_wheel_to_page(box)
    return Editor(box, _silently(box, box.setValue))


def _text(edited: Callable[[Any], None]) -> Editor:
    field = LineField()
    field.setMinimumWidth(_TEXT_WIDTH)
    field.editingFinished.connect(lambda: edited(field.text()))
    return Editor(field, field.setText)


def _suggested_text(info: OptionInfo, edited: Callable[[Any], None]) -> Editor:
    box = QComboBox()
    box.setEditable(True)
    box.setLineEdit(LineField())
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setMinimumWidth(_TEXT_WIDTH)
    box.addItems(list(info.suggestions))
    box.activated.connect(lambda: edited(box.currentText()))
    field = box.lineEdit()
    assert field is not None
    field.setAccessibleName(translated(info, info.label))
    field.editingFinished.connect(lambda: edited(box.currentText()))
    leave_wheel_to_page(box)
    return Editor(box, box.setEditText)


def _long_text(edited: Callable[[Any], None]) -> Editor:
    field = _LongText(edited)
    return Editor(field, field.setPlainText)


class _LongText(PlainField):
    def __init__(self, edited: Callable[[Any], None]) -> None:
        super().__init__()
        self._edited = edited
        self.setProperty("kind", "field")
        self.setTabChangesFocus(True)
        self.setMinimumWidth(_TEXT_WIDTH)
        self.setFixedHeight(6 * self.fontMetrics().lineSpacing())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._edited(self.toPlainText())


def _silently(box: QWidget, show: Callable[[Any], None]) -> Callable[[Any], None]:
    def quiet(value: Any) -> None:
        with QSignalBlocker(box):
            show(value)

    return quiet


def leave_wheel_to_page(control: QWidget) -> None:
    """Someone who scrolls the page must not change what happens to pass below the pointer."""
    control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    control.installEventFilter(_WheelFilter(control))


class _WheelFilter(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        unfocused = isinstance(watched, QWidget) and not watched.hasFocus()
        if event.type() == QEvent.Type.Wheel and unfocused:
            event.ignore()
            return True
        return False
