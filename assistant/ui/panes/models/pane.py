"""The Models pane: the library, with what each model is and what can be done with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, Qt, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QMenu, QVBoxLayout

from assistant.models.entry import ModelEntry
from assistant.ui import icons, theme
from assistant.ui.active_model import ActiveModel
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.message_bar import UNDO_SECONDS, Message
from assistant.ui.model_text import ModelText
from assistant.ui.pane import Pane
from assistant.ui.panes.models.copy_progress import CopyProgress
from assistant.ui.panes.models.details import ModelDetails, reveal
from assistant.ui.panes.models.empty import EmptyLibrary
from assistant.ui.widgets.controls import label, push_button
from assistant.ui.widgets.model_rows import ModelDelegate, ModelRows
from assistant.ui.widgets.page import Page
from assistant.ui.widgets.rows import RowView

_SIDE_BY_SIDE = 820
"""From this width on, the details stand beside the list, else below it."""


class ModelsPane(Pane):
    """Object names: ``modelsPane``, ``libraryList``, ``importButton``."""

    def __init__(self, library: LibraryBridge, active: ActiveModel) -> None:
        super().__init__()
        self.setObjectName("modelsPane")
        self.setAcceptDrops(True)
        self._library = library
        self._active = active
        self._dropping = False
        self._rows = ModelRows(self)
        self._list = RowView("libraryList", self.tr("Library"), on_click=False)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(ModelDelegate(self._list, detailed=True))
        self._details = ModelDetails()
        self._empty = EmptyLibrary()
        self._build()
        self._list.selectionModel().currentChanged.connect(self._show_details)
        self._list.chosen.connect(self._use)
        self._list.doubleClicked.connect(self._use)
        self._list.menu_requested.connect(self._show_menu)
        self._details.use_requested.connect(self._on_use_requested)
        self._details.remove_requested.connect(library.remove)
        self._empty.import_requested.connect(self.start_new)
        library.changed.connect(self._on_library_changed)
        library.imported.connect(self._on_imported)
        library.removed.connect(self._on_removed)
        active.changed.connect(self._on_active_changed)
        self._on_library_changed()
        self._on_active_changed()
        library.refresh()

    def focus_input(self) -> None:
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def start_new(self) -> None:
        """Import a model from a file that stays where it is."""
        self._import(copy=False)

    # ---------------------------------------------------------------------------------------- parts

    def _build(self) -> None:
        menu = QMenu(self)
        link = menu.addAction(icons.icon("link"), self.tr("Link to a file, which stays where it is…"))
        link.triggered.connect(self.start_new)
        copy = menu.addAction(icons.icon("copy"), self.tr("Copy a file into the library…"))
        copy.triggered.connect(lambda: self._import(copy=True))
        button = push_button("importButton", self.tr("Import a model"), icon="import")
        button.setMenu(menu)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Models"), "heading"))
        head.addStretch()
        head.addWidget(button)
        self._side = Page(margin=12)
        self._side.contents.addWidget(self._details)
        self._side.contents.addStretch()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(8)
        self._halves.addWidget(self._list, 3)
        self._halves.addWidget(self._side, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 12, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(CopyProgress(self._library))
        column.addWidget(self._empty, 1)
        column.addLayout(self._halves, 1)

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

    # ---------------------------------------------------------------------------------------- actions

    def _import(self, *, copy: bool) -> None:
        pattern = self.tr("GGUF models ({0})").format("*.gguf")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import a model"), "", pattern)
        if name:
            self._library.import_file(Path(name), copy=copy)

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
        current = self._rows.entry(self._list.currentIndex())
        self._rows.set_entries(self._library.entries, self._library.fits)
        any_there = bool(self._library.entries)
        self._empty.setVisible(not any_there)
        self._list.setVisible(any_there)
        self._side.setVisible(any_there)
        if any_there:
            index = self._rows.index_of(current.id if current else "")
            self._list.setCurrentIndex(index if index.isValid() else self._rows.index(0))

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

    @Slot(object)
    def _on_imported(self, entry: ModelEntry) -> None:
        text = self.tr("“{0}” is in the library.").format(ModelText(entry).title)
        self.message_raised.emit(
            Message(
                text,
                severity="success",
                action=self.tr("Use this model"),
                on_action=lambda: self._active.choose(entry.id),
                seconds=UNDO_SECONDS,
            )
        )

    @Slot(object)
    def _on_removed(self, entry: ModelEntry) -> None:
        text = self.tr("“{0}” was removed.").format(ModelText(entry).title)
        untouched = self.tr("Its file stays where it is.") if entry.source in ("linked", "starter") else ""
        self.message_raised.emit(
            Message(
                text,
                untouched,
                action=self.tr("Undo"),
                on_action=lambda: self._library.restore(entry),
                seconds=UNDO_SECONDS,
            )
        )

    # ---------------------------------------------------------------------------------------- dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _models(event.mimeData()):
            event.acceptProposedAction()
            self._set_dropping(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_dropping(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_dropping(False)
        for path in _models(event.mimeData()):
            self._library.import_file(path, copy=False)
        event.acceptProposedAction()

    def _set_dropping(self, dropping: bool) -> None:
        self._dropping = dropping
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._dropping:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.current().colors.accent, 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self.rect().adjusted(6, 6, -6, -6), 12, 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(direction)


def _models(data: QMimeData) -> list[Path]:
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return [path for path in paths if path.suffix.lower() == ".gguf"]
