"""The LoRA adapters of one model: which files, and how strongly each is applied."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from assistant.engine.values import Adapter
from assistant.errors import ParlanceError
from assistant.models.header import GgufHeader
from assistant.ui.error_text import error_sentence
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.panes.models.value_slider import ValueSlider
from assistant.ui.widgets.controls import label, paragraph, push_button, tool_button
from assistant.ui.widgets.notice import Notice
from assistant.ui.worker import Work

_STEP = 0.05
_STRONGEST = 2.0


class AdapterList(QWidget):
    """Only files that were made for the model can be added. One that is gone later is said to be so."""

    changed = Signal(object)
    """The list of :class:`Adapter` as the user wants it now."""

    def __init__(self, library: LibraryBridge) -> None:
        super().__init__()
        self.setObjectName("adapterList")
        self._library = library
        self._header: GgufHeader | None = None
        self._adapters: list[Adapter] = []
        self._rows: list[_AdapterRow] = []
        self._checks: list[Work] = []
        self._notice = Notice("adapterNotice")
        add = push_button("addAdapterButton", self.tr("Add an adapter…"), icon="plus")
        add.clicked.connect(self._on_add_clicked)
        words = self.tr("Small files that change how this model answers. 100 % is as trained, 0 % is off.")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 14, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(label(self.tr("LoRA adapters"), "section"))
        self._column.addWidget(paragraph(words, "caption"))
        self._column.addWidget(self._notice)
        self._column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_adapters(self, header: GgufHeader, adapters: Sequence[Adapter]) -> None:
        """Show those of the model with this header."""
        same_files = [adapter.path for adapter in adapters] == [each.path for each in self._adapters]
        if header is self._header and same_files:
            self._adapters = list(adapters)
            for row, adapter in zip(self._rows, adapters, strict=True):
                row.show_strength(adapter.strength)
            return
        self._header, self._adapters = header, list(adapters)
        self._notice.hide()
        self._make_rows()

    def add(self, path: Path) -> None:
        """Add a file once it has proved to be an adapter for the model."""
        header = self._header
        if header is None:
            return
        self._notice.hide()
        work = self._check(header, path)
        work.succeeded.connect(lambda _none: self._on_checked(header, path))
        work.failed.connect(self._notice.show_error)

    def showEvent(self, event: QShowEvent) -> None:
        """A file may have gone meanwhile."""
        super().showEvent(event)
        self._make_rows()

    # ---------------------------------------------------------------------------------------- inside

    def _check(self, header: GgufHeader, path: Path) -> Work:
        work = self._library.check_adapter(path, header)
        self._checks.append(work)
        return work

    def _make_rows(self) -> None:
        for work in self._checks:
            work.cancel()
        self._checks = []
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        if self._header is None:
            return
        for number, adapter in enumerate(self._adapters):
            row = _AdapterRow(adapter)
            row.strength_changed.connect(lambda strength, number=number: self._set(number, strength))
            row.removed.connect(lambda number=number: self._remove(number))
            self._column.insertWidget(self._column.count() - 2, row)
            self._rows.append(row)
            self._check(self._header, Path(adapter.path)).failed.connect(row.show_error)

    def _set(self, number: int, strength: float) -> None:
        self._adapters[number] = msgspec.structs.replace(self._adapters[number], strength=strength)
        self.changed.emit(list(self._adapters))

    def _remove(self, number: int) -> None:
        del self._adapters[number]
        self._make_rows()
        self.changed.emit(list(self._adapters))

    @Slot()
    def _on_add_clicked(self) -> None:
        pattern = self.tr("GGUF adapters ({0})").format("*.gguf")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Add a LoRA adapter"), "", pattern)
        if name:
            self.add(Path(name))

    def _on_checked(self, header: GgufHeader, path: Path) -> None:
        if header is not self._header:
            return
        if str(path) in (adapter.path for adapter in self._adapters):
            self._notice.show_text(self.tr("This adapter is in the list already."))
            return
        self._adapters.append(Adapter(path=str(path)))
        self._make_rows()
        self.changed.emit(list(self._adapters))


class _AdapterRow(QWidget):
    strength_changed = Signal(float)
    removed = Signal()

    def __init__(self, adapter: Adapter) -> None:
        super().__init__()
        name = Path(adapter.path).name
        remove = tool_button("removeAdapterButton", "close", self.tr("Take {0} out").format(name))
        remove.clicked.connect(self.removed)
        self._slider = ValueSlider("adapterStrength", name, self._words, remove)
        self._slider.setToolTip(adapter.path)
        self._slider.moved.connect(lambda position: self.strength_changed.emit(round(position * _STEP, 2)))
        self._error = paragraph(role="error", object_name="adapterError")
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._slider)
        column.addWidget(self._error)
        self.show_strength(adapter.strength)

    def show_strength(self, strength: float) -> None:
        self._slider.show_position(round(strength / _STEP), round(_STRONGEST / _STEP))

    @Slot(object)
    def show_error(self, error: ParlanceError) -> None:
        self._error.setText(error_sentence(error))
        self._error.show()

    def _words(self, position: int) -> str:
        return self.tr("{0} %").format(round(position * _STEP * 100))
