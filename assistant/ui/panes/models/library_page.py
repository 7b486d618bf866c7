"""The library: the models that are here, with what each is and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from assistant.models.entry import ModelEntry
from assistant.models.figures import size_text
from assistant.storage.settings_store import SettingsStore
from assistant.ui import icons
from assistant.ui.active_model import ActiveModel
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.model_text import joined
from assistant.ui.panes.models.copy_progress import CopyProgress
from assistant.ui.panes.models.details import ModelDetails, reveal
from assistant.ui.panes.models.empty import EmptyLibrary
from assistant.ui.panes.models.model_settings import ModelSettingsForm
from assistant.ui.panes.models.speed_test import SpeedTest
from assistant.ui.panes.models.verification import Verification
from assistant.ui.widgets.controls import push_button
from assistant.ui.widgets.model_rows import ModelDelegate, ModelRows
from assistant.ui.widgets.page import Page
from assistant.ui.widgets.recommendations import Recommendations
from assistant.ui.widgets.rows import RowView

_SIDE_BY_SIDE = 740
"""From this width on, the details stand beside the list, else below it."""
_FIRST_STEPS = 1


class LibraryPage(QWidget):
    """``first_steps`` is shown as long as no model is here but the one that came with the program."""

    import_requested = Signal()
    discover_requested = Signal()
    trash_requested = Signal()

    def __init__(
        self,
        library: LibraryBridge,
        active: ActiveModel,
        downloads: DownloadsBridge,
        engine: EngineBridge,
        settings: SettingsStore,
        first_steps: Recommendations,
    ) -> None:
        super().__init__()
        self.setObjectName("libraryPage")
        self._library = library
        self._active = active
        self._first_steps = first_steps
        self._rows = ModelRows(self)
        self._list = RowView("libraryList", self.tr("Library"), on_click=False)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(ModelDelegate(self._list, detailed=True))
        self._details = ModelDetails()
        self._verification = Verification(library, downloads)
        self._speed_test = SpeedTest(engine, library, settings)
        self._form = ModelSettingsForm(library, active, settings)
        self._empty = EmptyLibrary()
        self._trash = push_button("trashButton", "", "flat", "trash")
        self._trash.clicked.connect(self.trash_requested)
        self._build()
        self._list.selectionModel().currentChanged.connect(self._show_details)
        self._list.chosen.connect(self._use)
        self._list.doubleClicked.connect(self._use)
        self._list.menu_requested.connect(self._show_menu)
        self._details.use_requested.connect(self._on_use_requested)
        self._details.remove_requested.connect(library.remove)
        self._empty.import_requested.connect(self.import_requested)
        self._empty.discover_requested.connect(self.discover_requested)
        library.changed.connect(self._on_library_changed)
        active.changed.connect(self._on_active_changed)
        self._on_library_changed()
        self._on_active_changed()

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def menu(self, index: QModelIndex) -> QMenu:
        """What can be done with the model in a row."""
        entry = self._rows.entry(index)
        assert entry is not None
        menu = QMenu(self)
        use = menu.addAction(icons.icon("check"), self.tr("Use this model"))
        use.setEnabled(entry.available)
        use.triggered.connect(lambda: self._active.choose(entry.id))
        folder = menu.addAction(icons.icon("folder"), self.tr("Show in folder"))
        folder.triggered.connect(lambda: reveal(entry.path))
        menu.addSeparator()
        remove = menu.addAction(icons.icon("trash", "error"), self.tr("Remove"))
        remove.triggered.connect(lambda: self._library.remove(entry))
        return menu

    def _build(self) -> None:
        self._side = Page(margin=12)
        for widget in (self._details, self._speed_test, self._verification, self._form):
            self._side.contents.addWidget(widget)
        self._side.contents.addStretch()
        self._halves = QHBoxLayout()
        self._halves.setSpacing(8)
        self._halves.addWidget(self._list, 4)
        self._halves.addWidget(self._side, 3)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(CopyProgress(self._library))
        column.addWidget(self._first_steps)
        column.addWidget(self._empty, 1)
        column.addLayout(self._halves, 1)
        column.addWidget(self._trash, 0, Qt.AlignmentFlag.AlignLeft)

    # ---------------------------------------------------------------------------------------- actions

    @Slot(QModelIndex)
    def _use(self, index: QModelIndex) -> None:
        entry = self._rows.entry(index)
        if entry is not None and entry.available:
            self._active.choose(entry.id)

    @Slot(object)
    def _on_use_requested(self, entry: ModelEntry) -> None:
        self._active.choose(entry.id)

    @Slot(QModelIndex)
    def _show_menu(self, index: QModelIndex) -> None:
        menu = self.menu(index)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._list.viewport().mapToGlobal(self._list.visualRect(index).center()))

    # ---------------------------------------------------------------------------------------- news

    @Slot()
    def _on_library_changed(self) -> None:
        entries = self._library.entries
        current = self._rows.entry(self._list.currentIndex())
        self._rows.set_entries(entries, self._library.fits)
        self._first_steps.setVisible(all(entry.source == "starter" for entry in entries))
        self._empty.setVisible(not entries)
        self._show_trash()
        self._list.setVisible(bool(entries))
        self._side.setVisible(bool(entries))
        self._arrange()
        if entries:
            index = self._rows.index_of(current.id if current else "")
            self._list.setCurrentIndex(index if index.isValid() else self._rows.index(0))

    def _show_trash(self) -> None:
        removed = self._library.trash
        size = sum(entry.size for entry in removed if entry.source not in ("linked", "starter"))
        words = self.tr("In the trash: {0}").format(QLocale().toString(len(removed)))
        self._trash.setText(joined((words, size_text(size) if size else "")))
        self._trash.setVisible(bool(removed))

    @Slot()
    def _on_active_changed(self) -> None:
        entry = self._active.entry
        self._rows.set_loaded(entry.id if entry is not None and self._active.fraction is None else "")
        self._show_details(self._list.currentIndex())

    @Slot(QModelIndex)
    def _show_details(self, index: QModelIndex) -> None:
        entry = self._rows.entry(index)
        if entry is not None:
            active = self._active.entry
            loaded = active is not None and active.id == entry.id and self._active.fraction is None
            self._details.show_entry(entry, self._library.fits.get(entry.id), loaded=loaded)
            self._speed_test.show_entry(entry, loaded=loaded)
            self._verification.show_entry(entry)
            self._form.show_entry(entry)

    def _arrange(self) -> None:
        """The list stands beside the details, or on the same page where there is less room."""
        wide = self.width() >= _SIDE_BY_SIDE
        if wide:
            self._column.insertWidget(_FIRST_STEPS, self._first_steps)
            self._halves.insertWidget(0, self._list, 4)
        else:
            self._side.contents.insertWidget(0, self._first_steps)
            self._side.contents.insertWidget(1, self._list)
        self._list.set_full_height(not wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
