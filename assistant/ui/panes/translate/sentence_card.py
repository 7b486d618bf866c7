"""What can be done with one sentence, beside it: why it failed, other wordings, and to try it again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from assistant.ui.widgets.controls import label, paragraph, push_button, tool_button
from assistant.ui.widgets.frame import paint_frame
from assistant.ui.widgets.wrapping import WrappingRow

_WIDTH = 420
_GAP = 4


class SentenceCard(QFrame):
    """Lies above a text, below or above the lines of a sentence; it takes no key from the text."""

    again_requested = Signal()
    wording_chosen = Signal(str)
    word_requested = Signal()
    """Wordings are wanted that have another word where the user has clicked."""
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setObjectName("sentenceCard")
        self.setAccessibleName(self.tr("This sentence"))
        self._head = label(role="caption")
        self._reason = paragraph(object_name="sentenceReason")
        self._wordings = QVBoxLayout()
        self._wordings.setSpacing(2)
        self._again = push_button("retryButton", self.tr("Try again"), icon="refresh")
        self._again.clicked.connect(self.again_requested)
        self._word = push_button("otherWordButton", "")
        self._word.clicked.connect(self.word_requested)
        close = tool_button("closeSentenceButton", "close", self.tr("Close"))
        close.clicked.connect(self.dismiss)
        top = QHBoxLayout()
        top.addWidget(self._head, 1)
        top.addWidget(close)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 6, 10)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._reason)
        column.addLayout(self._wordings)
        column.addWidget(WrappingRow(self._again, self._word))
        self.hide()

    def show_failure(self, reason: str, attempt: str) -> None:
        """Why a sentence is kept in the source language, and what the model had written."""
        self.offer_word("")
        self._head.setText(self.tr("Kept in the source language"))
        self._show_reason(reason)
        self._show_wordings([attempt] if attempt else [])

    def show_wordings(self, wordings: Sequence[str], state: str = "") -> None:
        """Other translations of a sentence; ``state`` says why there are none (yet)."""
        self._head.setText(self.tr("Other wordings"))
        self._show_reason(state)
        self._show_wordings(wordings)

    def offer_word(self, word: str) -> None:
        """Offer other words for ``word``; empty: there is none to offer any for."""
        self._word.setText(self.tr("Another word for “{0}”").format(word))
        self._word.setVisible(bool(word))

    def place_beside(self, lines: QRect) -> None:
        """Stand below ``lines`` of the parent, or above them where there is no room."""
        room = self._page.rect()
        width = min(_WIDTH, room.width() - 2 * _GAP)
        # Before it is shown, a layout does not know of the rows that have just come.
        self._column.invalidate()
        self._column.activate()
        height = self._column.totalHeightForWidth(width)
        self.resize(width, height if height > 0 else self.sizeHint().height())
        top = lines.bottom() + _GAP
        if top + height > room.height() and lines.top() - _GAP - height >= 0:
            top = lines.top() - _GAP - height
        self.move(max(_GAP, min(lines.left(), room.width() - self.width() - _GAP)), max(0, top))
        self.show()
        self.raise_()

    def dismiss(self) -> None:
        """Go away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    # -------------------------------------------------------------------------------------------- inside

    def _show_reason(self, text: str) -> None:
        self._reason.setText(text)
        self._reason.setVisible(bool(text))

    def _show_wordings(self, wordings: Sequence[str]) -> None:
        while (item := self._wordings.takeAt(0)) is not None:
            widget = item.widget()
            assert widget is not None
            widget.hide()
            widget.deleteLater()
        for number, wording in enumerate(wordings):
            row = _Wording(f"wording.{number}", wording)
            row.clicked.connect(partial(self.wording_chosen.emit, wording))
            self._wordings.addWidget(row)
            row.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_frame(self)


class _Wording(QPushButton):
    """A sentence that is a button: it wraps, as no plain button does."""

    def __init__(self, object_name: str, text: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setProperty("kind", "row")
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._words = paragraph(text)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 6, 10, 6)
        self._row.addWidget(self._words)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._row.heightForWidth(width)
