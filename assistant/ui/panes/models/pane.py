"""The Models pane: the library of what is here, and the hub of what could be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import (
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from assistant.models.entry import ModelEntry
from assistant.models.figures import size_text
from assistant.models.library import TRASH_DAYS
from assistant.storage.settings_store import SettingsStore
from assistant.ui import icons
from assistant.ui.actions import bind
from assistant.ui.active_model import ActiveModel
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.hub_bridge import HubBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.message_bar import UNDO_SECONDS, Message
from assistant.ui.model_text import ModelText
from assistant.ui.pane import Pane
from assistant.ui.panes.models.discover import DiscoverPage
from assistant.ui.panes.models.download_queue import DownloadQueue
from assistant.ui.panes.models.found_page import FoundPage
from assistant.ui.panes.models.library_page import LibraryPage
from assistant.ui.panes.models.trash_page import TrashPage
from assistant.ui.widgets.controls import push_button
from assistant.ui.widgets.recommendations import Recommendations
from assistant.ui.widgets.segments import Segments
from assistant.ui.widgets.wrapping import WrappingRow


class ModelsPane(Pane):
    """Object names: ``modelsPane``, ``modelsSwitch``, ``importButton``; its views have their own."""

    def __init__(
        self,
        library: LibraryBridge,
        active: ActiveModel,
        hub: HubBridge,
        downloads: DownloadsBridge,
        engine: EngineBridge,
        settings: SettingsStore,
    ) -> None:
        super().__init__()
        self.setObjectName("modelsPane")
        self._library = library
        self._active = active
        self._queue = DownloadQueue(downloads, library)
        first_steps = Recommendations(hub, downloads, library, count=1)
        self._library_page = LibraryPage(library, active, downloads, engine, settings, first_steps)
        self._discover = DiscoverPage(hub, downloads, library, self._queue)
        self._found = FoundPage(library)
        self._trash = TrashPage(library)
        self._switch = Segments(
            "modelsSwitch",
            self.tr("What is shown"),
            [("library", self.tr("Library")), ("discover", self.tr("Discover"))],
        )
        self._build()
        self._switch.chosen.connect(self.show_view)
        first_steps.repository_requested.connect(self._on_repository_requested)
        self._library_page.import_requested.connect(self.start_new)
        self._library_page.discover_requested.connect(self._on_discover_requested)
        self._library_page.trash_requested.connect(self.show_trash)
        self._found.left.connect(self._on_left)
        self._trash.left.connect(self._on_left)
        self._trash.message_raised.connect(self.message_raised)
        for part in (self._queue, self._discover, first_steps):
            part.use_requested.connect(active.choose)
        library.imported.connect(self._on_imported)
        library.removed.connect(self._on_removed)
        library.refresh()
        bind(self, "models.discover", self.focus_search)
        bind(self, "models.installed", self.find_installed)
        bind(self, "models.trash", self.show_trash)

    def focus_input(self) -> None:
        if self._views.currentWidget() is self._discover:
            self._discover.focus_search()
        else:
            self._library_page.focus_list()

    def focus_search(self) -> None:
        self.show_view("discover")
        self._discover.focus_search()

    @Slot()
    def start_new(self) -> None:
        """Import a model from a file that stays where it is."""
        self._import(copy=False)

    def open_files(self, paths: Sequence[Path]) -> None:
        self.show_view("library")
        for path in paths:
            self._library.import_file(path, copy=False)

    @Slot(str)
    def show_view(self, name: str) -> None:
        """Bring "library" or "discover" to the front."""
        self._switch.set_current(name)
        self._views.setCurrentWidget(self._discover if name == "discover" else self._library_page)
        self._import_button.setVisible(name == "library")

    # ---------------------------------------------------------------------------------------- parts

    def _build(self) -> None:
        menu = QMenu(self)
        link = menu.addAction(icons.icon("link"), self.tr("Link to a file, which stays where it is…"))
        link.triggered.connect(self.start_new)
        copy = menu.addAction(icons.icon("copy"), self.tr("Copy a file into the library…"))
        copy.triggered.connect(lambda: self._import(copy=True))
        find = menu.addAction(icons.icon("search"), self.tr("Find models of other programs…"))
        find.setObjectName("findInstalledAction")
        find.triggered.connect(self.find_installed)
        self._import_button = push_button("importButton", self.tr("Import"), icon="import")
        self._import_button.setMenu(menu)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        head = WrappingRow(self._switch, gap, self._import_button)
        self._views = QStackedWidget()
        for view in (self._library_page, self._discover, self._found, self._trash):
            self._views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 12, 12)
        column.setSpacing(12)
        column.addWidget(head)
        column.addWidget(self._views, 1)
        column.addWidget(self._queue)

    # ---------------------------------------------------------------------------------------- actions

    def _import(self, *, copy: bool) -> None:
        pattern = self.tr("GGUF models ({0})").format("*.gguf")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import a model"), "", pattern)
        if name:
            self.show_view("library")
            self._library.import_file(Path(name), copy=copy)

    @Slot()
    def find_installed(self) -> None:
        """Look for models of other programs."""
        self.show_view("library")
        self._views.setCurrentWidget(self._found)
        self._found.open()

    @Slot()
    def show_trash(self) -> None:
        """Show what was removed."""
        self.show_view("library")
        self._views.setCurrentWidget(self._trash)

    @Slot()
    def _on_left(self) -> None:
        self.show_view("library")

    @Slot()
    def _on_discover_requested(self) -> None:
        self.show_view("discover")

    @Slot(str)
    def _on_repository_requested(self, repo: str) -> None:
        self.show_view("discover")
        self._discover.open_repository(repo)

    # ---------------------------------------------------------------------------------------- news

    @Slot(object)
    def _on_imported(self, entry: ModelEntry) -> None:
        self.message_raised.emit(
            Message(
                self.tr("“{0}” is in the library.").format(ModelText(entry).title),
                severity="success",
                action=self.tr("Use this model"),
                on_action=lambda: self._active.choose(entry.id),
                seconds=UNDO_SECONDS,
            )
        )

    @Slot(object)
    def _on_removed(self, entry: ModelEntry) -> None:
        text = self.tr("“{0}” was removed.").format(ModelText(entry).title)
        if entry.source in ("linked", "starter"):
            what = self.tr("Its file stays where it is.")
        else:
            kept = self.tr("It is in the trash for {0} days, and takes {1} of the disk until then.")
            what = kept.format(TRASH_DAYS, size_text(entry.size))
        self.message_raised.emit(
            Message(
                text,
                what,
                action=self.tr("Undo"),
                on_action=lambda: self._library.restore(entry),
                seconds=UNDO_SECONDS,
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._queue.fit()
