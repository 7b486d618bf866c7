"""One repository of the hub: what it is, which files it has, what they cost, and its model card."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.errors import ParlanceError
from assistant.models.hub_errors import LicenceNotAccepted
from assistant.models.quality import balanced
from assistant.models.remote import Repository
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.hub_bridge import HubBridge
from assistant.ui.hub_text import RepositoryText
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.model_fit import rough_fit
from assistant.ui.model_text import joined
from assistant.ui.panes.models.download_queue import DownloadQueue
from assistant.ui.panes.models.model_card import ModelCard
from assistant.ui.panes.models.quantization_details import QuantizationDetails
from assistant.ui.panes.models.quantization_rows import QuantizationDelegate, QuantizationRows
from assistant.ui.widgets.controls import label, paragraph, tool_button
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.page import Page
from assistant.ui.widgets.rows import RowView
from assistant.ui.worker import Work

_SIDE_BY_SIDE = 760
"""From this width on, the card stands beside the files, else below them."""
_BELOW_NOTICE = 2


class RepositoryPage(QWidget):
    """Asks for the repository and its card when it is opened, for a header when a file is."""

    left = Signal()
    use_requested = Signal(str)

    def __init__(
        self, hub: HubBridge, downloads: DownloadsBridge, library: LibraryBridge, queue: DownloadQueue
    ) -> None:
        super().__init__()
        self.setObjectName("repositoryPage")
        self._hub = hub
        self._library = library
        self._queue = queue
        self._repo = ""
        self._wanted = ""
        self._repository: Repository | None = None
        self._asked: list[Work] = []
        self._rows = QuantizationRows(self)
        self._list = RowView("quantizationList", self.tr("Files"))
        self._list.setModel(self._rows)
        self._list.setItemDelegate(QuantizationDelegate(self._list))
        self._details = QuantizationDetails(hub, downloads, library)
        self._build()
        self._list.selectionModel().currentChanged.connect(self._show_details)
        self._list.chosen.connect(self._on_chosen)
        self._details.use_requested.connect(self.use_requested)
        self._details.fit_known.connect(self._rows.set_fit)
        library.changed.connect(self._show_state)
        queue.tickets_changed.connect(self._show_state)

    def open(self, repo: str, wanted: str = "") -> None:
        """Ask for a repository; the file or quantization ``wanted`` is chosen in it."""
        self.leave()
        self._repo, self._wanted = repo, wanted
        self._repository = None
        self._title.setText(repo.rpartition("/")[2])
        self._facts.setText(repo.partition("/")[0])
        self._more.hide()
        self._gate.hide()
        self._halves_widget.hide()
        self._card.show_card("")
        self._notice.show_text(self.tr("Asks the hub about {0}…").format(repo))
        self._ask(self._hub.repository(repo), self._on_repository, self._on_failed)

    def leave(self) -> None:
        """Give up what was asked and has not been answered."""
        for work in self._asked:
            work.cancel()
        self._asked = []

    # ---------------------------------------------------------------------------------------- parts

    def _build(self) -> None:
        back = tool_button("leaveRepositoryButton", "chevron-left", self.tr("Back"))
        back.clicked.connect(self.left)
        self._title = paragraph(role="section", object_name="repositoryTitle")
        self._facts = paragraph(role="caption")
        self._more = paragraph(role="caption")
        words = QVBoxLayout()
        words.setSpacing(2)
        for widget in (self._title, self._facts, self._more):
            words.addWidget(widget)
        page = tool_button("openHubPageButton", "link", self.tr("Open its page in the browser"))
        page.clicked.connect(self._on_page_clicked)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(page, 0, Qt.AlignmentFlag.AlignTop)
        self._notice = Notice("repositoryNotice")
        self._notice.action_requested.connect(lambda: self.open(self._repo, self._wanted))
        self._gate = Notice("gateNotice")
        self._gate.action_requested.connect(self._on_page_clicked)
        self._card = ModelCard()
        self._card_notice = Notice("cardNotice")
        self._side = side = Page(margin=2)
        side.contents.addWidget(self._details)
        self._images = paragraph(role="caption", object_name="projectorNote")
        side.contents.addWidget(self._images)
        side.contents.addWidget(label(self.tr("Model card"), "section"))
        side.contents.addWidget(self._card_notice)
        side.contents.addWidget(self._card)
        side.contents.addStretch()
        self._halves_widget = QWidget()
        self._halves = QHBoxLayout(self._halves_widget)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(14)
        self._halves.addWidget(self._list, 2)
        self._halves.addWidget(side, 3)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._notice)
        column.addWidget(self._gate)
        column.addWidget(self._halves_widget, 1)
        column.addStretch()

    def _ask(
        self,
        work: Work,
        succeeded: Callable[[Any], None],
        failed: Callable[[ParlanceError], None],
    ) -> None:
        self._asked.append(work)
        work.succeeded.connect(succeeded)
        work.failed.connect(failed)

    # ---------------------------------------------------------------------------------------- answers

    @Slot(object)
    def _on_repository(self, repository: Repository) -> None:
        self._repository = repository
        text = RepositoryText(repository.summary)
        self._title.setText(text.name)
        self._facts.setText(text.popularity)
        licence = repository.summary.licence
        named = self.tr("Licence: {0}").format(licence) if licence else self.tr("No licence is named")
        self._more.setText(joined((text.parameters, text.context, named)))
        self._more.show()
        self._show_gate(repository)
        models = repository.models
        available = self._library.memory_available
        fits = {
            model.name: rough_fit(model.size, self._library.devices, available)
            for model in models
            if model.size is not None
        }
        self._rows.set_models(models, repository.summary.parameters, fits)
        if not models:
            self._notice.show_text(
                self.tr("This repository has no model that Parlance can run."),
                self.tr("It needs a complete GGUF file. Look for the same name with GGUF behind it."),
            )
            return
        self._notice.hide()
        self._show_projectors(repository)
        self._halves_widget.show()
        self._arrange()
        self._list.setCurrentIndex(self._rows.index(self._first(repository)))
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._card_notice.show_text(self.tr("Fetches the model card…"))
        self._ask(self._hub.card(repository), self._on_card, self._on_card_failed)

    def _first(self, repository: Repository) -> int:
        """The row to begin with: what was asked for, else the best balance that fits."""
        models = repository.models
        if self._wanted:
            try:
                return models.index(repository.model(self._wanted))
            except ParlanceError as error:
                self._notice.show_error(error)
        fitting = [model for model in models if not self._rows.is_too_large(model)]
        return models.index(balanced(fitting) or models[0])

    def _show_gate(self, repository: Repository) -> None:
        self._gate.setVisible(repository.summary.gated)
        if repository.summary.gated:
            self._gate.show_text(
                self.tr("The authors ask you to accept their licence before the files can be downloaded."),
                self.tr(
                    "Accept it on the repository's page, signed in there, then add your access token in the "
                    "settings. Mirrors cannot deliver these files."
                ),
                icon="warning",
                action=self.tr("Open the page in the browser"),
            )

    def _show_projectors(self, repository: Repository) -> None:
        """A projector is of no use here yet, so it is not offered; that it is there is no secret."""
        names = [file.path for file in repository.projectors]
        words = self.tr("With {0} this model sees images too. Parlance works with text, and leaves it out.")
        self._images.setText(words.format(names[0]) if names else "")
        self._images.setVisible(bool(names))

    @Slot(object)
    def _on_failed(self, error: ParlanceError) -> None:
        self._notice.show_error(error, self.tr("Try again"))

    @Slot(object)
    def _on_card(self, markdown: str) -> None:
        self._card_notice.hide()
        if not markdown:
            self._card_notice.show_text(self.tr("This repository has no model card."))
        self._card.show_card(markdown)

    @Slot(object)
    def _on_card_failed(self, error: ParlanceError) -> None:
        if isinstance(error, LicenceNotAccepted):  # the page says above how
            self._card_notice.show_text(self.tr("It can be read once the licence is accepted."))
        else:
            self._card_notice.show_error(error)

    # ---------------------------------------------------------------------------------------- the files

    @Slot(QModelIndex)
    def _show_details(self, index: QModelIndex) -> None:
        if self._repository is not None and index.isValid():
            model = self._rows.models[index.row()]
            self._details.show_model(self._repository, model, self._rows.fit(model))
            self._show_state()

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        fit = self._rows.fit(self._rows.models[index.row()])
        if fit is None or fit.rough:
            self._details.check()
        self._side.ensureWidgetVisible(self._details)

    @Slot()
    def _show_state(self) -> None:
        index = self._list.currentIndex()
        if self._repository is None or not index.isValid():
            return
        model = self._rows.models[index.row()]
        ending = f"/{self._repository.id}/{model.name}"
        entries = self._library.entries
        entry = next((entry for entry in entries if entry.path.as_posix().endswith(ending)), None)
        on_its_way = (self._repository.id, model.name) in self._queue.tickets
        self._details.set_state(entry, on_its_way=on_its_way)

    @Slot()
    def _on_page_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl(f"{self._hub.hub.mirrors.main}/{self._repo}"))

    def _arrange(self) -> None:
        """The files stand beside the rest, or on the same page where there is less room."""
        wide = self.width() >= _SIDE_BY_SIDE
        for position, widget in enumerate((self._gate, self._list)):
            if not wide:
                self._side.contents.insertWidget(position, widget)
        if wide:
            self._column.insertWidget(_BELOW_NOTICE, self._gate)
            self._halves.insertWidget(0, self._list, 2)
        self._list.set_full_height(not wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
