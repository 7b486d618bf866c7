"""The next larger context of the loaded model: what it costs, and how to get it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from assistant.models.entry import ModelEntry, ModelSettings
from assistant.ui.active_model import ActiveModel
from assistant.ui.library_bridge import LibraryBridge


@dataclass(frozen=True)
class LargerContext:
    """A context of so many tokens; the model then takes ``needed`` ("1.2 GB") of memory in all."""

    context: int
    needed: str
    fits: bool


class ContextEnlarging(QObject):
    """Loads the model anew. The larger context is kept as this model's own setting."""

    def __init__(
        self,
        library: LibraryBridge,
        active: ActiveModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._active = active
        self._wanted: tuple[str, int] | None = None
        library.changed.connect(self._on_library_changed)

    def offer(self) -> LargerContext | None:
        """Twice what there is, up to what the model was trained for; None: it has all it can have."""
        entry, loaded = self._active.entry, self._active.loaded
        header = self._library.header(entry.id) if entry else None
        if entry is None or loaded is None or header is None:
            return None
        context = min(2 * loaded.context, header.context_length or 0)
        if context <= loaded.context:
            return None
        fit = self._library.fit(header, self._own(entry, context))
        return LargerContext(context, fit.needed, fit.verdict != "red")

    def enlarge(self, larger: LargerContext) -> None:
        """Keep the setting; the model is loaded again when it is kept."""
        entry = self._active.entry
        if entry is not None:
            self._wanted = (entry.id, larger.context)
            self._library.set_settings(entry.id, self._own(entry, larger.context))

    def _own(self, entry: ModelEntry, context: int) -> ModelSettings:
        own = self._library.settings(entry.id)
        return ModelSettings({**own.load, "context": context}, own.sampling)

    @Slot()
    def _on_library_changed(self) -> None:
        if self._wanted is None:
            return
        model, context = self._wanted
        if self._library.settings(model).load.get("context") == context:
            self._wanted = None
            self._active.choose(model)
