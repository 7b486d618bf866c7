"""The library of prompts, to be changed: what is written is kept at once, what is deleted can come back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QModelIndex, Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from assistant.errors import ParlanceError
from assistant.storage.files import replacing, reported
from assistant.storage.prompts import Prompt, Prompts
from assistant.tasks.prompts import from_json, to_json, variables
from assistant.ui.language import interface_language
from assistant.ui.widgets.controls import label, paragraph, push_button
from assistant.ui.widgets.fields import LineField, PlainField
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.prompt_rows import PromptDelegate, PromptRows
from assistant.ui.widgets.rows import RowView
from assistant.ui.widgets.wrapping import WrappingRow

_SIZE = (760, 540)
_LIST_WIDTH = 220
_PAUSE_MS = 400


class PromptEditor(QDialog):
    """Object names: ``promptEditor``, ``promptList``, ``promptName``, ``promptText``."""

    def __init__(self, prompts: Prompts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("promptEditor")
        self.setWindowTitle(self.tr("Prompts"))
        self._prompts = prompts
        self._open: Prompt | None = None
        self._undo: Callable[[], None] | None = None
        self._rows = PromptRows(self)
        self._list = RowView("promptList", self.tr("Prompts"))
        self._list.setModel(self._rows)
        self._list.setItemDelegate(PromptDelegate(self._list, with_text=False))
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._name = LineField()
        self._name.setObjectName("promptName")
        self._name.setAccessibleName(self.tr("Name"))
        self._name.setPlaceholderText(self.tr("Name"))
        self._text = PlainField()
        self._text.setObjectName("promptText")
        self._text.setProperty("kind", "field")
        self._text.setAccessibleName(self.tr("Prompt"))
        self._text.setTabChangesFocus(True)
        self._variables = paragraph(role="caption", object_name="promptVariables")
        self._delete = push_button("deletePromptButton", self.tr("Delete"), icon="trash")
        self._delete.clicked.connect(self._on_delete_clicked)
        self._notice = Notice("promptNotice")
        self._notice.action_requested.connect(self._on_undo_clicked)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._save)
        self._name.textEdited.connect(self._on_edited)
        self._text.textChanged.connect(self._on_edited)
        self._build()
        self._refresh()
        self._list.setFocus()
        self.finished.connect(self._save)

    def _build(self) -> None:
        new = push_button("newPromptButton", self.tr("New prompt"), icon="plus")
        new.clicked.connect(self._on_new_clicked)
        import_ = push_button("importPromptsButton", self.tr("Import…"), icon="import")
        import_.clicked.connect(self._on_import_clicked)
        export = push_button("exportPromptsButton", self.tr("Export…"), icon="export")
        export.clicked.connect(self._on_export_clicked)
        self._restore = push_button(
            "restorePromptsButton", self.tr("Bring back those that came with Parlance")
        )
        self._restore.clicked.connect(self._on_restore_clicked)
        close = push_button("closePromptsButton", self.tr("Done"), "primary")
        close.clicked.connect(self.accept)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(new, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self._list, 1)
        self._list.setFixedWidth(_LIST_WIDTH)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._name)
        right.addWidget(self._text, 1)
        right.addWidget(self._variables)
        right.addWidget(self._delete, 0, Qt.AlignmentFlag.AlignLeft)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addLayout(left)
        both.addLayout(right, 1)
        below = QHBoxLayout()
        below.addWidget(WrappingRow(import_, export, self._restore), 1)
        below.addWidget(close, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(
            label(self.tr("Write / at the beginning of a message to use one of them."), "caption")
        )
        column.addLayout(both, 1)
        column.addWidget(self._notice)
        column.addLayout(below)
        self.resize(*_SIZE)
        for button in (new, import_, export, self._restore, close, self._delete):
            button.setAutoDefault(False)

    def _refresh(self, key: str = "") -> None:
        """Show what is stored, with the prompt of this key open."""
        self._rows.set_prompts(self._prompts.all(interface_language()))
        self._restore.setVisible(self._prompts.shipped_changed())
        self._list.setCurrentIndex(self._rows.index(self._rows.row_of(key)))
        if not self._rows.rowCount():
            self._show(None)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._save()
        self._show(self._rows.prompt(current) if current.isValid() else None)

    def _show(self, prompt: Prompt | None) -> None:
        self._open = prompt
        self._name.setText(prompt.name if prompt else "")
        self._text.setPlainText(prompt.text if prompt else "")
        self._pause.stop()
        for widget in (self._name, self._text, self._delete):
            widget.setEnabled(prompt is not None)

    @Slot()
    def _on_edited(self) -> None:
        names = variables(self._text.toPlainText())
        if names:
            asked = self.tr("Asked for when it is used: {0}").format(self.tr(", ").join(names))
        else:
            asked = self.tr("What stands in double braces, such as {0}, is asked for when it is used.")
            asked = asked.format("{{…}}")
        self._variables.setText(asked)
        self._pause.start()

    @Slot()
    def _save(self) -> None:
        self._pause.stop()
        if self._open is None:
            return
        name = self._name.text().strip() or self._open.name
        changed = msgspec.structs.replace(self._open, name=name, text=self._text.toPlainText())
        if changed == self._open:
            return
        if self._try(lambda: self._prompts.save(changed)):
            self._open = changed
            self._rows.change(self._rows.row_of(changed.key), changed)
            self._restore.setVisible(self._prompts.shipped_changed())

    @Slot()
    def _on_new_clicked(self) -> None:
        self._save()
        made: list[Prompt] = []
        if self._try(lambda: made.append(self._prompts.save(Prompt("", self.tr("New prompt"), "")))):
            self._refresh(made[0].key)
            self._name.setFocus()
            self._name.selectAll()

    @Slot()
    def _on_delete_clicked(self) -> None:
        self._save()
        deleted = self._open
        if deleted is None:
            return
        row = self._list.currentIndex().row()
        if self._try(lambda: self._prompts.delete(deleted.key)):
            self._open = None
            self._refresh()
            self._list.setCurrentIndex(self._rows.index(min(row, self._rows.rowCount() - 1)))
            words = self.tr("“{0}” was deleted.").format(deleted.name)
            self._offer_undo(words, lambda: self._put_back(deleted))

    def _offer_undo(self, words: str, undo: Callable[[], None]) -> None:
        self._undo = undo
        self._notice.show_text(words, action=self.tr("Undo"))

    def _put_back(self, prompt: Prompt) -> None:
        if self._try(lambda: self._prompts.save(prompt)):
            self._refresh(prompt.key)

    @Slot()
    def _on_undo_clicked(self) -> None:
        undo, self._undo = self._undo, None
        self._notice.hide()
        if undo is not None:
            undo()

    @Slot()
    def _on_restore_clicked(self) -> None:
        self._save()
        key = self._open.key if self._open else ""
        if self._try(self._prompts.restore_shipped):
            self._open = None
            self._refresh(key)

    @Slot()
    def _on_import_clicked(self) -> None:
        kinds = self.tr("Prompts (*.json)")
        name, _kind = QFileDialog.getOpenFileName(self, self.tr("Import prompts"), "", kinds)
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Add the prompts of a file that are not there yet."""
        self._save()
        added: list[int] = []

        def work() -> None:
            with reported(path):
                data = path.read_bytes()
            added.append(self._prompts.add_new(from_json(data, path.name), interface_language()))

        if self._try(work):
            self._refresh(self._open.key if self._open else "")
            words = self.tr("%n prompt(s) added.", "", added[0])
            nothing = self.tr("All prompts of this file are here already.")
            self._notice.show_text(words if added[0] else nothing, icon="success")

    @Slot()
    def _on_export_clicked(self) -> None:
        kinds = self.tr("Prompts (*.json)")
        name, _kind = QFileDialog.getSaveFileName(self, self.tr("Export prompts"), "prompts.json", kinds)
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write all prompts to a file, for another computer or person."""
        self._save()

        def work() -> None:
            text = to_json(self._prompts.all(interface_language()))
            with reported(path), replacing(path) as unfinished:
                unfinished.write_text(text, encoding="utf-8")

        if self._try(work):
            self._notice.show_text(self.tr("Saved as {0}.").format(path.name), icon="success")

    def _try(self, action: Callable[[], object]) -> bool:
        """Do what may fail, and say so in place if it does; returns whether it went well."""
        self._undo = None
        try:
            action()
        except ParlanceError as error:
            self._notice.show_error(error)
            return False
        self._notice.hide()
        return True
