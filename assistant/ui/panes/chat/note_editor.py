"""Where the note that stands for older messages is read and changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from assistant.ui import theme
from assistant.ui.widgets.cards import Card
from assistant.ui.widgets.controls import paragraph, push_button
from assistant.ui.widgets.fields import PlainField

_HEIGHT = 140


class NoteEditor(QWidget):
    """Hidden until :meth:`edit`. Object names: ``noteText``, ``noteSave``, ``noteAnew``, ``noteCancel``."""

    saved = Signal(str)
    anew_requested = Signal()
    """The model shall write it once more."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("noteEditor")
        card = Card()
        card.setMaximumWidth(theme.TEXT_COLUMN)
        title = self.tr("The summary that the model is sent in the place of what stands above the line")
        self._text = PlainField()
        self._text.setObjectName("noteText")
        self._text.setAccessibleName(title)
        self._text.setMinimumHeight(_HEIGHT)
        self._text.setTabChangesFocus(True)
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        save = push_button("noteSave", self.tr("Save"), "primary")
        save.clicked.connect(self._on_save)
        anew = push_button("noteAnew", self.tr("Write anew"))
        anew.clicked.connect(self._on_anew)
        cancel = push_button("noteCancel", self.tr("Cancel"))
        cancel.clicked.connect(self.hide)
        buttons = QHBoxLayout()
        buttons.addWidget(save)
        buttons.addWidget(anew)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        card.contents.addWidget(paragraph(title, role="caption"))
        card.contents.addWidget(self._text)
        card.contents.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 24, 0)
        row.addStretch(1)
        row.addWidget(card, 1000)
        row.addStretch(1)
        self.hide()

    def edit(self, text: str) -> None:
        """Let the user change ``text``."""
        self._text.setPlainText(text)
        self.show()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.hide()
            return
        super().keyPressEvent(event)

    @Slot()
    def _on_save(self) -> None:
        self.hide()
        self.saved.emit(self._text.toPlainText().strip())

    @Slot()
    def _on_anew(self) -> None:
        self.hide()
        self.anew_requested.emit()
