"""The chosen file of a repository: whether it fits this computer, and the button that fetches it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QIcon

from assistant.errors import ParlanceError
from assistant.models.download import Ticket
from assistant.models.entry import ModelEntry, ModelSettings
from assistant.models.header import GgufHeader
from assistant.models.remote import RemoteModel, Repository
from assistant.ui import icons
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.hub_bridge import HubBridge
from assistant.ui.hub_text import QuantizationText
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.model_fit import ModelFit
from assistant.ui.model_text import joined
from assistant.ui.widgets.cards import Card, FitLine
from assistant.ui.widgets.controls import paragraph, push_button
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.wrapping import WrappingRow
from assistant.ui.worker import Work


class QuantizationDetails(Card):
    """Opening a file reads its header from the hub, which makes the verdict exact."""

    use_requested = Signal(str)
    fit_known = Signal(str, object)
    """The model's name and the :class:`ModelFit` by its header."""

    def __init__(self, hub: HubBridge, downloads: DownloadsBridge, library: LibraryBridge) -> None:
        super().__init__()
        self.setObjectName("quantizationDetails")
        self._hub = hub
        self._downloads = downloads
        self._library = library
        self._repository: Repository | None = None
        self._model: RemoteModel | None = None
        self._entry: ModelEntry | None = None
        self._on_its_way = False
        self._reading: Work | None = None
        self._build()

    def show_model(self, repository: Repository, model: RemoteModel, fit: ModelFit | None) -> None:
        """Show a model with what is known of its fit; nothing is asked."""
        self._give_up()
        self._repository, self._model = repository, model
        text = QuantizationText(model, repository.summary.parameters)
        self._title.setText(joined((text.name, text.size, text.bits, text.parts)))
        self._meaning.setText(text.meaning)
        self._meaning.setVisible(bool(text.meaning))
        self._fit.setVisible(fit is not None)
        if fit is not None:
            self._fit.show_fit(fit)
        self._check.setVisible(fit is None or fit.rough)
        self._check.setText(self.tr("Check exactly"))
        self._check.setEnabled(model.size is not None)
        self._notice.hide()
        self._refresh()

    def set_state(self, entry: ModelEntry | None, *, on_its_way: bool) -> None:
        """``entry`` is the model if the library has it."""
        self._entry = entry
        self._on_its_way = on_its_way
        self._refresh()

    @Slot()
    def check(self) -> None:
        """Read the header from the hub for an exact verdict."""
        if self._repository is None or self._model is None or self._model.size is None:
            return
        self._give_up()
        self._notice.hide()
        self._check.setText(self.tr("Reads the header…"))
        self._check.setEnabled(False)
        self._reading = self._hub.header(self._repository, self._model)
        self._reading.succeeded.connect(self._on_header)
        self._reading.failed.connect(self._on_header_failed)

    def _build(self) -> None:
        self._title = paragraph(role="section", object_name="quantizationTitle")
        self._meaning = paragraph(role="caption")
        self._fit = FitLine("quantizationFit")
        self._check = push_button("checkFitButton", "")
        self._check.clicked.connect(self.check)
        self._get = push_button("downloadButton", "", "primary")
        self._get.clicked.connect(self._on_get_clicked)
        self._notice = Notice("quantizationNotice")
        for widget in (self._title, self._meaning, self._fit):
            self.contents.addWidget(widget)
        self.contents.addWidget(WrappingRow(self._get, self._check))
        self.contents.addWidget(self._notice)

    def _refresh(self) -> None:
        self._get.setIcon(QIcon() if self._entry else icons.icon("download", "on_accent"))
        if self._entry is not None:
            self._get.setText(self.tr("Use this model"))
        else:
            self._get.setText(self.tr("On its way") if self._on_its_way else self.tr("Download"))
        self._get.setEnabled(self._entry is not None or not self._on_its_way)

    def _give_up(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    @Slot(object)
    def _on_header(self, header: GgufHeader) -> None:
        assert self._model is not None
        self._reading = None
        fit = self._library.fit(header, ModelSettings())
        self._fit.show_fit(fit)
        self._fit.show()
        self._check.hide()
        self.fit_known.emit(self._model.name, fit)

    @Slot(object)
    def _on_header_failed(self, error: ParlanceError) -> None:
        self._reading = None
        self._check.setText(self.tr("Check exactly"))
        self._check.setEnabled(True)
        self._notice.show_error(error)

    @Slot()
    def _on_get_clicked(self) -> None:
        if self._entry is not None:
            self.use_requested.emit(self._entry.id)
            return
        assert self._repository is not None
        assert self._model is not None
        self._notice.hide()
        work = self._downloads.add(Ticket.of(self._repository, self._model))
        work.failed.connect(self._notice.show_error)
