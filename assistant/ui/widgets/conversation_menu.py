"""What can be done with a conversation of the list; which of it depends on the shelf it lies on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from assistant.storage.records import Shelf
from assistant.ui import icons
from assistant.ui.widgets.conversation_model import ConversationItem


class ConversationActions(QObject):
    """What the user wants of a conversation, by its number."""

    renamed = Signal(int, str)
    pinned = Signal(int, bool)
    archived = Signal(int, bool)
    exported = Signal(int)
    deleted = Signal(int)
    """Into the trash."""
    restored = Signal(int)
    erased = Signal(int)
    """For good."""

    def menu(
        self, parent: QWidget, item: ConversationItem, shelf: Shelf, rename: Callable[[], None]
    ) -> QMenu:
        """``rename`` is to begin editing the title in place."""
        menu = QMenu(parent)
        if shelf == "trash":
            restore = menu.addAction(icons.icon("undo"), self.tr("Restore"))
            restore.triggered.connect(lambda: self.restored.emit(item.id))
            menu.addSeparator()
            erase = menu.addAction(icons.icon("trash", "error"), self.tr("Delete for good"))
            erase.triggered.connect(lambda: self.erased.emit(item.id))
            return menu
        begin = menu.addAction(icons.icon("edit"), self.tr("Rename"), Qt.Key.Key_F2)
        begin.triggered.connect(rename)
        if shelf == "active":
            pin = menu.addAction(icons.icon("pin"), self.tr("Unpin") if item.pinned else self.tr("Pin"))
            pin.triggered.connect(lambda: self.pinned.emit(item.id, not item.pinned))
        export = menu.addAction(icons.icon("export"), self.tr("Export…"))
        export.triggered.connect(lambda: self.exported.emit(item.id))
        menu.addSeparator()
        words = self.tr("Archive") if shelf == "active" else self.tr("Take out of the archive")
        archive = menu.addAction(icons.icon("archive"), words)
        archive.triggered.connect(lambda: self.archived.emit(item.id, shelf == "active"))
        delete = menu.addAction(icons.icon("trash", "error"), self.tr("Delete"))
        delete.triggered.connect(lambda: self.deleted.emit(item.id))
        return menu
