"""A text that is being written is there again, and leaves nothing once it is emptied."""

from __future__ import annotations

from pathlib import Path

from assistant.storage.history import History

SECRET = "Marit rowed out with a lamp."


def test_a_draft_is_there_at_the_next_start_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with History(path) as history:
        assert history.drafts.get("writing") == ""
        history.drafts.set("writing", "It is")
        history.drafts.set("writing", "It is old. 灯塔")
        history.drafts.set("another", "x")
    with History(path) as history:
        assert history.drafts.get("writing") == "It is old. 灯塔"
        assert history.drafts.get("another") == "x"


def test_an_emptied_draft_leaves_nothing_on_the_disk(tmp_path: Path) -> None:
    with History(tmp_path / "history.sqlite3") as history:
        history.drafts.set("writing", SECRET)
        history.drafts.set("writing", "")
        assert history.drafts.get("writing") == ""
        found = [path.name for path in tmp_path.iterdir() if SECRET.encode() in path.read_bytes()]
        assert found == []
