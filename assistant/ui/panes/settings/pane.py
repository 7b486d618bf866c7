"""The Settings pane: every setting, found by its words and in force as soon as it is changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.engine.safety import EngineSafety
from assistant.models.hub_errors import AddressInvalid
from assistant.models.mirrors import address
from assistant.options import describe
from assistant.paths import Paths
from assistant.storage.errors import StorageError
from assistant.storage.history import History
from assistant.storage.settings import Settings
from assistant.storage.settings_store import SettingsStore
from assistant.ui.active_model import ActiveModel
from assistant.ui.error_text import error_hint, error_sentence
from assistant.ui.hub_bridge import HubBridge
from assistant.ui.message_bar import Message
from assistant.ui.pane import Pane
from assistant.ui.panes.settings.backup import Backup
from assistant.ui.panes.settings.connections import Connections
from assistant.ui.panes.settings.findings import SafetyFindings
from assistant.ui.panes.settings.prompts import PromptLibrary
from assistant.ui.panes.settings.report import report
from assistant.ui.panes.settings.token import AccessToken
from assistant.ui.widgets.controls import label, paragraph, push_button
from assistant.ui.widgets.options_form import OptionsForm
from assistant.ui.widgets.page import SCROLL_BAR, Column, Page
from assistant.ui.widgets.search_field import SearchField


class SettingsPane(Pane):
    """Object names: ``settingsPane``, ``settingsSearch``; an option's control is ``option.<field>``."""

    def __init__(
        self,
        store: SettingsStore,
        safety: EngineSafety,
        active: ActiveModel,
        hub: HubBridge,
        history: History,
        paths: Paths,
    ) -> None:
        super().__init__()
        self.setObjectName("settingsPane")
        self._store = store
        self._active = active
        self._logs = paths.logs
        self._search = SearchField("settingsSearch", self.tr("Search settings"))
        self._search.textChanged.connect(self._on_search_changed)
        self._form = OptionsForm(describe(Settings))
        self._form.set_values(store.value)
        self._form.changed.connect(self._on_changed)
        self._nothing = paragraph(role="caption")
        self._nothing.hide()
        self._help = self._make_help()
        self._findings = SafetyFindings(safety)
        self._findings.message_raised.connect(self.message_raised)
        self._prompts = PromptLibrary(history.prompts)
        self._backup = Backup(history, paths.history, paths.settings)
        self._token = AccessToken(hub)
        self._connections = Connections(hub.network.log)
        head = Column(gutter=SCROLL_BAR)
        head.contents.addWidget(label(self.tr("Settings"), "heading"))
        head.contents.addWidget(self._search)
        self._page = Page()
        for widget in (self._form, self._nothing, *self._sections):
            self._page.contents.addWidget(widget)
        self._page.contents.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._page, 1)
        self.destroyed.connect(store.observe(self._on_settings_changed))

    def focus_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def focus_input(self) -> None:
        self.focus_search()

    def reveal(self, key: str, words: str = "") -> None:
        """``key`` is the name of a setting."""
        self._search.clear()
        control = self._form.control(key)
        contents = self._page.widget()
        assert contents is not None
        contents.adjustSize()  # the rows that the search had hidden have no place yet
        self._page.ensureWidgetVisible(control, 0, self._page.height() // 3)
        control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        self._backup.put_away()

    @property
    def _sections(self) -> tuple[QWidget, ...]:
        """What stands below the form."""
        return (
            self._prompts,
            self._backup,
            self._token,
            self._connections,
            self._findings,
            self._help,
        )

    def _make_help(self) -> QWidget:
        section = QWidget()
        folder = push_button("openLogsButton", self.tr("Open the logs"), icon="folder")
        folder.clicked.connect(self._on_open_clicked)
        copy = push_button("copyReportButton", self.tr("Copy a report"), icon="copy")
        copy.clicked.connect(self._on_copy_clicked)
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(paragraph(self.tr("If something does not work"), "section"))
        words = self.tr(
            "The report names versions, the processor's abilities and changed settings. It has nothing of "
            "what you wrote, and no names of files."
        )
        column.addWidget(paragraph(words, "caption"))
        welcome = push_button("openWelcomeButton", self.tr("Show the first page"), icon="local")
        welcome.clicked.connect(lambda: self.pane_requested.emit("welcome"))
        for button in (folder, copy, welcome):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return section

    @Slot(str, object)
    def _on_changed(self, name: str, value: object) -> None:
        try:
            self._store.change(**{name: address(str(value)) if name == "hub_address" else value})
        except (StorageError, AddressInvalid) as error:
            self._form.set_values(self._store.value)
            message = Message(error_sentence(error), error_hint(error), severity="error", detail=error.detail)
            self.message_raised.emit(message)

    def _on_settings_changed(self, before: Settings, after: Settings) -> None:
        self._form.set_values(after)

    @Slot(str)
    def _on_search_changed(self, words: str) -> None:
        found = self._form.filter(words)
        self._nothing.setText(self.tr("No setting is called “{0}”.").format(words.strip()))
        self._nothing.setVisible(not found)
        for section in self._sections:
            section.setVisible(not words.strip())

    @Slot()
    def _on_open_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._logs)))

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(report(self._store.value, self._active))
        self.message_raised.emit(
            Message(self.tr("The report is in the clipboard."), severity="success", seconds=6)
        )
