"""All that the user would miss in one file: the history and the settings. Models can be downloaded again.

A backup is restored in two steps. First it is unpacked beside the history and looked at, which takes time
and can fail without harm; then, while nothing has the history open, it takes its place, which is only
renaming. In the window the second step comes with the next start.
"""

from __future__ import annotations

import errno
import json
import shutil
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import IO

from assistant import __version__
from assistant.storage.database import Database, Report, before_restore, ensure_unused, move
from assistant.storage.errors import HistorySetAside, NotABackup, StorageDamaged, StorageNewer
from assistant.storage.files import replacing, reported
from assistant.storage.history import History

FORMAT = 1

_MANIFEST = "parlance-backup.json"
_HISTORY = "history.sqlite3"
_SETTINGS = "settings.json"
_PREPARED = "restore"
_CHUNK = 1 << 20
_COPYING = 0.3
"""The share of the time that copying the history takes; the rest goes into packing it."""
_CHECKING = 0.1

# What zipfile and json raise for damaged archives, foreign ones, and ones with a password.
_NOT_READABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, KeyError, ValueError, TypeError)


def back_up(history: History, settings: Path, target: Path, report: Report = lambda _fraction: None) -> None:
    """Write a backup to ``target``, replacing what is there. The history may be in use meanwhile.

    Raises :class:`~assistant.storage.errors.StorageError`, and what ``report`` raises to end it; what was at
    ``target`` is still there then.
    """
    with reported(target), replacing(target) as unfinished:
        manifest = {"format": FORMAT, "program": __version__, "created": datetime.now(UTC).isoformat()}
        # Beside the target rather than in the system's folder for temporary files: others may read that one.
        folder = Path(mkdtemp(dir=target.parent, prefix=".backup-"))
        try:
            copy = folder / _HISTORY
            history.copy_to(copy, lambda done: report(_COPYING * done))
            with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(_MANIFEST, json.dumps(manifest))
                size = copy.stat().st_size
                with copy.open("rb") as source, archive.open(_HISTORY, "w", force_zip64=True) as packed:
                    _pump(source, packed, lambda done: report(_COPYING + (1 - _COPYING) * done / size))
                if settings.exists():
                    archive.write(settings, _SETTINGS)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def restore(source: Path, history: Path, settings: Path, report: Report = lambda _fraction: None) -> None:
    """Put the history and the settings of a backup in the place of the present ones, at once.

    The one that is replaced stays beside it, see :func:`~assistant.storage.database.before_restore`.
    Raises ``StorageLocked`` if a program has the history open, and what :func:`prepare` raises.
    """
    ensure_unused(history)
    prepare(source, history, report)
    finish_restore(history, settings)


def prepare(source: Path, history: Path, report: Report = lambda _fraction: None) -> None:
    """Unpack a backup beside the history, and look at all of it; :func:`finish_restore` does the rest.

    Raises :class:`~assistant.storage.errors.NotABackup`, ``StorageNewer`` for the backup of a newer
    program, and other :class:`~assistant.storage.errors.StorageError`; nothing was changed then.
    """
    with reported(source):
        history.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder = Path(mkdtemp(dir=history.parent, prefix=".restore-"))
        try:
            _extract(source, folder, lambda done: report((1 - _CHECKING) * done))
            _check(folder / _HISTORY, source)
            report(1.0)
            give_up_restore(history)
            folder.rename(_prepared(history))
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def prepared(history: Path) -> datetime | None:
    """When the backup was made that :func:`finish_restore` will restore; None: there is none."""
    with suppress(OSError, *_NOT_READABLE):
        manifest = json.loads((_prepared(history) / _MANIFEST).read_bytes())
        return datetime.fromisoformat(manifest["created"])
    return None


def finish_restore(history: Path, settings: Path) -> bool:
    """Let the backup that was prepared take its place; whether there was one. The history must not be open.

    What a crash has interrupted is taken up again. Raises :class:`~assistant.storage.errors.StorageError`.
    """
    folder = _prepared(history)
    with reported(history):
        if not folder.exists():
            return False
        if (folder / _SETTINGS).exists():
            (folder / _SETTINGS).replace(settings)
        if (folder / _HISTORY).exists():
            if history.exists():
                move(history, before_restore(history))
            move(folder / _HISTORY, history)
        shutil.rmtree(folder)
        return True


def give_up_restore(history: Path) -> None:
    """Forget the backup that was prepared, if there is one."""
    with reported(history):
        if (folder := _prepared(history)).exists():
            shutil.rmtree(folder)


def _prepared(history: Path) -> Path:
    return history.with_name(_PREPARED)


def _extract(source: Path, folder: Path, report: Report) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            found = json.loads(archive.read(_MANIFEST))["format"]
            if found > FORMAT:
                raise StorageNewer(path=str(source), found=found, known=FORMAT)
            archive.extract(_MANIFEST, folder)
            size = archive.getinfo(_HISTORY).file_size
            with archive.open(_HISTORY) as packed, (folder / _HISTORY).open("wb") as target:
                _pump(packed, target, lambda done: report(done / size))
            if _SETTINGS in archive.namelist():
                archive.extract(_SETTINGS, folder)
        for file in folder.iterdir():
            file.chmod(0o600)
    except _NOT_READABLE as error:
        raise NotABackup(repr(error), path=str(source)) from error
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        # An entry that lies before the beginning of the file.
        raise NotABackup(repr(error), path=str(source)) from error


def _pump(source: IO[bytes], target: IO[bytes], report: Callable[[int], None]) -> None:
    """Copy a file in pieces; ``report`` is told the bytes that are done."""
    done = 0
    while piece := source.read(_CHUNK):
        target.write(piece)
        done += len(piece)
        report(done)


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
