"""Fields to write in by an input method.

While it composes, Enter picks a candidate. Most input methods keep that key to themselves; where one does
not, Qt's fields would end the composition and do what Enter does: break the line, search, ask.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineField(QLineEdit):
    """A field of one line."""

    _composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        return (self._composing and _is_enter(event)) or super().event(event)


class PlainField(QPlainTextEdit):
    """A field of many lines."""

    _composing = False

    @property
    def composing(self) -> bool:
        """An input method has text under way that is not yet part of the field's."""
        return self._composing

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        return (self._composing and _is_enter(event)) or super().event(event)


def _is_enter(event: QEvent) -> bool:
    """An accepted event goes no further."""
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER
