"""Every request that Parlance has sent: what makes "it works offline" something one can check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QHideEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from assistant.models.connection_log import ConnectionLog, Request
from assistant.models.figures import size_text
from assistant.ui import theme
from assistant.ui.hub_text import PurposeText
from assistant.ui.model_text import joined
from assistant.ui.widgets.controls import label, paragraph
from assistant.ui.widgets.rows import RowView, paint_row, paint_text

Index = QModelIndex | QPersistentModelIndex

_REFRESH_MS = 1000
_ROWS_IN_SIGHT = 6
_REQUEST_ROLE = Qt.ItemDataRole.UserRole
_NO_PARENT = QModelIndex()


class Connections(QWidget):
    """The newest first. Looked at anew every second while it is in sight."""

    def __init__(self, log: ConnectionLog) -> None:
        super().__init__()
        self.setObjectName("connections")
        self._log = log
        self._text = paragraph(role="caption", object_name="connectionsText")
        self._rows = _RequestRows(self)
        self._list = RowView("connectionList", self.tr("Connections"), on_click=False)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_RequestDelegate(self._list))
        self._list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self._refresh)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Connections"), "section"))
        column.addWidget(self._text)
        column.addWidget(self._list)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    @Slot()
    def _refresh(self) -> None:
        requests = self._log.requests
        self._rows.set_requests(requests[::-1])
        self._list.setVisible(bool(requests))
        self._list.setFixedHeight(theme.current().px(44) * min(len(requests), _ROWS_IN_SIGHT))
        if requests:
            received = size_text(sum(request.received for request in requests))
            words = self.tr("The last {0} requests, each of which you started. They brought {1}.")
            self._text.setText(words.format(QLocale().toString(len(requests)), received))
        else:
            self._text.setText(self.tr("Parlance has sent nothing yet. Each request will be listed here."))


class _RequestRows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown: list[tuple[str, int, int]] = []
        self._requests: Sequence[Request] = ()

    def set_requests(self, requests: Sequence[Request]) -> None:
        shown = [(request.time, request.status, request.received) for request in requests]
        if len(shown) == len(self._shown):
            for row, (before, after) in enumerate(zip(self._shown, shown, strict=True)):
                if before != after:
                    self.dataChanged.emit(self.index(row), self.index(row))
            self._requests, self._shown = requests, shown
            return
        self.beginResetModel()
        self._requests, self._shown = requests, shown
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._requests)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        request = self._requests[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return request.host
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (_when(request), request.host, *self._words(request))))
            case Qt.ItemDataRole.ToolTipRole:
                return joined((request.host, request.subject))
            case _ if role == _REQUEST_ROLE:
                return request, self._words(request)
        return None

    def _words(self, request: Request) -> tuple[str, str]:
        """Why, and what came of it."""
        reason = joined((PurposeText(request.purpose).text, request.subject))
        status = str(request.status) if request.status else self.tr("no answer")
        return reason, joined((status, size_text(request.received)))


class _RequestDelegate(QStyledItemDelegate):
    """Time and host, and on the right what came; below it the reason."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.current().px(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        current = theme.current()
        colors, small = current.colors, current.ui_font(12)
        request, (reason, outcome) = index.data(_REQUEST_ROLE)
        painter.save()
        paint_row(painter, option, selected=False)
        room = option.rect.adjusted(8, 4, -8, -4)
        line = QRect(room.left(), room.top(), room.width(), room.height() // 2)
        width = QFontMetrics(small).horizontalAdvance(outcome) + 2
        paint_text(painter, line.adjusted(line.width() - width, 0, 0, 0), outcome, small, colors.muted)
        host = joined((request.host, _when(request)))
        paint_text(painter, line.adjusted(0, 0, -width - 12, 0), host, small, colors.text)
        line.translate(0, line.height())
        paint_text(painter, line, reason, small, colors.muted)
        painter.restore()


def _when(request: Request) -> str:
    """In the user's time zone; the day as well, unless it is today."""
    local = QDateTime.fromString(request.time, Qt.DateFormat.ISODateWithMs).toLocalTime()
    today = local.date() == QDateTime.currentDateTime().date()
    time = QLocale().toString(local.time(), "HH:mm:ss")
    return time if today else f"{QLocale().toString(local.date(), QLocale.FormatType.ShortFormat)} {time}"
