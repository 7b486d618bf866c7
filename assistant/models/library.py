"""The models on this machine: those in the library's folder, those linked from elsewhere, the starter model.

The files in the folder are the truth and the index only adds what they do not say, so a lost index costs
nothing but links, settings and hashes. A file of the user's outside the folder is never moved or deleted.
"""

from __future__ import annotations

import contextlib
import difflib
import logging
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from assistant.engine.speed import Speed
from assistant.errors import QT_TRANSLATE_NOOP
from assistant.models.copying import Progress, copy_model
from assistant.models.entry import ModelEntry, ModelSettings, make_entry, read_facts, slug
from assistant.models.errors import LibraryNotWritable, ModelAmbiguous, ModelUnknown
from assistant.models.index import IndexFile
from assistant.models.model_file import check_file, model_stem, part_paths
from assistant.models.shelf import COPIES, Shelf
from assistant.models.starter import find_starter

logger = logging.getLogger(__name__)

TRASH_DAYS = 30
"""How long what was removed can be brought back, unless the trash is emptied before."""
_TRASH = ".trash"
_NONE = QT_TRANSLATE_NOOP("errors", "none")


class ModelLibrary:
    """Lists, finds, adds and removes models. Every call sees what other processes have changed.

    What changes the library raises :class:`LibraryNotWritable` where the system refuses; what takes an id
    raises :class:`ModelUnknown` for one that is not there.
    """

    def __init__(self, folder: Path, find_starter: Callable[[], Path | None] = find_starter) -> None:
        self.folder = _absolute(folder)
        self._find_starter = find_starter
        self._index = IndexFile(self.folder)

    # ------------------------------------------------------------------------------------------- looking

    def entries(self) -> list[ModelEntry]:
        """All models, the last used first, then by name."""
        try:
            with self._shelf() as shelf:
                shelf.refresh(self._find_starter())
        except LibraryNotWritable as error:
            logger.warning("%s What is new there is found again next time.", error.text)
            shelf = Shelf(self.folder, self._index.read())
            shelf.refresh(self._find_starter())
        never = datetime.min.replace(tzinfo=UTC)
        by_name = sorted(shelf.listed(), key=lambda entry: (entry.name.casefold(), entry.quantization))
        return sorted(by_name, key=lambda entry: entry.last_used or never, reverse=True)

    def find(self, wanted: str) -> ModelEntry:
        """The model that ``wanted`` means: an id, the beginning of one model's id or name, or a file's path.

        A file outside the library makes an entry that is not remembered; its id is its path.
        Raises :class:`ModelUnknown`, :class:`ModelAmbiguous`, and for a file what :func:`check_file` raises.
        """
        entries = self.entries()
        folded = wanted.casefold()
        exact = [entry for entry in entries if folded in (entry.id, entry.name.casefold())]
        if not exact and (wanted.lower().endswith(".gguf") or os.sep in wanted or "/" in wanted):
            path = _absolute(Path(wanted).expanduser())
            listed = next((entry for entry in entries if entry.path == path), None)
            return listed or make_entry(str(path), path, read_facts(path), "linked")
        beginning = [entry for entry in entries if folded and _begins(entry, folded)]
        matches = [entry for entry in exact if entry.id == folded] or exact or beginning
        if not matches:
            raise _unknown(wanted, [entry.id for entry in entries])
        if len(matches) > 1:
            raise ModelAmbiguous(name=wanted, candidates=", ".join(entry.id for entry in matches))
        return matches[0]

    def settings(self, id_: str) -> ModelSettings:
        """What the user has set for this model; empty for one that is not remembered."""
        record = self._index.read().models.get(id_)
        return record.settings if record else ModelSettings()

    # ------------------------------------------------------------------------------------------- adding

    def import_file(
        self, path: Path, *, name: str = "", copy: bool = False, on_progress: Progress | None = None
    ) -> ModelEntry:
        """Add a model of the user's: remember where it lies, or ``copy`` it into the library.

        ``name`` is shown instead of the file's; ``on_progress`` is called while copying.
        Raises what :func:`check_file` raises, and :class:`DiskFull`.
        """
        path = _absolute(path)
        check_file(path)
        if copy and not path.is_relative_to(self.folder):
            path = self._copy(path, on_progress)
        with self._shelf() as shelf:
            inside = path.is_relative_to(self.folder)
            return shelf.entry(shelf.add(path, "imported" if inside else "linked", name))

    def add_downloaded(self, path: Path, *, repo: str, commit: str, hashes: Mapping[str, str]) -> ModelEntry:
        """Add a model that was downloaded into the folder and whose SHA-256 was found right.

        ``path`` is the first part's where there are several; ``hashes`` has one entry a file, by name.
        Raises what :func:`check_file` raises.
        """
        with self._shelf() as shelf:
            id_ = shelf.add(_absolute(path), "downloaded")
            record = shelf.records[id_]
            record.facts = read_facts(shelf.path(record))
            record.repo, record.commit, record.hashes, record.verified = repo, commit, dict(hashes), True
            return shelf.entry(id_)

    # ------------------------------------------------------------------------------------------- changing

    def mark_used(self, id_: str) -> None:
        """Put the model at the top of the list. A file outside the library leaves no trace."""
        with self._shelf() as shelf:
            if id_ in shelf.records:
                shelf.records[id_].last_used = datetime.now(UTC)

    def set_verified(self, id_: str, verified: bool) -> None:
        """Keep the outcome of comparing the file with its hash; it is forgotten when the file changes."""
        with self._shelf(id_) as shelf:
            shelf.records[id_].verified = verified

    def set_speed(self, id_: str, speed: Speed) -> None:
        """Keep how fast the model was here; it is forgotten when the file changes."""
        with self._shelf(id_) as shelf:
            shelf.records[id_].speed = speed

    def set_settings(self, id_: str, settings: ModelSettings) -> None:
        """Keep what the user has set for this model. Raises :class:`SettingsInvalid`."""
        settings.load_settings()
        settings.sampling_settings()
        with self._shelf(id_) as shelf:
            shelf.records[id_].settings = settings

    # ------------------------------------------------------------------------------------------- removing

    def remove(self, id_: str) -> None:
        """Take the model off the list. Files in the library go to its trash; others stay untouched."""
        with self._shelf(id_) as shelf:
            record = shelf.records[id_]
            if shelf.holds(record):
                path = shelf.path(record)
                _move(part_paths(path), self.folder / _TRASH / id_)
                _remove_empty_folders(path.parent, self.folder)
            shelf.take_off(record)

    def restore(self, id_: str) -> ModelEntry:
        """Undo :meth:`remove`, as long as the trash has not been emptied."""
        with self._shelf(id_) as shelf:
            record = shelf.records[id_]
            path = shelf.path(record)
            if record.removed and shelf.holds(record) and not path.exists():
                trash = self.folder / _TRASH / id_
                _move([trash / part.name for part in part_paths(path)], path.parent)
                trash.rmdir()
            shelf.put_back(record)
            return shelf.entry(id_)

    def removed(self) -> list[ModelEntry]:
        """What :meth:`restore` can bring back."""
        shelf = Shelf(self.folder, self._index.read())
        return [shelf.entry(id_) for id_, record in shelf.records.items() if record.removed]

    def empty_trash(self, before: datetime | None = None) -> None:
        """Delete what was removed, or only what was removed earlier than ``before``.

        The starter model stays hidden: it is no file of the library's.
        """
        with self._shelf() as shelf:
            for id_, record in list(shelf.records.items()):
                if record.removed and record.source != "starter":
                    if before is None or (record.removed_at or before) < before:
                        del shelf.records[id_]
                    elif record.removed_at is None:  # by a version that did not note the time
                        shelf.take_off(record)
            trash = self.folder / _TRASH
            for folder in list(trash.iterdir()) if trash.is_dir() else []:
                if folder.name not in shelf.records or not shelf.records[folder.name].removed:
                    shutil.rmtree(folder)

    # ------------------------------------------------------------------------------------------- inside

    @contextlib.contextmanager
    def _shelf(self, id_: str | None = None) -> Iterator[Shelf]:
        """The library, locked; changes are written at the end. ``id_`` must be in it."""
        with self._index.change() as index:
            if id_ is not None and id_ not in index.models:
                raise _unknown(id_, list(index.models))
            yield Shelf(self.folder, index)

    def _copy(self, path: Path, on_progress: Progress | None) -> Path:
        stem = slug(model_stem(path))
        folder, number = self.folder / COPIES / stem, 1
        while folder.exists():
            number += 1
            folder = folder.with_name(f"{stem}-{number}")
        try:
            return copy_model(part_paths(path), folder, on_progress)[0]
        except OSError as error:
            raise LibraryNotWritable.because(error, self.folder) from error


def _absolute(path: Path) -> Path:
    """Without resolving links: a link into a cache keeps its readable name."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def _begins(entry: ModelEntry, folded: str) -> bool:
    return entry.id.startswith(folded) or entry.name.casefold().startswith(folded)


def _unknown(wanted: str, ids: list[str]) -> ModelUnknown:
    nearest = difflib.get_close_matches(wanted.casefold(), ids, n=3, cutoff=0.0)
    return ModelUnknown(name=wanted, nearest=", ".join(nearest) or _NONE)


def _move(files: list[Path], folder: Path) -> None:
    """Move all files or none. They stay on their disk, so this takes no time."""
    folder.mkdir(parents=True, exist_ok=True)
    moved: list[tuple[Path, Path]] = []
    try:
        for file in files:
            target = folder / file.name
            file.replace(target)
            moved.append((file, target))
    except OSError:
        for file, target in moved:
            target.replace(file)
        raise


def _remove_empty_folders(folder: Path, root: Path) -> None:
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
