"""No update loses the history: every released schema is written down here, and opens today."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assistant.engine.errors import EngineCrashed
from assistant.engine.values import Sampling, Timings, Usage
from assistant.storage.entries import EntryTitle
from assistant.storage.history import History
from assistant.storage.migrations import MIGRATIONS
from assistant.storage.records import Attachment, Outcome, Parameters
from assistant.storage.translation_memory import LanguagePair

SCHEMAS = Path(__file__).parent / "schemas"
VERSIONS = range(1, len(MIGRATIONS) + 1)


def written_by_version(version: int, path: Path) -> Path:
    """A history as the program of that version left it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((SCHEMAS / f"v{version}.sql").read_text(encoding="utf-8"))
    return path


def schema(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: " ".join(sql.split()) for name, sql in rows}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_released_migration_is_never_edited(version: int, tmp_path: Path) -> None:
    """Fails when ``schemas/v<version>.sql`` is missing, or a migration up to it has changed since."""
    with closing(sqlite3.connect(written_by_version(version, tmp_path / "h.sqlite3"))) as connection:
        written = schema(connection)
    with closing(sqlite3.connect(":memory:")) as connection:
        for migration in MIGRATIONS[:version]:
            migration(connection)
        assert schema(connection) == written


@pytest.mark.parametrize("version", VERSIONS)
def test_a_history_of_every_version_opens_with_all_that_was_in_it(version: int, tmp_path: Path) -> None:
    with History(written_by_version(version, tmp_path / "h.sqlite3")) as history:
        assert history.recover_interrupted() == 1
        (letter,) = history.list_conversations()
        (trashed,) = history.list_conversations("trash")
        assert (letter.title, letter.pinned, letter.draft) == ("A letter", True, "and a dra")
        assert letter.parameters == Parameters("smollm2", Sampling(temperature=0.2))
        assert (trashed.trashed_at, trashed.archived) == (1700000200.0, True)
        question, failed = history.messages_on_path(letter.leaf)
        assert failed.failure is not None
        assert isinstance(failed.failure.error, EngineCrashed)
        answer, _ = history.siblings(failed.id)
        assert history.message(answer).outcome == Outcome(
            Usage(prompt_tokens=12, completion_tokens=3), Timings(decode_s=0.5), 42, "stop"
        )
        assert history.message(answer).thinking == "A letter."
        assert [hit.message for hit in history.search("翻译这")] == [question.id]
        if version >= 3:
            assert [hit.message for hit in history.search("尊敬的先")] == [question.id]
        assert history.delete_for_good([trashed.id]) == ("decaf",)


def test_summaries_of_every_version_that_has_them_are_there(tmp_path: Path) -> None:
    for version in VERSIONS[1:]:
        with History(written_by_version(version, tmp_path / f"{version}.sqlite3")) as history:
            (found,) = history.summaries.titles()
            assert found == EntryTitle(1, "The harbour report", 1700000500.0)
            stored = history.summaries.entry(found.id)
            assert (stored.key, stored.created) == ("a1b2c3", 1700000400.0)
            assert (stored.source, stored.content) == ("港口 is 12 m deep.", '{"points":[]}')


def test_attachments_of_every_version_that_has_them_are_there(tmp_path: Path) -> None:
    for version in VERSIONS:
        with History(written_by_version(version, tmp_path / f"{version}.sqlite3")) as history:
            (letter,) = history.list_conversations()
            question, failed = history.messages_on_path(letter.leaf)
            assert question.attachments == ((Attachment("信.txt", "尊敬的先生"),) if version >= 3 else ())
            assert failed.attachments == ()


def test_pins_and_notes_of_every_version_that_has_them_are_there(tmp_path: Path) -> None:
    for version in VERSIONS:
        with History(written_by_version(version, tmp_path / f"{version}.sqlite3")) as history:
            (letter,) = history.list_conversations()
            question, failed = history.messages_on_path(letter.leaf)
            answer, _ = history.siblings(failed.id)
            assert question.pinned == (version >= 4)
            assert history.message(answer).note == ("A letter was translated." if version >= 4 else None)


def test_translations_of_every_version_that_has_them_are_there(tmp_path: Path) -> None:
    pair = LanguagePair("en", "zh-Hans")
    for version in VERSIONS[4:]:
        with History(written_by_version(version, tmp_path / f"{version}.sqlite3")) as history:
            assert history.translations.titles() == [EntryTitle(1, "A letter from Lyon", 1700000700.0)]
            stored = history.translations.entry(1)
            assert (stored.source, stored.content) == ("Chère Anne", '{"segments":[]}')
            assert history.translation_memory.recall(pair, ["The harbour is deep."]) == {
                "The harbour is deep.": "港口很深。"
            }
            assert history.glossaries.terms(pair) == [("harbour", "港口")]


def test_prompts_of_every_version_that_has_them_are_there(tmp_path: Path) -> None:
    for version in VERSIONS[5:]:
        with History(written_by_version(version, tmp_path / f"{version}.sqlite3")) as history:
            prompts = {each.name: each.text for each in history.prompts.all("en")}
            assert prompts["写信"] == "A letter to {{who}}."
            assert "Review code" not in prompts


def test_rewrite_presets_of_every_version_that_has_them_are_there(tmp_path: Path) -> None:
    for version in VERSIONS[7:]:
        with History(written_by_version(version, tmp_path / f"{version}.sqlite3")) as history:
            (found,) = history.rewrite_presets.all()
            assert (found.name, found.instruction) == ("客气", "Make it polite.")


def test_writings_of_every_version_that_has_them_are_there(tmp_path: Path) -> None:
    for version in VERSIONS[8:]:
        with History(written_by_version(version, tmp_path / f"{version}.sqlite3")) as history:
            assert history.writings.titles() == [EntryTitle(1, "A letter to Lyon", 1700000900.0)]
            stored = history.writings.entry(1)
            assert (stored.key, stored.source, stored.content) == ("b0b0", "teh", '{"text":"the"}')


def test_drafts_of_every_version_that_has_them_are_there(tmp_path: Path) -> None:
    for version in VERSIONS[9:]:
        with History(written_by_version(version, tmp_path / f"{version}.sqlite3")) as history:
            assert history.drafts.get("writing") == "开头 of a story."
