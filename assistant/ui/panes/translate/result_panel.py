"""The right side: the translation, how much of the text is accounted for, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QProgressBar, QToolButton, QVBoxLayout, QWidget

from assistant.errors import ParlanceError
from assistant.tasks.translate import Translation
from assistant.ui.announcement import announce
from assistant.ui.panes.translate.result_text import ResultText
from assistant.ui.panes.translate.review import Review
from assistant.ui.panes.translate.sentence_card import SentenceCard
from assistant.ui.panes.translate.sheet import Sheet
from assistant.ui.panes.translate.wording import Wording
from assistant.ui.widgets.controls import paragraph, tool_button
from assistant.ui.widgets.notice import Notice

_STEPS = 1000


class ResultPanel(QWidget):
    """Shows one sheet, and how far a run is."""

    resume_requested = Signal()
    copy_requested = Signal()
    save_requested = Signal(bool)
    """Whether with the source beside each unit."""
    save_anyway_requested = Signal()
    empty_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = Wording()
        self._sheet: Sheet | None = None
        self._running = False
        self._stale = False
        self._is_document = False
        self.empty = True
        """Whether there is nothing to see: no translation, no progress, no error."""
        self.view = ResultText()
        self.review = Review()
        self.card = SentenceCard(self.view.viewport())
        self._build()
        self.set_running(False)

    @property
    def busy(self) -> bool:
        """Whether the translation is being made, or is not that of the text any more."""
        return self._running or self._stale

    # ------------------------------------------------------------------------------------------ contents

    def show_sheet(self, sheet: Sheet | None, translation: Translation | None, *, is_document: bool) -> None:
        """Say what is known of a sheet; the text itself is shown in ``view``."""
        self._sheet = sheet
        self._is_document = is_document
        unspoken = sheet.unspoken if sheet else ""
        self._accounting.setText(self._wording.accounting(translation, unspoken) if translation else "")
        self._refresh()
        if translation is not None and self._running:
            done = translation.done / max(len(translation.segments), 1)
            self._show_step(done, self._wording.stage(translation))

    def show_failures(self) -> None:
        """Offer the sentences to be reviewed that are kept in the source language."""
        sheet = self._sheet
        failures = []
        if sheet is not None and not self.busy:
            target = sheet.options.target
            for index in sheet.failed:
                segment = sheet.segments[index]
                failures.append((index, segment.source, self._wording.reasons(segment, target)))
        self.review.show_failures(failures)

    def set_running(self, running: bool) -> None:
        """Whether a run is under way."""
        if self._running and not running:
            announce(self, self._accounting.text())
        self._running = running
        self.view.set_undo(not running)
        if running:
            self._error.hide()
            self._unsaved.hide()
            self.card.dismiss()
            self._show_step(None, self.tr("Waiting for the model…"))
        self._progress.setVisible(running)
        self._step.setVisible(running)
        self.show_failures()
        self._refresh()

    def set_stale(self, stale: bool) -> None:
        """Whether the text is another now than the one that was translated."""
        if stale != self._stale:
            self._stale = stale
            if stale:
                self._changed.show_text(
                    self.tr("The text was changed after it was translated."),
                    self.tr("Undo the changes, or translate it again."),
                    icon="warning",
                )
                self.card.dismiss()
            else:
                self._changed.hide()
            self.show_failures()
            self._refresh()

    def show_error(self, error: ParlanceError | None) -> None:
        """Show why there is no translation, or only a part of it; None: nothing went wrong."""
        if error is None:
            self._error.hide()
            self._unsaved.hide()
        else:
            self._error.show_error(error)
        self._refresh()

    def ask_before_saving(self, failed: int) -> None:
        """Some sentences are not translated: show which, and let the user decide."""
        self._unsaved.show_text(
            self.tr("The document has sentences that are not translated: {0}.").format(failed),
            self.tr("They are listed below, each with its reason. In the document they stay as they are."),
            icon="warning",
            action=self.tr("Save anyway"),
        )
        self.review.open_list()

    def show_saved(self, name: str) -> None:
        """A document was written."""
        self._unsaved.show_text(self.tr("Saved as {0}.").format(name), icon="success")

    # -------------------------------------------------------------------------------------------- inside

    def _build(self) -> None:
        self._accounting = paragraph(role="section", object_name="accountingLabel")
        self._copy = tool_button("copyButton", "copy", self.tr("Copy the translation"))
        self._copy.clicked.connect(self.copy_requested)
        self._save = tool_button("saveButton", "download", self.tr("Save the document"))
        self._save.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._save)
        menu.addAction(self.tr("The translation…"), lambda: self.save_requested.emit(False))
        menu.addAction(self.tr("With the original above each part…"), lambda: self.save_requested.emit(True))
        self._save.setMenu(menu)
        head = QHBoxLayout()
        head.setContentsMargins(14, 4, 12, 4)
        head.addStrut(self._copy.sizeHint().height())
        head.addWidget(self._accounting, 1)
        head.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._save, 0, Qt.AlignmentFlag.AlignTop)
        self._progress = QProgressBar()
        self._progress.setObjectName("translationProgress")
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._step = paragraph(role="caption", object_name="translationStep")
        self._error = Notice("translationError")
        self._changed = Notice("staleNotice")
        self._unfinished = Notice("resumeNotice")
        self._unfinished.action_requested.connect(self.resume_requested)
        self._unsaved = Notice("saveNotice")
        self._unsaved.action_requested.connect(self.save_anyway_requested)
        above = QVBoxLayout()
        above.setContentsMargins(14, 0, 14, 0)
        above.setSpacing(6)
        for widget in (
            self._progress,
            self._step,
            self._error,
            self._changed,
            self._unfinished,
            self._unsaved,
        ):
            above.addWidget(widget)
        self.review.chosen.connect(self.view.reveal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(above)
        column.addWidget(self.view, 1)
        column.addWidget(self.review, 0, Qt.AlignmentFlag.AlignBottom)

    def _show_step(self, done: float | None, text: str) -> None:
        self._progress.setRange(0, 0 if done is None else _STEPS)
        self._progress.setValue(round((done or 0.0) * _STEPS))
        self._step.setText(text)

    @Slot()
    def _refresh(self) -> None:
        sheet = self._sheet
        has_text = sheet is not None and bool(sheet.segments)
        self._copy.setVisible(has_text)
        self._save.setVisible(has_text and self._is_document and not self._running)
        if sheet is not None and sheet.resumable and not self.busy:
            self._unfinished.show_text(
                self.tr("This translation is not complete."),
                self.tr("What was translated so far is kept."),
                action=self.tr("Resume"),
            )
        else:
            self._unfinished.hide()
        empty = sheet is None and not self._running and self._error.isHidden()
        if empty != self.empty:
            self.empty = empty
            self.empty_changed.emit()
