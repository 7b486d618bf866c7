"""A backup brings everything back, and a file that is none changes nothing."""

from __future__ import annotations

import errno
import json
import stat
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.storage.backup import back_up, finish_restore, give_up_restore, prepare, prepared, restore
from assistant.storage.database import Report, before_restore, move
from assistant.storage.errors import NotABackup, StorageFull, StorageLocked, StorageNewer
from assistant.storage.history import History
from assistant.storage.migrations import MIGRATIONS
from assistant.storage.settings import Settings
from assistant.storage.settings_store import SettingsStore


class Home:
    """The data of one installation."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.history = folder / "history.sqlite3"
        self.settings = folder / "settings.json"

    def fill(self, title: str) -> None:
        with History(self.history) as history:
            conversation = history.create_conversation(title=title)
            history.add_message(conversation.id, "user", f"about {title}", parent=None)
        SettingsStore(self.settings).change(system_prompt=title)

    def restore(self, backup: Path) -> None:
        restore(backup, self.history, self.settings)

    def titles(self) -> list[str]:
        with History(self.history) as history:
            return [conversation.title for conversation in history.list_conversations()]


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of an installation in which someone has talked about tea."""
    home = Home(tmp_path / "old")
    home.fill("tea")
    target = tmp_path / "backups" / "parlance.zip"
    with History(home.history) as history:
        back_up(history, home.settings, target)
    return target


def test_everything_is_back_on_another_computer(backup: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "new")
    home.restore(backup)
    assert home.titles() == ["tea"]
    with History(home.history) as history:
        assert [hit.snippet for hit in history.search("about")] == ["about tea"]
    assert SettingsStore(home.settings).value == Settings(system_prompt="tea")
    assert [file.name for file in backup.parent.iterdir()] == ["parlance.zip"]
    for file in (backup, home.history, home.settings):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600 or sys.platform == "win32"


