"""Files that only their owner can read, that are never seen half-written, and whose failures have words."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.storage import errors

_ERRORS_OF_SQLITE = {
    sqlite3.SQLITE_FULL: errors.StorageFull,
    sqlite3.SQLITE_BUSY: errors.StorageLocked,
    sqlite3.SQLITE_LOCKED: errors.StorageLocked,
    sqlite3.SQLITE_READONLY: errors.StorageReadOnly,
    sqlite3.SQLITE_PERM: errors.StorageReadOnly,
    sqlite3.SQLITE_CANTOPEN: errors.StorageReadOnly,
    sqlite3.SQLITE_CORRUPT: errors.StorageDamaged,
    sqlite3.SQLITE_NOTADB: errors.StorageDamaged,
    sqlite3.SQLITE_IOERR: errors.StorageError,
}
_ERRORS_OF_SYSTEM = {
    errno.ENOSPC: errors.StorageFull,
    errno.EDQUOT: errors.StorageFull,
    errno.EACCES: errors.StorageReadOnly,
    errno.EPERM: errors.StorageReadOnly,
    errno.EROFS: errors.StorageReadOnly,
}


@contextmanager
def reported(path: Path | None) -> Iterator[None]:
    """Turn what can happen to a file into :class:`~assistant.storage.errors.StorageError`.

    Anything else that SQLite raises (a constraint, a syntax error) is a bug and passes through.
    """
    try:
        yield
    except sqlite3.Error as error:
        # The errors that the sqlite3 module raises by itself carry no code.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code not in _ERRORS_OF_SQLITE:
            raise
        raise _ERRORS_OF_SQLITE[code](str(error), path=str(path)) from error
    except OSError as error:
        kind = _ERRORS_OF_SYSTEM.get(error.errno or 0, errors.StorageError)
        raise kind(str(error), path=str(path)) from error


def create_private(path: Path) -> None:
    """Make sure that ``path`` exists and that its owner alone may read it.

    SQLite gives its ``-wal`` and ``-shm`` files the permissions of the database.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new private file beside ``path``, which takes its place, safely on the disk, if all goes well."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    os.close(handle)
    unfinished = Path(name)
    try:
        yield unfinished
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
