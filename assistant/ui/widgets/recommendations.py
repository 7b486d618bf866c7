"""What suits this computer, known without asking anybody."""

from __future__ import annotations

import psutil
from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.models.catalogue import Recommendation, recommend
from assistant.models.figures import size_text
from assistant.models.fit import offload_devices, shares_main_memory
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.hub_bridge import HubBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.model_fit import rough_fit
from assistant.ui.widgets.controls import label, paragraph
from assistant.ui.widgets.recommendation import RecommendationCard

_MOST = 6


class Recommendations(QWidget):
    """The best ``count`` models of the catalogue for this computer and the user's language."""

    repository_requested = Signal(str)
    use_requested = Signal(str)

    def __init__(
        self,
        hub: HubBridge,
        downloads: DownloadsBridge,
        library: LibraryBridge,
        count: int = _MOST,
        *,
        alone: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("recommendations")
        self._hub = hub
        self._downloads = downloads
        self._library = library
        self._count = count
        self._alone = alone
        self._cards: list[RecommendationCard] = []
        self._machine = paragraph(role="caption")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        if count > 1:
            self._column.addWidget(label(self.tr("For this computer"), "section"))
            self._column.addWidget(self._machine)
        library.changed.connect(self._refresh)
        downloads.changed.connect(self._show_states)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _choices(self, available: int) -> list[Recommendation]:
        """What is recommended now: nothing that does not fit into the free memory, if anything does."""
        devices = self._library.devices
        own = [device for device in offload_devices(devices) if not shares_main_memory(device)]
        total = psutil.virtual_memory().total
        on_gpus = sum(device.memory_free for device in own)
        # No model names the language "C", and some speak none of the user's.
        cores = psutil.cpu_count(logical=False) or 1
        found = recommend(total, on_gpus, QLocale().name(), cores) or recommend(total, on_gpus, cores=cores)
        fitting = [
            choice for choice in found if rough_fit(choice.file.size, devices, available).verdict != "red"
        ]
        return (fitting or found)[: self._count]

    @Slot()
    def _refresh(self) -> None:
        """Looking at the memory takes a while when the downloads are busy, so not for nobody to see."""
        if self._cards and not self.isVisible():
            return
        available = self._library.memory_available
        choices = self._choices(available)
        if choices != [card.choice for card in self._cards]:
            self._show(choices)
        self._machine.setText(self._machine_text(psutil.virtual_memory().total, available))
        for card in self._cards:
            model, file = card.choice.model, card.choice.file
            read_for_a_token = file.size * model.active / model.parameters
            writing = self._library.estimated_speed(read_for_a_token)
            card.show_fit(rough_fit(file.size, self._library.devices, available, writing))
        self._show_states()

    @Slot()
    def _show_states(self) -> None:
        if not self.isVisible():
            return
        for card in self._cards:
            repository, path = card.choice.model.repository, card.choice.file.file
            name = path.rpartition("/")[2]
            entries = (entry for entry in self._library.entries if entry.repo == repository)
            entry = next((entry for entry in entries if entry.path.name == name), None)
            wanted = (repository, path)
            items = (i for i in self._downloads.items if (i.ticket.repo, i.ticket.files[0].path) == wanted)
            card.show_state(entry, next(items, None))

    def _show(self, choices: list[Recommendation]) -> None:
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        for choice in choices:
            card = RecommendationCard(
                choice, self._hub, self._downloads, best=choice is choices[0], alone=self._alone
            )
            card.repository_requested.connect(self.repository_requested)
            card.use_requested.connect(self.use_requested)
            self._cards.append(card)
            self._column.addWidget(card)

    def _machine_text(self, total: int, available: int) -> str:
        gpus = [device.description for device in offload_devices(self._library.devices)]
        memory = self.tr("{0} of memory, {1} of it free").format(size_text(total), size_text(available))
        graphics = QLocale().createSeparatedList(gpus) or self.tr("no graphics processor in use")
        text = self.tr("{memory}; {graphics}. The list came with Parlance: nothing was sent to make it.")
        return text.format(memory=memory, graphics=graphics)
