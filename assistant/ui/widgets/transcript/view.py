"""The transcript: what a pane tells it, and how an answer comes in."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from assistant.ui.announcement import announce
from assistant.ui.widgets.transcript import accessible
from assistant.ui.widgets.transcript.live import Pace
from assistant.ui.widgets.transcript.message import (
    AnswerNote,
    ContextLine,
    Failure,
    Siblings,
    TokenSheet,
    TranscriptMessage,
)
from assistant.ui.widgets.transcript.reader import Reader

_LIVE_BUDGET = 0.010


class Transcript(Reader):
    """Shows a conversation; messages are known by their ids, and unknown ids raise :class:`KeyError`."""

    def __init__(self, parent: QWidget | None = None, *, actions: bool = True) -> None:
        accessible.install()  # first: Qt keeps the interface it has once asked for
        super().__init__(parent, actions=actions)
        self.setObjectName("transcript")
        self.setAccessibleName(self.tr("Conversation"))
        self._pace = Pace(self._take_in, self)

    # Messages

    def set_messages(self, messages: Sequence[TranscriptMessage]) -> None:
        """Show another conversation, from its end."""
        self._layouts.clear()
        self._forget_rows()
        self.conversation.set(messages)
        self.reset_rows()
        self.overlays.find_bar.clear()
        self.follow()

    def append(self, message: TranscriptMessage) -> None:
        """Add a message at the end. After the user's own, the view is at the end again."""
        row = self.conversation.append(message)
        self.add_row(self.guess_of(row, self.column.width()))
        if message.role == "user":
            self.follow()
        else:
            self.settle()

    def remove_from(self, message_id: int) -> None:
        """Remove a message and all after it."""
        row = self.conversation.row(message_id)
        for gone in self.conversation.cut(row):
            self.drop_layout(gone)
        self._forget_rows()
        self.cut_rows(row)
        self.settle()

    def _forget_rows(self) -> None:
        """What was said about rows by their number holds no longer."""
        self.selection.clear()
        self._current_row = None
        self.overlays.select(None)

    def update_siblings(self, message_id: int, index: int, count: int) -> None:
        """The message is version ``index`` (from 0) of ``count`` now."""
        self._put(replace(self.conversation.message(message_id), siblings=Siblings(index, count)))

    def change(self, message: TranscriptMessage) -> None:
        """Show what has changed about a message that is not being written."""
        self.conversation.put(message)
        self.remeasure(self.conversation.row(message.id))
        self.settle()

    def show_tokens(self, message_id: int, sheet: TokenSheet | None) -> None:
        """Show an answer as its tokens, tinted by how likely each was; None: as text again."""
        if sheet is None:
            self.conversation.sheets.pop(message_id, None)
            self.token_card.dismiss()
        else:
            self.conversation.sheets[message_id] = sheet
        layout = self.known_layout(message_id)
        if sheet is not None and layout is not None and layout.shows_tokens:
            layout.show_tokens(sheet)
            row = self.conversation.row(message_id)
            self.resize_row(row, self.measure(row))
            self.settle()
            self.viewport().update()
            return
        self.selection.clear()
        self.remeasure(self.conversation.row(message_id))

    def set_context_start(self, message_id: int | None, line: ContextLine | None = None) -> None:
        """Draw the line above the first message that the model still sees; None if it sees all."""
        if message_id is not None and line is None:
            line = ContextLine(self.tr("The model no longer sees what stands above"))
        conversation = self.conversation
        old = conversation.context_start
        if (old, conversation.context_line) == (message_id, line):
            return
        conversation.context_start, conversation.context_line = message_id, line
        for changed in {old, message_id} - {None}:
            assert changed is not None
            self.remeasure(self.conversation.row(changed))

    # An answer

    def begin_answer(self, message: TranscriptMessage) -> None:
        """Add an answer whose text will follow, or go on with the one that has the same id."""
        message = replace(message, state="streaming", error=None, note=None)
        if message.id not in self.conversation:
            self.append(message)
            return
        self.conversation.put(message)
        self.remeasure(self.conversation.row(message.id))

    def append_text(self, message_id: int, text: str) -> None:
        """Text of the answer; shown with the next frame."""
        self.conversation.arrive(message_id, text=text)
        self._pace.ask()

    def append_thinking(self, message_id: int, text: str) -> None:
        """What the model thinks before it answers; folded until the reader asks for it."""
        self.conversation.arrive(message_id, thinking=text)
        self._pace.ask()

    def set_progress(self, message_id: int, text: str) -> None:
        """What happens before the first word, in words: "Reading your text, 37 %, 25 s left"."""
        self.conversation.progress[message_id] = text
        row = self.conversation.row(message_id)
        if layout := self.known_layout(message_id):
            layout.set_progress(text)
            self._deadline = time.perf_counter() + _LIVE_BUDGET
            self.resize_row(row, self.measure(row))
            self.settle()

    def end_answer(self, message_id: int, note: AnswerNote | None, *, stopped: bool = False) -> None:
        """The answer is complete, or was ``stopped`` by the user; it is announced to screen readers."""
        message = self._last_state(message_id)
        message = replace(message, note=note, state="stopped" if stopped else "complete")
        self._put(message)
        announce(self, accessible.spoken(message))

    def fail_answer(self, message_id: int, sentence: str, hint: str) -> None:
        """The answer broke off: what there is of it is kept, and why it ended stands below."""
        message = replace(self._last_state(message_id), error=Failure(sentence, hint), state="failed")
        self._put(message)
        announce(self, accessible.spoken(message))

    def _last_state(self, message_id: int) -> TranscriptMessage:
        self._pace.run()  # what arrived last belongs to the answer
        self.conversation.progress.pop(message_id, None)
        return self.conversation.message(message_id)

    def _take_in(self) -> None:
        for message in self.conversation.take_in():
            self._show_grown(message)

    def _put(self, message: TranscriptMessage) -> None:
        self.conversation.put(message)
        self._show_grown(message)
        self.settle()

    def _show_grown(self, message: TranscriptMessage) -> None:
        """Bring the layout of a message up to date, and paint what has changed of it."""
        layout = self.known_layout(message.id)
        row = self.conversation.row(message.id)
        if layout is None:
            self.forget_row(row)
            return
        layout.update(message)
        layout.lay_out(self.column.width(), time.perf_counter() + _LIVE_BUDGET)
        height = math.ceil(layout.height)
        if height != self.height_of(row):
            self.resize_row(row, height)
            self.settle()
        elif row in self.visible_rows():
            self.update_from(row, layout.changed_from)
            if layout.pending:
                self.work_soon()
