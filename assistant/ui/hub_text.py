"""What the hub's repositories, their files and downloads are called, in the user's language."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QObject

from assistant.models.catalogue import CatalogueFile, CatalogueModel
from assistant.models.connection_log import Purpose
from assistant.models.downloads import Item
from assistant.models.figures import count_text, size_text
from assistant.models.quality import bits_per_weight, quality
from assistant.models.remote import ModelSummary, RemoteModel, quantization
from assistant.ui.model_text import joined
from assistant.ui.time_text import TimeText

_USUAL_SPEED = 10_000_000
"""Bytes per second of a download over a good line."""


class RepositoryText(QObject):
    """The words for a repository as a search finds it. It is a QObject for its ``tr`` only."""

    def __init__(self, summary: ModelSummary) -> None:
        super().__init__()
        self._summary = summary

    @property
    def name(self) -> str:
        """Without the author."""
        return self._summary.id.rpartition("/")[2]

    @property
    def author(self) -> str:
        return self._summary.id.partition("/")[0]

    @property
    def popularity(self) -> str:
        """Author, downloads and likes."""
        summary = self._summary
        downloads = "" if summary.downloads is None else self.tr("{0} downloads a month")
        likes = "" if summary.likes is None else self.tr("{0} likes")
        return joined(
            (
                self.author,
                downloads.format(count_text(summary.downloads or 0)),
                likes.format(count_text(summary.likes or 0)),
                self.updated,
            )
        )

    @property
    def facts(self) -> str:
        """Licence, parameters and sizes."""
        return joined((self.gated, self.parameters, self.sizes, self._summary.licence or ""))

    @property
    def gated(self) -> str:
        return self.tr("Asks you to accept a licence") if self._summary.gated else ""

    @property
    def parameters(self) -> str:
        if not self._summary.parameters:
            return ""
        return self.tr("{0} parameters").format(count_text(self._summary.parameters))

    @property
    def sizes(self) -> str:
        """From the smallest file to the largest, reckoned from their names: a search tells no sizes."""
        known = [bits_per_weight(quantization(path)) for path in self._summary.files]
        bits = [number for number in known if number is not None]
        if not bits or not self._summary.parameters:
            return ""
        least, most = (
            size_text(round(self._summary.parameters * each / 8)) for each in (min(bits), max(bits))
        )
        if least == most:
            return self.tr("about {0}").format(least)
        return self.tr("about {0} to {1}").format(least, most)

    @property
    def updated(self) -> str:
        day = _day(self._summary.updated)
        return self.tr("updated {0}").format(day) if day else ""

    @property
    def context(self) -> str:
        if not self._summary.context_length:
            return ""
        return self.tr("{0} tokens of context").format(QLocale().toString(self._summary.context_length))


class QuantizationText(QObject):
    """The words for one model of a repository; ``parameters`` is None where the hub does not say."""

    def __init__(self, model: RemoteModel, parameters: int | None) -> None:
        super().__init__()
        self._model = model
        self._parameters = parameters

    @property
    def name(self) -> str:
        """The quantization, else the file's name."""
        return self._model.quantization or self._model.name.rpartition("/")[2]

    @property
    def size(self) -> str:
        return self.tr("size unknown") if self._model.size is None else size_text(self._model.size)

    @property
    def bits(self) -> str:
        """Bits a weight: reckoned from the file where that is possible, else as usual for the scheme."""
        if self._model.size is not None and self._parameters:
            return self.tr("{0} bits").format(
                QLocale().toString(8 * self._model.size / self._parameters, "f", 1)
            )
        usual = bits_per_weight(self._model.quantization)
        return "" if usual is None else self.tr("about {0} bits").format(QLocale().toString(usual, "f", 1))

    @property
    def meaning(self) -> str:
        """What it costs in quality."""
        match quality(self._model.quantization):
            case "poor":
                return self.tr("Loses a lot: for experiments")
            case "reduced":
                return self.tr("Clearly weaker answers")
            case "fair":
                return self.tr("Somewhat weaker answers")
            case "good":
                return self.tr("Good balance of size and quality")
            case "high":
                return self.tr("Hardly any loss")
            case "faithful":
                return self.tr("As good as the original")
            case "original":
                return self.tr("Not quantized: large and slow")
            case None:
                return ""

    @property
    def parts(self) -> str:
        count = len(self._model.parts)
        return self.tr("{0} parts").format(count) if count > 1 else ""


