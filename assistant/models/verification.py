"""Compares a model of the library with what the hub says it must be, and says how to fetch it again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.engine.errors import ModelNotReadable
from assistant.models.download import Ticket
from assistant.models.entry import ModelEntry
from assistant.models.model_file import part_paths
from assistant.models.partial import hash_file
from assistant.models.remote import RemoteFile


def is_verifiable(entry: ModelEntry) -> bool:
    """Whether the SHA-256 of all its files is known."""
    return entry.available and all(path.name in entry.hashes for path in part_paths(entry.path))


def verify(entry: ModelEntry, go_on: Callable[[int], None]) -> bool:
    """Read all files of a model that :func:`is_verifiable`; whether they are what the hub offers.

    ``go_on(bytes so far)`` is called for every MiB, and may raise to stop.
    Raises :class:`~assistant.engine.errors.ModelNotReadable`.
    """
    before = 0
    right = True
    for path in part_paths(entry.path):

        def report(size: int, before: int = before) -> None:
            go_on(before + size)

        try:
            digest, size = hash_file(path, report)
        except OSError as error:
            raise ModelNotReadable(str(error), path=str(path)) from error
        right = right and digest.hexdigest() == entry.hashes[path.name]
        before += size
    return right


def repair_ticket(entry: ModelEntry, folder: Path) -> Ticket | None:
    """What to download again to mend a model in the library's ``folder``; None if it is not from a hub."""
    if entry.repo is None or entry.commit is None:
        return None
    root = folder.joinpath(*entry.repo.split("/"))
    if not entry.path.is_relative_to(root):
        return None
    files = tuple(
        RemoteFile(path.relative_to(root).as_posix(), sha256=entry.hashes.get(path.name))
        for path in part_paths(entry.path)
    )
    return Ticket(entry.repo, entry.commit, files)
