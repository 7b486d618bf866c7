"""The rewritings of the text or of what is selected in it: side by side, as they are written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextCursor

from assistant.documents.document import clean
from assistant.errors import QT_TRANSLATE_NOOP
from assistant.tasks.edits.edit import Edit
from assistant.tasks.rewrite import RewriteOptions, Rewriting, Variant
from assistant.tasks.runner import TaskEnd
from assistant.tasks.steps import Task
from assistant.tasks.work import ModelFacts
from assistant.ui.panes.write.marked_text import MarkedText
from assistant.ui.panes.write.task_drive import Drives, TaskDrive

_NAME = QT_TRANSLATE_NOOP("work", "Rewriting")


class RewritingDesk(QObject):
    """One rewriting at a time, of a part of the text that keeps its place while the text is edited."""

    changed = Signal()
    """The variants are newer."""
    compared = Signal()
    """It is known what differs."""
    running_changed = Signal(bool)
    ended = Signal(object)
    """The :class:`TaskEnd` of a run."""

    def __init__(self, text: MarkedText, drives: Drives, parent: QObject) -> None:
        super().__init__(parent)
        self._text = text
        self._drives = drives
        self._drive: TaskDrive | None = None
        self._place: QTextCursor | None = None
        self.original = ""
        """What is rewritten."""
        self.variants: tuple[Variant, ...] = ()
        self.edits: dict[int, Sequence[Edit]] = {}
        """What makes a variant of the original, by its number; once it is written."""

    @property
    def running(self) -> bool:
        return self._drive is not None

    @property
    def applicable(self) -> bool:
        """Whether what was rewritten still stands in the text."""
        return self._place is not None and self._standing() == self.original

    def run(self, options: RewriteOptions) -> None:
        """Rewrite what is selected, or all."""
        if self.running:
            return
        cursor = self._text.textCursor()
        if not cursor.hasSelection() or not _raw(cursor).strip():
            cursor.select(QTextCursor.SelectionType.Document)
        original = _raw(cursor)
        if not original.strip():
            return
        self._place = cursor
        self.original = original
        self.variants = ()
        self.edits = {}

        def make(facts: ModelFacts) -> Task[Any]:
            from assistant.tasks.proofread.division import document_of
            from assistant.tasks.rewrite.rewriter import rewrite

            return (yield from rewrite(document_of(clean(original)), options, facts))

        self._drive = drive = TaskDrive(self._drives, _NAME, self)
        drive.shown.connect(self._on_shown)
        drive.ended.connect(self._on_ended)
        self.changed.emit()
        drive.start(make)
        if self._drive is not None:
            self.running_changed.emit(True)

    def stop(self) -> None:
        """End the run; what was written stays."""
        if self._drive is not None:
            self._drive.stop()

    def forget(self) -> None:
        """Another text: no rewritings."""
        if self._drive is not None:
            self._drive.shown.disconnect(self._on_shown)
            self._drive.ended.disconnect(self._on_ended)
            self._drive.stop()
            self._drive = None
            self.running_changed.emit(False)
        self._place = None
        self.original = ""
        self.variants = ()
        self.edits = {}
        self.changed.emit()

    def apply(self, number: int) -> None:
        """Put a variant in the place of what was rewritten; one undo takes it back."""
        if not self.applicable or self._place is None:
            return
        start, end = self._place.selectionStart(), self._place.selectionEnd()
        text = self.variants[number].text
        self._text.replace([(start, end, text)])
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(start)
        cursor.setPosition(start + len(text.encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
        self._text.setTextCursor(cursor)
        self._place = None
        self.changed.emit()

    # --------------------------------------------------------------------------------------------- inside

    def _standing(self) -> str:
        return _raw(self._place) if self._place is not None else ""

    @Slot(object)
    def _on_shown(self, rewriting: Rewriting) -> None:
        self.variants = rewriting.variants
        self.changed.emit()

    @Slot(object)
    def _on_ended(self, end: TaskEnd[Rewriting]) -> None:
        self._drive = None
        if end.result is not None:
            self.variants = end.result.variants
            self._compare()
        self.running_changed.emit(False)
        self.changed.emit()
        self.ended.emit(end)

    def _compare(self) -> None:
        """What differs takes a moment to find in a long text."""
        original, texts = self.original, [variant.text for variant in self.variants]

        def compare() -> dict[int, Sequence[Edit]]:
            from assistant.tasks.edits.judgement import edits_between

            return {number: edits_between(original, text) for number, text in enumerate(texts)}

        work = self._drives.worker.start(lambda _work: compare())
        work.succeeded.connect(partial(self._on_compared, texts))

    def _on_compared(self, texts: list[str], edits: dict[int, Sequence[Edit]]) -> None:
        if texts == [variant.text for variant in self.variants]:
            self.edits = edits
            self.compared.emit()


def _raw(cursor: QTextCursor) -> str:
    return cursor.selectedText().replace("\u2029", "\n")
