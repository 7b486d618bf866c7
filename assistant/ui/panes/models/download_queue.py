"""The queue of downloads, below the library and the hub: what arrives stays in sight from both."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from assistant.models.download import Ticket
from assistant.models.downloads import Item
from assistant.models.entry import ModelEntry
from assistant.ui import theme
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.panes.models.download_row import DownloadRow
from assistant.ui.widgets.page import SCROLL_BAR

_SHARE = 0.3
"""Of the pane's height that it takes at most, except for one row."""


class DownloadQueue(QScrollArea):
    """Hidden while it is empty. A download that is done stays until it is dismissed or the program ends."""

    use_requested = Signal(str)
    tickets_changed = Signal()
    """Other models are on their way now."""

    def __init__(self, downloads: DownloadsBridge, library: LibraryBridge) -> None:
        super().__init__()
        self.setObjectName("downloadQueue")
        self.setAccessibleName(self.tr("Downloads"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._downloads = downloads
        self._rows: dict[str, DownloadRow] = {}
        self._arrived: list[ModelEntry] = []
        """In the library since the program started; a short download is, before its row is shown."""
        inner = _Rows()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 4, SCROLL_BAR + 2, 4)
        self._column.setSpacing(0)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        inner.installEventFilter(self)
        for item in downloads.items:
            self._add(item)
        downloads.changed.connect(self._on_changed)
        library.downloaded.connect(self._on_downloaded)
        self.fit()

    @property
    def tickets(self) -> set[tuple[str, str]]:
        """Repository and first file of what is on its way: what has stopped is not."""
        return {
            (row.item.ticket.repo, row.item.ticket.files[0].path)
            for row in self._rows.values()
            if row.item.state in ("queued", "running")
        }

    def _add(self, item: Item) -> None:
        row = DownloadRow(item)
        row.pause_requested.connect(self._downloads.pause)
        row.resume_requested.connect(self._downloads.resume)
        row.cancel_requested.connect(self._downloads.cancel)
        row.use_requested.connect(self.use_requested)
        row.dismissed.connect(self._remove)
        for entry in self._arrived:
            if _is_of(item.ticket, entry):
                row.set_model(entry.id)
        self._rows[item.id] = row
        self._column.addWidget(row)
        self.tickets_changed.emit()

    @Slot(str)
    def _remove(self, id_: str) -> None:
        row = self._rows.pop(id_, None)
        if row is not None:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
            self.fit()
            self.tickets_changed.emit()

    @Slot(object)
    def _on_changed(self, item: Item) -> None:
        row = self._rows.get(item.id)
        if item.state == "cancelled":
            self._remove(item.id)
        elif row is None:
            self._add(item)
        else:
            before = row.item.state
            row.show_item(item)
            if before == item.state:
                return
            self.tickets_changed.emit()
        self.fit()

    @Slot(object)
    def _on_downloaded(self, entry: ModelEntry) -> None:
        self._arrived.append(entry)
        for row in self._rows.values():
            if _is_of(row.item.ticket, entry):
                row.set_model(entry.id)

    def fit(self) -> None:
        """As high as its rows, up to its share."""
        self.setVisible(bool(self._rows))
        rows = list(self._rows.values())
        pane = self.parentWidget()
        if rows and pane is not None:
            margins = self._column.contentsMargins()
            width = self.viewport().width() - margins.left() - margins.right()
            heights = [row.height_at(width) for row in rows]
            shown = min(sum(heights), max(heights[0], round(pane.height() * _SHARE)))
            self.setFixedHeight(shown + margins.top() + margins.bottom())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)


class _Rows(QWidget):
    """Divided from what is above by a line."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.current().colors.line)
        painter.drawLine(0, 0, self.width(), 0)


def _is_of(ticket: Ticket, entry: ModelEntry) -> bool:
    return entry.path.as_posix().endswith(f"/{ticket.repo}/{ticket.files[0].path}")
