"""The edits of the text: how far it is, the list, and the buttons that decide."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication, QLocale, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QProgressBar, QVBoxLayout, QWidget

from assistant.errors import ParlanceError
from assistant.tasks.edits.edit import KINDS, Kind
from assistant.ui.actions import keys_text
from assistant.ui.announcement import announce
from assistant.ui.panes.write.edit_list import EditView
from assistant.ui.panes.write.proofreading import ProofreadingDesk
from assistant.ui.widgets.controls import ElidedLabel, paragraph, push_button, tool_button
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.wrapping import WrappingRow

_NARROWEST = 200


class EditPanel(QWidget):
    """Shows what a :class:`ProofreadingDesk` has, and tells it what was decided."""

    current_changed = Signal(object)
    """The :class:`Suggestion` that the user has gone to; None: there is none any more."""

    def __init__(self, desk: ProofreadingDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._done: tuple[int, int] | None = None
        self._finished = False
        self.list = EditView()
        self._build()
        desk.changed.connect(self._on_changed)
        desk.progressed.connect(self._on_progressed)
        desk.running_changed.connect(self._on_running_changed)
        self.list.current_changed.connect(self.current_changed)
        self.list.current_changed.connect(self._enable)
        self.list.accept_requested.connect(self.accept)
        self.list.reject_requested.connect(self.reject)
        self._on_changed()

    # ------------------------------------------------------------------------------------------ decisions

    @Slot()
    def accept(self) -> None:
        """Make the current edit, and go to the next."""
        self._decide(accept=True)

    @Slot()
    def reject(self) -> None:
        """Leave the text as it is there, and go to the next."""
        self._decide(accept=False)

    def walk(self, by: int) -> None:
        """Go so many edits on; from none, to the first."""
        index = self.list.currentIndex()
        self.list.go_to(index.row() + by if index.isValid() else 0)

    def _decide(self, *, accept: bool) -> None:
        current = self.list.current
        if current is None:
            return
        row = self.list.currentIndex().row()
        (self._desk.accept if accept else self._desk.reject)([current])
        self.list.go_to(min(row, self.list.model_.rowCount() - 1))
        self.current_changed.emit(self.list.current)

    def has_edits(self) -> bool:
        """Whether there is one to go to."""
        return bool(self._desk.suggestions)

    def has_current(self) -> bool:
        """Whether there is one to decide on."""
        return self.list.current is not None

    @property
    def has_error(self) -> bool:
        return not self._error.isHidden()

    def show_error(self, error: ParlanceError | None) -> None:
        if error is None:
            self._error.hide()
        else:
            self._error.show_error(error)

    # --------------------------------------------------------------------------------------------- inside

    def _build(self) -> None:
        self._title = ElidedLabel("editCount")
        self._title.setProperty("role", "section")
        self._all = push_button("acceptAllButton", self.tr("Accept all"), "flat")
        self._menu = QMenu(self._all)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._all.setMenu(self._menu)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._all)
        self._progress = QProgressBar()
        self._progress.setObjectName("writeProgress")
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._error = Notice("proofreadError")
        self._hint = paragraph(role="caption", object_name="editHint")
        self._accept = push_button("acceptButton", self.tr("Accept"), "primary")
        self._accept.setToolTip(self.tr("Accept this edit ({0})").format(keys_text("write.accept")))
        self._accept.clicked.connect(self.accept)
        self._reject = push_button("rejectButton", self.tr("Reject"))
        self._reject.setToolTip(self.tr("Reject this edit ({0})").format(keys_text("write.reject")))
        self._reject.clicked.connect(self.reject)
        keys = keys_text("write.previous")
        self._up = tool_button("previousEditButton", "chevron-up", self.tr("Previous edit"), keys)
        self._up.clicked.connect(lambda: self.walk(-1))
        keys = keys_text("write.next")
        self._down = tool_button("nextEditButton", "chevron-down", self.tr("Next edit"), keys)
        self._down.clicked.connect(lambda: self.walk(1))
        self._foot = WrappingRow(self._accept, self._reject, self._up, self._down)
        column = QVBoxLayout(self)
        self.setMinimumWidth(_NARROWEST)
        column.setContentsMargins(16, 4, 8, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._progress)
        column.addWidget(self._error)
        column.addWidget(self._hint)
        column.addWidget(self.list, 1)
        column.addWidget(self._foot)
        self._progress.hide()

    @Slot()
    def _on_changed(self) -> None:
        suggestions = self._desk.suggestions
        self.list.show_suggestions(suggestions)
        flagged = sum(each.edit.flag is not None for each in suggestions)
        number = QLocale().toString
        text = ""
        if suggestions:
            text = (
                self.tr("1 edit")
                if len(suggestions) == 1
                else self.tr("{0} edits").format(number(len(suggestions)))
            )
        if flagged:
            text = self.tr("{0} · {1} to look at closely").format(text, number(flagged))
        self._title.setText(text)
        self._title.setToolTip(text)
        for widget in (self._all, self._foot):
            widget.setVisible(bool(suggestions))
        self._all.setEnabled(bool(self._desk.acceptable()))
        self._enable()
        self._show_hint()

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        self._done = (done, total)
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._show_hint()

    @Slot(bool)
    def _on_running_changed(self, running: bool) -> None:
        if running:
            self._error.hide()
            self._done = None
            self._progress.setRange(0, 0)
        self._progress.setVisible(running)
        self._show_hint()
        if not running:
            announce(self, self._title.text() or self._hint.text())

    def _show_hint(self) -> None:
        """How far it is; afterwards what was left, or how to go on."""
        self._hint.setText(self._hint_text())
        self._hint.setVisible(bool(self._hint.text()))

    def _hint_text(self) -> str:
        number = QLocale().toString
        if self._desk.running and self._done is None:
            return self.tr("Waiting for the model…")
        if self._desk.running and self._done is not None:
            done, total = map(number, self._done)
            return self.tr("{0} of {1} sentences read").format(done, total)
        left = self._desk.left
        if left == 1:
            said = self.tr("1 sentence was left as it is: the model's answer was no revision of it.")
        elif left:
            said = self.tr("{0} sentences were left as they are: the model's answers were no revisions.")
            said = said.format(number(left))
        else:
            said = ""
        if not self._desk.live or self._desk.suggestions:
            return said
        nothing = self.tr("There is nothing to decide on. Sentences that you change are read again.")
        return f"{nothing} {said}".strip()

    @Slot()
    def _enable(self) -> None:
        for button in (self._accept, self._reject):
            button.setEnabled(self.list.current is not None)

    @Slot()
    def _fill_menu(self) -> None:
        self._menu.clear()
        everything = self._desk.acceptable()
        flagged = len(self._desk.suggestions) - len(everything)
        self._add(self.tr("Accept all ({0})").format(len(everything)), None)
        kinds = Counter(each.edit.kind for each in everything)
        if len(kinds) > 1:
            self._menu.addSeparator()
            for kind, title in KINDS.items():
                if kinds[kind]:
                    name = QCoreApplication.translate("edits", title)
                    self._add(self.tr("Accept: {0} ({1})").format(name, kinds[kind]), kind)
        if flagged:
            self._menu.addSeparator()
            note = QAction(self.tr("{0} to look at closely stay").format(flagged), self._menu)
            note.setEnabled(False)
            self._menu.addAction(note)

    def _add(self, text: str, kind: Kind | None) -> None:
        action = self._menu.addAction(text)
        action.triggered.connect(lambda: self._desk.accept(self._desk.acceptable(kind)))
