"""Everything in one file, and back: what lets one change computers, or sleep well."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, QDateTime, QLocale, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressBar, QVBoxLayout, QWidget

from assistant.errors import ParlanceError
from assistant.storage.backup import back_up, give_up_restore, prepare, prepared
from assistant.storage.errors import StorageError
from assistant.storage.history import History
from assistant.ui.widgets.controls import label, paragraph, push_button
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.wrapping import WrappingRow
from assistant.ui.worker import Work, Worker

_STEPS = 1000


class Backup(QWidget):
    """A backup is made while one goes on; one that is restored takes its place at the next start."""

    def __init__(self, history: History, history_path: Path, settings_path: Path) -> None:
        super().__init__()
        self.setObjectName("backup")
        self._history = history
        self._history_path = history_path
        self._settings_path = settings_path
        self._worker = Worker("backup")
        self._work: Work | None = None
        self._save = push_button("backUpButton", self.tr("Back up…"), icon="export")
        self._save.clicked.connect(self._on_save_clicked)
        self._restore = push_button("restoreBackupButton", self.tr("Restore…"), icon="import")
        self._restore.clicked.connect(self._on_restore_clicked)
        self._cancel = push_button("cancelBackupButton", self.tr("Cancel"))
        self._cancel.clicked.connect(self._on_cancel_clicked)
        self._give_up = push_button("giveUpRestoreButton", self.tr("Do not restore it"))
        self._give_up.clicked.connect(self._on_give_up_clicked)
        self._bar = QProgressBar()
        self._bar.setObjectName("backupProgress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._notice = Notice("backupNotice")
        self._notice.action_requested.connect(QApplication.quit)
        words = self.tr(
            "All conversations, summaries, translations, texts and prompts, and the settings. Models are not "
            "in it: they can be downloaded again. The file is not encrypted."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Everything in one file"), "section"))
        column.addWidget(paragraph(words, "caption"))
        column.addWidget(WrappingRow(self._save, self._restore, self._cancel, self._give_up))
        column.addWidget(self._bar)
        column.addWidget(self._notice)
        self._show_working(False)

    def put_away(self) -> None:
        """The program ends: what is under way is given up."""
        self._worker.shut_down()

    def back_up(self, target: Path) -> None:
        """Write everything to ``target``."""
        self._start(
            lambda work: back_up(self._history, self._settings_path, target, work.report),
            partial(self._on_backed_up, target),
        )

    def restore(self, source: Path) -> None:
        """Look at a backup, and have it restored at the next start."""
        self._start(lambda work: prepare(source, self._history_path, work.report), self._show_prepared)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._work is None:
            self._show_prepared()

    def _start(self, function: Callable[[Work], object], done: Callable[[], None]) -> None:
        self._notice.hide()
        self._bar.setValue(0)
        self._work = work = self._worker.start(function)
        self._show_working(True)
        work.progressed.connect(self._on_progressed)
        work.failed.connect(self._on_failed)
        work.succeeded.connect(lambda _nothing: self._on_done(done))

    def _on_done(self, done: Callable[[], None]) -> None:
        self._work = None
        self._show_working(False)
        done()

    def _on_backed_up(self, target: Path) -> None:
        size = QLocale().formattedDataSize(target.stat().st_size)
        self._notice.show_text(self.tr("Saved as {0} ({1}).").format(target.name, size), icon="success")

    def _show_prepared(self) -> None:
        """Say what the next start will do, if it will do something."""
        made = prepared(self._history_path)
        self._give_up.setVisible(made is not None)
        if made is not None:
            local = QDateTime.fromSecsSinceEpoch(round(made.timestamp())).date()
            text = self.tr("The backup of {0} is whole. It is restored at the next start of Parlance.")
            hint = self.tr("What is here now is kept beside it; what you write until then belongs to that.")
            self._notice.show_text(text.format(_day(local)), hint, icon="success", action=self.tr("Quit now"))

    def _show_working(self, working: bool) -> None:
        self._bar.setVisible(working)
        self._cancel.setVisible(working)
        self._save.setEnabled(not working)
        self._restore.setEnabled(not working)
        self._give_up.hide()

    @Slot(object)
    def _on_progressed(self, fraction: float) -> None:
        self._bar.setValue(round(fraction * _STEPS))

    @Slot(object)
    def _on_failed(self, error: ParlanceError) -> None:
        self._work = None
        self._show_working(False)
        self._notice.show_error(error)

    @Slot()
    def _on_cancel_clicked(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None
        self._show_working(False)
        self._show_prepared()

    @Slot()
    def _on_give_up_clicked(self) -> None:
        try:
            give_up_restore(self._history_path)
        except StorageError as error:
            self._notice.show_error(error)
            return
        self._notice.hide()
        self._give_up.hide()

    @Slot()
    def _on_save_clicked(self) -> None:
        today = QDate.currentDate().toString("yyyy-MM-dd")
        title = self.tr("Back up everything")
        kinds = self.tr("Backups of Parlance (*.zip)")
        name, _kind = QFileDialog.getSaveFileName(self, title, f"Parlance {today}.zip", kinds)
        if name:
            self.back_up(Path(name))

    @Slot()
    def _on_restore_clicked(self) -> None:
        title = self.tr("Restore a backup")
        name, _kind = QFileDialog.getOpenFileName(self, title, "", self.tr("Backups of Parlance (*.zip)"))
        if name:
            self.restore(Path(name))


def _day(date: QDate) -> str:
    return QLocale().toString(date, QLocale.FormatType.LongFormat)
