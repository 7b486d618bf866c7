"""Keeps the records of the library's index in step with the files they stand for."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from assistant.errors import ParlanceError
from assistant.models.entry import ModelEntry, Source, make_entry, read_facts, slug, stamp, suggested_id
from assistant.models.index import Index, Record
from assistant.models.model_file import is_later_part

logger = logging.getLogger(__name__)

COPIES = "imported"
"""The folder, below the library's, of models that were copied in."""


class Shelf:
    """An index together with the folder it describes."""

    def __init__(self, folder: Path, index: Index) -> None:
        self._folder = folder
        self.records = index.models

    def path(self, record: Record) -> Path:
        return self._folder / record.path

    def holds(self, record: Record) -> bool:
        """Whether the model lies in the library's folder, so that the library may move and delete it."""
        return not Path(record.path).is_absolute()

    def entry(self, id_: str) -> ModelEntry:
        """What lists show of a record."""
        record = self.records[id_]
        path = self.path(record)
        facts = msgspec.structs.replace(
            record.facts,
            name=record.name or record.facts.name,
            # One of the user's own is as good.
            has_template=record.facts.has_template or bool(record.settings.load.get("template")),
        )
        return make_entry(
            id_,
            path,
            facts,
            record.source,
            repo=record.repo,
            commit=record.commit,
            sha256=record.hashes.get(path.name),
            hashes=record.hashes,
            verified=record.verified,
            last_used=record.last_used,
            speed=record.speed,
            removed_at=record.removed_at,
            available=stamp(path) is not None,
        )

    def listed(self) -> list[ModelEntry]:
        """What is shown. A link whose file is gone is: its disk may come back."""
        entries = [self.entry(id_) for id_, record in self.records.items() if not record.removed]
        return [entry for entry in entries if entry.available or entry.source == "linked"]

    def add(self, path: Path, source: Source, name: str = "") -> str:
        """List the model at ``path``, under a ``name`` of its own if given; returns its id.

        Raises what :func:`check_file` raises.
        """
        for id_, record in self.records.items():
            if self.path(record) == path:
                self.put_back(record)
                return id_
        facts = read_facts(path)
        suggested = id_ = slug(name) if name else suggested_id(path, facts)
        number = 1
        while id_ in self.records:
            number += 1
            id_ = f"{suggested}-{number}"
        inside = path.is_relative_to(self._folder)
        place = path.relative_to(self._folder) if inside else path
        record = Record(place.as_posix() if inside else str(path), source, facts, name)
        if source == "downloaded" and len(place.parts) > 2:
            record.repo = "/".join(place.parts[:2])
        self.records[id_] = record
        return id_

    def take_off(self, record: Record) -> None:
        """Do not list the model any more."""
        record.removed, record.removed_at = True, datetime.now(UTC)

    def put_back(self, record: Record) -> None:
        """List the model again, if it was taken off."""
        record.removed, record.removed_at = False, None

    def refresh(self, starter: Path | None) -> None:
        """Take in new files, read changed ones anew, and follow the starter model if it has moved."""
        for record in self.records.values():
            if record.source == "starter" and starter is not None:
                record.path = str(starter)
            self._update(record)
        known = {self.path(record) for record in self.records.values()}
        if starter is not None and starter not in known:
            self._adopt(starter, "starter")
        for path in self._files():
            if path not in known:
                copied = path.relative_to(self._folder).parts[0] == COPIES
                self._adopt(path, "imported" if copied else "downloaded")

    def _update(self, record: Record) -> None:
        path = self.path(record)
        now = stamp(path)
        if now is None:
            return
        if self.holds(record):
            self.put_back(record)  # somebody has
        if now == (record.facts.size, record.facts.modified):
            return
        record.verified = record.speed = None
        try:
            record.facts = read_facts(path)
        except ParlanceError as error:
            logger.info("What is known of %s stays as it was: %s", path, error.text)
            size, modified = now
            record.facts = msgspec.structs.replace(record.facts, size=size, modified=modified)

    def _adopt(self, path: Path, source: Source) -> None:
        try:
            self.add(path, source)
        except ParlanceError as error:
            logger.info("Not a model for the library: %s", error.text)

    def _files(self) -> Iterator[Path]:
        for parent, folders, names in os.walk(self._folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(parent, name)
                if path.suffix.lower() == ".gguf" and not is_later_part(path):
                    yield path
