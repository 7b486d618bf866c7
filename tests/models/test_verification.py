"""Complaint: a file that was damaged after its download still loads, and talks gibberish."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from assistant.engine.errors import ModelNotReadable
from assistant.models.entry import ModelEntry
from assistant.models.library import ModelLibrary
from assistant.models.verification import is_verifiable, repair_ticket, verify
from tests.fakes.gguf_files import write_gguf, write_split

REPO = "someone/tiny"
COMMIT = "0" * 40


@pytest.fixture
def library(tmp_path: Path) -> ModelLibrary:
    return ModelLibrary(tmp_path / "models", find_starter=lambda: None)


def downloaded(library: ModelLibrary) -> ModelEntry:
    parts = write_split(library.folder / REPO / "Q4_0")
    hashes = {part.name: hashlib.sha256(part.read_bytes()).hexdigest() for part in parts}
    return library.add_downloaded(parts[0], repo=REPO, commit=COMMIT, hashes=hashes)


def test_all_parts_are_read(library: ModelLibrary) -> None:
    entry = downloaded(library)
    read: list[int] = []
    assert is_verifiable(entry)
    assert verify(entry, read.append)
    assert read == sorted(read)
    assert read[-1] == entry.size
    last = sorted(entry.path.parent.iterdir())[-1]
    last.write_bytes(last.read_bytes()[:-1] + b"!")
    assert not verify(entry, read.append)


def test_a_part_that_is_gone_is_an_error_a_person_can_read(library: ModelLibrary) -> None:
    entry = downloaded(library)
    sorted(entry.path.parent.iterdir())[-1].unlink()
    with pytest.raises(ModelNotReadable):
        verify(entry, lambda size: None)


def test_mending_asks_for_the_same_files_at_the_same_commit(library: ModelLibrary) -> None:
    entry = downloaded(library)
    ticket = repair_ticket(entry, library.folder)
    assert ticket is not None
    assert (ticket.repo, ticket.commit) == (REPO, COMMIT)
    assert [file.path for file in ticket.files] == [f"Q4_0/tiny-{n:05}-of-00003.gguf" for n in (1, 2, 3)]
    assert {file.path.rpartition("/")[2]: file.sha256 for file in ticket.files} == entry.hashes


def test_a_file_of_the_users_is_neither_judged_nor_fetched(library: ModelLibrary, tmp_path: Path) -> None:
    entry = library.import_file(write_gguf(tmp_path / "own.gguf"))
    assert not is_verifiable(entry)
    assert repair_ticket(entry, library.folder) is None
