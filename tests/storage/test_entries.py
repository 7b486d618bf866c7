"""Summaries are kept with their sources, and a deleted one is nowhere any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.storage.database import Database
from assistant.storage.entries import Entries
from assistant.storage.errors import NotInHistory
from assistant.storage.history import History
from assistant.storage.migrations import MIGRATIONS


def test_a_summary_is_there_with_its_source_after_opening_again(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with History(path) as history:
        made = history.summaries.add("报告", "港口 is 12 m deep.", "{}")
        history.summaries.set_content(made.id, '{"points":[1]}')
        history.summaries.rename(made.id, "Harbour")
    with History(path) as history:
        stored = history.summaries.entry(made.id)
        assert (stored.title, stored.source) == ("Harbour", "港口 is 12 m deep.")
        assert stored.content == '{"points":[1]}'
        assert stored.created == made.created
        assert [each.title for each in history.summaries.titles()] == ["Harbour"]


def test_the_one_changed_last_is_listed_first(history: History) -> None:
    first = history.summaries.add("first", "", "")
    history.summaries.add("second", "", "")
    history.summaries.set_content(first.id, "changed")
    assert [each.title for each in history.summaries.titles()] == ["first", "second"]


def test_a_deleted_summary_leaves_nothing_even_while_the_program_runs(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with History(path) as history:
        kept = history.summaries.add("kept", "a quiet source", "{}")
        gone = history.summaries.add("xylophone", "xylophone " * 2000, "xylophone " * 50)
        deleted = history.summaries.delete(gone.id)
        for file in tmp_path.iterdir():
            assert b"xylophone" not in file.read_bytes(), file
        assert [each.id for each in history.summaries.titles()] == [kept.id]
        with pytest.raises(NotInHistory):
            history.summaries.entry(gone.id)

        back = history.summaries.put_back(deleted)
        assert (back.title, back.source, back.created) == (gone.title, gone.source, gone.created)


def test_deleting_reaches_the_copies_of_older_versions(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with History(path) as history:
        made = history.summaries.add("xylophone", "xylophone " * 2000, "{}")
    newer = Database(path, (*MIGRATIONS, lambda connection: None))
    assert list(tmp_path.glob("*.bak"))
    Entries(newer, "summaries").delete(made.id)
    newer.close()
    for file in tmp_path.iterdir():
        assert b"xylophone" not in file.read_bytes(), file


def test_what_is_not_there_can_neither_be_changed_nor_deleted(history: History) -> None:
    with pytest.raises(NotInHistory):
        history.summaries.rename(7, "a title")
    with pytest.raises(NotInHistory):
        history.summaries.delete(7)


def test_an_entry_is_found_by_what_stands_in_it_in_any_language(history: History) -> None:
    """Search that finds no Chinese words of two characters."""
    summaries = history.summaries
    harbour = summaries.add("Harbour", "The lanterns of 奥德峡湾 burned 100 % of the time.", '["码头的灯"]')
    other = summaries.add("Dam", "A dam with a crack_in it.", '["lantern"]')

    def find(query: str) -> list[int]:
        return [each.id for each in summaries.search(query, lambda content: content.replace('"', ""))]

    assert find("峡湾") == find("灯") == find("harbour LANTERNS") == find("100 %") == [harbour.id]
    assert find("lantern") == [other.id, harbour.id]
    assert find("k_i") == [other.id]
    assert find("h_r") == find("harbour dam") == []
    assert [each.id for each in summaries.search("lantern", lambda _content: "")] == [harbour.id]
