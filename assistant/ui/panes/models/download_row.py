"""One download as the queue shows it: how far it is, what is wrong with it, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from assistant.models.downloads import Item
from assistant.ui.announcement import announce
from assistant.ui.error_text import error_hint, error_sentence
from assistant.ui.hub_text import DownloadText
from assistant.ui.message_bar import UNDO_SECONDS
from assistant.ui.widgets.controls import ElidedLabel, Glyph, paragraph, push_button, tool_button

_STEPS = 1000
_ICONS = {
    "queued": ("download", "muted"),
    "running": ("download", "accent"),
    "paused": ("pause", "muted"),
    "failed": ("warning", "error"),
    "done": ("verified", "success"),
    "cancelled": ("trash", "muted"),
}


class DownloadRow(QWidget):
    """Cancelling can be undone for some seconds: until then it is paused, and nothing is deleted."""

    pause_requested = Signal(str)
    resume_requested = Signal(str)
    cancel_requested = Signal(str)
    use_requested = Signal(str)
    """The library's id of the model that has arrived."""
    dismissed = Signal(str)

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.setObjectName("downloadRow")
        self.item = item
        self._model_id = ""
        self._cancelling = False
        self._undo_time = QTimer(self)
        self._undo_time.setSingleShot(True)
        self._undo_time.setInterval(round(UNDO_SECONDS * 1000))
        self._undo_time.timeout.connect(self._on_undo_time_over)
        self._build()
        self.show_item(item)

    def show_item(self, item: Item) -> None:
        """The download as it stands now."""
        if self._cancelling and self.item.state == "paused" and item.state in ("queued", "running"):
            self._undo_time.stop()  # it was asked for again elsewhere
            self._cancelling = False
        ended = item.state in ("done", "failed") and item.state != self.item.state
        progressed_only = item.state == self.item.state == "running" and not self._cancelling
        self.item = item
        if progressed_only:
            self._show_progress()
        elif not self._cancelling:
            self._refresh()
        if ended:
            announce(self, f"{self._title.text()}: {self._error.text() or self._state.text()}")

    def height_at(self, width: int) -> int:
        """What all of it needs when it is this wide: a long error takes several lines."""
        layout = self.layout()
        assert layout is not None
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else self.sizeHint().height()

    def set_model(self, model_id: str) -> None:
        """The model is in the library under this id, and can be used."""
        self._model_id = model_id
        self._refresh()

    def _build(self) -> None:
        self._icon = Glyph()
        self._title = ElidedLabel("downloadTitle")
        self._title.setProperty("role", "section")
        self._state = ElidedLabel("downloadState")
        self._error = paragraph(role="error", object_name="downloadError")
        self._hint = paragraph(role="caption")
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        words = QVBoxLayout()
        words.setSpacing(3)
        for widget in (self._title, self._bar, self._state, self._error, self._hint):
            words.addWidget(widget)
        self._pause = tool_button("pauseDownloadButton", "pause", self.tr("Pause"))
        self._pause.clicked.connect(lambda: self.pause_requested.emit(self.item.id))
        self._resume = tool_button("resumeDownloadButton", "play", self.tr("Go on"))
        self._resume.clicked.connect(lambda: self.resume_requested.emit(self.item.id))
        self._retry = tool_button("retryDownloadButton", "refresh", self.tr("Try again"))
        self._retry.clicked.connect(lambda: self.resume_requested.emit(self.item.id))
        self._cancel = tool_button("cancelDownloadButton", "close", self.tr("Cancel the download"))
        self._cancel.clicked.connect(self._on_cancel_clicked)
        self._undo = push_button("undoCancelButton", self.tr("Undo"))
        self._undo.clicked.connect(self._on_undo_clicked)
        self._use = push_button("useDownloadedButton", self.tr("Use it"), "primary")
        self._use.clicked.connect(lambda: self.use_requested.emit(self._model_id))
        self._dismiss = tool_button("dismissDownloadButton", "close", self.tr("Remove from this list"))
        self._dismiss.clicked.connect(lambda: self.dismissed.emit(self.item.id))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        for button in (
            self._pause, self._resume, self._retry, self._undo, self._use, self._cancel, self._dismiss,
        ):  # fmt: skip
            row.addWidget(button)

    def _refresh(self) -> None:
        item, text = self.item, DownloadText(self.item)
        state = "cancelled" if self._cancelling else item.state
        self._icon.show_icon(*_ICONS[state])
        self._title.setText(text.title)
        self._bar.setAccessibleName(self.tr("Download of {0}").format(text.title))
        undoing = self.tr("Cancelled: what has arrived is deleted in some seconds")
        self._show_progress()
        if self._cancelling:
            self._state.setText(undoing)
        self._bar.setVisible(state not in ("done", "cancelled"))
        error = item.error if state == "failed" else None
        self._error.setText(error_sentence(error) if error else "")
        self._error.setVisible(error is not None)
        self._hint.setText(error_hint(error) if error else "")
        self._hint.setVisible(bool(self._hint.text()))
        self._pause.setVisible(state in ("queued", "running"))
        self._resume.setVisible(state == "paused")
        self._retry.setVisible(state == "failed")
        self._cancel.setVisible(state in ("queued", "running", "paused", "failed"))
        self._undo.setVisible(state == "cancelled")
        self._use.setVisible(state == "done" and bool(self._model_id))
        self._dismiss.setVisible(state == "done")

    def _show_progress(self) -> None:
        """Ten times a second, so no more than must."""
        progress = self.item.progress
        fraction = progress.received / progress.total if progress and progress.total else 0
        self._bar.setValue(round(fraction * _STEPS))
        self._state.setText(DownloadText(self.item).state)

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self._cancelling = True
        self.pause_requested.emit(self.item.id)
        self._undo_time.start()
        self._refresh()

    @Slot()
    def _on_undo_clicked(self) -> None:
        self._undo_time.stop()
        self._cancelling = False
        self.resume_requested.emit(self.item.id)
        self._refresh()

    @Slot()
    def _on_undo_time_over(self) -> None:
        self.cancel_requested.emit(self.item.id)
