"""Which model answers: a button with its name, a popup with the library, and the progress of loading."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.ui.active_model import ActiveModel
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.model_text import ModelText
from assistant.ui.widgets.controls import paragraph, push_button, tool_button
from assistant.ui.widgets.model_rows import ModelDelegate, ModelRows
from assistant.ui.widgets.picker import PickerButton, Popup
from assistant.ui.widgets.rows import RowView

_POPUP_WIDTH = 400
_POPUP_ROWS = 7


class ModelPicker(QWidget):
    """Follows the library and the active model; the button's object name is ``modelPicker``."""

    import_requested = Signal()

    def __init__(self, library: LibraryBridge, active: ActiveModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._active = active
        self._rows = ModelRows(self)
        self._button = PickerButton("modelPicker")
        self._button.clicked.connect(self.open_popup)
        cancel = tool_button("cancelLoadButton", "close", self.tr("Stop loading the model"))
        cancel.clicked.connect(active.cancel_load)
        self._cancel = cancel
        self._popup = _ModelPopup(self._rows, self)
        self._popup.model_chosen.connect(active.choose)
        self._popup.import_requested.connect(self.import_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self._button)
        row.addWidget(cancel)
        library.changed.connect(self._on_library_changed)
        active.changed.connect(self._on_active_changed)
        self._on_library_changed()
        self._on_active_changed()

    @Slot()
    def open_popup(self) -> None:
        """Let the user choose; what another program has added meanwhile appears as well."""
        self._library.refresh()
        self._popup.open_below(self._button)

    @Slot()
    def _on_library_changed(self) -> None:
        self._rows.set_entries(self._library.entries, self._library.fits)
        self._popup.fit()

    @Slot()
    def _on_active_changed(self) -> None:
        entry, fraction = self._active.entry, self._active.fraction
        if entry is None:
            text = self.tr("Choose a model")
        elif fraction is None:
            text = ModelText(entry).title
        else:
            percent = self.tr("{0} %").format(round(fraction * 100))
            text = self.tr("Loading {name}, {percent}").format(name=entry.name, percent=percent)
        self._button.show_text(text, fraction)
        self._button.setAccessibleName(self.tr("Model: {0}").format(text))
        self._cancel.setVisible(fraction is not None)
        self._rows.set_loaded(entry.id if entry is not None and fraction is None else "")


class _ModelPopup(Popup):
    model_chosen = Signal(str)
    import_requested = Signal()

    def __init__(self, rows: ModelRows, parent: QWidget) -> None:
        super().__init__("modelPopup", "", parent)
        self.setAccessibleName(self.tr("Models"))
        self._rows = rows
        self._list = RowView("modelPopupList", self.tr("Models"))
        self._list.setModel(rows)
        self._list.setItemDelegate(ModelDelegate(self._list, detailed=False))
        self._list.chosen.connect(self._on_chosen)
        self._empty = paragraph(self.tr("There is no model yet. Import a GGUF file to begin."), "caption")
        self._empty.setContentsMargins(12, 12, 12, 12)
        self._import = push_button("modelPopupImport", self.tr("Import a model…"), "row", "import")
        self._import.clicked.connect(self._on_import_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        for widget in (self._list, self._empty, self._import):
            column.addWidget(widget)

    def open_below(self, button: QWidget) -> None:
        self.place_below(button, _POPUP_WIDTH)
        self.fit()
        self.show()
        (self._list if self._rows.rowCount() else self._import).setFocus(Qt.FocusReason.PopupFocusReason)

    def fit(self) -> None:
        """Be as high as the list needs, and have a row for the keyboard."""
        count = self._rows.rowCount()
        self._empty.setVisible(count == 0)
        self._list.setVisible(count > 0)
        self._list.setFixedHeight(min(count, _POPUP_ROWS) * max(self._list.sizeHintForRow(0), 1) + 2)
        if count and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._rows.index(0))
        self.adjustSize()

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        entry = self._rows.entry(index)
        self.hide()
        if entry is not None:
            self.model_chosen.emit(entry.id)

    @Slot()
    def _on_import_clicked(self) -> None:
        self.hide()
        self.import_requested.emit()
