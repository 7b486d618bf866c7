"""Notes that stand for messages which no longer fit: written in the background, shown at the line, edited."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from assistant.storage.errors import NotInHistory
from assistant.tasks.notes import missing_note
from assistant.tasks.prompt import Prompt, as_prompt
from assistant.tasks.runner import TaskEnd, TaskRun
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.panes.chat.context import ContextUse, ContextWatch
from assistant.ui.panes.chat.dialogue import Dialogue
from assistant.ui.panes.chat.note_editor import NoteEditor
from assistant.ui.widgets.transcript import ContextLine, Transcript


class Notes(QObject):
    """Only where the conversation asks for notes. An answer goes first, and has one written if it must."""

    def __init__(
        self,
        dialogue: Dialogue,
        watch: ContextWatch,
        engine: EngineBridge,
        transcript: Transcript,
        editor: NoteEditor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._dialogue = dialogue
        self._engine = engine
        self._transcript = transcript
        self._editor = editor
        self._use: ContextUse | None = None
        self._run: TaskRun[str] | None = None
        self._round = 0
        self._failed: tuple[int | None, int] | None = None
        """Place and reach of a note that the model could not write: it is not asked again by itself."""
        watch.counted.connect(self._on_counted)
        dialogue.busy_changed.connect(self._on_busy_changed)
        dialogue.opened.connect(self._on_opened)
        transcript.note_requested.connect(self._on_note_requested)
        editor.saved.connect(self._on_saved)
        editor.anew_requested.connect(self._on_anew_requested)

    def stop(self) -> None:
        """Whatever is being written is not wanted any more."""
        self._round += 1
        if self._run is not None:
            self._run.cancel()
            self._run = None

    @Slot()
    def _on_opened(self) -> None:
        self.stop()
        self._editor.hide()

    @Slot()
    def _on_busy_changed(self) -> None:
        if self._dialogue.busy_anywhere:
            self.stop()

    @Slot(object)
    def _on_counted(self, use: ContextUse | None) -> None:
        self._use = use
        wanted = use is not None and self._dialogue.when_full == "summarise" and use.left_out > use.noted
        if not wanted:
            self.stop()
        elif use is not None and not use.draft and self._failed != (use.note_place, use.left_out):
            self._write(use)
        self._show_line()

    def _write(self, use: ContextUse) -> None:
        window = self._dialogue.window()
        if window is None or self._run is not None or self._dialogue.busy_anywhere:
            return
        if self._editor.isVisible():
            return  # the user writes it
        prompt = as_prompt(self._dialogue.branch())
        system_prompt = self._dialogue.system_prompt
        task = missing_note(prompt.messages, use.left_out, system_prompt, prompt.memory, window)
        on_end = partial(self._on_written, self._round, prompt, use)
        self._run = self._engine.run(task, lambda _partial: None, on_end)

    def _on_written(self, round_: int, prompt: Prompt, use: ContextUse, end: TaskEnd[str]) -> None:
        if end.cancelled or round_ != self._round:
            return
        self._run = None
        if not end.result:
            # What keeps the model from writing is said where it keeps it from answering.
            self._failed = (use.note_place, use.left_out)
            self._show_line()
            return
        try:
            self._dialogue.set_note(prompt.ends[use.left_out - 1], end.result)
        except NotInHistory:
            return  # deleted meanwhile

    @Slot()
    def _on_note_requested(self) -> None:
        if self._use is not None:
            self.stop()
            self._editor.edit(self._use.note)

    @Slot(str)
    def _on_saved(self, text: str) -> None:
        if self._use is not None and self._use.note_place is not None:
            self._dialogue.set_note(self._use.note_place, text)

    @Slot()
    def _on_anew_requested(self) -> None:
        self.stop()
        self._failed = None
        self._on_saved("")

    def _show_line(self) -> None:
        use = self._use
        first = use.first_seen if use else None
        line = None
        if use is not None and first is not None and self._dialogue.when_full == "summarise":
            line = self._line(use)
        self._transcript.set_context_start(first, line)

    def _line(self, use: ContextUse) -> ContextLine:
        label = self.tr("The model no longer sees what stands above")
        missing = use.left_out - use.noted
        if self._run is not None:
            caption = self.tr("What no longer fits is being summarised…")
        elif not missing:
            label = self.tr("The model sees a summary of what stands above")
            caption = self.tr("Sent instead of what stands above:")
        elif use.note:
            caption = self.tr(
                "Sent instead of what stands above, but for the last %n message(s):", "", missing
            )
        else:
            caption = self.tr("What no longer fits is summarised before the next answer.")
        return ContextLine(label, use.note, caption)
