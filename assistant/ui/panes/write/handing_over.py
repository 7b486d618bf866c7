"""A text, or a part of it, goes from the draft page to be proofread or rewritten, and comes back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from assistant.ui.message_bar import UNDO_SECONDS, Message
from assistant.ui.panes.write.draft_page import DraftPage
from assistant.ui.panes.write.marked_text import MarkedText
from assistant.ui.panes.write.top_bar import TopBar


class HandingOver(QObject):
    """Knows whether the text of the pane came from the draft page."""

    message_raised = Signal(object)
    """A :class:`Message` with a way back, where a text has given way to another."""

    def __init__(
        self,
        draft: DraftPage,
        text: MarkedText,
        bar: TopBar,
        show_text: Callable[[str], None],
        parent: QObject,
    ) -> None:
        """``show_text`` puts another text in place of what is there."""
        super().__init__(parent)
        self._draft = draft
        self._text = text
        self._bar = bar
        self._show_text = show_text
        draft.handed_over.connect(self._on_handed_over)
        bar.back_requested.connect(self._on_back_requested)

    def forget(self) -> None:
        """The text of the pane is another than what came from the draft."""
        self._draft.forget_handed_over()
        self._bar.set_returnable(False)

    def empty_page(self) -> None:
        """Begin a new draft."""
        before = self._draft.text.text
        self._draft.put_text("")
        if before.strip():
            self._say(self.tr("The page was emptied."), partial(self._draft.put_text, before))

    @Slot(str, str)
    def _on_handed_over(self, mode: str, text: str) -> None:
        before = self._text.text
        self._show_text(text)
        self._bar.choose_mode(mode)
        self._bar.set_returnable(True)
        self._bar.run_requested.emit()
        if before.strip() and before != text:
            said = self.tr("The draft has taken the place of the text that was here.")
            self._say(said, partial(self._show_text, before))

    @Slot()
    def _on_back_requested(self) -> None:
        self._bar.stop_requested.emit()
        self._draft.take_back(self._text.text)
        self._bar.set_returnable(False)
        self._bar.choose_mode("draft")

    def _say(self, text: str, undo: Callable[[], None]) -> None:
        message = Message(text, action=self.tr("Undo"), on_action=undo, seconds=UNDO_SECONDS)
        self.message_raised.emit(message)
