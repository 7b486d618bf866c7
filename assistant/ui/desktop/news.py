"""Long work that has ended while the user was elsewhere is told to the desktop."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from assistant.models.downloads import Item
from assistant.storage.settings_store import SettingsStore
from assistant.tasks.runner import TaskEnd
from assistant.ui.desktop.notification import Notifications
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.work_list import WorkItem, WorkList

LONG_S = 20
"""Work that takes less is waited for."""
PANES = {
    "Chat": "chat",
    "Continuing the text": "write",
    "Proofreading": "write",
    "Proposing an outline": "write",
    "Rewriting": "write",
    "Summary": "summarize",
    "Translation": "translate",
    "Writing from the outline": "write",
}
"""Where the result of work of this name is seen."""


class News(QObject):
    """Says what has ended, never what is in it: a screen may be locked, or shared."""

    opened = Signal(str, str)
    """The name of the pane that the user wants to see, and the right to come to the front, if given."""

    def __init__(
        self,
        work: WorkList,
        downloads: DownloadsBridge,
        settings: SettingsStore,
        notifications: Notifications,
        window: QWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._notifications = notifications
        self._window = window
        work.ended.connect(self._on_work_ended)
        downloads.changed.connect(self._on_download_changed)
        notifications.activated.connect(self.opened)

    @Slot(object, object)
    def _on_work_ended(self, item: WorkItem, end: TaskEnd[Any]) -> None:
        pane = PANES.get(item.name)
        if pane is None or end.cancelled or time.monotonic() - item.since < LONG_S:
            return
        self._tell(QCoreApplication.translate("work", item.name), pane, failed=end.error is not None)

    @Slot(object)
    def _on_download_changed(self, item: Item) -> None:
        if item.state in ("done", "failed"):
            self._tell(self.tr("Download of a model"), "models", failed=item.state == "failed")

    def _tell(self, title: str, pane: str, *, failed: bool) -> None:
        if self._window.isActiveWindow() or not self._settings.value.notifications:
            return
        QApplication.alert(self._window)
        text = self.tr("It has stopped with an error.") if failed else self.tr("It is done.")
        self._notifications.show(title, text, pane)
