"""The log of this run, for whoever looks for what went wrong, and the report for whoever asks for help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QGuiApplication,
    QHideEvent,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from assistant.ui import theme
from assistant.ui.message_bar import Message
from assistant.ui.panes.settings.log_file import RUN_BEGAN, Level, LogLine, read_log
from assistant.ui.widgets.controls import paragraph, push_button
from assistant.ui.widgets.page import SCROLL_BAR, Column
from assistant.ui.widgets.search_field import SearchField
from assistant.ui.widgets.segments import Segments
from assistant.ui.widgets.wrapping import WrappingRow

_REFRESH_MS = 1000
_RANKS: dict[Level, int] = {"": 0, "debug": 0, "info": 0, "warning": 1, "error": 2}


class LogPage(QWidget):
    """Read anew every second while it is in sight. Object names: ``logPage``, ``logText``."""

    message_raised = Signal(object)

    def __init__(self, logs: Path, make_report: Callable[[], str]) -> None:
        super().__init__()
        self.setObjectName("logPage")
        self._folder = logs
        self._make_report = make_report
        self._source = "parlance"
        self._lines: Sequence[LogLine] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self._refresh)
        self._build()
        theme.theme_changes().changed.connect(self._show)

    def focus(self) -> None:
        """Put the keyboard where one searches."""
        self._filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _build(self) -> None:
        sources = [("parlance", "Parlance"), ("engine", self.tr("Engine"))]
        switch = Segments("logSource", self.tr("Whose log"), sources)
        switch.chosen.connect(self._on_source_chosen)
        self._level = QComboBox()
        self._level.setObjectName("logLevel")
        self._level.setAccessibleName(self.tr("How bad it is"))
        for text in (self.tr("Everything"), self.tr("Warnings and errors"), self.tr("Errors")):
            self._level.addItem(text)
        self._level.currentIndexChanged.connect(self._show)
        self._filter = SearchField("logFilter", self.tr("Search the log"))
        self._filter.setMinimumWidth(160)
        self._filter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._filter.textChanged.connect(self._show)
        self._nothing = paragraph(role="caption", object_name="logNothing")
        self._text = QPlainTextEdit()
        self._text.setObjectName("logText")
        self._text.setAccessibleName(self.tr("Log of this run"))
        self._text.setReadOnly(True)
        self._text.setProperty("kind", "field")
        self._text.setTabChangesFocus(True)
        self._text.setUndoRedoEnabled(False)
        copy = push_button("copyReportButton", self.tr("Copy a report"), icon="copy")
        copy.clicked.connect(self._on_copy_clicked)
        folder = push_button("openLogsButton", self.tr("Open the logs"), icon="folder")
        folder.clicked.connect(self._on_open_clicked)
        words = self.tr(
            "If something does not work: the report names versions, devices, changed settings and where "
            "errors happened. It has nothing of what you wrote, and no names of files. The log may have such."
        )
        column = Column(gutter=SCROLL_BAR)
        column.contents.addWidget(WrappingRow(switch, self._level, self._filter))
        column.contents.addWidget(self._nothing)
        column.contents.addWidget(self._text, 1)
        column.contents.addWidget(paragraph(words, "caption"))
        column.contents.addWidget(WrappingRow(copy, folder))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(column)

    @Slot(str)
    def _on_source_chosen(self, source: str) -> None:
        self._source = source
        self._level.setEnabled(source == "parlance")
        self._lines = ()
        self._refresh()
        self._show()

    @Slot()
    def _refresh(self) -> None:
        lines = read_log(self._folder / f"{self._source}.log", RUN_BEGAN)
        if lines != self._lines:
            self._lines = lines
            self._show()

    @Slot()
    def _show(self) -> None:
        """What fits the level and the words; at its end, unless the user has scrolled up."""
        least = self._level.currentIndex() if self._level.isEnabled() else 0
        words = self._filter.text().casefold().split()
        shown = [
            line
            for line in self._lines
            if _RANKS[line.level] >= least
            and all(word in f"{line.source} {line.text}".casefold() for word in words)
        ]
        bar = self._text.verticalScrollBar()
        at_end, before = bar.value() == bar.maximum(), bar.value()
        self._text.setFont(theme.current().mono_font(12))
        self._text.clear()
        cursor = QTextCursor(self._text.document())
        cursor.beginEditBlock()
        for line in shown:
            self._write(cursor, line)
        cursor.endEditBlock()
        bar.setValue(bar.maximum() if at_end else before)
        nothing = self.tr("No line of the log fits.")
        self._nothing.setText(nothing if self._lines else self.tr("Nothing has been logged in this run."))
        self._nothing.setVisible(not shown)
        self._text.setVisible(bool(shown))

    def _write(self, cursor: QTextCursor, line: LogLine) -> None:
        colors = theme.current().colors
        shades = {"error": colors.error, "warning": colors.warning}
        names = {"error": self.tr("Error"), "warning": self.tr("Warning")}
        if cursor.position():
            cursor.insertBlock()
        cursor.insertText(f"{line.time:%H:%M:%S}  ", _shade(colors.muted))
        if line.level in names:
            cursor.insertText(f"{names[line.level]}  ", _shade(shades[line.level]))
        if line.source:
            cursor.insertText(f"{line.source}  ", _shade(colors.muted))
        cursor.insertText(line.text, _shade(colors.text))

    @Slot()
    def _on_open_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._make_report())
        self.message_raised.emit(
            Message(self.tr("The report is in the clipboard."), severity="success", seconds=6)
        )


def _shade(color: QColor) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(color)
    return made
