"""The right side: how much was read, the points, what was checked, and questions to the text."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from assistant.errors import ParlanceError
from assistant.tasks.summarize import SummaryPartial
from assistant.ui.announcement import announce
from assistant.ui.panes.summarize.result_view import ResultView
from assistant.ui.panes.summarize.sheet import Sheet
from assistant.ui.panes.summarize.wording import Wording
from assistant.ui.widgets.controls import ElidedLabel, label, push_button, tool_button
from assistant.ui.widgets.fields import LineField
from assistant.ui.widgets.notice import Notice

_STEPS = 1000


class ResultPanel(QWidget):
    """Shows one sheet, and how far a run is."""

    asked = Signal(str)
    resume_requested = Signal()
    empty_changed = Signal()
    copy_requested = Signal(bool)
    """Whether with references."""
    export_requested = Signal(str)
    """The ending of the file's name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = Wording()
        self._sheet: Sheet | None = None
        self._running = False
        self._stale = False
        self.empty = True
        """Whether there is nothing to see: no point, no progress, no error."""
        self.view = ResultView()
        self._build()
        self.show_sheet(None)
        self.set_running(False)

    # ------------------------------------------------------------------------------------------ contents

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show what was found so far; None: nothing yet."""
        self._sheet = sheet
        coverage = sheet.coverage if sheet else None
        self._coverage.setText(self._wording.coverage(coverage) if coverage and coverage.sections else "")
        self.view.show_sheet(sheet)
        self._refresh()

    def show_progress(self, partial: SummaryPartial | None, *, answering: bool) -> None:
        """How far the run is; None: it waits for the model."""
        if partial is None:
            self._show_step(None, self.tr("Waiting for the model…"))
        elif answering:
            self._show_step(None, self.tr("Looking for the answer…"))
        else:
            done: float | None = None
            if partial.stage == "reading" and partial.coverage.characters:
                done = partial.coverage.characters_read / partial.coverage.characters
            elif partial.stage == "writing" and partial.points_expected:
                done = len(partial.points) / partial.points_expected
            self._show_step(done, self._wording.stage(partial))

    def set_running(self, running: bool) -> None:
        """Whether a run is under way."""
        if self._running and not running and self._sheet is not None and self._sheet.coverage is not None:
            announce(self, self._wording.coverage(self._sheet.coverage))
        self._running = running
        if running:
            self._error.hide()
            self._show_step(None, self.tr("Preparing the text…"))
        self._progress.setVisible(running)
        self._step.setVisible(running)
        self._refresh()

    def set_stale(self, stale: bool) -> None:
        """Whether the text is another now than the one that was summarized."""
        self._stale = stale
        reason = self.tr("The text was changed after it was summarized, so the points are not linked to it.")
        self.view.set_stale(reason if stale else "")
        if stale:
            hint = self.tr("Undo the changes, or summarize it again.")
            self._changed.show_text(reason, hint, icon="warning")
        else:
            self._changed.hide()
        self._refresh()

    def show_error(self, error: ParlanceError | None) -> None:
        """Show why there is no result, or only a part of it; None: nothing went wrong."""
        if error is None:
            self._error.hide()
        else:
            self._error.show_error(error)
        self._refresh()

    # -------------------------------------------------------------------------------------------- inside

    def _build(self) -> None:
        self._coverage = ElidedLabel("coverageLabel")
        self._coverage.setProperty("role", "section")
        self._copy = self._menu_button("copyButton", "copy", self.tr("Copy the summary"))
        copy = self._copy.menu()
        copy.addAction(self.tr("Copy"), lambda: self.copy_requested.emit(False))
        copy.addAction(self.tr("Copy with references"), lambda: self.copy_requested.emit(True))
        self._export = self._menu_button("exportButton", "download", self.tr("Save the summary"))
        export = self._export.menu()
        export.addAction(self.tr("As Markdown…"), lambda: self.export_requested.emit(".md"))
        export.addAction(self.tr("As a Word document…"), lambda: self.export_requested.emit(".docx"))
        export.addAction(self.tr("As HTML…"), lambda: self.export_requested.emit(".html"))
        head = QHBoxLayout()
        head.setContentsMargins(16, 4, 12, 4)
        head.addWidget(self._coverage, 1)
        head.addWidget(self._copy)
        head.addWidget(self._export)
        self._progress = QProgressBar()
        self._progress.setObjectName("summaryProgress")
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._step = label(role="caption", object_name="summaryStep")
        self._error = Notice("summaryError")
        self._changed = Notice("staleNotice")
        self._unfinished = Notice("resumeNotice")
        self._unfinished.action_requested.connect(self.resume_requested)
        above = QVBoxLayout()
        above.setContentsMargins(16, 0, 16, 0)
        above.setSpacing(6)
        for widget in (self._progress, self._step, self._error, self._changed, self._unfinished):
            above.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(above)
        column.addWidget(self.view, 1)
        column.addLayout(self._build_foot())

    def _build_foot(self) -> QHBoxLayout:
        self._question = LineField()
        self._question.setObjectName("questionField")
        self._question.setPlaceholderText(self.tr("Ask this text a question…"))
        self._question.setAccessibleName(self.tr("Question to the text"))
        self._question.returnPressed.connect(self._on_asked)
        self._question.textChanged.connect(self._refresh)
        self._ask = push_button("askButton", self.tr("Ask"))
        self._ask.clicked.connect(self._on_asked)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self._question, 1)
        foot.addWidget(self._ask)
        return foot

    def _menu_button(self, object_name: str, icon: str, name: str) -> QToolButton:
        button = tool_button(object_name, icon, name)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(QMenu(button))
        return button

    def _show_step(self, done: float | None, text: str) -> None:
        self._progress.setRange(0, 0 if done is None else _STEPS)
        self._progress.setValue(round((done or 0.0) * _STEPS))
        self._step.setText(text)

    @Slot()
    def _refresh(self) -> None:
        sheet = self._sheet
        has_points = sheet is not None and bool(sheet.points or sheet.answers)
        for widget in (self._copy, self._export):
            widget.setVisible(has_points)
        read = has_points or (sheet is not None and sheet.finished)
        can_ask = read and not self._running and not self._stale
        self._question.setVisible(read)
        self._ask.setVisible(read)
        self._question.setEnabled(can_ask)
        self._ask.setEnabled(can_ask and bool(self._question.text().strip()))
        if sheet is not None and sheet.resumable and not self._running and not self._stale:
            self._unfinished.show_text(
                self.tr("This summary is not complete."),
                self.tr("What was found so far is kept."),
                action=self.tr("Resume"),
            )
        else:
            self._unfinished.hide()
        empty = sheet is None and not self._running and self._error.isHidden()
        if empty != self.empty:
            self.empty = empty
            self.empty_changed.emit()

    @Slot()
    def _on_asked(self) -> None:
        question = self._question.text().strip()
        if question and self._ask.isEnabled():
            self._question.clear()
            self.asked.emit(question)
