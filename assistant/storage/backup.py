"""All that the user would miss in one file: the history and the settings. Models can be downloaded again."""

from __future__ import annotations

import errno
import json
import shutil
import zipfile
import zlib
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant import __version__
from assistant.storage.database import Database, before_restore, move
from assistant.storage.errors import HistorySetAside, NotABackup, StorageDamaged, StorageNewer
from assistant.storage.files import replacing, reported
from assistant.storage.history import History

FORMAT = 1

_MANIFEST = "parlance-backup.json"
_HISTORY = "history.sqlite3"
_SETTINGS = "settings.json"

# What zipfile and json raise for damaged archives, foreign ones, and ones with a password.
_NOT_READABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, KeyError, ValueError, TypeError)


def back_up(history: History, settings: Path, target: Path) -> None:
    """Write a backup to ``target``, replacing what is there. The history may be in use meanwhile.

    Raises :class:`~assistant.storage.errors.StorageError`; what was at ``target`` is still there then.
    """
    with reported(target), replacing(target) as unfinished:
        manifest = {"format": FORMAT, "program": __version__, "created": datetime.now(UTC).isoformat()}
        # Beside the target rather than in the system's folder for temporary files: others may read that one.
        with (
            TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder,
            zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            copy = Path(folder) / _HISTORY
            history.copy_to(copy)
            archive.writestr(_MANIFEST, json.dumps(manifest))
            archive.write(copy, _HISTORY)
            if settings.exists():
                archive.write(settings, _SETTINGS)


def restore(source: Path, history: Path, settings: Path) -> None:
    """Put the history and the settings of a backup in the place of the present ones.

    The history must not be open. The one that is replaced stays beside it, see
    :func:`~assistant.storage.database.before_restore`.

    Raises :class:`~assistant.storage.errors.NotABackup`, ``StorageNewer`` for the backup of a newer
    program, and other :class:`~assistant.storage.errors.StorageError`; nothing was changed then.
    """
    with reported(source):
        history.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with TemporaryDirectory(dir=history.parent, prefix=".restore-") as folder:
            _extract(source, Path(folder))
            restored = Path(folder) / _HISTORY
            _check(restored, source)
            new_settings = Path(folder) / _SETTINGS
            if new_settings.exists():
                with replacing(settings) as unfinished:
                    shutil.copyfile(new_settings, unfinished)
            move(history, before_restore(history))
            move(restored, history)


def _extract(source: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            found = json.loads(archive.read(_MANIFEST))["format"]
            if found > FORMAT:
                raise StorageNewer(path=str(source), found=found, known=FORMAT)
            archive.extract(_HISTORY, folder)
            if _SETTINGS in archive.namelist():
                archive.extract(_SETTINGS, folder)
    except _NOT_READABLE as error:
        raise NotABackup(repr(error), path=str(source)) from error
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        # An entry that lies before the beginning of the file.
        raise NotABackup(repr(error), path=str(source)) from error


def _check(database: Path, source: Path) -> None:
    """Bring the database up to date, and look at all of it once."""
    try:
        with closing(Database(database)) as opened:
            problems = opened.query("PRAGMA quick_check")
    except StorageNewer as error:
        raise StorageNewer(error.detail, **{**error.values, "path": str(source)}) from error
    except (HistorySetAside, StorageDamaged) as error:
        raise NotABackup(error.detail, path=str(source)) from error
    if problems != [("ok",)]:
        raise NotABackup(repr(problems), path=str(source))
