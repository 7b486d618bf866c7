"""Proofreads the text of the pane, and keeps the edits where they belong while it is edited."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assistant.documents.document import clean
from assistant.errors import QT_TRANSLATE_NOOP
from assistant.tasks.edits.edit import Kind
from assistant.tasks.proofread import Proofreading, ProofreadOptions, ProofreadPartial
from assistant.tasks.proofread.review import Review, Span, Suggestion
from assistant.tasks.runner import TaskEnd
from assistant.tasks.steps import Task
from assistant.tasks.work import ModelFacts
from assistant.ui.panes.write.marked_text import Mark, MarkedText
from assistant.ui.panes.write.sheet import Proofread
from assistant.ui.panes.write.task_drive import Drives, TaskDrive
from assistant.ui.widgets.offsets import Offsets

_NAME = QT_TRANSLATE_NOOP("work", "Proofreading")
_AROUND = 1_000
"""Positions around a change in which sentences may lose or get their edits."""
_PAUSE_MS = 800
"""After so long without a key, sentences that were changed are looked at again."""


class ProofreadingDesk(QObject):
    """The edits of one text, and the run that finds them."""

    changed = Signal()
    """There are other edits to decide on."""
    progressed = Signal(int, int)
    """Sentences that were looked at, of all."""
    running_changed = Signal(bool)
    ended = Signal(object)
    """The :class:`TaskEnd` of a run."""
    text_replaced = Signal()
    """The writer has deleted all of the text, or put another in its place; :attr:`text` is still the old."""

    def __init__(self, text: MarkedText, drives: Drives, parent: QObject) -> None:
        super().__init__(parent)
        self._text = text
        self._drives = drives
        self._review = Review()
        self._offsets = Offsets("")
        self._drive: TaskDrive | None = None
        self._options = ProofreadOptions()
        self._live = False
        """Whether changed sentences are looked at again."""
        self._own = False
        self.left = 0
        """Sentences that stayed as they were because the answer was no revision."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look_again)
        text.document().contentsChange.connect(self._on_contents_change)
        text.show_marks(self._marks_within)

    # ------------------------------------------------------------------------------------------------ runs

    @property
    def running(self) -> bool:
        return self._drive is not None

    @property
    def live(self) -> bool:
        """Whether the text has been proofread, so that its edits are kept up to date."""
        return self._live

    def run(self, options: ProofreadOptions) -> None:
        """Look at the whole text."""
        text = self._text.text
        if self.running or not text.strip():
            return
        if clean(text) != text:
            self._text.replace([(0, self._text.last, clean(text))])
        self._options = options
        self._review = Review(self._text.text)
        self._offsets = Offsets(self._review.text)
        self._live = True
        self.left = 0
        self._text.refresh_all()
        self.changed.emit()
        self._start(None)

    def stop(self) -> None:
        """End the run; the edits that were found stay."""
        self._pause.stop()
        self._live = False
        if self._drive is not None:
            self._drive.stop()

    def forget(self) -> None:
        """Another text: no edits."""
        self.stop()
        self._drop_drive()
        self._review = Review(self._text.text)
        self._offsets = Offsets(self._review.text)
        self.left = 0
        self._text.refresh_all()
        self.changed.emit()

    def _start(self, ranges: list[Span] | None) -> None:
        review, options = self._review, self._options
        review.begin()
        text = review.text

        def make(facts: ModelFacts) -> Task[Any]:
            from assistant.tasks.proofread.division import document_of
            from assistant.tasks.proofread.proofreader import proofread

            return (yield from proofread(document_of(text), options, facts, ranges))

        self._drive = drive = TaskDrive(self._drives, _NAME, self)
        drive.shown.connect(self._on_shown)
        drive.ended.connect(self._on_ended)
        drive.start(make)
        if self._drive is not None:
            self.running_changed.emit(True)

    def _drop_drive(self) -> None:
        """Hear no more of the run."""
        if self._drive is not None:
            self._drive.shown.disconnect(self._on_shown)
            self._drive.ended.disconnect(self._on_ended)
            self._drive = None
            self.running_changed.emit(False)

    @Slot(object)
    def _on_shown(self, partial: ProofreadPartial) -> None:
        self._review.add(partial.checked)
        self.left += partial.checked.left is not None
        self.progressed.emit(partial.done, partial.total)
        if partial.checked.edits:
            self._refresh(partial.checked.start, partial.checked.end)
            self.changed.emit()

    @Slot(object)
    def _on_ended(self, end: TaskEnd[Proofreading]) -> None:
        self._drive = None
        self._review.end()
        if end.error is not None:
            self._live = False
        self.running_changed.emit(False)
        self.ended.emit(end)
        self._pause.start()

    @Slot()
    def _look_again(self) -> None:
        if self._live and not self.running and self._review.touched:
            self._start(self._review.take_touched())

    # --------------------------------------------------------------------------------------------- at rest

    @property
    def text(self) -> str:
        """All of it."""
        return self._review.text

    @property
    def state(self) -> Proofread:
        """What :meth:`restore` needs."""
        review = self._review
        return Proofread(self._options, review.checked, review.rejected, self.left, self._live)

    def restore(self, state: Proofread) -> None:
        """Go on with what was found of this text before."""
        self._options = state.options
        self._review.restore(state.checked, state.rejected)
        self._live = state.live
        self.left = state.left
        self._pause.stop()
        self._text.refresh_all()
        self.changed.emit()

    # ------------------------------------------------------------------------------------------- decisions

    @property
    def suggestions(self) -> list[Suggestion]:
        return self._review.suggestions

    def acceptable(self, kind: Kind | None = None) -> list[Suggestion]:
        """What is accepted at once; flagged edits are not among it."""
        return self._review.acceptable(kind)

    def accept(self, accepted: Collection[Suggestion]) -> None:
        """Make these edits in the text; one undo takes them back."""
        places = [
            (self._offsets.to_qt(each.start), self._offsets.to_qt(each.end), each.after)
            for each in sorted(accepted, key=lambda each: each.start, reverse=True)
        ]
        self._review.accept(accepted)
        self._own = True
        self._text.replace(places)
        self._own = False
        self._offsets = Offsets(self._review.text)
        if places:
            first = places[-1][0]
            self._text.refresh(first, self._text.last if len(places) > 1 else first)
        self.changed.emit()

    def reject(self, rejected: Collection[Suggestion]) -> None:
        spans = [(each.start, each.end) for each in rejected]
        self._review.reject(rejected)
        for start, end in spans:
            self._refresh(start, end)
        self.changed.emit()

    def position(self, suggestion: Suggestion) -> int:
        """Where an edit begins, in Qt's positions."""
        return self._offsets.to_qt(suggestion.start)

    # --------------------------------------------------------------------------------------------- inside

    def _marks_within(self, start: int, end: int) -> Iterator[Mark]:
        first, last = self._offsets.from_qt(start), self._offsets.from_qt(end)
        for each in self._review.within(first, last):
            yield Mark(
                each,
                self._offsets.to_qt(each.start),
                self._offsets.to_qt(each.end),
                each.after,
                each.edit.flag is not None,
            )

    def _refresh(self, start: int, end: int) -> None:
        self._text.refresh(self._offsets.to_qt(start), self._offsets.to_qt(end))

    @Slot(int, int, int)
    def _on_contents_change(self, position: int, removed: int, _added: int) -> None:
        if self._own:
            return
        before, after = self._review.text, self._text.text
        if before == after:
            return  # only the layout is another
        start = min(self._offsets.from_qt(position), len(before))
        end = min(self._offsets.from_qt(position + removed), len(before))
        inserted = after[start : len(after) - (len(before) - end)]
        all_of_it = start == 0 and end == len(before) and bool(before.strip())
        if all_of_it and not self._text.replacing and not self._review.was(after):
            self.text_replaced.emit()
        count = self._review.count
        self._review.change(start, end, inserted)
        self._offsets = Offsets(after)
        if self._live:
            self._pause.start()
        if count or self._review.count:
            first = position - _AROUND
            last = position + len(inserted.encode("utf-16-le")) // 2 + _AROUND
            # Not now: the document is still about to lay out what was changed.
            QTimer.singleShot(0, self, lambda: self._text.refresh(max(0, first), last))
        if count != self._review.count:
            self.changed.emit()
