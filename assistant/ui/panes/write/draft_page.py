"""The Draft page: a text of one's own that is there again at the next start, and a model that helps."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.documents.document import clean
from assistant.errors import ParlanceError
from assistant.storage.drafts import Drafts
from assistant.storage.settings_store import SettingsStore
from assistant.tasks.draft import Passage, Writing
from assistant.tasks.runner import TaskEnd
from assistant.ui.panes.write.draft_text import DraftText
from assistant.ui.panes.write.draft_welcome import DraftWelcome
from assistant.ui.panes.write.drafting import DraftingDesk
from assistant.ui.panes.write.outline_panel import OutlinePanel
from assistant.ui.panes.write.suggesting import Suggesting
from assistant.ui.panes.write.task_drive import Drives, TaskDrive
from assistant.ui.widgets.controls import label, push_button
from assistant.ui.widgets.halves import Halves
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.switch import Switch
from assistant.ui.widgets.text_page import with_shorter_lines
from assistant.ui.widgets.wrapping import WrappingRow

_TEXT, _OUTLINE = "writing", "writing.outline"
"""The names under which what is written is kept."""
_KEEP_MS = 1_000
"""A crash of the window costs so much at most."""
_NARROW = 760
"""Below this width the outline stands under the text."""
_SHARES = (13_000, 8_000)


class DraftPage(QWidget):
    """Object names: ``draftPage``; its parts have their own."""

    running_changed = Signal(bool)
    filled_changed = Signal(bool)
    """Whether there is a text."""
    ended = Signal(object)
    """The :class:`TaskEnd` of a run."""
    handed_over = Signal(str, str)
    """The mode in which the pane is to go on with a text, and the text."""
    file_offered = Signal(object)
    open_requested = Signal()

    def __init__(self, drives: Drives, drafts: Drafts, settings: SettingsStore) -> None:
        super().__init__()
        self.setObjectName("draftPage")
        self._drives = drives
        self._drafts = drafts
        self._settings = settings
        self._kept = {name: drafts.get(name) for name in (_TEXT, _OUTLINE)}
        """What is stored: storing again what has not changed would keep the disk busy for nothing."""
        self._handed: QTextCursor | None = None
        self.text = DraftText()
        self.desk = DraftingDesk(self.text, drives, self)
        self.suggesting = Suggesting(self.text, drives, self)
        self.outline = OutlinePanel(self.desk)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEEP_MS)
        self._keeping.timeout.connect(self.keep)
        self._build()
        self._connect()
        self._restore()

    @property
    def filled(self) -> bool:
        return bool(self.text.text.strip())

    def put_away(self) -> None:
        """The program ends."""
        self.suggesting.stop()
        self.desk.stop()
        self.keep()
        self._drives.worker.shut_down()
        for drive in self.findChildren(TaskDrive):
            drive.put_away()

    @Slot()
    def keep(self) -> None:
        """Store what is written; a text that cannot be stored is still on the page, and is tried again."""
        self._keeping.stop()
        try:
            for name, text in ((_TEXT, self.text.text), (_OUTLINE, self.outline.stored)):
                if text != self._kept[name]:
                    self._drafts.set(name, text)
                    self._kept[name] = text
        except ParlanceError as error:
            self.notice.show_error(error)

    # ------------------------------------------------------------------------------------- from and to others

    @Slot(str)
    def put_text(self, text: str) -> None:
        """Put another text in place of what is there; one undo brings it back."""
        self.text.replace_text(with_shorter_lines(clean(text)))
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setFocus()

    @property
    def awaited(self) -> bool:
        """Whether a text was handed over whose place is still known."""
        return self._handed is not None

    def take_back(self, text: str) -> None:
        """Put what became of the text that was handed over in its place; one undo takes it back."""
        if self._handed is None:
            return
        cursor, self._handed = self._handed, None
        cursor.insertText(text)
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def forget_handed_over(self) -> None:
        """What was handed over has given way to another text."""
        self._handed = None

    # --------------------------------------------------------------------------------------------- inside

    def _build(self) -> None:
        self.notice = Notice("draftNotice")
        self._welcome = DraftWelcome(self.text)
        around = QVBoxLayout()
        around.setContentsMargins(14, 0, 14, 0)
        around.addWidget(self.notice)
        left = QWidget()
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(0, 0, 0, 0)
        left_column.addLayout(around)
        left_column.addWidget(self.text, 1)
        self._halves = Halves("draftHalves", left, self.outline, _SHARES)
        self.outline.hide()
        self._outline_button = push_button("outlineButton", self.tr("Outline"), "flat")
        self._outline_button.setCheckable(True)
        self._proofread = push_button("proofreadDraftButton", self.tr("Proofread this"), "flat")
        self._rewrite = push_button("rewriteDraftButton", self.tr("Rewrite this"), "flat")
        hint = self.tr("What is selected, or all of it; it can be taken back here afterwards")
        for button in (self._proofread, self._rewrite):
            button.setToolTip(hint)
        self._switch = Switch()
        self._switch.setObjectName("suggestionsSwitch")
        self._switch.setAccessibleName(self.tr("Suggest words while I write"))
        switch_label = label(self.tr("Suggest words"))
        self._suggest = QWidget()
        self._suggest.setToolTip(
            self.tr(
                "In grey after a pause: Tab takes all, Ctrl+Right one word, Esc none. Each pause costs some "
                "computing; a small model is seldom right."
            )
        )
        suggest_row = QHBoxLayout(self._suggest)
        suggest_row.setContentsMargins(4, 0, 4, 0)
        suggest_row.addWidget(self._switch)
        suggest_row.addWidget(switch_label)
        foot = WrappingRow(self._outline_button, self._proofread, self._rewrite, self._suggest)
        foot_frame = QVBoxLayout()
        foot_frame.setContentsMargins(20, 6, 20, 10)
        foot_frame.addWidget(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._halves, 1)
        column.addLayout(foot_frame)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._on_text_changed)
        self.text.file_offered.connect(self.file_offered)
        self.desk.running_changed.connect(self._on_running_changed)
        self.desk.ended.connect(self._on_ended)
        self.outline.changed.connect(self._keep_soon)
        self.outline.close_requested.connect(self._outline_button.click)
        self._outline_button.toggled.connect(self._on_outline_toggled)
        self._proofread.clicked.connect(lambda: self._hand_over("proofread"))
        self._rewrite.clicked.connect(lambda: self._hand_over("rewrite"))
        self._switch.toggled.connect(self._on_switched)
        self._welcome.sample_chosen.connect(self._on_sample_chosen)
        self._welcome.open_requested.connect(self.open_requested)
        self._welcome.outline_requested.connect(self._outline_button.click)

    def _restore(self) -> None:
        self.text.show_text(self._kept[_TEXT])
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.outline.restore(self._kept[_OUTLINE])
        self._switch.setChecked(self._settings.value.inline_suggestions)
        self._keeping.stop()
        self._on_text_changed()

    @Slot(str)
    def _on_sample_chosen(self, text: str) -> None:
        self.put_text(text)
        self.desk.continue_here()

    @Slot()
    def _on_text_changed(self) -> None:
        filled = self.filled
        for button in (self._proofread, self._rewrite):
            button.setEnabled(filled)
        self.filled_changed.emit(filled)
        self._keep_soon()

    @Slot()
    def _keep_soon(self) -> None:
        # Not put off by the next key: while a model writes there is no pause.
        if not self._keeping.isActive():
            self._keeping.start()

    def _hand_over(self, mode: str) -> None:
        cursor = self.text.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.Document)
        text = self.text.text_within(cursor.selectionStart(), cursor.selectionEnd())
        if text.strip():
            self.handed_over.emit(mode, text)
            self._handed = cursor

    @Slot(bool)
    def _on_switched(self, on: bool) -> None:
        self.suggesting.set_enabled(on)
        self._settings.change(inline_suggestions=on)

    @Slot(bool)
    def _on_running_changed(self, running: bool) -> None:
        if running:
            self.notice.hide()
        self.running_changed.emit(running)

    @Slot(object)
    def _on_ended(self, end: TaskEnd[Passage | Writing]) -> None:
        if self.outline.isVisible() and not isinstance(end.result, Passage):
            self.outline.show_error(end.error)
        elif end.error is not None:
            self.notice.show_error(end.error)
        elif isinstance(end.result, Passage) and not (end.result.text or end.cancelled):
            self.notice.show_text(
                self.tr("The model has nothing to add here."),
                self.tr("Write a few words, and let it go on from them."),
            )
        self.ended.emit(end)

    # ----------------------------------------------------------------------------------------- appearance

    @Slot(bool)
    def _on_outline_toggled(self, shown: bool) -> None:
        self.outline.setVisible(shown)
        self._arrange()
        if shown:
            self._halves.share()
            self.outline.focus_topic()
        else:
            self.text.setFocus()

    def _arrange(self) -> None:
        self._halves.arrange(narrow=self.width() < _NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
