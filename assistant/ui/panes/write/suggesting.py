"""Has the model suggest the next words when the writer pauses, unless it has anything else to do."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from assistant.tasks.runner import TaskEnd, TaskRun
from assistant.tasks.steps import Task
from assistant.tasks.work import ModelFacts
from assistant.ui.panes.write.draft_text import DraftText
from assistant.ui.panes.write.task_drive import Drives
from assistant.ui.worker import Work

_PAUSE_MS = 600


class Suggesting(QObject):
    """One suggestion at a time, given up at once when the text or the caret changes."""

    def __init__(self, page: DraftText, drives: Drives, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._drives = drives
        self._enabled = False
        self._run: TaskRun[str] | None = None
        self._work: Work | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_paused)
        page.disturbed.connect(self._on_disturbed)

    def set_enabled(self, enabled: bool) -> None:
        """Begin or stop to suggest."""
        self._enabled = enabled
        self.stop()
        if not enabled:
            self._page.dismiss()

    def stop(self) -> None:
        """Give up what is asked or about to be."""
        self._pause.stop()
        if self._run is not None and self._work is not None:
            self._work.cancel()
            self._run.cancel()
            self._run = self._work = None

    @Slot()
    def _on_disturbed(self) -> None:
        self.stop()
        if self._enabled:
            self._pause.start()

    @Slot()
    def _on_paused(self) -> None:
        loaded = self._drives.active.loaded
        # A small question is asked only of an engine that has no other: it would slow the other down.
        if loaded is None or self._drives.engine.work.items or not self._page.suggestible:
            return
        before = self._page.before
        facts = ModelFacts(loaded.context, 1)
        template = loaded.has_template

        def task() -> Task[str]:
            from assistant.tasks.draft.continuation import suggest

            return (yield from suggest(before, facts, template=template))

        self._run = run = TaskRun(self._drives.engine.engine, task())

        def drive() -> TaskEnd[str]:
            run.start()
            return run.wait()

        self._work = self._drives.worker.start(lambda _work: drive())
        self._work.succeeded.connect(partial(self._on_suggested, run))

    def _on_suggested(self, run: TaskRun[str], end: TaskEnd[str]) -> None:
        # A failure needs no words: nobody has asked.
        if run is self._run:
            self._run = self._work = None
            if end.result and self._page.suggestible:
                self._page.ghost.show(end.result)
