"""The library's index: one JSON file that two processes may change and a crash cannot damage."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from assistant.atomic import write_atomically
from assistant.engine.speed import Speed
from assistant.errors import QT_TRANSLATE_NOOP
from assistant.models.entry import Facts, ModelSettings, Source
from assistant.models.errors import LibraryNotWritable

logger = logging.getLogger(__name__)

_VERSION = 1
_BUSY = QT_TRANSLATE_NOOP("errors", "another program is changing it")
_LOCK_SECONDS = 10
"""A change takes milliseconds, the first look at many new files some seconds."""


class Record(msgspec.Struct, omit_defaults=True):
    """What is remembered of one model."""

    path: str
    """Relative to the library's folder, with "/", or absolute for a file elsewhere."""
    source: Source
    facts: Facts
    name: str = ""
    """Shown instead of the file's, if given."""
    repo: str | None = None
    commit: str | None = None
    hashes: dict[str, str] = {}
    """SHA-256 by file name."""
    verified: bool | None = None
    last_used: datetime | None = None
    removed: bool = False
    """Not listed any more, and can be restored until the trash is emptied."""
    removed_at: datetime | None = None
    settings: ModelSettings = ModelSettings()
    speed: Speed | None = None
    """As measured on this computer."""


class Index(msgspec.Struct):
    """All records, by id."""

    version: int = _VERSION
    models: dict[str, Record] = {}


class IndexFile:
    """``library.json`` in the library's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / "library.json"

    def read(self) -> Index:
        """The index as it is now. One that cannot be understood is kept aside, and an empty one returned."""
        try:
            data = self._path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return Index()
        except OSError as error:
            raise LibraryNotWritable.because(error, self._folder) from error
        try:
            index = msgspec.json.decode(data, type=Index)
        except msgspec.DecodeError as error:
            return self._set_aside(f"it is damaged ({error})")
        if index.version != _VERSION:
            return self._set_aside(f"it was written by another version of Parlance ({index.version})")
        return index

    @contextlib.contextmanager
    def change(self) -> Iterator[Index]:
        """Hold the lock, hand out the index, and write it if it was changed.

        Raises :class:`LibraryNotWritable`; then nothing was written.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with FileLock(self._folder / "library.lock", timeout=_LOCK_SECONDS):
                index = self.read()
                before = msgspec.json.encode(index)
                yield index
                if msgspec.json.encode(index) != before:
                    write_atomically(self._path, msgspec.json.format(msgspec.json.encode(index)))
        except Timeout as error:
            raise LibraryNotWritable(path=str(self._folder), reason=_BUSY) from error
        except OSError as error:
            raise LibraryNotWritable.because(error, self._folder) from error

    def _set_aside(self, reason: str) -> Index:
        aside = self._path.with_name(f"library-{datetime.now().astimezone():%Y%m%d-%H%M%S}.json.old")
        self._path.replace(aside)
        logger.warning("The index of models was set aside as %s and is made anew: %s", aside, reason)
        return Index()
