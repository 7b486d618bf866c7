"""A dialogue that was put away is not read again, and a damaged or foreign cache is never used."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path

import pytest

from assistant.engine.client import EngineClient
from assistant.engine.protocol import Generate
from assistant.engine.values import LoadSettings, Message
from tests.engine.llama.conftest import GREEDY, EngineUnderTest, Recorder, StartEngine

pytestmark = pytest.mark.model

STORY = "The lighthouse keeper counts the ships. " * 12
FIRST = [Message(role="user", content=STORY + "How many ships are there?")]


def turn(engine: EngineUnderTest, messages: list[Message], key: str | None = "story") -> Recorder:
    return engine.run(Generate(messages=messages, sampling=GREEDY, max_tokens=8, cache_key=key))


def second_turn(first: Recorder) -> list[Message]:
    return [*FIRST, Message(role="assistant", content=first.text), Message(role="user", content="Why?")]


@pytest.fixture
def settings(tmp_path: Path) -> LoadSettings:
    return LoadSettings(context=1024, kv_folder=str(tmp_path / "kv"))


@pytest.fixture(scope="module")
def first_turn(starter_model: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Recorder, Path]:
    """The first turn of a dialogue, and the folder in which its engine has left it."""
    folder = tmp_path_factory.mktemp("first-turn") / "kv"
    client = EngineClient()
    client.start()
    engine = EngineUnderTest(client)
    engine.load(starter_model, LoadSettings(context=1024, kv_folder=str(folder)))
    first = turn(engine, FIRST)
    client.close()
    return first, folder


@pytest.fixture
def saved(first_turn: tuple[Recorder, Path], settings: LoadSettings) -> Recorder:
    """The first turn of a dialogue, whose engine has been closed."""
    first, folder = first_turn
    assert settings.kv_folder is not None
    shutil.copytree(folder, settings.kv_folder)
    return first


def kv_files(settings: LoadSettings) -> list[Path]:
    assert settings.kv_folder is not None
    return sorted(Path(settings.kv_folder).glob("*"))


def reopen(start_engine: StartEngine, model: Path, settings: LoadSettings) -> EngineUnderTest:
    engine = start_engine()
    engine.load(model, settings)
    return engine


def test_a_dialogue_reopens_without_being_read_again(
    start_engine: StartEngine, starter_model: Path, settings: LoadSettings, saved: Recorder
) -> None:
    engine = reopen(start_engine, starter_model, settings)
    answer = turn(engine, second_turn(saved))
    assert answer.started.cached_tokens >= saved.started.prompt_tokens


def test_a_reopened_dialogue_goes_on_as_if_it_had_been_read(
    start_engine: StartEngine, starter_model: Path, settings: LoadSettings, saved: Recorder
) -> None:
    messages = second_turn(saved)
    reopened = turn(reopen(start_engine, starter_model, settings), messages)
    again = turn(reopen(start_engine, starter_model, LoadSettings(context=1024)), messages)
    assert again.started.cached_tokens == 0
    assert reopened.text == again.text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_saved_caches_are_readable_by_the_owner_only(settings: LoadSettings, saved: Recorder) -> None:
    assert saved.text
    (file,) = kv_files(settings)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("damage", ["a flipped byte", "cut off", "not a header"])
def test_a_damaged_cache_is_thrown_away(
    start_engine: StartEngine, starter_model: Path, settings: LoadSettings, saved: Recorder, damage: str
) -> None:
    (file,) = kv_files(settings)
    data = bytearray(file.read_bytes())
    if damage == "a flipped byte":
        data[-1000] ^= 1
    elif damage == "cut off":
        del data[-1000:]
    else:
        data[:10] = b"0123456789"
    file.write_bytes(data)
    engine = reopen(start_engine, starter_model, settings)
    answer = turn(engine, second_turn(saved))
    assert answer.started.cached_tokens == 0
    assert answer.generated


def test_a_cache_of_other_settings_is_not_used(
    start_engine: StartEngine, starter_model: Path, settings: LoadSettings, saved: Recorder
) -> None:
    other = LoadSettings(context=1024, kv_folder=settings.kv_folder, kv_type="q8_0", flash_attention="on")
    engine = reopen(start_engine, starter_model, other)
    assert turn(engine, second_turn(saved)).started.cached_tokens == 0


def test_a_forgotten_dialogue_leaves_nothing(
    start_engine: StartEngine, starter_model: Path, settings: LoadSettings, saved: Recorder
) -> None:
    assert kv_files(settings)
    engine = reopen(start_engine, starter_model, settings)
    turn(engine, second_turn(saved))
    engine.client.forget("story")
    answer = turn(engine, FIRST, key=None)
    assert answer.started.cached_tokens == 0
    assert kv_files(settings) == []


def test_a_dialogue_without_a_name_is_never_written(
    start_engine: StartEngine, starter_model: Path, settings: LoadSettings
) -> None:
    engine = reopen(start_engine, starter_model, settings)
    turn(engine, FIRST, key=None)
    engine.client.close()
    assert kv_files(settings) == []


def test_the_folder_keeps_to_its_limit(
    start_engine: StartEngine, starter_model: Path, tmp_path: Path
) -> None:
    limit = 9_000_000
    settings = LoadSettings(context=2048, kv_folder=str(tmp_path / "kv"), kv_disk_bytes=limit)
    engine = reopen(start_engine, starter_model, settings)
    for name in ("a", "b", "c"):
        turn(engine, [Message(role="user", content=f"{name} {STORY}")], key=name)
    engine.client.close()
    assert kv_files(settings)
    assert sum(file.stat().st_size for file in kv_files(settings)) <= limit


def test_switching_between_dialogues_does_not_read_again(
    start_engine: StartEngine, starter_model: Path, settings: LoadSettings
) -> None:
    engine = reopen(start_engine, starter_model, settings)
    other = [Message(role="user", content="Count the sheep. " * 20)]
    first = turn(engine, FIRST, key="first")
    turn(engine, other, key="second")
    back = turn(engine, second_turn(first), key="first")
    assert back.started.cached_tokens >= first.started.prompt_tokens


def test_a_temporary_dialogue_waits_in_memory_only(
    start_engine: StartEngine, starter_model: Path, settings: LoadSettings
) -> None:
    engine = reopen(start_engine, starter_model, settings)
    first = turn(engine, FIRST, key=None)
    turn(engine, [Message(role="user", content="Count the sheep. " * 20)], key=None)
    back = turn(engine, second_turn(first), key=None)
    engine.client.close()
    assert back.started.cached_tokens >= first.started.prompt_tokens
    assert kv_files(settings) == []


def test_an_idle_dialogue_makes_no_other_one_wait_for_its_cells(
    start_engine: StartEngine, starter_model: Path
) -> None:
    """Complaint: everything becomes slower, the more conversations have been opened."""
    engine = reopen(start_engine, starter_model, LoadSettings(context=512))
    for name in ("first", "second", "third", "fourth", "fifth"):
        # 512 cells would hold three of these dialogues.
        turn(engine, [Message(role="user", content=f"{name} {STORY}")], key=name)
    again = turn(engine, [Message(role="user", content=f"first {STORY}")], key="first")
    assert again.started.prompt_tokens - again.started.cached_tokens < 8


def test_what_is_put_away_without_a_folder_is_forgotten_on_request(
    start_engine: StartEngine, starter_model: Path
) -> None:
    engine = reopen(start_engine, starter_model, LoadSettings(context=1024))
    turn(engine, FIRST)
    turn(engine, [Message(role="user", content="Count the sheep. " * 20)], key="other")
    engine.client.forget("story")
    assert turn(engine, FIRST, key=None).started.cached_tokens < 40
