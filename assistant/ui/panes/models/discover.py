"""Discover: models of the hub, found by search or recommended. Nothing is sent before the user asks."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from assistant.errors import ParlanceError
from assistant.models.hub import Order
from assistant.models.remote import ModelSummary, Reference
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.hub_bridge import HubBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.panes.models.download_queue import DownloadQueue
from assistant.ui.panes.models.repository_page import RepositoryPage
from assistant.ui.panes.models.result_rows import ResultDelegate, ResultRows
from assistant.ui.widgets.controls import tool_button
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.page import Page
from assistant.ui.widgets.recommendations import Recommendations
from assistant.ui.widgets.rows import RowView
from assistant.ui.widgets.search_field import SearchField
from assistant.ui.widgets.wrapping import WrappingRow
from assistant.ui.worker import Work

_WIDEST = 1600


class DiscoverPage(QWidget):
    """Object names: ``searchField``, ``searchButton``, ``sortBox``, ``resultList``."""

    use_requested = Signal(str)

    def __init__(
        self, hub: HubBridge, downloads: DownloadsBridge, library: LibraryBridge, queue: DownloadQueue
    ) -> None:
        super().__init__()
        self.setObjectName("discoverPage")
        self._hub = hub
        self._search: Work | None = None
        self._asked = ""
        """What was searched for; empty while the recommendations are shown."""
        self._field = _HubSearchField("searchField", self.tr("Search the hub, or paste an address"))
        self._field.search_requested.connect(self.search)
        self._field.left_downwards.connect(self._on_left_downwards)
        self._field.textChanged.connect(self._on_text_changed)
        self._order = QComboBox()
        self._order.setObjectName("sortBox")
        self._order.setAccessibleName(self.tr("Order of what is found"))
        orders: list[tuple[str, Order]] = [
            (self.tr("Most downloads"), "downloads"),
            (self.tr("Trending"), "trending_score"),
            (self.tr("Most likes"), "likes"),
            (self.tr("Newest"), "last_modified"),
        ]
        for text, order in orders:
            self._order.addItem(text, order)
        self._order.activated.connect(self._on_order_activated)
        self._rows = ResultRows(self)
        self._list = RowView("resultList", self.tr("Found on the hub"))
        self._list.setModel(self._rows)
        self._list.setItemDelegate(ResultDelegate(self._list))
        self._list.chosen.connect(self._on_chosen)
        self._notice = Notice("searchNotice")
        self._notice.action_requested.connect(self._on_action)
        self._recommendations = Recommendations(hub, downloads, library)
        self._recommendations.repository_requested.connect(self.open_repository)
        self._recommendations.use_requested.connect(self.use_requested)
        self._repository = RepositoryPage(hub, downloads, library, queue)
        self._repository.left.connect(self._on_repository_left)
        self._repository.use_requested.connect(self.use_requested)
        self._build()

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    @Slot()
    def search(self) -> None:
        """Ask the hub for what the field says; a pasted address opens its repository at once."""
        words = self._field.text().strip()
        if not words:
            self._show_start()
            return
        reference = Reference.parse(words)
        if reference is not None:
            self.open_repository(reference.repo, reference.name or "")
            return
        self._give_up()
        self._asked = words
        self._rows.set_summaries(())
        self._views.setCurrentWidget(self._results)
        self._list.hide()
        self._notice.show_text(
            self.tr("Searches {0} for “{1}”…").format(self._hub.address, words), action=self.tr("Stop")
        )
        self._search = self._hub.search(words, self._order.currentData())
        self._search.succeeded.connect(self._on_found)
        self._search.failed.connect(self._on_failed)

    @Slot(str)
    def open_repository(self, repo: str, wanted: str = "") -> None:
        """Ask the hub for one repository, and show it."""
        if self._search is not None:
            self._give_up()
            self._asked = ""
        self._views.setCurrentWidget(self._repository)
        self._repository.open(repo, wanted)

    # ---------------------------------------------------------------------------------------- parts

    def _build(self) -> None:
        button = tool_button("searchButton", "search", self.tr("Search the hub"))
        button.clicked.connect(self.search)
        self._field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line = WrappingRow(self._field, button, self._order, spacing=6)
        start = Page(margin=0, width=_WIDEST)
        start.contents.addWidget(self._recommendations)
        start.contents.addStretch()
        self._start = start
        self._results = QWidget()
        results = QVBoxLayout(self._results)
        results.setContentsMargins(0, 0, 0, 0)
        results.addWidget(self._notice)
        results.addWidget(self._list, 1)
        results.addStretch()
        self._views = QStackedWidget()
        for view in (self._start, self._results, self._repository):
            self._views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(line)
        column.addWidget(self._views, 1)

    # ---------------------------------------------------------------------------------------- searching

    def _give_up(self) -> None:
        if self._search is not None:
            self._search.cancel()
            self._search = None

    def _show_start(self) -> None:
        self._give_up()
        self._repository.leave()
        self._asked = ""
        self._views.setCurrentWidget(self._start)

    @Slot(object)
    def _on_found(self, summaries: list[ModelSummary]) -> None:
        self._search = None
        self._rows.set_summaries(summaries)
        self._list.setVisible(bool(summaries))
        if summaries:
            self._notice.hide()
            self._list.setCurrentIndex(self._rows.index(0))
            self._list.scrollToTop()
        else:
            self._notice.show_text(
                self.tr("No model with GGUF files is called “{0}”.").format(self._asked),
                self.tr("Try fewer words: the name of a family such as Qwen, Llama or Gemma."),
            )

    @Slot(object)
    def _on_failed(self, error: ParlanceError) -> None:
        self._search = None
        self._notice.show_error(error, self.tr("Try again"))

    @Slot()
    def _on_action(self) -> None:
        """Stop while it searches, else try again."""
        if self._search is not None:
            self._show_start()
        else:
            self.search()

    @Slot(int)
    def _on_order_activated(self, _index: int) -> None:
        if self._asked and self._views.currentWidget() is self._results:
            self.search()

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        if not text and self._views.currentWidget() is self._results:
            self._show_start()

    @Slot()
    def _on_left_downwards(self) -> None:
        if self._list.isVisible():
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        self.open_repository(self._rows.summary(index).id)

    @Slot()
    def _on_repository_left(self) -> None:
        self._repository.leave()
        self._views.setCurrentWidget(self._results if self._asked else self._start)


class _HubSearchField(SearchField):
    """Enter asks the hub: typing does not."""

    search_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.search_requested.emit()
        else:
            super().keyPressEvent(event)
