"""Tells the transcript what happens in the dialogue, in the user's words."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, Slot

from assistant.ui.active_model import ActiveModel
from assistant.ui.panes.chat.dialogue import Dialogue
from assistant.ui.widgets.transcript import Transcript, TranscriptMessage


class TranscriptFeed(QObject):
    """Stands between a dialogue and its transcript, which knows nothing of models."""

    def __init__(
        self, dialogue: Dialogue, transcript: Transcript, active: ActiveModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._transcript = transcript
        self._active = active
        dialogue.opened.connect(transcript.set_messages)
        dialogue.message_added.connect(transcript.append)
        dialogue.answer_begun.connect(self._on_answer_begun)
        dialogue.text_added.connect(transcript.append_text)
        dialogue.thinking_added.connect(transcript.append_thinking)
        dialogue.message_changed.connect(transcript.change)
        dialogue.noting.connect(self._on_noting)
        dialogue.reading.connect(self._on_reading)
        dialogue.answer_ended.connect(self._on_answer_ended)

    @Slot(object)
    def _on_answer_begun(self, message: TranscriptMessage) -> None:
        self._transcript.begin_answer(message)
        if self._active.loaded is None:
            self._transcript.set_progress(message.id, self.tr("Waiting for the model…"))

    @Slot(int)
    def _on_noting(self, message_id: int) -> None:
        self._transcript.set_progress(message_id, self.tr("Summarising what no longer fits…"))

    @Slot(int, int, int, float)
    def _on_reading(self, message_id: int, done: int, total: int, left: float) -> None:
        if done >= total:
            text = ""
        else:
            percent = QLocale().toString(100 * done // total)
            text = self.tr("Reading your text, {0} %").format(percent)
            if left >= 1:
                text = self.tr("Reading your text, {0} %, {1} s left").format(percent, round(left))
        self._transcript.set_progress(message_id, text)

    @Slot(object)
    def _on_answer_ended(self, message: TranscriptMessage) -> None:
        self._transcript.set_progress(message.id, "")
        if message.error is not None:
            self._transcript.fail_answer(message.id, *message.error)
        else:
            self._transcript.end_answer(message.id, message.note, stopped=message.state == "stopped")
