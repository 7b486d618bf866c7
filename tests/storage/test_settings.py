"""Settings survive crashes, hand editing, and newer and older versions of the program."""

from __future__ import annotations

import dataclasses
import json
import stat
import sys
from pathlib import Path

import pytest

from assistant.engine.values import LoadSettings, Sampling
from assistant.options import describe
from assistant.storage.errors import StorageError
from assistant.storage.settings import Settings
from assistant.storage.settings_store import SettingsStore
from tests.guards.logs import ExpectedLogs


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "settings.json"


def test_every_option_accepts_its_own_default_and_says_what_it_is() -> None:
    for info in describe(Settings):
        assert info.accepts(info.default), info.name
        assert info.label, info.name
        assert info.group, info.name
        if info.special:
            assert info.accepts(info.minimum), f"{info.name} shows a text for a value that it cannot have"


def test_untouched_settings_are_what_the_engine_would_do_anyway() -> None:
    assert Settings().sampling == Sampling()
    defaults = LoadSettings()
    for name in ("context", "threads", "kv_type", "flash_attention"):
        assert getattr(Settings(), name) == getattr(defaults, name)


def test_sampling_follows_the_settings() -> None:
    settings = Settings(temperature=0.0, top_p=0.5, top_k=3, min_p=0.1, repeat_penalty=1.2, seed=5)
    assert settings.sampling == Sampling(
        temperature=0.0, top_p=0.5, top_k=3, min_p=0.1, repeat_penalty=1.2, seed=5
    )


def test_a_change_is_written_and_told(path: Path) -> None:
    store = SettingsStore(path)
    assert store.value == Settings()
    assert not path.exists(), "looking at settings writes nothing"
    told: list[tuple[Settings, Settings]] = []
    stop = store.observe(lambda before, after: told.append((before, after)))
    store.change(theme="dark", system_prompt="简短回答。")
    store.change(theme="dark")
    assert told == [(Settings(), store.value)]
    stop()
    store.change(text_zoom=150, last_model="qwen")
    assert len(told) == 1
    assert SettingsStore(path).value == Settings(
        theme="dark", system_prompt="简短回答。", text_zoom=150, last_model="qwen"
    )
    assert "简短回答。" in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 or sys.platform == "win32"
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("fields", [{"theme": "pink"}, {"text_zoom": 300}, {"offline": 1}, {"colour": "red"}])
def test_a_form_that_passes_something_impossible_is_a_bug(path: Path, fields: dict[str, object]) -> None:
    store = SettingsStore(path)
    with pytest.raises(ValueError, match="not acceptable"):
        store.change(**fields)
    assert store.value == Settings()
    assert not path.exists()


def test_what_a_newer_version_has_written_is_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"theme": "dark", "holograms": {"depth": 3}}')
    store = SettingsStore(path)
    store.change(theme="light")
    content = json.loads(path.read_text())
    assert (content["theme"], content["holograms"]) == ("light", {"depth": 3})


def test_wrong_values_become_defaults_and_the_others_stay(path: Path, expected_logs: ExpectedLogs) -> None:
    expected_logs("kept aside .* not acceptable")
    path.parent.mkdir()
    text = (
        '{"theme": "pink", "text_zoom": 1000, "temperature": 1, "last_model": 7, "offline": true, "new": 1}'
    )
    path.write_text(text)
    store = SettingsStore(path)
    assert store.value == Settings(temperature=1, offline=True)
    assert path.with_name("settings.json.wrong").read_text() == text
    content = json.loads(path.read_text())
    assert content == {"new": 1, **dataclasses.asdict(store.value)}


def test_the_warning_comes_once(
    path: Path, expected_logs: ExpectedLogs, caplog: pytest.LogCaptureFixture
) -> None:
    expected_logs("kept aside")
    path.parent.mkdir()
    path.write_text('{"theme": "pink"}')
    for _ in range(3):
        SettingsStore(path)
    assert len(caplog.records) == 1


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b"null", b"\xff\xfe\x00", b'{"theme": "da'])
def test_a_file_that_holds_no_settings_is_kept_aside(
    path: Path, content: bytes, expected_logs: ExpectedLogs
) -> None:
    expected_logs("kept aside")
    path.parent.mkdir()
    path.write_bytes(content)
    assert SettingsStore(path).value == Settings()
    assert path.with_name("settings.json.wrong").read_bytes() == content


def test_a_change_that_cannot_be_written_does_not_happen(path: Path) -> None:
    store = SettingsStore(path)
    path.parent.write_text("a file where the folder should be")
    with pytest.raises(StorageError):
        store.change(theme="dark")
    assert store.value.theme == "system"
