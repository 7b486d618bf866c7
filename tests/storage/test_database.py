"""The file of the history is private, survives updates, and says in words what is wrong with it."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assistant.storage import errors
from assistant.storage.database import Database
from assistant.storage.erasing import erase
from assistant.storage.history import History
from assistant.storage.migrations import MIGRATIONS, Migration


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


def later(number: int) -> Migration:
    def add_table(connection: sqlite3.Connection) -> None:
        connection.execute(f"CREATE TABLE later_{number} (id INTEGER PRIMARY KEY)")

    return add_table


def programs_of_the_future(count: int) -> tuple[Migration, ...]:
    return (*MIGRATIONS, *(later(number) for number in range(count)))


def titles(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [title for (title,) in connection.execute("SELECT title FROM conversations ORDER BY id")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows protects the user's folder as a whole")
def test_only_the_owner_can_read_the_history(path: Path) -> None:
    before = os.umask(0)
    try:
        with History(path) as history:
            history.create_conversation(title="private")
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert modes == dict.fromkeys(["history.sqlite3", "history.sqlite3-wal", "history.sqlite3-shm"], 0o600)


# ------------------------------------------------------------------------------------------- migrations


def test_an_update_keeps_a_copy_and_at_most_two_of_them(path: Path) -> None:
    """History lost on an update."""
    known = len(MIGRATIONS)
    with History(path) as history:
        history.create_conversation(title="kept")
    for count in (1, 2, 3):
        Database(path, programs_of_the_future(count)).close()
    copies = {path.with_name(f"history.sqlite3.v{known + number}.bak") for number in (1, 2)}
    assert set(path.parent.glob("*.bak")) == copies
    for copy in copies:
        assert titles(copy) == ["kept"]
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600 or sys.platform == "win32"
    assert titles(path) == ["kept"]


def test_a_first_start_and_a_start_without_update_make_no_copy(path: Path) -> None:
    for _ in range(2):
        Database(path).close()
    assert [file.name for file in path.parent.iterdir()] == ["history.sqlite3"]


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path) -> None:
    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE messages")
        raise KeyError("a bug in a migration")

    with History(path) as history:
        conversation = history.create_conversation(title="kept")
        history.add_message(conversation.id, "user", "hello", parent=None)
    with pytest.raises(KeyError):
        Database(path, (*MIGRATIONS, fails))
    with History(path) as history:
        assert [hit.snippet for hit in history.search("hello")] == ["hello"]


def test_a_file_of_a_newer_program_is_refused_and_not_touched(path: Path) -> None:
    Database(path, programs_of_the_future(1)).close()
    before = path.read_bytes()
    with pytest.raises(errors.StorageNewer, match="newer Parlance"):
        Database(path)
    assert path.read_bytes() == before


def test_deleting_for_good_reaches_the_copies_of_older_versions(path: Path) -> None:
    """Confidential at rest: a copy made before a migration must not outlive its conversations."""
    with History(path) as history:
        deleted, _ = (history.create_conversation(title=title) for title in ("zyxtitle", "kept"))
        history.add_message(deleted.id, "user", "zyxtext " * 1000, parent=None)
    with closing(Database(path, programs_of_the_future(1))) as database:
        (copy,) = path.parent.glob("*.bak")
        assert b"zyxtext" in copy.read_bytes()
        assert erase(database, [deleted.id]) == (deleted.cache_key,)
        left = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"zyx" not in left
    assert titles(copy) == titles(path) == ["kept"]


# --------------------------------------------------------------------------------------------- failures


@pytest.mark.parametrize("content", [b"This is no database.\n" * 500, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_damaged_history_is_kept_aside_and_a_new_one_can_start(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(errors.HistorySetAside) as raised:
        History(path)
    kept = Path(str(raised.value.values["kept"]))
    assert kept.read_bytes() == content
    assert str(kept) in raised.value.advice
    with History(path) as history:
        assert history.list_conversations() == []


def test_a_full_disk_is_said_and_what_was_saved_before_stays(path: Path) -> None:
    with closing_database(path) as database:
        with database.transaction() as connection:
            connection.execute("CREATE TABLE notes (text)")
            connection.execute("INSERT INTO notes VALUES ('before')")
        (pages,) = database.query("PRAGMA page_count")[0]
        database.query(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(errors.StorageFull, match="disk is full"), database.transaction() as connection:
            connection.execute("INSERT INTO notes VALUES (?)", ("x" * 100_000,))
        assert database.query("SELECT text FROM notes") == [("before",)]


def test_a_file_that_another_program_holds_is_said_to_be_in_use(path: Path) -> None:
    database = Database(path, busy_timeout_s=0.0)
    with closing(database), closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(errors.StorageLocked), database.transaction():
            pass
        other.execute("ROLLBACK")
        with database.transaction() as connection:
            connection.execute("CREATE TABLE works_again (id)")


def test_a_history_that_may_not_be_written_is_said_to_be_read_only(path: Path) -> None:
    with closing_database(path) as database:
        database.query("PRAGMA query_only = ON")
        with pytest.raises(errors.StorageReadOnly), database.transaction() as connection:
            connection.execute("CREATE TABLE notes (text)")


def test_a_folder_that_is_a_file_is_a_failure_in_words(path: Path) -> None:
    path.parent.write_text("not a folder")
    with pytest.raises(errors.StorageError, match="cannot be used"):
        Database(path)


def test_damage_that_shows_later_is_said_and_the_file_stays(path: Path) -> None:
    with History(path) as history:
        conversation = history.create_conversation()
        history.add_message(conversation.id, "user", "long " * 10_000, parent=None)
    pages = bytearray(path.read_bytes())
    # The schema stands in the first pages, the text in the last.
    text = len(pages) - 8 * 4096
    pages[text:] = b"\xff" * (len(pages) - text)
    path.write_bytes(pages)
    with History(path) as history, pytest.raises(errors.StorageDamaged):
        history.search("long")
    assert path.read_bytes()[text:] == pages[text:]


@pytest.mark.parametrize("statement", ["SELECT no_such_column FROM conversations", "nonsense"])
def test_bugs_are_not_dressed_up_as_failures_of_the_disk(path: Path, statement: str) -> None:
    with closing_database(path) as database, pytest.raises(sqlite3.OperationalError):
        database.query(statement)


# ---------------------------------------------------------------------------------------------- threads


def test_threads_do_not_get_into_each_others_transactions(path: Path) -> None:
    with History(path) as history:
        conversation = history.create_conversation()

        def write() -> None:
            for _ in range(25):
                added = history.add_message(conversation.id, "user", "hello", parent=None)
                history.save_streaming(added.id, "hello again")
                history.search("hello")

        run_together(write, 4)
        assert history.recover_interrupted() == 100


def test_two_programs_that_start_at_once_migrate_one_after_the_other(path: Path) -> None:
    """The change to a write-ahead log is the moment in which SQLite does not wait by itself."""
    for number in range(10):
        new = path.with_name(f"{number}.sqlite3")
        run_together(lambda new=new: Database(new).close(), 4)
        assert titles(new) == []


def run_together(action: Callable[[], None], count: int) -> None:
    failures: list[BaseException] = []

    def run() -> None:
        try:
            action()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def closing_database(path: Path) -> closing[Database]:
    return closing(Database(path))
