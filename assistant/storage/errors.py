"""What can go wrong with the history and the settings, as a person reads it."""

from __future__ import annotations

from typing import ClassVar

from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError


class StorageError(ParlanceError):
    """Base of all failures of storage; used itself for what the operating system reports. ``path``: the file."""

    code: ClassVar[str] = "storage"
    message = QT_TRANSLATE_NOOP("errors", "{path} cannot be used.")
    hint = QT_TRANSLATE_NOOP("errors", "Check that its disk is connected. The log has the details.")


class StorageFull(StorageError):
    code = "storage-full"
    message = QT_TRANSLATE_NOOP("errors", "The disk is full, so {path} could not be written.")
    hint = QT_TRANSLATE_NOOP("errors", "Free some space and try again. What was saved before is safe.")


class StorageLocked(StorageError):
    code = "storage-locked"
    message = QT_TRANSLATE_NOOP("errors", "Another program is using {path}.")
    hint = QT_TRANSLATE_NOOP("errors", "Close other windows of Parlance, or backup programs, and try again.")


class StorageReadOnly(StorageError):
    code = "storage-read-only"
    message = QT_TRANSLATE_NOOP("errors", "Parlance may not write to {path}.")
    hint = QT_TRANSLATE_NOOP("errors", "Check the permissions of the file and of its folder.")


class StorageDamaged(StorageError):
    """Found while in use: other conversations in the same file may well be readable."""

    code = "storage-damaged"
    message = QT_TRANSLATE_NOOP("errors", "{path} is damaged, so this could not be done.")
    hint = QT_TRANSLATE_NOOP("errors", "Restore a backup. Conversations that still open can be copied first.")


class HistorySetAside(StorageError):
    """The database could not even be opened. It now lies at ``kept``; opening again starts a new one."""

    code = "history-set-aside"
    message = QT_TRANSLATE_NOOP("errors", "The history is damaged and could not be opened.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "A new one was started. Nothing was deleted: the old file is kept as {kept}."
    )


class StorageNewer(StorageError):
    """``found`` and ``known`` are schema versions."""

    code = "storage-newer"
    message = QT_TRANSLATE_NOOP(
        "errors", "{path} was written by a newer Parlance (version {found} of the file, {known} is known)."
    )
    hint = QT_TRANSLATE_NOOP("errors", "Update Parlance. The file was not changed.")


class NotInHistory(StorageError):
    """A conversation or message that another window or the command line has deleted meanwhile."""

    code = "not-in-history"
    message = QT_TRANSLATE_NOOP("errors", "This conversation or message no longer exists.")
    hint = QT_TRANSLATE_NOOP("errors", "It may have been deleted in another window.")


class NotABackup(StorageError):
    code = "not-a-backup"
    message = QT_TRANSLATE_NOOP("errors", "{path} is not a complete backup of Parlance.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose another file. Nothing was changed.")


class BackupRestored(StorageError):
    """No failure: what the program says at the start at which a backup has taken its place."""

    code = "backup-restored"
    message = QT_TRANSLATE_NOOP("errors", "The backup was restored.")
    hint = QT_TRANSLATE_NOOP("errors", "The history that was here before is kept as {path}.")