class CatalogueText(QObject):
    """The words for a model that Parlance recommends."""

    def __init__(self, model: CatalogueModel, file: CatalogueFile) -> None:
        super().__init__()
        self._model = model
        self._file = file

    @property
    def title(self) -> str:
        return joined((self._model.name, self._file.quantization))

    @property
    def facts(self) -> str:
        size = size_text(self._file.size)
        duration = TimeText().duration(self._file.size / _USUAL_SPEED)
        return joined(
            (
                self.tr("{0} parameters").format(count_text(self._model.parameters)),
                self.tr("about {0}").format(size) if self._file.approximate else size,
                self.tr("{0} at {1}/s").format(duration, size_text(_USUAL_SPEED)),
                self._model.licence,
            )
        )

    @property
    def abilities(self) -> str:
        """What it can do besides English conversation."""
        chinese = {
            "good": self.tr("Good Chinese"),
            "fair": self.tr("Fair Chinese"),
            "weak": self.tr("Weak Chinese"),
            "none": "",
        }
        others = len(self._model.languages) - 1 - ("zh" in self._model.languages)
        return joined(
            (
                self.tr("Thinks before it answers") if self._model.thinking else "",
                chinese[self._model.chinese],
                self.tr("{0} more languages").format(others) if others > 0 else "",
            )
        )


class DownloadText(QObject):
    """The words for one download as it stands."""

    def __init__(self, item: Item) -> None:
        super().__init__()
        self._item = item

    @property
    def title(self) -> str:
        """The repository's name and the quantization."""
        path = self._item.ticket.files[0].path
        name = self._item.ticket.repo.rpartition("/")[2]
        return joined((name, quantization(path) or path.rpartition("/")[2]))

    @property
    def amount(self) -> str:
        """How much has arrived of how much."""
        progress = self._item.progress
        total = progress.total if progress else self._item.ticket.size
        if progress is None or progress.received in (0, total):
            return "" if total is None else size_text(total)
        if total is None:
            return size_text(progress.received)
        return self.tr("{0} of {1}").format(size_text(progress.received), size_text(total))

    @property
    def state(self) -> str:
        """What it is doing, how fast, and how long that will take."""
        progress = self._item.progress
        match self._item.state:
            case "queued":
                return joined((self.tr("Waits for its turn"), self.amount))
            case "paused":
                return joined((self.tr("Paused"), self.amount))
            case "failed":
                return joined((self.tr("Stopped"), self.amount))
            case "done":
                return joined((self.tr("Verified, and in the library"), self.amount))
            case "cancelled":
                return self.tr("Cancelled")
        if progress is None or progress.phase == "asking":
            return self.tr("Asks the hub")
        left = "" if progress.seconds_left is None else TimeText().duration(progress.seconds_left)
        match progress.phase:
            case "checking":
                return joined((self.tr("Checks what has arrived"), self.amount))
            case "waiting":
                return joined((self.amount, self.tr("tries again in {0}").format(left)))
            case "receiving":
                speed = self.tr("{0}/s").format(size_text(round(progress.speed))) if progress.speed else ""
                return joined((self.amount, speed, self.tr("{0} left").format(left) if left else ""))


class PurposeText(QObject):
    """Why a request was sent."""

    def __init__(self, purpose: Purpose) -> None:
        super().__init__()
        self._purpose = purpose

    @property
    def text(self) -> str:
        match self._purpose:
            case "search":
                return self.tr("Search")
            case "details":
                return self.tr("Files of a repository")
            case "card":
                return self.tr("Model card")
            case "header":
                return self.tr("Beginning of a model")
            case "hashes":
                return self.tr("Hashes of a model")
            case "download":
                return self.tr("Download")
            case "account":
                return self.tr("Check of the access token")


def _day(stamp: str | None) -> str:
    """The day of an ISO 8601 time in the user's notation; empty for none."""
    if stamp is None:
        return ""
    local = datetime.fromisoformat(stamp).astimezone()
    return QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.ShortFormat)
