"""How fast the model in use is on this computer: measured when the user asks, and remembered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.engine.protocol import (
    Cancelled,
    Event,
    Failed,
    Finished,
    Generated,
    Job,
    Tune,
    Tuned,
)
from assistant.engine.speed import Speed, probe, speed
from assistant.errors import ParlanceError
from assistant.models.entry import ModelEntry
from assistant.storage.settings_store import SettingsStore
from assistant.ui.announcement import announce
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.model_text import rate_text
from assistant.ui.widgets.controls import label, paragraph, push_button
from assistant.ui.widgets.notice import Notice


class SpeedTest(QWidget):
    """Tries numbers of threads, unless the user has set one, and lets the model read and write a little."""

    def __init__(self, engine: EngineBridge, library: LibraryBridge, settings: SettingsStore) -> None:
        super().__init__()
        self.setObjectName("speedTest")
        self._engine = engine
        self._library = library
        self._settings = settings
        self._entry: ModelEntry | None = None
        self._loaded = False
        self._tested: ModelEntry | None = None
        self._job = 0
        self._build()

    def show_entry(self, entry: ModelEntry, *, loaded: bool) -> None:
        """Show what is known of a model; only the one that is ``loaded`` can be tested."""
        if self._entry is None or self._entry.id != entry.id:
            self._notice.hide()
        self._entry = entry
        self._loaded = loaded
        self._refresh()

    def _build(self) -> None:
        self._speed = paragraph(object_name="speedTestResult")
        self._threads = paragraph(role="caption", object_name="speedTestThreads")
        self._button = push_button("speedTestButton", "")
        self._button.clicked.connect(self._on_clicked)
        self._notice = Notice("speedTestNotice")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Speed"), "section"))
        column.addWidget(self._speed)
        column.addWidget(self._threads)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._notice)

    def _refresh(self) -> None:
        entry = self._entry
        assert entry is not None
        self.setVisible(self._loaded or entry.speed is not None)
        running = self._tested is not None and self._tested.id == entry.id
        if running:
            self._speed.setText(self.tr("Reads and writes a little, with different numbers of threads…"))
        elif entry.speed is not None:
            self._speed.setText(self._speed_text(entry.speed))
        else:
            self._speed.setText(self.tr("Not measured on this computer yet."))
        threads = "" if running or entry.speed is None else self._threads_text()
        self._threads.setText(threads)
        self._threads.setVisible(bool(threads))
        self._button.setText(self.tr("Stop the test") if running else self.tr("Test on this machine"))
        self._button.setVisible(self._loaded)
        self._button.setEnabled(running or self._tested is None)

    def _speed_text(self, measured: Speed) -> str:
        text = self.tr("Here it writes {writing} tokens/s and reads {reading} tokens/s.")
        return text.format(writing=rate_text(measured.writing), reading=rate_text(measured.reading))

    def _threads_text(self) -> str:
        settings = self._settings.value
        if not settings.measured_threads:
            return ""
        text = self.tr("Best number of processor threads here: {writing} for writing, {reading} for reading.")
        return text.format(writing=settings.measured_threads, reading=settings.measured_prompt_threads)

    # ---------------------------------------------------------------------------------------- the test

    @Slot()
    def _on_clicked(self) -> None:
        if self._tested is not None:
            self._engine.cancel(self._job)
            return
        assert self._entry is not None
        self._notice.hide()
        self._tested = self._entry
        own = self._library.settings(self._entry.id).load.get("threads") or self._settings.value.threads
        self._submit(probe() if own else Tune())
        self._refresh()

    def _submit(self, command: Job) -> None:
        assert self._tested is not None
        self._job = self._engine.submit(command, partial(self._on_event, self._tested))

    def _on_event(self, entry: ModelEntry, event: Event) -> None:
        match event:
            case Finished(result=Tuned() as tuned):
                self._settings.change(
                    measured_threads=tuned.threads, measured_prompt_threads=tuned.prompt_threads
                )
                self._submit(probe())
            case Finished(result=Generated() as generated):
                measured = speed(generated)
                self._library.set_speed(entry.id, measured)
                self._end()
                announce(self, self._speed_text(measured))
            case Failed():
                self._end()
                self._notice.show_error(ParlanceError.from_code(event.code, event.values, event.detail))
            case Cancelled():
                self._end()

    def _end(self) -> None:
        self._tested = None
        self._refresh()
