"""A file that is still arriving: ``<target>.part``, what it will be in ``<target>.part.json``, and a lock.

Whatever stops the program, the partial is a true beginning of the file or is found out: its bytes are only
ever appended, it is hashed again whenever it is taken up, and it gets its real name after its SHA-256 is
right and its bytes are on the disk.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import msgspec
from filelock import FileLock, Timeout

from assistant.atomic import write_atomically
from assistant.errors import system_reason
from assistant.models.errors import DiskFull
from assistant.models.figures import size_text
from assistant.models.hub_errors import AlreadyDownloading, PartialNotWritable

_BLOCK = 1 << 20
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True)
class Identity:
    """What a partial is a part of. The hash alone decides; the rest tells a person where it is from."""

    repo: str
    path: str
    commit: str
    sha256: str
    """Hexadecimal."""
    size: int | None
    """In bytes."""


class Partial:
    """The partial of ``target``, owned from entering the context until leaving it.

    Entering takes up what an earlier run has left, unless that belongs to other contents. Raises
    :class:`AlreadyDownloading`, :class:`DiskFull` and :class:`PartialNotWritable`.
    """

    def __init__(self, target: Path, identity: Identity) -> None:
        self.size = 0
        """Bytes that have arrived."""
        self._target = target
        self._identity = identity
        self._path = part_path(target)
        self._lock = FileLock(_beside(target, ".part.lock"), timeout=0)
        self._file = -1
        self._digest = hashlib.sha256()

    def __enter__(self) -> Partial:
        with disk_errors(self._target):
            self._target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                self._lock.acquire()
            except Timeout as error:
                raise AlreadyDownloading(file=self._target.name) from error
            try:
                self._open()
            except BaseException:
                self._lock.release()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        self._lock.release()

    @property
    def sha256(self) -> str:
        """Of the bytes so far, once :meth:`rehash` has read those of earlier runs."""
        return self._digest.hexdigest()

    def rehash(self, go_on: Callable[[int], None]) -> None:
        """Read what an earlier run has left; ``go_on(bytes)`` is called now and then, and may raise."""
        with disk_errors(self._target):
            self._digest, self.size = hash_file(self._path, go_on)

    def append(self, data: bytes) -> None:
        left = memoryview(data)
        with disk_errors(self._target, (self._identity.size or self.size + len(data)) - self.size):
            while left:
                written = os.write(self._file, left)
                self._digest.update(left[:written])
                self.size += written
                left = left[written:]

    def restart(self) -> None:
        """Throw away what has arrived."""
        with disk_errors(self._target):
            os.ftruncate(self._file, 0)
        self._digest, self.size = hashlib.sha256(), 0

    def discard(self) -> None:
        """Remove every trace of the download."""
        self._close()
        with disk_errors(self._target):
            self._path.unlink(missing_ok=True)
            self._forget()

    def publish(self) -> None:
        """Give the file its name, after its bytes are on the disk; an older file of that name is replaced."""
        with disk_errors(self._target):
            os.fsync(self._file)
            self._close()
            self._path.replace(self._target)
            _sync_folder(self._target.parent)
            self._forget()

    def _open(self) -> None:
        record = _beside(self._target, ".part.json")
        if _read(record) != self._identity.sha256:
            self._path.unlink(missing_ok=True)
            write_atomically(record, msgspec.json.encode(self._identity))
        flags = (
            os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        )
        self._file = os.open(self._path, flags, 0o600)
        self.size = os.fstat(self._file).st_size

    def _close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _forget(self) -> None:
        _beside(self._target, ".part.json").unlink(missing_ok=True)
        # Where a locked file cannot be removed, releasing the lock does it.
        with suppress(PermissionError):
            Path(self._lock.lock_file).unlink(missing_ok=True)


def part_path(target: Path) -> Path:
    """Where the beginning of ``target`` lies while the rest is missing."""
    return _beside(target, ".part")


def hash_file(path: Path, go_on: Callable[[int], None]) -> tuple[hashlib._Hash, int]:
    """The SHA-256 of a file and its length; ``go_on(bytes so far)`` may raise to stop."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb", buffering=0) as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
            go_on(size)
    return digest, size


@contextmanager
def disk_errors(target: Path, needed: int = 0) -> Iterator[None]:
    """Turn failures of the disk into errors that a user can read; ``needed`` is in bytes."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            free = shutil.disk_usage(target.parent).free
            raise DiskFull(str(error), needed=size_text(needed), available=size_text(free)) from error
        raise PartialNotWritable(str(error), file=target.name, reason=system_reason(error)) from error


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(target.name + ending)


def _read(record: Path) -> str | None:
    """The SHA-256 that a record names; None if there is no usable one."""
    try:
        return msgspec.json.decode(record.read_bytes(), type=Identity).sha256
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system lets a folder be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
