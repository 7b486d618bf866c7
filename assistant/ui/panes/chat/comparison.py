"""Two answers to the same question, side by side: which of them shall the conversation go on with?"""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from assistant.storage.records import Message
from assistant.ui.panes.chat.dialogue import Dialogue
from assistant.ui.widgets.controls import label, push_button
from assistant.ui.widgets.transcript import Transcript, TranscriptMessage

_SIDE_BY_SIDE = 560
"""Pixels; where there is less room they stand one below the other."""


class Comparison(QWidget):
    """Object names: ``comparison``; of a side: ``comparedVersion``, ``comparedAnswer``, ``goOnWithThis``."""

    chosen = Signal(int)
    """The answer to go on with."""
    closed = Signal()
    link_activated = Signal(str)

    def __init__(self, dialogue: Dialogue) -> None:
        super().__init__()
        self.setObjectName("comparison")
        self._dialogue = dialogue
        self._sides = (_Side(), _Side())
        close = push_button("comparisonClose", self.tr("Back to the conversation"), "flat", "chevron-left")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 0)
        head.addWidget(close)
        head.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(16, 4, 16, 12)
        self._row.setSpacing(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addLayout(self._row, 1)
        for side in self._sides:
            self._row.addWidget(side, 1)
            side.chosen.connect(self.chosen)
            side.transcript.link_activated.connect(self.link_activated)
        dialogue.busy_changed.connect(self._on_busy_changed)

    def compare(self, message_id: int) -> None:
        """Show an answer on the right, and the version before it, or else the one after it, on the left."""
        versions = self._dialogue.versions(message_id)
        right = next(at for at, each in enumerate(versions) if each.id == message_id)
        left = right - 1 if right else right + 1
        names = [self._name(at, self._dialogue.message(each.id)) for at, each in enumerate(versions, 1)]
        for side, at in zip(self._sides, sorted((left, right)), strict=True):
            side.offer(versions, names, at)
        self._on_busy_changed()

    def _name(self, number: int, message: Message) -> str:
        """Which version it is, by whom, and with how much chance."""
        parts = [self.tr("Version {0}").format(number), message.model or ""]
        if message.outcome is not None and message.outcome.sampling is not None:
            temperature = QLocale().toString(message.outcome.sampling.temperature, "f", 1)
            parts.append(self.tr("temperature {0}").format(temperature))
        return " · ".join(filter(None, parts))

    @Slot()
    def _on_busy_changed(self) -> None:
        for side in self._sides:
            side.set_choosable(not self._dialogue.busy)

    def minimumSizeHint(self) -> QSize:
        # Side by side is for where there is room; it must not hold a window open that wants to be narrow.
        margins = self._row.contentsMargins()
        width = max(side.minimumSizeHint().width() for side in self._sides)
        return QSize(width + margins.left() + margins.right(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.closed.emit()
            return
        super().keyPressEvent(event)


class _Side(QWidget):
    """One version, and which of them it is."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._versions: list[TranscriptMessage] = []
        self._shown = 0
        self._choice = QComboBox()
        self._choice.setObjectName("comparedVersion")
        self._choice.setAccessibleName(self.tr("Version"))
        # Long names of models must not make the window wider.
        self._choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._choice.setMinimumContentsLength(8)
        self._choice.currentIndexChanged.connect(self._on_version_chosen)
        self._note = label(role="caption", object_name="comparedNote")
        self.transcript = Transcript(actions=False)
        self.transcript.setObjectName("comparedAnswer")
        self._go_on = push_button("goOnWithThis", self.tr("Go on with this answer"), "primary")
        self._go_on.clicked.connect(self._on_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._choice)
        column.addWidget(self._note)
        column.addWidget(self.transcript, 1)
        column.addWidget(self._go_on, 0, Qt.AlignmentFlag.AlignLeft)

    def offer(self, versions: list[TranscriptMessage], names: list[str], at: int) -> None:
        """Show version ``at``, and offer all of them."""
        self._versions = versions
        self._choice.blockSignals(True)
        self._choice.clear()
        self._choice.addItems(names)
        self._choice.setCurrentIndex(at)
        self._choice.blockSignals(False)
        self._on_version_chosen(at)

    def set_choosable(self, choosable: bool) -> None:
        """While an answer is being written none can be chosen."""
        self._go_on.setEnabled(choosable)
        self._choice.setEnabled(choosable)

    def _show(self, message: TranscriptMessage) -> None:
        self._shown = message.id
        note = message.note.text if message.note else ""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.transcript.set_messages([message])
        self.transcript.verticalScrollBar().setValue(0)

    @Slot(int)
    def _on_version_chosen(self, at: int) -> None:
        if 0 <= at < len(self._versions):
            self._show(self._versions[at])

    @Slot()
    def _on_chosen(self) -> None:
        self.chosen.emit(self._shown)
