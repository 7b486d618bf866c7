"""Everything in one file, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.storage.history import History
from tests.cli.conftest import Invoke


def titles(data_dir: Path) -> list[str]:
    with History(data_dir / "history.sqlite3") as history:
        return [each.title for each in history.list_conversations()]


def test_a_backup_brings_back_what_was_there(invoke: Invoke, data_dir: Path, tmp_path: Path) -> None:
    with History(data_dir / "history.sqlite3") as history:
        history.create_conversation(title="tea")
    made = invoke("backup", str(tmp_path / "b.zip"), "--json")
    assert json.loads(made.stdout) == {
        "path": str(tmp_path / "b.zip"),
        "size": (tmp_path / "b.zip").stat().st_size,
    }
    with History(data_dir / "history.sqlite3") as history:
        history.create_conversation(title="milk")
        refused = invoke("restore", str(tmp_path / "b.zip"))
        assert refused.exit_code == 1
        assert "Another program is using" in refused.stderr
    assert titles(data_dir) == ["milk", "tea"]
    restored = invoke("restore", str(tmp_path / "b.zip"))
    assert restored.exit_code == 0
    assert "before-restore" in restored.stderr
    assert titles(data_dir) == ["tea"]


def test_a_wrong_file_is_refused_in_a_sentence(invoke: Invoke, data_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"no zip")
    for name in ("holiday.jpg", "missing.zip"):
        refused = invoke("restore", str(tmp_path / name))
        assert refused.exit_code == 1
        assert name in refused.stderr
        assert "Traceback" not in refused.stderr
