"""The outline beside the page: what the text is about, its points, and how far it is written."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from assistant.errors import ParlanceError
from assistant.tasks.draft import KINDS, LENGTHS, DraftOptions
from assistant.tasks.draft.outline import parse
from assistant.ui import theme
from assistant.ui.announcement import announce
from assistant.ui.panes.write.drafting import DraftingDesk
from assistant.ui.panes.write.section_rows import SectionRows, SectionState
from assistant.ui.panes.write.undo_step import UndoStep
from assistant.ui.widgets.controls import label, paragraph, push_button, tool_button
from assistant.ui.widgets.fields import LineField, PlainField
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.option_fields import OptionFields
from assistant.ui.widgets.page import Page
from assistant.ui.widgets.wrapping import WrappingRow

_NARROWEST = 220
_POINTS_HEIGHT = 150


class _Stored(msgspec.Struct, frozen=True):
    topic: str
    kind: str
    length: str
    points: str


class OutlinePanel(Page):
    """Shows what a :class:`DraftingDesk` does with an outline, and tells it what is wanted."""

    changed = Signal()
    """There is something else to keep."""
    close_requested = Signal()

    def __init__(self, desk: DraftingDesk) -> None:
        super().__init__(margin=16)
        self.setObjectName("outlinePanel")
        self.setMinimumWidth(_NARROWEST)
        self._desk = desk
        self._proposing = False
        self._build()
        self._step = UndoStep(self._points.document())
        desk.proposed.connect(self._on_proposed)
        desk.section_changed.connect(self._arrange)
        desk.running_changed.connect(self._on_running_changed)
        theme.theme_changes().changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._arrange()

    @property
    def stored(self) -> str:
        """What :meth:`restore` needs; empty where nothing has been written."""
        topic, points = self._topic.text(), self._points.toPlainText()
        if not (topic or points):
            return ""
        options = self._options
        return msgspec.json.encode(_Stored(topic, options.kind, options.length, points)).decode()

    def restore(self, stored: str) -> None:
        """Show what was kept; what cannot be read is left out."""
        try:
            found = msgspec.json.decode(stored, type=_Stored)
        except msgspec.DecodeError:
            return
        self._topic.setText(found.topic)
        self._points.setPlainText(found.points)
        if found.kind in KINDS and found.length in LENGTHS:
            self._fields.show_options(DraftOptions(found.kind, found.length))

    def focus_topic(self) -> None:
        self._topic.setFocus()

    def show_error(self, error: ParlanceError | None) -> None:
        if error is None:
            self._error.hide()
        else:
            self._error.show_error(error)

    # --------------------------------------------------------------------------------------------- inside

    @property
    def _options(self) -> DraftOptions:
        options = self._fields.options
        assert isinstance(options, DraftOptions)
        return options

    def _build(self) -> None:
        close = tool_button("closeOutlineButton", "close", self.tr("Close"))
        close.clicked.connect(self.close_requested)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("From an outline"), "section"), 1)
        head.addWidget(close)
        self._topic = LineField()
        self._topic.setObjectName("outlineTopic")
        self._topic.setAccessibleName(self.tr("Topic"))
        self._topic.setPlaceholderText(self.tr("What is it about?"))
        self._topic.textChanged.connect(self._on_edited)
        self._fields = OptionFields(DraftOptions(), ("kind", "length"), {"kind": 1, "length": 1})
        self._fields.changed.connect(self._on_edited)
        self._points = PlainField()
        self._points.setObjectName("outlinePoints")
        self._points.setProperty("kind", "field")
        self._points.setTabChangesFocus(True)
        self._points.setAccessibleName(self.tr("Points"))
        self._points.setPlaceholderText(
            self.tr("One point on each line: each becomes a section. Indent below it what it should say.")
        )
        self._points.textChanged.connect(self._on_edited)
        self._propose = push_button("proposeButton", self.tr("Propose points"))
        self._propose.clicked.connect(self._on_propose)
        self._write = push_button("writeOutlineButton", self.tr("Write the text"), "primary")
        self._write.setToolTip(self.tr("Section by section, at the end of the page"))
        self._write.clicked.connect(self._on_write)
        self._progress = QProgressBar()
        self._progress.setObjectName("outlineProgress")
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._hint = paragraph(role="caption", object_name="outlineHint")
        self._error = Notice("outlineError")
        self._rows = SectionRows()
        self._rows.again_requested.connect(self._desk.write_again)
        column = self.contents
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._topic)
        column.addWidget(self._fields)
        column.addWidget(self._points)
        column.addWidget(WrappingRow(self._propose, self._write))
        for widget in (self._error, self._progress, self._hint, self._rows):
            column.addWidget(widget)
        column.addStretch()

    @Slot()
    def _on_edited(self) -> None:
        self._arrange()
        self.changed.emit()

    @Slot()
    def _on_propose(self) -> None:
        self._proposing = True
        self._step = UndoStep(self._points.document())
        self._desk.propose(self._topic.text(), self._options)

    @Slot(str)
    def _on_proposed(self, points: str) -> None:
        """One undo brings back the points that were there."""
        with self._step.edit() as cursor:
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(points)

    @Slot()
    def _on_write(self) -> None:
        self._desk.write(self._topic.text(), parse(self._points.toPlainText()), self._options)

    @Slot(bool)
    def _on_running_changed(self, running: bool) -> None:
        if running:
            self._error.hide()
        else:
            self._proposing = False
        self._arrange()
        if not running:
            announce(self, self._hint.text())

    @Slot()
    def _arrange(self) -> None:
        desk = self._desk
        busy = desk.running
        self._propose.setEnabled(not busy and bool(self._topic.text().strip()))
        self._write.setEnabled(not busy and bool(self._points.toPlainText().strip()))
        total = len(desk.outline)
        states: list[SectionState] = [
            "writing" if number == desk.current else "written" if number in desk.stretches else "waiting"
            for number in range(total)
        ]
        self._rows.show_sections([section.heading for section in desk.outline], states, busy=busy)
        self._rows.setVisible(total > 0)
        writing = busy and desk.current is not None
        self._progress.setVisible(writing or self._proposing)
        self._progress.setRange(0, total if writing else 0)
        self._progress.setValue(states.count("written"))
        self._hint.setText(self._hint_text(states, writing=writing))
        self._hint.setVisible(bool(self._hint.text()))

    def _hint_text(self, states: list[SectionState], *, writing: bool) -> str:
        number = QLocale().toString
        written, total = states.count("written"), len(states)
        if self._proposing:
            return self.tr("The model proposes points…")
        if writing:
            return self.tr("Section {0} of {1}").format(number(min(written + 1, total)), number(total))
        if total and written < total:
            return self.tr("{0} of {1} sections are written.").format(number(written), number(total))
        return ""

    @Slot()
    def _on_theme_changed(self) -> None:
        self._points.setFont(theme.current().text_font())
        self._points.setFixedHeight(theme.current().px(_POINTS_HEIGHT))
