"""One model on its way from the hub: all its parts, and the projector that belongs beside it.

The command line runs a :class:`Download` itself; the window's queue runs several in threads.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from assistant.models.errors import DiskFull
from assistant.models.figures import size_text
from assistant.models.hub import Hub
from assistant.models.hub_errors import HashUnknown, HubError
from assistant.models.mirrors import host_of
from assistant.models.network import Stop
from assistant.models.partial import Identity, Partial, disk_errors, hash_file, part_path
from assistant.models.progress import Meter, Report
from assistant.models.remote import RemoteFile, RemoteModel, Repository, local_path, total_size
from assistant.models.transfer import Stopped, Transfer

_SPARE = 64 << 20
"""Bytes of the disk that a download leaves free."""


@dataclass(frozen=True)
class Ticket:
    """What to download. The first of ``files`` is what an engine opens."""

    repo: str
    commit: str
    files: tuple[RemoteFile, ...]

    @staticmethod
    def of(repository: Repository, model: RemoteModel, projector: RemoteFile | None = None) -> Ticket:
        extra = (projector,) if projector else ()
        return Ticket(repository.id, repository.commit, model.parts + extra)

    @property
    def id(self) -> str:
        return f"{self.repo}/{self.files[0].path}"

    @property
    def size(self) -> int | None:
        """Bytes of all files; None if one is not known."""
        return total_size(self.files)


@dataclass(frozen=True)
class LocalFile:
    """A file that is on the disk and verified."""

    path: Path
    remote: str
    """Its path in the repository."""
    sha256: str
    size: int


@dataclass(frozen=True)
class Downloaded:
    """What the library needs to know about a model that has arrived."""

    repo: str
    commit: str
    files: tuple[LocalFile, ...]
    """In the order of the ticket."""
    resumed_from: int
    """Bytes that were on the disk when this run began."""

    @property
    def path(self) -> Path:
        """What an engine opens."""
        return self.files[0].path

    @property
    def sha256(self) -> str:
        """Of the file at :attr:`path`."""
        return self.files[0].sha256

    @property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of all files, by the name each has on the disk."""
        return {file.path.name: file.sha256 for file in self.files}

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


class Download:
    """Brings the files of ``ticket`` to ``folder/<org>/<repo>/``; can be run again after any end.

    Raises :class:`~assistant.models.hub_errors.UnsafeName` at once.
    """

    def __init__(self, hub: Hub, folder: Path, ticket: Ticket) -> None:
        self._hub = hub
        self._ticket = ticket
        self._targets = [folder / local_path(ticket.repo, file.path) for file in ticket.files]

    def run(self, report: Report = lambda progress: None, stop: Stop | None = None) -> Downloaded:
        """Block until the model is there. ``report`` is called in this thread, ten times a second.

        Raises :class:`~assistant.models.transfer.Stopped`, :class:`~assistant.models.hub_errors.HubError`,
        :class:`DiskFull`, :class:`PartialNotWritable`; in each case what has arrived is kept.
        """
        stop = stop or Stop()
        hub = self._hub
        meter = Meter(report, self._ticket.size, hub.network.limits.progress)
        meter.asking()
        try:
            files = hub.confirmed(self._ticket.repo, self._ticket.commit, self._ticket.files, stop)
        except HubError:
            if stop.is_set():
                raise Stopped from None
            raise
        meter.total = total_size(files)
        self._check_space(files)
        arrived: list[LocalFile] = []
        resumed_from = 0
        for file, target in zip(files, self._targets, strict=True):
            if file.sha256 is None:
                raise HashUnknown(file=target.name, host=host_of(hub.mirrors.files[0]))
            if _is_there(file, target, meter, stop):
                resumed_from += target.stat().st_size
            else:
                identity = Identity(self._ticket.repo, file.path, self._ticket.commit, file.sha256, file.size)
                transfer = Transfer(hub, identity, target, hub.mirrors.files, meter, stop)
                transfer.run()
                resumed_from += transfer.resumed_from
            size = target.stat().st_size
            meter.base += size
            arrived.append(LocalFile(target, file.path, file.sha256, size))
        return Downloaded(self._ticket.repo, self._ticket.commit, tuple(arrived), resumed_from)

    def discard(self) -> None:
        """Delete what has arrived of files that are not complete. Raises :class:`AlreadyDownloading`."""
        for file, target in zip(self._ticket.files, self._targets, strict=True):
            if part_path(target).exists():
                identity = Identity(
                    self._ticket.repo, file.path, self._ticket.commit, file.sha256 or "", file.size
                )
                with Partial(target, identity) as partial:
                    partial.discard()

    def _check_space(self, files: tuple[RemoteFile, ...]) -> None:
        needed = 0
        for file, target in zip(files, self._targets, strict=True):
            if not target.exists():
                part = part_path(target)
                needed += max(0, (file.size or 0) - (part.stat().st_size if part.exists() else 0))
        folder = self._targets[0].parent
        with disk_errors(self._targets[0]):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            free = shutil.disk_usage(folder).free
        if needed and needed + _SPARE > free:
            raise DiskFull(needed=size_text(needed + _SPARE), available=size_text(free))


def _is_there(file: RemoteFile, target: Path, meter: Meter, stop: Stop) -> bool:
    """Whether ``target`` is complete already: its bytes are read, its name alone proves nothing."""

    def go_on(size: int) -> None:
        if stop.is_set():
            raise Stopped
        meter.checking(size)

    with disk_errors(target):
        if not target.exists() or (file.size is not None and target.stat().st_size != file.size):
            return False
        digest, _ = hash_file(target, go_on)
    return digest.hexdigest() == file.sha256
