"""The rewritings of the text or of what is selected in it: side by side, as they are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
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
from assistant.ui.panes.write.sheet import Rewritten
from assistant.ui.panes.write.task_drive import Drives, TaskDrive

_NAME = QT_TRANSLATE_NOOP("work", "Rewriting")


@dataclass(eq=False)
class _Entry:
    """A rewriting, and its place, which moves with the text."""

    options: RewriteOptions
    original: str
    place: QTextCursor | None
    variants: tuple[Variant, ...] = ()
    edits: dict[int, Sequence[Edit]] = field(default_factory=dict)

    @property
    def applicable(self) -> bool:
        return self.place is not None and _raw(self.place) == self.original

    @property
    def written(self) -> bool:
        """Whether anything came of it."""
        return any(variant.text for variant in self.variants)


class RewritingDesk(QObject):
    """The rewritings of one text; their places move with it. One is made, and one is shown, at a time."""

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
        self._entries: list[_Entry] = []
        self._shown: _Entry | None = None

    @property
    def running(self) -> bool:
        return self._drive is not None

    @property
    def original(self) -> str:
        """What is rewritten."""
        return self._shown.original if self._shown is not None else ""

    @property
    def variants(self) -> tuple[Variant, ...]:
        """As far as they are written."""
        return self._shown.variants if self._shown is not None else ()

    @property
    def edits(self) -> dict[int, Sequence[Edit]]:
        """What makes a variant of the original, by its number; once it is written."""
        return self._shown.edits if self._shown is not None else {}

    @property
    def applicable(self) -> bool:
        """Whether what was rewritten still stands in the text."""
        return self._shown is not None and self._shown.applicable

    @property
    def all(self) -> list[RewriteOptions]:
        """What was asked for of the rewritings there are, the oldest first."""
        return [entry.options for entry in self._entries]

    @property
    def number(self) -> int:
        """Which of them is shown; -1: there is none."""
        return self._entries.index(self._shown) if self._shown is not None else -1

    def show(self, number: int) -> None:
        """Show another of the rewritings, counted from 0, while none is being written."""
        if self.running:
            return
        self._shown = self._entries[number]
        if not self._shown.edits:
            self._compare(self._shown)
        self.changed.emit()

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
        self._entries = [entry for entry in self._entries if entry.written]
        self._shown = _Entry(options, original, cursor)
        self._entries.append(self._shown)

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
        self._entries = []
        self._shown = None
        self.changed.emit()

    @property
    def state(self) -> tuple[Rewritten, ...]:
        """What :meth:`restore` needs."""
        return tuple(
            Rewritten(
                entry.options,
                entry.original,
                entry.place.selectionStart() if entry.place is not None and entry.applicable else None,
                entry.variants,
            )
            for entry in self._entries
            if entry.written
        )

    def restore(self, state: Iterable[Rewritten]) -> None:
        """Have these rewritings of the text again, and show the last."""
        self._entries = [
            _Entry(each.options, each.original, self._place(each), each.variants) for each in state
        ]
        self._shown = None
        if self._entries:
            self.show(len(self._entries) - 1)

    def apply(self, number: int) -> None:
        """Put a variant in the place of what was rewritten; one undo takes it back."""
        entry = self._shown
        if entry is None or entry.place is None or not entry.applicable:
            return
        start, end = entry.place.selectionStart(), entry.place.selectionEnd()
        text = entry.variants[number].text
        self._text.replace([(start, end, text)])
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(start)
        cursor.setPosition(start + len(text.encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
        self._text.setTextCursor(cursor)
        entry.place = None
        self.changed.emit()

    # --------------------------------------------------------------------------------------------- inside

    def _place(self, rewritten: Rewritten) -> QTextCursor | None:
        if rewritten.place is None:
            return None
        cursor = QTextCursor(self._text.document())
        end = rewritten.place + len(rewritten.original.encode("utf-16-le")) // 2
        cursor.setPosition(min(rewritten.place, self._text.last))
        cursor.setPosition(min(end, self._text.last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    @Slot(object)
    def _on_shown(self, rewriting: Rewriting) -> None:
        assert self._shown is not None, "a run has a rewriting of its own"
        self._shown.variants = rewriting.variants
        self.changed.emit()

    @Slot(object)
    def _on_ended(self, end: TaskEnd[Rewriting]) -> None:
        self._drive = None
        assert self._shown is not None, "a run has a rewriting of its own"
        if end.result is not None:
            self._shown.variants = end.result.variants
            self._compare(self._shown)
        self.running_changed.emit(False)
        self.changed.emit()
        self.ended.emit(end)

    def _compare(self, entry: _Entry) -> None:
        """What differs takes a moment to find in a long text."""
        original, texts = entry.original, [variant.text for variant in entry.variants]

        def compare() -> dict[int, Sequence[Edit]]:
            from assistant.tasks.edits.judgement import edits_between

            return {number: edits_between(original, text) for number, text in enumerate(texts)}

        work = self._drives.worker.start(lambda _work: compare())
        work.succeeded.connect(partial(self._on_compared, entry))

    def _on_compared(self, entry: _Entry, edits: dict[int, Sequence[Edit]]) -> None:
        entry.edits = edits
        self.compared.emit()


def _raw(cursor: QTextCursor) -> str:
    return cursor.selectedText().replace("\u2029", "\n")
