"""The user's own ways to rewrite: kept, deleted with a way back, offered in the bar."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from assistant.storage.rewrite_presets import RewritePreset, RewritePresets
from assistant.ui.message_bar import UNDO_SECONDS, Message
from assistant.ui.panes.write.top_bar import TopBar


class OwnPresets(QObject):
    """Does what the bar asks for, and shows there what is kept now."""

    message_raised = Signal(object)
    """A :class:`Message` with a way back."""

    def __init__(self, presets: RewritePresets, bar: TopBar, parent: QObject) -> None:
        super().__init__(parent)
        self._presets = presets
        self._bar = bar
        bar.keep_requested.connect(self._on_keep_requested)
        bar.drop_requested.connect(self._on_drop_requested)
        bar.set_presets(presets.all())

    @Slot(str, str)
    def _on_keep_requested(self, name: str, instruction: str) -> None:
        kept = self._presets.save(RewritePreset("", name, instruction))
        self._bar.set_presets(self._presets.all(), kept.key)

    @Slot(object)
    def _on_drop_requested(self, preset: RewritePreset) -> None:
        self._presets.delete(preset.key)
        self._bar.set_presets(self._presets.all())
        undo = partial(self._put_back, preset)
        text = self.tr("The preset “{0}” was deleted.").format(preset.name)
        self.message_raised.emit(Message(text, action=self.tr("Undo"), on_action=undo, seconds=UNDO_SECONDS))

    def _put_back(self, preset: RewritePreset) -> None:
        self._presets.save(preset)
        self._bar.set_presets(self._presets.all(), preset.key)
