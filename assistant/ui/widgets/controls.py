"""Buttons and labels as the whole window uses them, so that none lacks a name for tests and screen readers.

Buttons take the focus from the keyboard only: their rings are for those who steer with it.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from assistant.ui import icons

Role = Literal["", "heading", "section", "caption", "error"]
Kind = Literal["", "primary", "flat", "row", "caption"]

ICON_SIZE = 20


def tool_button(object_name: str, icon: str, label: str, hint: str = "") -> QToolButton:
    """A button that is an icon: ``label`` is what it is called, ``hint`` is added in the tooltip."""
    button = QToolButton()
    button.setObjectName(object_name)
    button.setIcon(icons.icon(icon))
    button.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(label)
    button.setToolTip(f"{label}  {hint}" if hint else label)
    return button


def push_button(object_name: str, text: str, kind: Kind = "", icon: str = "") -> QPushButton:
    """A button with a text, which is its accessible name too."""
    button = QPushButton(text)
    button.setObjectName(object_name)
    button.setProperty("kind", kind)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if icon:
        button.setIcon(icons.icon(icon, "on_accent" if kind == "primary" else "text"))
    return button


def label(text: str = "", role: Role = "", object_name: str = "") -> QLabel:
    """One line of plain text."""
    made = QLabel(text)
    made.setObjectName(object_name)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def paragraph(text: str = "", role: Role = "", object_name: str = "") -> QLabel:
    """Plain text that wraps at whatever width there is and can be selected."""
    made = label(text, role, object_name)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


class ElidedLabel(QLabel):
    """A caption that gives up the end of its text where there is no room for all of it."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setProperty("role", "caption")

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)


class Glyph(QWidget):
    """An icon that is no button, in a colour of the theme."""

    def __init__(self, icon: str = "", color: str = "muted", size: int = ICON_SIZE) -> None:
        super().__init__()
        self._icon = icon
        self._color = color
        self.setFixedSize(size, size)

    def show_icon(self, icon: str, color: str) -> None:
        """Replace the icon and the role of its colour."""
        self._icon, self._color = icon, color
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._icon:
            icons.icon(self._icon, self._color).paint(QPainter(self), self.rect())