def test_a_backup_is_complete_while_an_answer_is_being_written(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with History(home.history) as history:
        conversation = history.create_conversation()
        answer = history.add_message(conversation.id, "assistant", "", parent=None, state="streaming")
        history.save_streaming(answer.id, "half an ans")
        back_up(history, home.settings, tmp_path / "backup.zip")
    home.restore(tmp_path / "backup.zip")
    with History(home.history) as history:
        assert history.message(answer.id).text == "half an ans"


def test_the_history_that_was_replaced_can_be_had_back(backup: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "new")
    home.fill("coffee")
    home.restore(backup)
    assert home.titles() == ["tea"]
    before_restore(home.history).replace(home.history)
    assert home.titles() == ["coffee"]


def test_a_write_ahead_log_that_a_crash_has_left_is_not_mixed_into_the_restored_history(
    backup: Path, tmp_path: Path
) -> None:
    home = Home(tmp_path / "new")
    home.fill("coffee")
    with History(home.history) as history:
        history.create_conversation(title="milk")
        left = {file: file.read_bytes() for file in home.folder.glob("history.sqlite3*")}
    for file, content in left.items():
        file.write_bytes(content)
    assert len(left) == 3
    home.restore(backup)
    assert home.titles() == ["tea"]
    kept = Home(tmp_path / "kept")
    kept.folder.mkdir()
    for file in home.folder.glob("*.before-restore*"):
        file.replace(kept.folder / file.name.replace(".before-restore", ""))
    assert kept.titles() == ["milk", "coffee"]


def test_deleting_for_good_after_restoring_hits_the_right_conversation_in_the_replaced_history(
    backup: Path, tmp_path: Path
) -> None:
    """Both histories have a conversation number 1, and they are not the same."""
    home = Home(tmp_path / "new")
    home.fill("coffee")
    home.restore(backup)
    home.restore(backup)
    assert home.titles() == ["tea"]
    home.history.unlink()
    home.fill("juice")
    with History(home.history) as history:
        (juice,) = history.list_conversations()
        history.delete_for_good([juice.id])
    before_restore(home.history).replace(home.history)
    assert home.titles() == ["tea"], "the copy's own conversation 1 is gone"


def rewritten(backup: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(backup) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(backup, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def manifest_of_another_format(files: dict[str, bytes]) -> None:
    files["parlance-backup.json"] = json.dumps({"format": 99}).encode()


def history_of_a_newer_program(files: dict[str, bytes]) -> None:
    header = bytearray(files["history.sqlite3"])
    header[60:64] = (len(MIGRATIONS) + 1).to_bytes(4, "big")  # the place of user_version
    files["history.sqlite3"] = bytes(header)


@pytest.mark.parametrize("change", [manifest_of_another_format, history_of_a_newer_program])
def test_the_backup_of_a_newer_program_is_refused(
    backup: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None]
) -> None:
    home = Home(tmp_path / "new")
    home.fill("coffee")
    rewritten(backup, change)
    with pytest.raises(StorageNewer) as raised:
        home.restore(backup)
    assert str(backup) in raised.value.text
    assert home.titles() == ["coffee"]


@pytest.mark.parametrize("missing", ["parlance-backup.json", "history.sqlite3"])
def test_a_foreign_archive_is_refused(backup: Path, tmp_path: Path, missing: str) -> None:
    rewritten(backup, lambda files: files.__delitem__(missing))
    with pytest.raises(NotABackup):
        Home(tmp_path / "new").restore(backup)


def test_a_backup_without_settings_leaves_the_present_ones(backup: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "new")
    home.fill("coffee")
    rewritten(backup, lambda files: files.__delitem__("settings.json"))
    home.restore(backup)
    assert SettingsStore(home.settings).value.system_prompt == "coffee"


def test_a_damaged_backup_is_refused_wherever_the_damage_is(backup: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "new")
    home.fill("coffee")
    whole = backup.read_bytes()
    damaged = [whole[:length] for length in (0, 10, len(whole) // 2, len(whole) - 1)]
    for position in range(0, len(whole), max(1, len(whole) // 60)):
        flipped = bytearray(whole)
        flipped[position] ^= 0xFF
        damaged.append(bytes(flipped))
    refused = 0
    for content in damaged:
        backup.write_bytes(content)
        try:
            home.restore(backup)
        except (NotABackup, StorageNewer):
            refused += 1
            assert home.titles() == ["coffee"]
        else:
            # Some bytes, such as a time stamp, mean nothing.
            assert home.titles() == ["tea"]
            before_restore(home.history).replace(home.history)
    assert refused > len(damaged) // 2
    assert [file.name for file in home.folder.glob(".*")] == []


def test_a_history_that_is_broken_inside_is_refused(backup: Path, tmp_path: Path) -> None:
    def break_pages(files: dict[str, bytes]) -> None:
        content = files["history.sqlite3"]
        files["history.sqlite3"] = content[: 3 * 4096] + b"\xff" * (len(content) - 3 * 4096)

    rewritten(backup, break_pages)
    with pytest.raises(NotABackup):
        Home(tmp_path / "new").restore(backup)


def test_a_disk_that_fills_up_leaves_the_backup_from_before(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(history: History, path: Path, report: Report) -> None:
        path.write_bytes(b"half a cop")
        raise OSError(errno.ENOSPC, "No space left on device")

    before = backup.read_bytes()
    monkeypatch.setattr(History, "copy_to", full)
    with History.in_memory() as history, pytest.raises(StorageFull):
        back_up(history, tmp_path / "settings.json", backup)
    assert backup.read_bytes() == before
    assert [file.name for file in backup.parent.iterdir()] == ["parlance.zip"]


def test_the_window_goes_on_until_the_next_start(backup: Path, tmp_path: Path) -> None:
    """A backup that is unpacked changes nothing while the history is open, and can still be given up."""
    home = Home(tmp_path / "new")
    home.fill("coffee")
    with History(home.history) as history:
        prepare(backup, home.history)
        history.create_conversation(title="milk")
    assert prepared(home.history) is not None
    assert home.titles() == ["milk", "coffee"]
    give_up_restore(home.history)
    assert prepared(home.history) is None
    assert not finish_restore(home.history, home.settings)
    prepare(backup, home.history)
    assert finish_restore(home.history, home.settings)
    assert home.titles() == ["tea"]
    assert SettingsStore(home.settings).value.system_prompt == "tea"
    assert not finish_restore(home.history, home.settings)


@pytest.mark.parametrize("killed_after", ["settings", "old history moved", "all moved"])
def test_a_restore_that_was_interrupted_is_finished_by_the_next_start(
    backup: Path, tmp_path: Path, killed_after: str
) -> None:
    home = Home(tmp_path / "new")
    home.fill("coffee")
    prepare(backup, home.history)
    folder = home.folder / "restore"
    (folder / "settings.json").replace(home.settings)
    if killed_after != "settings":
        move(home.history, before_restore(home.history))
    if killed_after == "all moved":
        move(folder / "history.sqlite3", home.history)
    finish_restore(home.history, home.settings)
    assert home.titles() == ["tea"]
    before_restore(home.history).replace(home.history)
    assert home.titles() == ["coffee"]


def test_nothing_is_restored_under_an_open_window(backup: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "new")
    home.fill("coffee")
    with History(home.history) as history:
        with pytest.raises(StorageLocked):
            home.restore(backup)
        assert [each.title for each in history.list_conversations()] == ["coffee"]
        history.create_conversation(title="milk")
    assert home.titles() == ["milk", "coffee"]


def test_progress_is_told_and_a_backup_can_be_given_up_on_the_way(tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    home = Home(tmp_path / "home")
    home.fill("tea " * 1_000_000)
    target = tmp_path / "b" / "backup.zip"
    told: list[float] = []
    with History(home.history) as history:
        back_up(history, home.settings, target, told.append)
        prepare(target, tmp_path / "other" / "history.sqlite3", told.append)
        before = target.read_bytes()

        def stop(done: float) -> None:
            if done > 0.5:
                raise Enough

        with pytest.raises(Enough):
            back_up(history, home.settings, target, stop)
    assert len(told) > 6
    assert told[-1] == max(told) == 1.0
    assert target.read_bytes() == before
    assert [file.name for file in target.parent.iterdir()] == ["backup.zip"]


def test_others_can_write_while_a_backup_is_made(tmp_path: Path) -> None:
    """Complaint: the window stands still while it saves. What comes meanwhile is in the next backup."""
    home = Home(tmp_path / "home")
    home.fill("tea " * 100_000)
    with History(home.history) as history:
        titles: list[str] = []

        def write(done: float) -> None:
            titles.append(history.create_conversation(title=f"at {done}").title)

        back_up(history, home.settings, tmp_path / "backup.zip", write)
    assert titles
    home.restore(tmp_path / "backup.zip")
    assert len(home.titles()) == 1
