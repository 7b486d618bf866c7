"""The attachments above the composer: what they are called, how long they are, and what is in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from assistant.ui import icons, theme
from assistant.ui.panes.chat.attaching import Attached
from assistant.ui.widgets.controls import push_button, tool_button
from assistant.ui.widgets.frame import paint_frame
from assistant.ui.widgets.wrapping import WrappingRow

_WIDTH = 744
_LONGEST_NAME = 20


class AttachmentBar(QWidget):
    """Hidden while there is nothing attached."""

    removed = Signal(object)
    """The :class:`Attached` that the user takes away."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("attachmentBar")
        self._chips = WrappingRow()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(24, 6, 24, 0)
        self._row.addStretch(1)
        self._row.addWidget(self._chips, 1000)
        self._row.addStretch(1)
        self.hide()

    def show_items(self, items: Sequence[Attached], room: int | None) -> None:
        """``room`` is how many tokens the model can see; None while that is not known."""
        chips = WrappingRow(*(_Chip(item, room, self) for item in items))
        chips.setMaximumWidth(_WIDTH)
        self._row.replaceWidget(self._chips, chips)
        self._chips.deleteLater()
        self._chips = chips
        self.setVisible(bool(items))


class _Chip(QWidget):
    """The name opens a preview; the cross takes the attachment away."""

    def __init__(self, item: Attached, room: int | None, bar: AttachmentBar) -> None:
        super().__init__()
        self._item = item
        too_long = item.tokens is not None and room is not None and item.tokens > room
        name = item.name if len(item.name) <= _LONGEST_NAME else f"{item.name[: _LONGEST_NAME - 1]}…"
        button = push_button("attachment", f"{name} · {self._size(too_long)}", "flat")
        button.setIcon(icons.icon("warning" if too_long else "attach", "warning" if too_long else "text"))
        button.setToolTip(item.name)
        button.setEnabled(item.text is not None)
        button.clicked.connect(self._preview)
        remove = tool_button("removeAttachment", "close", self.tr("Remove {0}").format(item.name))
        remove.clicked.connect(lambda: bar.removed.emit(item))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 2, 2)
        row.setSpacing(0)
        row.addWidget(button)
        row.addWidget(remove)

    def _size(self, too_long: bool) -> str:
        item = self._item
        if item.text is None:
            return self.tr("being read…")
        if item.tokens is None:
            return self.tr("{0} characters").format(QLocale().toString(len(item.text)))
        tokens = QLocale().toString(item.tokens)
        if too_long:
            return self.tr("{0} tokens: too long").format(tokens)
        return self.tr("{0} tokens").format(tokens)

    def _preview(self) -> None:
        dialog = QDialog(self.window())
        dialog.setObjectName("attachmentPreview")
        dialog.setWindowTitle(self._item.name)
        text = QPlainTextEdit(self._item.text or "")
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("What the model is sent of {0}").format(self._item.name))
        column = QVBoxLayout(dialog)
        column.addWidget(text)
        dialog.resize(640, 560)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_frame(self, theme.current().colors.side)
