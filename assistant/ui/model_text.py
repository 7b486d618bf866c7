"""What lists and details say of a model, in the user's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QObject

from assistant.models.catalogue import hardly_speaks
from assistant.models.entry import ModelEntry
from assistant.models.figures import count_text, size_text
from assistant.ui.language_names import interface_language, language_name
from assistant.ui.model_fit import ModelFit


def joined(parts: Iterable[str]) -> str:
    """The parts that are not empty, as one line."""
    return " · ".join(part for part in parts if part)


class FitText(QObject):
    """The words for a verdict on memory. It is a QObject for its ``tr`` only."""

    def __init__(self, fit: ModelFit) -> None:
        super().__init__()
        self._fit = fit

    @property
    def short(self) -> str:
        """A few words."""
        match self._fit.verdict:
            case "green":
                return self.tr("Fits well")
            case "yellow" if self._fit.shorter_context:
                return self.tr("Runs with a shorter context")
            case "yellow":
                return self.tr("Little memory to spare")
            case "red":
                return self.tr("Too large")

    @property
    def reason(self) -> str:
        """The same with the numbers."""
        text = self.tr("{verdict}: needs about {needed}, {available} of memory is free")
        return text.format(verdict=self.short, needed=self._fit.needed, available=self._fit.available)

    @property
    def speed(self) -> str:
        """How fast the model may write, unless it is too large to run."""
        if self._fit.writing is None or self._fit.verdict == "red":
            return ""
        return self.tr("about {0} tokens/s").format(rate_text(self._fit.writing))


def rate_text(rate: float) -> str:
    """Tokens per second, as exactly as such a measurement is: "3.5", "20"."""
    return QLocale().toString(rate, "f", 1 if rate < 9.95 else 0)


class ModelText(QObject):
    """The words for one model. It is a QObject for its ``tr`` only."""

    def __init__(self, entry: ModelEntry, fit: ModelFit | None = None, today: date | None = None) -> None:
        super().__init__()
        self._entry = entry
        self._fit = fit
        self._today = today or datetime.now().astimezone().date()

    @property
    def title(self) -> str:
        """Name and quantization: what tells two models apart."""
        return joined((self._entry.name, self._entry.quantization))

    @property
    def language_note(self) -> str:
        """A warning for someone whose language the model is known not to speak."""
        tag = interface_language()
        if not hardly_speaks(self._entry.name, self._entry.repo, tag.partition("-")[0]):
            return ""
        text = self.tr("{0} hardly speaks {1}. The Models pane has models that do.")
        return text.format(self._entry.name, language_name(tag))

    @property
    def short(self) -> str:
        """Fit, size and last use."""
        return joined((self.state, self.fit, size_text(self._entry.size), self.template, self.last_used))

    @property
    def facts(self) -> str:
        """Architecture, parameters, size, speed and context."""
        entry = self._entry
        return joined((entry.architecture, self.parameters, size_text(entry.size), self.speed, self.context))

    @property
    def origin(self) -> str:
        """Fit, where it came from, its licence and its last use."""
        return joined((self.state, self.fit, self.template, self.source, self._entry.licence, self.last_used))

    @property
    def parameters(self) -> str:
        if not self._entry.parameters:
            return ""
        return self.tr("{0} parameters").format(count_text(self._entry.parameters))

    @property
    def context(self) -> str:
        if not self._entry.context_length:
            return ""
        return self.tr("{0} tokens of context").format(QLocale().toString(self._entry.context_length))

    @property
    def speed(self) -> str:
        """How fast it writes, if that was measured."""
        measured = self._entry.speed
        return self.tr("{0} tokens/s here").format(rate_text(measured.writing)) if measured else ""

    @property
    def source(self) -> str:
        match self._entry.source:
            case "starter":
                return self.tr("Came with Parlance")
            case "downloaded":
                return self.tr("Downloaded")
            case "imported":
                return self.tr("Copied into the library")
            case "linked":
                return self.tr("Linked, its file stays where it is")

    @property
    def state(self) -> str:
        return "" if self._entry.available else self.tr("File not found")

    @property
    def fit(self) -> str:
        """Whether it fits into the free memory, in a few words."""
        return FitText(self._fit).short if self._fit else ""

    @property
    def fit_reason(self) -> str:
        """The same with the numbers."""
        return FitText(self._fit).reason if self._fit else ""

    @property
    def template(self) -> str:
        return "" if self._entry.has_template else self.tr("Base model, cannot chat")

    @property
    def last_used(self) -> str:
        if self._entry.last_used is None:
            return self.tr("Never used")
        day = self._entry.last_used.astimezone().date()
        if day == self._today:
            return self.tr("Used today")
        if day == self._today - timedelta(days=1):
            return self.tr("Used yesterday")
        text = QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
        return self.tr("Used on {0}").format(text)
