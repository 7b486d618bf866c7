"""A model of the catalogue that suits this computer, one click away from being here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from assistant.errors import ParlanceError
from assistant.models.catalogue import Recommendation
from assistant.models.download import Ticket
from assistant.models.downloads import Item
from assistant.models.entry import ModelEntry
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.hub_bridge import HubBridge
from assistant.ui.hub_text import CatalogueText, DownloadText
from assistant.ui.model_fit import ModelFit
from assistant.ui.widgets.cards import Card, FitLine
from assistant.ui.widgets.controls import Kind, label, paragraph, push_button
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.wrapping import WrappingRow

_NARROW = 520
"""Below this width the buttons stand under the words."""


class RecommendationCard(Card):
    """``best`` is the one that is put forward; one that stands ``alone`` on a page about other things leads
    nowhere else, and leaves the page its own first button.
    """

    repository_requested = Signal(str)
    use_requested = Signal(str)

    def __init__(
        self,
        choice: Recommendation,
        hub: HubBridge,
        downloads: DownloadsBridge,
        *,
        best: bool = False,
        alone: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("recommendation")
        self.choice = choice
        self._hub = hub
        self._downloads = downloads
        self._entry: ModelEntry | None = None
        self._item: Item | None = None
        self._busy = False
        self._build("primary" if best and not alone else "", versions=not alone)
        if best:
            self.contents.insertWidget(0, label(self.tr("Recommended for this computer"), "caption"))

    def show_fit(self, fit: ModelFit) -> None:
        """Whether it runs here."""
        self._fit.show_fit(fit)

    def show_state(self, entry: ModelEntry | None, item: Item | None) -> None:
        """``entry`` is the model if the library has it, ``item`` its download as it stands."""
        if (entry, item) != (self._entry, self._item):
            self._entry, self._item = entry, item
            self._refresh()

    @property
    def _on_its_way(self) -> bool:
        return self._item is not None and self._item.state in ("queued", "running")

    def _build(self, kind: Kind, *, versions: bool) -> None:
        text = CatalogueText(self.choice.model, self.choice.file)
        self._fit = FitLine()
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(paragraph(text.title, "section"))
        words.addWidget(paragraph(text.facts, "caption"))
        if text.abilities:
            words.addWidget(paragraph(text.abilities, "caption"))
        words.addWidget(self._fit)
        self._state = paragraph("", "caption", "recommendedState")
        words.addWidget(self._state)
        self._get = push_button("getRecommendedButton", "", kind)
        self._get.clicked.connect(self._on_get_clicked)
        buttons = [self._get]
        if versions:
            more = push_button("showRepositoryButton", self.tr("All versions"), "flat")
            more.clicked.connect(lambda: self.repository_requested.emit(self.choice.model.repository))
            buttons.append(more)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(10)
        self._halves.addLayout(words, 1)
        self._halves.addWidget(WrappingRow(*buttons, spacing=6), 0, Qt.AlignmentFlag.AlignVCenter)
        self._notice = Notice("recommendationNotice")
        self._notice.action_requested.connect(self._on_get_clicked)
        self.contents.addLayout(self._halves)
        self.contents.addWidget(self._notice)
        self._refresh()

    def _refresh(self) -> None:
        if self._entry is not None:
            text = self.tr("Use this model")
        elif self._on_its_way:
            text = self.tr("On its way")
        elif self._busy:
            text = self.tr("Asks the hub…")
        else:
            text = self.tr("Download")
        state = DownloadText(self._item).state if self._item is not None and self._entry is None else ""
        self._state.setText(state)
        self._state.setVisible(bool(state))
        self._get.setText(text)
        self._get.setEnabled(self._entry is not None or not (self._on_its_way or self._busy))

    @Slot()
    def _on_get_clicked(self) -> None:
        if self._entry is not None:
            self.use_requested.emit(self._entry.id)
            return
        self._busy = True
        self._notice.hide()
        self._refresh()
        work = self._hub.ticket(self.choice.model.repository, self.choice.file.file)
        work.succeeded.connect(self._on_ticket)
        work.failed.connect(self._on_failed)

    @Slot(object)
    def _on_ticket(self, ticket: Ticket) -> None:
        work = self._downloads.add(ticket)
        work.succeeded.connect(self._on_added)
        work.failed.connect(self._on_failed)

    @Slot(object)
    def _on_added(self, _id: str) -> None:
        self._busy = False
        self._refresh()

    @Slot(object)
    def _on_failed(self, error: ParlanceError) -> None:
        self._busy = False
        self._notice.show_error(error, self.tr("Try again"))
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._halves.setDirection(direction)
