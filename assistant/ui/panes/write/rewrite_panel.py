"""The rewritings beside the text: each variant as it is, or as what it changes."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from assistant.errors import ParlanceError
from assistant.tasks.edits.edit import Edit
from assistant.tasks.rewrite import PRESETS, RewriteOptions
from assistant.ui import theme
from assistant.ui.announcement import announce
from assistant.ui.panes.write.rewriting import RewritingDesk
from assistant.ui.widgets.controls import paragraph, push_button, tool_button
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.segments import Segments
from assistant.ui.widgets.text_page import Decoration, TextPage
from assistant.ui.widgets.wrapping import WrappingRow

_VARIANTS = 4
_LONGEST_LABEL = 28


class RewritePanel(QWidget):
    """Shows what a :class:`RewritingDesk` has."""

    applied = Signal()

    def __init__(self, desk: RewritingDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._number = 0
        self._changes = False
        self._shown: object = None
        self.view = _View()
        self._build()
        desk.changed.connect(self._refresh)
        desk.compared.connect(self._refresh)
        desk.running_changed.connect(self._on_running_changed)
        theme.theme_changes().changed.connect(self._show_anew)
        self._refresh()

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
        names = [(f"variant{number}", str(number + 1)) for number in range(_VARIANTS)]
        self._numbers = Segments("variantPicker", self.tr("Variant"), names)
        self._numbers.chosen.connect(self._on_number_chosen)
        self._modes = Segments(
            "rewriteMode",
            self.tr("How it is shown"),
            [("text", self.tr("Text")), ("changes", self.tr("Changes"))],
        )
        self._modes.chosen.connect(self._on_mode_chosen)
        self._all = QComboBox()
        self._all.setObjectName("rewritingPicker")
        self._all.setAccessibleName(self.tr("Rewritings of this text"))
        self._all.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._all.activated.connect(self._desk.show)
        head = WrappingRow(self._all, self._numbers, self._modes)
        self._progress = QProgressBar()
        self._progress.setObjectName("rewriteProgress")
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 0)
        self._progress.hide()
        self._error = Notice("rewriteError")
        self._strange = Notice("strangeNotice")
        self._hint = paragraph(role="caption", object_name="rewriteHint")
        self._apply = push_button("replaceButton", self.tr("Replace"), "primary")
        self._apply.setToolTip(self.tr("Put this in the place of your text; Undo takes it back"))
        self._apply.clicked.connect(self._on_apply_clicked)
        self._copy = tool_button("copyVariantButton", "copy", self.tr("Copy"))
        self._copy.clicked.connect(self._on_copy_clicked)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._apply)
        foot.addWidget(self._copy)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 12, 12)
        column.setSpacing(6)
        for widget in (head, self._progress, self._error, self._strange, self._hint):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    @Slot()
    def _refresh(self) -> None:
        desk = self._desk
        self._number = min(self._number, max(0, len(desk.variants) - 1))
        self._show_all()
        self._numbers.setVisible(len(desk.variants) > 1)
        self._numbers.set_shown(len(desk.variants))
        variant = desk.variants[self._number] if desk.variants else None
        done = variant is not None and not desk.running
        edits = desk.edits.get(self._number)
        self._modes.setVisible(done and edits is not None)
        if variant is None:
            self._show(None)
        elif self._changes and edits is not None:
            self._show((desk.original, edits))
        else:
            self._show(variant.text)
        for button in (self._apply, self._copy):
            button.setVisible(done)
        self._apply.setEnabled(done and desk.applicable)
        if done and variant is not None and variant.strange:
            self._strange.show_text(
                self.tr("Not in your text: {0}").format(self.tr(", ").join(variant.strange)), icon="warning"
            )
        else:
            self._strange.hide()
        self._hint.setText(self._hint_text())
        self._hint.setVisible(bool(self._hint.text()))

    def _show_all(self) -> None:
        """The rewritings there are, once it is more than one."""
        labels = [
            self.tr("{0}. {1}").format(number, _label(options))
            for number, options in enumerate(self._desk.all, 1)
        ]
        if labels != [self._all.itemText(index) for index in range(self._all.count())]:
            self._all.clear()
            self._all.addItems(labels)
        self._all.setCurrentIndex(self._desk.number)
        self._all.setVisible(len(labels) > 1)
        self._all.setEnabled(not self._desk.running)

    def _hint_text(self) -> str:
        desk = self._desk
        if desk.running and not desk.variants:
            return self.tr("Waiting for the model…")
        if desk.variants and not desk.running:
            left = desk.variants[self._number].left
            if not desk.applicable:
                return self.tr("The text has changed since, or this is in it already; it can be copied.")
            if left:
                return self.tr("Paragraphs without a usable answer, left as they are: {0}").format(left)
        return ""

    def _show(self, content: str | tuple[str, Sequence[Edit]] | None) -> None:
        if content == self._shown:
            return
        before, self._shown = self._shown, content
        if isinstance(content, tuple):
            self.view.show_changes(*content)
        elif isinstance(content, str) and isinstance(before, str) and content.startswith(before):
            self.view.append(content[len(before) :])
        else:
            self.view.show_text(content or "")

    @Slot()
    def _show_anew(self) -> None:
        self._shown = None
        self._refresh()

    @Slot(bool)
    def _on_running_changed(self, running: bool) -> None:
        self._progress.setVisible(running)
        if running:
            self._error.hide()
            self._number = 0
            self._numbers.set_current("variant0")
        elif self._desk.variants:
            announce(self, self._desk.variants[self._number].text)

    @Slot(str)
    def _on_number_chosen(self, name: str) -> None:
        self._number = int(name.removeprefix("variant"))
        self._refresh()

    @Slot(str)
    def _on_mode_chosen(self, name: str) -> None:
        self._changes = name == "changes"
        self._refresh()

    @Slot()
    def _on_apply_clicked(self) -> None:
        self._desk.apply(self._number)
        self.applied.emit()

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._desk.variants[self._number].text)


def _label(options: RewriteOptions) -> str:
    """What was asked for, in the user's language; an instruction as its beginning."""
    instruction = " ".join(options.instruction.split())
    if not instruction:
        preset = PRESETS.get(options.preset)
        return QCoreApplication.translate("rewrite", preset.label) if preset else options.preset
    return textwrap.shorten(instruction, _LONGEST_LABEL, placeholder="…")


class _View(TextPage):
    """A variant, read only."""

    def __init__(self) -> None:
        super().__init__("resultView", "")
        self.setAccessibleName(self.tr("Rewritten text"))
        self.setReadOnly(True)
        self.document().setDocumentMargin(4)

    def decorations(self, start: int, end: int) -> list[Decoration]:
        return []

    def append(self, text: str) -> None:
        """Go on with the text."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(text)

    def show_changes(self, original: str, edits: Sequence[Edit]) -> None:
        """The original with what goes and what comes."""
        colors = theme.current().colors
        going, coming = QTextCharFormat(), QTextCharFormat()
        going.setForeground(colors.deletion)
        going.setFontStrikeOut(True)
        coming.setForeground(colors.insertion)
        coming.setFontUnderline(True)
        self.clear()
        cursor = QTextCursor(self.document())
        plain = QTextCharFormat()
        end = 0
        for edit in edits:
            cursor.insertText(original[end : edit.start], plain)
            cursor.insertText(edit.before, going)
            cursor.insertText(edit.after, coming)
            end = edit.end
        cursor.insertText(original[end:], plain)
        self.moveCursor(QTextCursor.MoveOperation.Start)
