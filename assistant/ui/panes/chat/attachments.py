"""The attachments of the next question: where they come from, what is shown of them, and when they go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from assistant.documents.document import clean
from assistant.documents.reading import suffixes
from assistant.errors import ParlanceError
from assistant.storage.records import Attachment
from assistant.tasks.passages import fitting_passages
from assistant.tasks.runner import TaskEnd
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.error_text import error_hint, error_sentence
from assistant.ui.message_bar import Message
from assistant.ui.panes.chat.attaching import Attaching
from assistant.ui.panes.chat.attachment_bar import AttachmentBar
from assistant.ui.panes.chat.context import ContextUse
from assistant.ui.panes.chat.dialogue import Dialogue
from assistant.ui.widgets.composer import Composer


class Attachments(QObject):
    """Stands between the composer, the bar above it, and the files."""

    message_raised = Signal(object)
    """A :class:`Message` for the message bar."""

    def __init__(
        self,
        files: Attaching,
        bar: AttachmentBar,
        composer: Composer,
        dialogue: Dialogue,
        engine: EngineBridge,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._files = files
        self._bar = bar
        self._composer = composer
        self._dialogue = dialogue
        self._engine = engine
        self._use: ContextUse | None = None
        self._left: dict[int, tuple[Attachment, ...]] = {}
        """What was attached in conversations that were left before sending; forgotten with the program."""
        files.changed.connect(self._on_changed)
        files.failed.connect(self._on_failed)
        bar.removed.connect(files.remove)
        composer.attach_requested.connect(self._on_attach_requested)
        composer.files_given.connect(files.add_files)
        composer.long_text_given.connect(self._on_long_text_given)

    def take(self) -> tuple[Attachment, ...]:
        """What is sent with the question; nothing is attached afterwards."""
        taken = self._files.ready
        self._files.replace(())
        return taken

    def leave(self) -> None:
        """Remember what is attached in the open conversation."""
        if (conversation := self._kept_conversation()) is not None and not self._dialogue.editing:
            self._left[conversation] = self._files.ready

    def enter(self) -> None:
        """Attach what was attached when the open conversation was left."""
        conversation = self._kept_conversation()
        self._files.replace(self._left.pop(conversation, ()) if conversation is not None else ())

    def show_use(self, use: ContextUse | None) -> None:
        """What was counted."""
        self._use = use
        if use is not None and self._files.set_tokens(use.attached):
            self._bar.show_items(self._files.items, use.context)

    @Slot()
    def choose_passages(self) -> None:
        """Attach, instead of all there is, only what suits the question."""
        window, use = self._dialogue.window(), self._use
        if window is None or use is None:
            return
        before = self._files.ready
        name = self.tr("{name}, parts {parts} of {total}")
        task = fitting_passages(before, self._composer.text, use.room, window.counts, name)

        def chosen(end: TaskEnd[tuple[Attachment, ...]]) -> None:
            if end.error is not None:
                self._on_failed(end.error)
            elif end.result and self._files.ready == before:
                self._files.replace(end.result)
            elif not end.cancelled:
                words = self.tr("No part of what is attached has words of your question.")
                hint = self.tr("Write the question first, in the words and the language of the document.")
                self.message_raised.emit(Message(words, hint))

        self._engine.run(task, lambda _partial: None, chosen)

    def _kept_conversation(self) -> int | None:
        conversation = self._dialogue.conversation
        return None if conversation is None or self._dialogue.temporary else conversation.id

    @Slot()
    def _on_changed(self) -> None:
        window = self._dialogue.window()
        self._bar.show_items(self._files.items, window.context if window else None)

    @Slot(object)
    def _on_failed(self, error: ParlanceError) -> None:
        self.message_raised.emit(
            Message(error_sentence(error), error_hint(error), severity="error", detail=error.detail)
        )

    @Slot()
    def _on_attach_requested(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in suffixes())
        kinds = ";;".join((self.tr("Documents ({0})").format(patterns), self.tr("All files (*)")))
        title = self.tr("Attach documents")
        names, _kind = QFileDialog.getOpenFileNames(self._composer, title, "", kinds)
        self._files.add_files(map(Path, names))

    @Slot(str)
    def _on_long_text_given(self, text: str) -> None:
        self._files.add_text(self.tr("Pasted text"), clean(text))
