"""What can be done with a message: a row of buttons below it.

There are two rows, not one per message: one stays below the last message, the other follows the pointer or
the keyboard. They are real buttons, so that Tab, screen readers and tests find them.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from assistant.ui import icons, theme
from assistant.ui.widgets.transcript.message import TranscriptMessage


class ActionBar(QWidget):
    """The actions of one message at a time; it says which by ``row``, or None."""

    copy_requested = Signal(int)
    regenerate_requested = Signal(int)
    variants_requested = Signal(int, QPoint)
    compare_requested = Signal(int)
    edit_requested = Signal(int)
    continue_requested = Signal(int)
    branch_requested = Signal(int)
    delete_requested = Signal(int)
    pin_requested = Signal(int, bool)
    tokens_requested = Signal(int, bool)
    sibling_requested = Signal(int, int)
    details_requested = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("messageActions")
        self.row: int | None = None
        self._message: TranscriptMessage | None = None
        self._previous = self._button("chevron-left", self.tr("Previous version"))
        self._versions = QLabel()
        self._next = self._button("chevron-right", self.tr("Next version"))
        self._copy = self._button("copy", self.tr("Copy message"))
        self._regenerate = self._button("refresh", self.tr("Write another answer"))
        self._variants = self._button("chevron-down", self.tr("Answer again with…"))
        self._compare = self._button("compare", self.tr("Compare versions side by side"))
        self._continue = self._button("send", self.tr("Continue this answer"))
        self._edit = self._button("edit", self.tr("Edit and send again"))
        self._branch = self._button("branch", self.tr("New conversation from here"))
        self._tokens = self._button("likelihood", self.tr("Show how sure the model was"))
        self._tokens.setCheckable(True)
        self._pin = self._button("pin", self.tr("Pin: the model goes on seeing it"))
        self._details = self._button("info", self.tr("How this answer came about"))
        self._delete = self._button("trash", self.tr("Delete from here on"))
        self._note = QLabel()
        for label in (self._versions, self._note):
            label.setProperty("role", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        for widget in (
            self._previous, self._versions, self._next, self._compare, self._copy,
            self._regenerate, self._variants, self._continue,
            self._edit, self._branch, self._tokens, self._pin, self._details,
            self._delete, self._note,
        ):  # fmt: skip
            row.addWidget(widget)
        self._copy.clicked.connect(self._on_copy)
        self._regenerate.clicked.connect(self._on_regenerate)
        self._variants.clicked.connect(self._on_variants)
        self._compare.clicked.connect(self._on_compare)
        self._continue.clicked.connect(self._on_continue)
        self._edit.clicked.connect(self._on_edit)
        self._branch.clicked.connect(self._on_branch)
        self._pin.clicked.connect(self._on_pin)
        self._tokens.clicked.connect(self._on_tokens)
        self._details.clicked.connect(self._on_details)
        self._delete.clicked.connect(self._on_delete)
        self._previous.clicked.connect(self._on_previous)
        self._next.clicked.connect(self._on_next)
        self.hide()

    def _button(self, icon: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icons.icon(icon, "muted"))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setObjectName(f"{icon}Action")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button

    def show_for(self, row: int, message: TranscriptMessage, *, tokens: bool) -> None:
        """Offer what this message allows; ``tokens``: it is shown as its tokens."""
        if row == self.row and message is self._message and self.isVisible():
            if self._tokens.isChecked() != tokens:
                self._show_tokens(tokens)
            return
        self.row, self._message = row, message
        size = theme.current().px(16)
        for button in self.findChildren(QToolButton):
            button.setIconSize(QSize(size, size))
        own = message.role == "user"
        several = message.siblings.count > 1
        for widget in (self._previous, self._versions, self._next):
            widget.setVisible(several)
        self._versions.setText(f"{message.siblings.index + 1}/{message.siblings.count}")
        self._previous.setEnabled(message.siblings.index > 0)
        self._next.setEnabled(message.siblings.index + 1 < message.siblings.count)
        self._compare.setVisible(several and message.role == "assistant")
        for button in (self._regenerate, self._variants):
            button.setVisible(message.role == "assistant")
        self._continue.setVisible(message.role == "assistant" and message.state in ("stopped", "failed"))
        self._edit.setVisible(own)
        self._tokens.setVisible(message.role == "assistant" and bool(message.text))
        self._show_tokens(tokens)
        self._details.setVisible(message.role == "assistant" and message.state != "failed")
        pin = self.tr("Unpin") if message.pinned else self.tr("Pin: the model goes on seeing it")
        self._pin.setToolTip(pin)
        self._pin.setAccessibleName(pin)
        self._pin.setIcon(icons.icon("pin", "accent" if message.pinned else "muted"))
        note = message.note.text if message.note else ""
        self._note.setText(note)
        self._note.setContentsMargins(6, 0, 0, 0)
        self._note.setVisible(bool(note))
        self.adjustSize()
        self.show()

    def dismiss(self) -> None:
        """Offer nothing."""
        self.row = None
        self._message = None
        self.hide()

    def _id(self) -> int:
        assert self._message is not None
        return self._message.id

    def _on_copy(self) -> None:
        self.copy_requested.emit(self._id())
        self._copy.setIcon(icons.icon("check", "muted"))

    def leaveEvent(self, event: object) -> None:
        self._copy.setIcon(icons.icon("copy", "muted"))

    def _on_regenerate(self) -> None:
        self.regenerate_requested.emit(self._id())

    def _on_variants(self) -> None:
        self.variants_requested.emit(self._id(), self._variants.mapToGlobal(QPoint(0, 0)))

    def _on_compare(self) -> None:
        self.compare_requested.emit(self._id())

    def _on_continue(self) -> None:
        self.continue_requested.emit(self._id())

    def _on_edit(self) -> None:
        self.edit_requested.emit(self._id())

    def _on_branch(self) -> None:
        self.branch_requested.emit(self._id())

    def _show_tokens(self, shown: bool) -> None:
        self._tokens.setChecked(shown)
        self._tokens.setIcon(icons.icon("likelihood", "accent" if shown else "muted"))

    def _on_tokens(self) -> None:
        self.tokens_requested.emit(self._id(), self._tokens.isChecked())

    def _on_pin(self) -> None:
        assert self._message is not None
        self.pin_requested.emit(self._message.id, not self._message.pinned)

    def _on_details(self) -> None:
        self.details_requested.emit(self._id())

    def _on_delete(self) -> None:
        self.delete_requested.emit(self._id())

    def _on_previous(self) -> None:
        self._go(-1)

    def _on_next(self) -> None:
        self._go(1)

    def _go(self, step: int) -> None:
        assert self._message is not None
        self.sibling_requested.emit(self._message.id, self._message.siblings.index + step)
