"""The Settings pane: every setting, found by its words and in force as soon as it is changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractButton, QLabel, QStackedWidget, QVBoxLayout, QWidget

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
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.message_bar import Message
from assistant.ui.pane import Pane
from assistant.ui.panes.settings.about import AboutPage
from assistant.ui.panes.settings.backup import Backup
from assistant.ui.panes.settings.connections import Connections
from assistant.ui.panes.settings.findings import SafetyFindings
from assistant.ui.panes.settings.log_file import RUN_BEGAN, read_log
from assistant.ui.panes.settings.log_page import LogPage
from assistant.ui.panes.settings.prompts import PromptLibrary
from assistant.ui.panes.settings.report import report
from assistant.ui.panes.settings.token import AccessToken
from assistant.ui.widgets.controls import paragraph
from assistant.ui.widgets.options_form import OptionsForm
from assistant.ui.widgets.page import SCROLL_BAR, Column, Page
from assistant.ui.widgets.search_field import SearchField
from assistant.ui.widgets.segments import Segments


class SettingsPane(Pane):
    """Object names: ``settingsPane``, ``settingsSearch``; an option's control is ``option.<field>``."""

    def __init__(
        self,
        store: SettingsStore,
        safety: EngineSafety,
        active: ActiveModel,
        library: LibraryBridge,
        hub: HubBridge,
        history: History,
        paths: Paths,
    ) -> None:
        super().__init__()
        self.setObjectName("settingsPane")
        self._store = store
        self._active = active
        self._library = library
        self._logs = paths.logs
        self._search = SearchField("settingsSearch", self.tr("Search settings"))
        self._search.textChanged.connect(self._on_search_changed)
        self._form = OptionsForm(describe(Settings))
        self._form.set_values(store.value)
        self._form.changed.connect(self._on_changed)
        self._nothing = paragraph(role="caption")
        self._nothing.hide()
        self._findings = SafetyFindings(safety)
        self._findings.message_raised.connect(self.message_raised)
        self._prompts = PromptLibrary(history.prompts)
        self._backup = Backup(history, paths.history, paths.settings)
        self._token = AccessToken(hub)
        self._connections = Connections(hub.network.log)
        self._log = LogPage(paths.logs, self._report)
        self._log.message_raised.connect(self.message_raised)
        self._about = AboutPage(paths.data)
        self._about.welcome_requested.connect(lambda: self.pane_requested.emit("welcome"))
        self._build()
        self.destroyed.connect(store.observe(self._on_settings_changed))

    def _build(self) -> None:
        pages = [("settings", self.tr("Settings")), ("log", self.tr("Log")), ("about", self.tr("About"))]
        self._switch = Segments("settingsSwitch", self.tr("What is shown"), pages)
        self._switch.chosen.connect(self.show_page)
        head = Column(gutter=SCROLL_BAR)
        head.contents.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignLeft)
        head.contents.addWidget(self._search)
        self._page = Page()
        for widget in (self._form, self._nothing, *self._sections):
            self._page.contents.addWidget(widget)
        self._page.contents.addStretch()
        self._pages = QStackedWidget()
        self._names = {"settings": self._page, "log": self._log, "about": self._about}
        for page in self._names.values():
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._pages, 1)

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Bring "settings", "log" or "about" to the front."""
        self._switch.set_current(name)
        self._pages.setCurrentWidget(self._names[name])
        self._search.setVisible(name == "settings")

    def _report(self) -> str:
        log = read_log(self._logs / "parlance.log", RUN_BEGAN)
        return report(self._store.value, self._active, self._library.devices, log)

    def focus_search(self) -> None:
        self.show_page("settings")
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def focus_input(self) -> None:
        if self._pages.currentWidget() is self._log:
            self._log.focus()
        elif self._pages.currentWidget() is not self._about:
            self.focus_search()

    def reveal(self, key: str, words: str = "") -> None:
        """``key`` is the name of a setting, or of one of the other pages."""
        if key in self._names:
            self.show_page(key)
            self.focus_input()
            return
        self.show_page("settings")
        self._search.clear()
        control = self._form.control(key)
        contents = self._page.widget()
        assert contents is not None
        contents.adjustSize()  # the rows that the search had hidden have no place yet
        self._page.ensureWidgetVisible(control, 0, self._page.height() // 3)
        control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        self._backup.put_away()
        self._about.put_away()

    @property
    def _sections(self) -> tuple[QWidget, ...]:
        """What stands below the form."""
        return (
            self._prompts,
            self._backup,
            self._token,
            self._connections,
            self._findings,
        )

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
        wanted = words.casefold().split()
        for section in self._sections:
            said = _words(section)
            fits = all(word in said for word in wanted)
            section.setVisible(fits)
            found = found or fits
        self._nothing.setText(self.tr("No setting is called “{0}”.").format(words.strip()))
        self._nothing.setVisible(not found)


def _words(section: QWidget) -> str:
    """All that a section says, whether it is in sight or not."""
    said = [label.text() for label in section.findChildren(QLabel)]
    said += [button.text() for button in section.findChildren(QAbstractButton)]
    return " ".join(said).casefold()
