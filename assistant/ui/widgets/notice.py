"""A sentence in place: what went wrong where the user looks, what to do about it, and a way to try again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.errors import ParlanceError
from assistant.ui import theme
from assistant.ui.announcement import announce
from assistant.ui.error_text import error_hint, error_sentence
from assistant.ui.widgets.controls import Glyph, paragraph, push_button
from assistant.ui.widgets.frame import paint_frame


class Notice(QWidget):
    """Hidden while there is nothing to say."""

    action_requested = Signal()

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._icon = Glyph()
        self._text = paragraph(object_name=f"{object_name}Text")
        self._hint = paragraph(object_name=f"{object_name}Hint", role="caption")
        self._action = push_button(f"{object_name}Action", "")
        self._action.clicked.connect(self.action_requested)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._text)
        words.addWidget(self._hint)
        words.addWidget(self._action, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()

    def show_error(self, error: ParlanceError, action: str = "") -> None:
        """Show an error; ``action`` is the label of a button that asks to try again."""
        self._show("error", "error", error_sentence(error), error_hint(error), action)

    def show_text(self, text: str, hint: str = "", *, icon: str = "info", action: str = "") -> None:
        """Show what is no error; ``icon`` may be "success" or "warning" as well."""
        self._show(icon, "muted" if icon == "info" else icon, text, hint, action)

    def _show(self, icon: str, color: str, text: str, hint: str, action: str) -> None:
        self._icon.show_icon(icon, color)
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.show()
        announce(self, f"{text} {hint}".strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_frame(self, theme.current().colors.side)
