"""The rows of the conversation list: headings by age, and the conversations or search results under them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QDateTime,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from assistant.errors import QT_TRANSLATE_NOOP

Index = QModelIndex | QPersistentModelIndex

_NO_PARENT = QModelIndex()

ITEM_ROLE = Qt.ItemDataRole.UserRole
"""The :class:`ConversationItem` of a row; None for a heading."""


@dataclass(frozen=True, slots=True)
class ConversationItem:
    """What the list shows of a conversation. ``updated`` is in seconds since the epoch.

    A search result also has a ``snippet``, the ``spans`` in it that match (start and end, in characters), and
    the ``message`` that was found (None: the title was).
    """

    id: int
    title: str
    updated: float
    pinned: bool = False
    snippet: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    message: int | None = None


class ConversationModel(QAbstractListModel):
    """Headings cannot be selected; a title is edited in place and leaves as ``renamed``."""

    renamed = Signal(int, str)

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self._today = today
        self._rows: list[ConversationItem | str] = []
        self._open: int | None = None
        self.searching = False

    def set_items(self, items: Sequence[ConversationItem]) -> None:
        """Show conversations, the newest first, in groups."""
        self._replace(_grouped(items, self._today()), searching=False)

    def set_results(self, results: Sequence[ConversationItem]) -> None:
        """Show what a search has found, in the order of its ranking."""
        self._replace(list(results), searching=True)

    def set_open(self, conversation: int | None) -> None:
        """Mark the conversation that is shown beside the list."""
        before, self._open = self._open, conversation
        for changed in (before, conversation):
            index = self.index_of(changed)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def is_open(self, item: ConversationItem) -> bool:
        """Whether it is this conversation that is shown beside the list."""
        return item.id == self._open

    def item(self, index: Index) -> ConversationItem | None:
        """The conversation in a row; None for a heading or no row."""
        row = self._rows[index.row()] if index.isValid() else None
        return row if isinstance(row, ConversationItem) else None

    def index_of(self, conversation: int | None) -> QModelIndex:
        """The row of a conversation; invalid if it is not in the list."""
        for number, row in enumerate(self._rows):
            if isinstance(row, ConversationItem) and row.id == conversation:
                return self.index(number)
        return QModelIndex()

    def title(self, item: ConversationItem) -> str:
        """What the user reads: an untitled conversation has a name too."""
        return item.title or self.tr("New chat")

    def _replace(self, rows: list[ConversationItem | str], *, searching: bool) -> None:
        self.beginResetModel()
        self._rows = rows
        self.searching = searching
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == ITEM_ROLE:
            return row if isinstance(row, ConversationItem) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row if isinstance(row, str) else self.title(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, ConversationItem):
            when = QDateTime.fromSecsSinceEpoch(round(row.updated))
            return f"{self.title(row)}\n{QLocale().toString(when, QLocale.FormatType.ShortFormat)}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        item = self.item(index)
        title = str(value).strip()
        if item is None or not title or title == item.title:
            return False
        self.renamed.emit(item.id, title)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.item(index) is None:
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable | flag.ItemNeverHasChildren


def _grouped(items: Sequence[ConversationItem], today: date) -> list[ConversationItem | str]:
    rows: list[ConversationItem | str] = []
    newest_first = sorted(items, key=lambda item: (not item.pinned, -item.updated))
    heading = ""
    for item in newest_first:
        group = _group(item, today)
        if group != heading:
            heading = group
            rows.append(heading)
        rows.append(item)
    return rows


_PINNED = QT_TRANSLATE_NOOP("ConversationModel", "Pinned")
_AGES = (
    (0, QT_TRANSLATE_NOOP("ConversationModel", "Today")),
    (1, QT_TRANSLATE_NOOP("ConversationModel", "Yesterday")),
    (7, QT_TRANSLATE_NOOP("ConversationModel", "Last 7 days")),
    (30, QT_TRANSLATE_NOOP("ConversationModel", "Last 30 days")),
)


def _group(item: ConversationItem, today: date) -> str:
    if item.pinned:
        return QCoreApplication.translate("ConversationModel", _PINNED)
    day = datetime.fromtimestamp(item.updated).astimezone().date()
    for days, heading in _AGES:
        if day >= today - timedelta(days=days):
            return QCoreApplication.translate("ConversationModel", heading)
    month = QLocale().standaloneMonthName(day.month)
    return QCoreApplication.translate("ConversationModel", "{month} {year}").format(
        month=month, year=day.year
    )
