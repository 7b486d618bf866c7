"""One SQLite file: opened safely, migrated, private, and with failures that a person can understand.

All threads share one connection behind a lock. The window writes from its main thread and every write is
small, so a second writer would only ever wait for the first; and an in-memory database, which temporary
conversations use, exists once per connection. Other processes (the command line) are kept apart by SQLite.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from assistant.storage import errors
from assistant.storage.files import create_private, replacing, reported
from assistant.storage.migrations import MIGRATIONS, Migration

BACKUPS_KEPT = 2

_PAGES_AT_ONCE = 2048

Row = tuple[Any, ...]
Report = Callable[[float], None]
"""Is told how much is done, from 0 to 1."""


class Database:
    """A database whose schema is that of ``migrations``; ``path`` None: in memory, gone when it is closed.

    Raises :class:`~assistant.storage.errors.StorageError`, in particular ``StorageNewer`` for a file of a
    newer program and ``HistorySetAside`` for one that is no readable database, which was then renamed.
    """

    def __init__(
        self,
        path: Path | None,
        migrations: Sequence[Migration] = MIGRATIONS,
        busy_timeout_s: float = 5.0,
    ) -> None:
        self.path = path
        self._migrations = migrations
        self._busy_timeout_s = busy_timeout_s
        self._lock = threading.RLock()
        try:
            self._connection = self._open()
        except errors.StorageDamaged as error:
            raise errors.HistorySetAside(error.detail, kept=str(self._set_aside())) from error

    def _open(self) -> sqlite3.Connection:
        with reported(self.path):
            if self.path is not None:
                create_private(self.path)
            connection = connect(self.path, self._busy_timeout_s)
            try:
                self._migrate(connection)
                # Only now: a migration may have to rebuild a table that others refer to.
                connection.execute("PRAGMA foreign_keys = ON")
            except BaseException:
                connection.close()
                raise
            return connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        known = len(self._migrations)
        found = _schema_version(connection)
        if found > known:
            raise errors.StorageNewer(path=str(self.path), found=found, known=known)
        if 0 < found < known and self.path is not None:
            _keep_backup(connection, self.path, found)
        for number in range(found + 1, known + 1):
            connection.execute("BEGIN IMMEDIATE")
            try:
                # Read again inside the transaction: another process may be migrating the same file.
                if _schema_version(connection) < number:
                    self._migrations[number - 1](connection)
                    connection.execute(f"PRAGMA user_version = {number}")
                connection.execute("COMMIT")
            except BaseException:
                _roll_back(connection)
                raise

    def _set_aside(self) -> Path:
        assert self.path is not None, "a database in memory starts empty"
        kept = self.path.with_name(f"{self.path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}")
        with reported(self.path):
            move(self.path, kept)
        return kept

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is done inside happens, or nothing. Does not nest."""
        with self._lock, reported(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                _roll_back(self._connection)
                raise

    def query(self, sql: str, *values: object) -> list[Row]:
        """All rows of a query."""
        with self._lock, reported(self.path):
            return self._connection.execute(sql, values).fetchall()

    def first(self, sql: str, *values: object) -> Row | None:
        """The first row of a query, if there is one; the others are not fetched."""
        with self._lock, reported(self.path):
            row: Row | None = self._connection.execute(sql, values).fetchone()
            return row

    def iterate(self, sql: str, *values: object) -> Iterator[Row]:
        """Rows one by one, for a reader that may stop early. Other threads wait meanwhile."""
        with self._lock, reported(self.path), closing(self._connection.cursor()) as cursor:
            yield from cursor.execute(sql, values)

    def flush_deleted(self) -> None:
        """Let nothing that was deleted stay in the write-ahead log.

        Another process that is reading can prevent it; the last one to close the database does it then.
        """
        self.query("PRAGMA wal_checkpoint(TRUNCATE)")

    def copy_to(self, path: Path, report: Report = lambda _fraction: None) -> None:
        """Write a consistent copy to ``path``; readable by its owner only. Others can write meanwhile.

        ``report`` is told the share that is copied; what it raises ends the copying.
        """
        assert self.path is not None, "nothing of a database in memory reaches the disk"
        with reported(path), closing(connect(self.path, self._busy_timeout_s)) as source:
            # What is read from now on is the state of this moment.
            source.execute("BEGIN")
            _schema_version(source)
            _copy(source, path, report)

    def copies(self) -> list[Path]:
        """Older states that lie beside the database: from before migrations and before restoring a backup."""
        if self.path is None:
            return []
        replaced = before_restore(self.path)
        return _backups(self.path) + [replaced] * replaced.exists()

    def close(self) -> None:
        with self._lock, reported(self.path):
            self._connection.close()


def move(source: Path, target: Path) -> None:
    """Move a database that is not open, with what a crash may have left beside it; replaces ``target``."""
    for suffix in ("", "-wal", "-shm"):
        part = target.with_name(target.name + suffix)
        part.unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            source.with_name(source.name + suffix).rename(part)


def ensure_unused(path: Path, busy_timeout_s: float = 1.0) -> None:
    """Raise :class:`~assistant.storage.errors.StorageLocked` if a program has the database open.

    A database that cannot be read is not in use.
    """
    if not path.exists():
        return
    with (
        suppress(errors.StorageDamaged),
        reported(path),
        closing(sqlite3.connect(path, timeout=busy_timeout_s, isolation_level=None)) as connection,
    ):
        # Leaving the write-ahead log takes the database for oneself; who opens it next comes back to it.
        connection.execute("PRAGMA journal_mode = DELETE")


def before_restore(path: Path) -> Path:
    """Where a database is kept that a backup has replaced."""
    return path.with_name(f"{path.name}.before-restore")


def connect(path: Path | None, busy_timeout_s: float) -> sqlite3.Connection:
    """A connection as this program wants all of them, the schema aside."""
    connection = sqlite3.connect(
        path or ":memory:", timeout=busy_timeout_s, isolation_level=None, check_same_thread=False
    )
    try:
        _use_write_ahead_log(connection, busy_timeout_s)
        for pragma in (
            # Safe against a crash of the program; a power failure may cost the last second.
            "synchronous = NORMAL",
            "secure_delete = ON",
            # Sorting must not spill texts into temporary files.
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _use_write_ahead_log(connection: sqlite3.Connection, busy_timeout_s: float) -> None:
    """SQLite's own waiting does not cover the change of the journal mode while others do the same."""
    deadline = time.monotonic() + busy_timeout_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _schema_version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _roll_back(connection: sqlite3.Connection) -> None:
    # Some failures, such as a full disk, have ended the transaction already.
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _copy(source: sqlite3.Connection, path: Path, report: Report = lambda _fraction: None) -> None:
    def progress(_status: int, remaining: int, total: int) -> None:
        report(1 - remaining / total if total else 1.0)

    with replacing(path) as unfinished, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target, pages=_PAGES_AT_ONCE, progress=progress)


def _keep_backup(connection: sqlite3.Connection, path: Path, version: int) -> None:
    _copy(connection, path.with_name(f"{path.name}.v{version}.bak"))
    for old in _backups(path)[:-BACKUPS_KEPT]:
        old.unlink()


def _backups(path: Path) -> list[Path]:
    pattern = re.compile(re.escape(path.name) + r"\.v(\d+)\.bak")
    found = [
        (int(match[1]), each) for each in path.parent.iterdir() if (match := pattern.fullmatch(each.name))
    ]
    return [each for _, each in sorted(found)]
