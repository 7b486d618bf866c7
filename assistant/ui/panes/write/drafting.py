"""What a model writes on the Draft page: on from the caret, and texts from an outline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextCursor

from assistant.errors import QT_TRANSLATE_NOOP
from assistant.tasks.draft import DraftOptions, Passage, SectionText, Writing
from assistant.tasks.draft.outline import Section
from assistant.tasks.draft.sections import title_of
from assistant.tasks.runner import TaskEnd
from assistant.tasks.steps import Task
from assistant.tasks.work import ModelFacts
from assistant.ui.panes.write.draft_text import DraftText
from assistant.ui.panes.write.stretch import Stretch
from assistant.ui.panes.write.task_drive import Drives, MakeTask, TaskDrive
from assistant.ui.panes.write.undo_step import UndoStep

_CONTINUING = QT_TRANSLATE_NOOP("work", "Continuing the text")
_WRITING = QT_TRANSLATE_NOOP("work", "Writing from the outline")
_PROPOSING = QT_TRANSLATE_NOOP("work", "Proposing an outline")


class DraftingDesk(QObject):
    """One run at a time. What is written stays on the page, whatever becomes of the run."""

    running_changed = Signal(bool)
    proposed = Signal(str)
    """The outline as far as it is proposed."""
    section_changed = Signal()
    """Another section is under way, or one is written."""
    ended = Signal(object)
    """The :class:`TaskEnd` of a run."""

    def __init__(self, page: DraftText, drives: Drives, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._drives = drives
        self._drive: TaskDrive | None = None
        self._stretch: Stretch | None = None
        self._step = UndoStep(page.document())
        self._topic = ""
        self._options = DraftOptions()
        self.outline: tuple[Section, ...] = ()
        """What was written from last."""
        self.stretches: dict[int, Stretch] = {}
        """Where its sections stand."""
        self.current: int | None = None
        """The section that is being written."""

    @property
    def running(self) -> bool:
        return self._drive is not None

    # -------------------------------------------------------------------------------------------- the runs

    def continue_here(self) -> None:
        """Write on where the caret stands; a selection is what is written on from."""
        page = self._page
        if self.running or not page.before.strip():
            return
        cursor = page.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        page.setTextCursor(cursor)
        before, after = page.before, page.after
        self._step = UndoStep(page.document())
        self._stretch = Stretch(page, cursor.position(), cursor.position(), self._step)

        def make(facts: ModelFacts) -> Task[Any]:
            from assistant.tasks.draft.continuation import continue_text

            return (yield from continue_text(before, after, facts, template=self._has_template()))

        self._start(_CONTINUING, make, self._on_continued)

    def propose(self, topic: str, options: DraftOptions) -> None:
        """Have an outline proposed."""
        if self.running or not topic.strip():
            return

        def make(facts: ModelFacts) -> Task[Any]:
            from assistant.tasks.draft.outline import propose

            return (yield from propose(topic, options, facts))

        self._start(_PROPOSING, make, self.proposed.emit)

    def write(self, topic: str, outline: Sequence[Section], options: DraftOptions) -> None:
        """Write a text from an outline, at the end of the page."""
        if self.running or not outline:
            return
        self._topic, self._options, self.outline = topic, options, tuple(outline)
        self.stretches = {}
        self._step = UndoStep(self._page.document())
        self._page.moveCursor(QTextCursor.MoveOperation.End)
        title = title_of(topic, options)
        if title:
            self._append(title)
        self._write(None)

    def write_again(self, number: int) -> None:
        """Write one section anew, in its place."""
        stretch = self.stretches.get(number)
        if self.running or stretch is None:
            return
        self._step = UndoStep(self._page.document())
        self.stretches[number] = Stretch(self._page, stretch.start, stretch.end, self._step)
        self._write(number)

    def stop(self) -> None:
        """End the run; what was written stays."""
        if self._drive is not None:
            self._drive.stop()

    # --------------------------------------------------------------------------------------------- inside

    def _write(self, only: int | None) -> None:
        topic, outline, options = self._topic, self.outline, self._options
        before = self._page.text_within(0, self.stretches[only].start) if only is not None else ""

        def make(facts: ModelFacts) -> Task[Any]:
            from assistant.tasks.draft.sections import write

            return (yield from write(topic, outline, options, facts, before=before, only=only))

        self.current = only if only is not None else 0
        self._start(_WRITING, make, self._on_section)
        self.section_changed.emit()

    def _start(self, name: str, make: MakeTask, hear: Any) -> None:
        self._page.dismiss()
        self._drive = drive = TaskDrive(self._drives, name, self)
        drive.shown.connect(hear)
        drive.ended.connect(self._on_ended)
        drive.start(make)
        if self._drive is not None:
            self.running_changed.emit(True)

    def _has_template(self) -> bool:
        loaded = self._drives.active.loaded
        return loaded is None or loaded.has_template

    def _append(self, text: str) -> Stretch:
        """A new part at the end of the page, one blank line after what is there."""
        page = self._page
        standing = page.text
        breaks = len(standing) - len(standing.rstrip("\n"))
        gap = "\n" * max(0, 2 - breaks) if standing.strip() else ""
        with self._step.edit() as cursor:
            cursor.setPosition(page.last)
            cursor.insertText(gap)
        stretch = Stretch(page, page.last, page.last, self._step)
        stretch.show(text)
        return stretch

    @Slot(object)
    def _on_continued(self, text: str) -> None:
        assert self._stretch is not None
        if self._stretch.untouched:
            self._page.dismiss()
            self._stretch.show(text)
        else:
            self.stop()  # the writer has taken over

    @Slot(object)
    def _on_section(self, section: SectionText) -> None:
        stretch = self.stretches.get(section.number)
        if stretch is None:
            self.stretches[section.number] = stretch = self._append("")
        if stretch.untouched:
            stretch.show(section.text)
        else:
            self.stop()
        if section.finished or section.number != self.current:
            self.current = section.number + section.finished
            self.section_changed.emit()

    @Slot(object)
    def _on_ended(self, end: TaskEnd[Passage | Writing]) -> None:
        self._drive = None
        if isinstance(end.result, Passage) and self._stretch is not None and self._stretch.untouched:
            self._stretch.show(end.result.text)
        self._stretch = None
        self.current = None
        self.running_changed.emit(False)
        self.section_changed.emit()
        self.ended.emit(end)
