"""The list that opens when "/" is written in an empty field: prompts by their names, filtered as one types.

The field keeps the focus and the input method, so that Chinese names can be typed; the list only borrows the
keys that move in it, and none while an input method composes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.storage.prompts import Prompt
from assistant.ui.announcement import announce
from assistant.ui.widgets.controls import push_button
from assistant.ui.widgets.frame import paint_frame
from assistant.ui.widgets.prompt_edit import PromptEdit
from assistant.ui.widgets.prompt_rows import PromptDelegate, PromptRows
from assistant.ui.widgets.rows import RowView

_ROWS = 7
_GAP = 6
_COMMAND = re.compile(r"[/／、]([^\n]{0,60})")
"""Input methods for Chinese make other signs of the key with the slash."""
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MOVING = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SlashMenu(QWidget):
    """Stands above the field. The list's object name is ``slashMenuList``."""

    chosen = Signal(object)
    """The :class:`Prompt`."""
    editing_requested = Signal()

    def __init__(self, field: PromptEdit, page: QWidget, find: Callable[[str], Sequence[Prompt]]) -> None:
        """``page`` is what the menu may cover; ``find`` gives the prompts that fit the words."""
        super().__init__(page)
        self.setObjectName("slashMenu")
        self._field = field
        self._find = find
        self._dismissed = False
        self._rows = PromptRows(self)
        self._list = RowView("slashMenuList", self.tr("Prompts"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(PromptDelegate(self._list, with_text=True))
        self._list.chosen.connect(self._choose)
        edit = push_button("editPromptsButton", self.tr("Edit prompts…"), "flat", "edit")
        edit.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        edit.clicked.connect(self._on_edit_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 4)
        column.setSpacing(2)
        column.addWidget(self._list)
        column.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)
        field.textChanged.connect(self._on_text_changed)
        field.focus_changed.connect(self._on_focus_changed)
        field.installEventFilter(self)
        page.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.isVisible():
            return False
        if watched is not self._field:
            if event.type() == QEvent.Type.Resize:
                self._place()
            return False
        if isinstance(event, QKeyEvent) and not self._field.composing and not event.modifiers():
            match event.type():
                case QEvent.Type.ShortcutOverride if event.key() == Qt.Key.Key_Escape:
                    event.accept()  # else it would stop an answer
                    return True
                case QEvent.Type.KeyPress:
                    return self._on_key(event.key())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_frame(self)

    def _on_key(self, key: int) -> bool:
        """Whether the key is the menu's."""
        if key == Qt.Key.Key_Escape:
            self._dismissed = True
            self.hide()
        elif key in _CHOOSING:
            self._choose(self._list.currentIndex())
        elif key in _MOVING:
            count = self._rows.rowCount()
            self._go_to((self._list.currentIndex().row() + _MOVING[Qt.Key(key)]) % count)
        else:
            return False
        return True

    @Slot()
    def _on_text_changed(self) -> None:
        command = _COMMAND.fullmatch(self._field.toPlainText())
        if command is None:
            self._dismissed = False
        found = self._find(command[1]) if command and self._field.hasFocus() and not self._dismissed else ()
        if not found:
            self.hide()
            return
        self._rows.set_prompts(found)
        self._place()
        self.show()
        self.raise_()
        self._go_to(0)

    @Slot(bool)
    def _on_focus_changed(self, focused: bool) -> None:
        if not focused:
            self.hide()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        prompt = self._rows.prompt(index)
        self.hide()
        self.chosen.emit(prompt)

    @Slot()
    def _on_edit_clicked(self) -> None:
        self.hide()
        self.editing_requested.emit()

    def _go_to(self, row: int) -> None:
        index = self._rows.index(row)
        self._list.setCurrentIndex(index)
        announce(self._field, index.data())

    def _place(self) -> None:
        """Above the field's frame, as wide as that, as high as the rows need and the page allows."""
        page, frame = self.parentWidget(), self._field.parentWidget()
        assert page is not None
        assert frame is not None
        top = frame.mapTo(page, QPoint(0, 0))
        row = self._list.sizeHintForRow(0)
        margins = self.sizeHint().height() - self._list.sizeHint().height()
        most = max((top.y() - 2 * _GAP - margins) // row, 1)
        self._list.setFixedHeight(row * min(self._rows.rowCount(), _ROWS, most))
        height = self._list.height() + margins
        self.setGeometry(top.x(), max(top.y() - height - _GAP, 0), frame.width(), height)
