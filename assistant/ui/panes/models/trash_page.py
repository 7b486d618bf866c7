"""The trash of the library: what was removed, until it is deleted for good."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QDate, QLocale, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assistant.models.entry import ModelEntry
from assistant.models.figures import size_text
from assistant.models.library import TRASH_DAYS
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.message_bar import Message
from assistant.ui.model_text import ModelText, joined
from assistant.ui.widgets.cards import Card
from assistant.ui.widgets.controls import label, paragraph, push_button, tool_button
from assistant.ui.widgets.page import Page
from assistant.ui.widgets.wrapping import WrappingRow

_WIDEST = 1600


class TrashPage(QWidget):
    """Each model can be brought back; all together can be deleted."""

    left = Signal()
    message_raised = Signal(object)
    """The :class:`Message` that asks before anything is deleted."""

    def __init__(self, library: LibraryBridge) -> None:
        super().__init__()
        self.setObjectName("trashPage")
        self._library = library
        self._shown: list[ModelEntry] = []
        self._rows: list[_Removed] = []
        back = tool_button("leaveTrashButton", "chevron-left", self.tr("Back to the library"))
        back.clicked.connect(self.left)
        self._delete = push_button("emptyModelTrashButton", self.tr("Empty the trash"), icon="trash")
        self._delete.clicked.connect(self._on_delete_clicked)
        title = label(self.tr("Removed models"), "section")
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        words = self.tr("They take room on the disk until they are deleted for good, {0} days after removal.")
        self._page = Page(margin=2, width=_WIDEST)
        self._page.contents.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(WrappingRow(back, title, self._delete))
        column.addWidget(paragraph(words.format(TRASH_DAYS), "caption"))
        column.addWidget(self._page, 1)
        library.changed.connect(self._refresh)

    @Slot()
    def _refresh(self) -> None:
        removed = self._library.trash
        if removed == self._shown:
            return
        emptied = not removed
        self._shown = removed
        for row in self._rows:
            self._page.contents.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_Removed(entry, self._library) for entry in removed]
        for position, row in enumerate(self._rows):
            self._page.contents.insertWidget(position, row)
        self._delete.setEnabled(any(entry.source != "starter" for entry in removed))
        if emptied and self.isVisible():
            self.left.emit()

    @Slot()
    def _on_delete_clicked(self) -> None:
        size = sum(row.room for row in self._rows)
        text = self.tr("What is in the trash will be deleted for good, which frees {0} of the disk.")
        self.message_raised.emit(
            Message(
                text.format(size_text(size)),
                severity="warning",
                action=self.tr("Delete for good"),
                on_action=self._library.empty_trash,
            )
        )


class _Removed(Card):
    def __init__(self, entry: ModelEntry, library: LibraryBridge) -> None:
        super().__init__()
        self._entry = entry
        text = ModelText(entry)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(paragraph(text.title))
        room = size_text(self.room) if self.room else ""
        words.addWidget(paragraph(joined((room, text.source, self._last_day)), "caption"))
        restore = push_button("restoreModelButton", self.tr("Restore"), icon="undo")
        restore.clicked.connect(lambda: library.restore(entry))
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(restore)
        self.contents.addLayout(row)

    @property
    def room(self) -> int:
        """Bytes of the disk that are free when it is deleted."""
        return 0 if self._entry.source in ("linked", "starter") else self._entry.size

    @property
    def _last_day(self) -> str:
        removed = self._entry.removed_at
        if removed is None or not self.room:
            return ""
        last = (removed + timedelta(days=TRASH_DAYS)).astimezone()
        day = QLocale().toString(QDate(last.year, last.month, last.day), QLocale.FormatType.ShortFormat)
        return self.tr("kept until {0}").format(day)
