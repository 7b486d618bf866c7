"""The earlier summaries at the left of the pane: the list, and what is done to the history from there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from assistant.storage.summaries import StoredSummary, Summaries
from assistant.ui.message_bar import UNDO_SECONDS, Message
from assistant.ui.panes.summarize.summary_list import SummaryList


class Shelf(QObject):
    """Knows which summary is open beside the list."""

    about_to_delete = Signal(int)
    """Whoever still writes to this summary must stop now."""
    message_raised = Signal(object)

    def __init__(self, summaries: Summaries, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._summaries = summaries
        self._open: int | None = None
        self.list = SummaryList()
        self.list.renamed.connect(self._on_renamed)
        self.list.deleted.connect(self.delete)
        self.refresh()

    def set_open(self, summary: int | None) -> None:
        """Mark the summary that is shown; None: a new one."""
        self._open = summary
        self.list.set_open(summary)

    @Slot()
    def refresh(self) -> None:
        """Show what the history has now."""
        self.list.set_titles(self._summaries.titles())
        self.list.set_open(self._open)

    @Slot(int)
    def delete(self, summary_id: int) -> None:
        """Erase a summary with its text at once; until the offer goes, it can be brought back."""
        self.about_to_delete.emit(summary_id)
        deleted = self._summaries.delete(summary_id)
        self.refresh()
        text = self.tr("The summary “{0}” and its text were deleted.").format(deleted.title)
        undo = partial(self._put_back, deleted)
        self.message_raised.emit(Message(text, action=self.tr("Undo"), on_action=undo, seconds=UNDO_SECONDS))

    def _put_back(self, deleted: StoredSummary) -> None:
        self._summaries.put_back(deleted)
        self.refresh()

    @Slot(int, str)
    def _on_renamed(self, summary_id: int, title: str) -> None:
        self._summaries.rename(summary_id, title)
        self.refresh()
