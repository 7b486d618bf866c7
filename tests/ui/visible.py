"""What a person sees of a window and can reach in it: which texts are cut, where the Tab key leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt, QTranslator
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from assistant.ui.tab_order import is_empty_list
from assistant.ui.widgets.controls import ElidedLabel
from assistant.ui.widgets.picker import PickerButton

_ELIDED = (ElidedLabel, PickerButton)
_MARK = "‹"
_WORD = re.compile(r"[A-Za-z]{2,}")
_STOPS = 200
"""More than any pane has; who presses Tab so often is in a circle that does not lead back."""


class Longer(QTranslator):
    """Makes every text two fifths longer, as other languages are, and marks it as translated."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:  # fmt: skip
        return f"{_MARK}{source}{'x' * (len(source) * 2 // 5)}"


def untranslated(window: QWidget) -> set[str]:
    """What is seen, or spoken, and was never given to a translator; it has :class:`Longer` in force."""
    texts: set[str] = set()
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            texts |= {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()}
            if isinstance(widget, (QLabel, QAbstractButton)):
                texts.add(widget.text())
            if isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)):
                texts.add(widget.placeholderText())
            if isinstance(widget, QComboBox):
                texts |= {widget.itemText(index) for index in range(widget.count())}
            texts |= {action.text() for menu in widget.findChildren(QMenu) for action in menu.actions()}
    return {text for text in texts if _MARK not in text and _WORD.search(text)}


def cut(window: QWidget) -> list[str]:
    """The labels and buttons of which something cannot be read, each with the reason."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or not isinstance(widget, (QLabel, QAbstractButton, QComboBox)):
            continue
        if not widget.isVisible() or isinstance(widget, _ELIDED):
            continue
        reason = _too_small(widget) or _outside(widget, window)
        if reason:
            found.append(f"{name_of(widget)}: {reason}")
    return found


def _too_small(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        if not widget.text() or widget.pixmap():
            return ""
        if widget.wordWrap():
            needed = widget.heightForWidth(widget.width())
            return f"{widget.height()} px high, needs {needed}" if widget.height() < needed else ""
    elif isinstance(widget, QAbstractButton) and not widget.text():
        return ""
    needed = widget.minimumSizeHint().width() if isinstance(widget, QComboBox) else widget.sizeHint().width()
    return f"{widget.width()} px wide, needs {needed}" if widget.width() < needed else ""


def _outside(widget: QWidget, window: QWidget) -> str:
    """Whether a part lies beyond the window, or sideways beyond what scrolls up and down only."""
    room = QRect(QPoint(), window.size())
    box = QRect(widget.mapTo(window, QPoint()), widget.size())
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QAbstractScrollArea):
            viewport = parent.viewport()
            inside = QRect(viewport.mapTo(window, QPoint()), viewport.size())
            room = QRect(inside.left(), box.top(), inside.width(), box.height())
            break
        parent = parent.parentWidget()
    return "" if room.contains(box) else f"at {box.getRect()} beyond {room.getRect()}"


def name_of(widget: QWidget) -> str:
    """For messages: what a developer finds the widget by."""
    text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
    return f"{widget.objectName() or type(widget).__name__} {text!r}"


def tab_stops(window: QWidget) -> Iterator[QWidget]:
    """Press Tab until the focus is back where it began; yields each widget while it has the focus."""
    first = QApplication.focusWidget()
    assert first is not None
    stop = first
    for _ in range(_STOPS):
        yield stop
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QApplication.sendEvent(
                stop, QKeyEvent(kind, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "\t")
            )
        following = QApplication.focusWidget()
        QApplication.processEvents()  # pages scroll to what has the focus
        assert following is not stop, f"Tab does not leave {name_of(stop)}"
        assert following is not None
        if following is first:
            return
        stop = following
    raise AssertionError(f"Tab does not come back to {name_of(first)}")


def tab_targets(window: QWidget) -> set[QWidget]:
    """What Tab must reach."""
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not is_empty_list(widget)
    }
