"""Complaints: models lost on an update, a user's file moved or deleted, one click that deletes 40 GB."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from assistant.engine.errors import ModelDamaged, ModelNotFound
from assistant.engine.speed import Speed
from assistant.engine.values import LoadSettings, Sampling
from assistant.models import entry as entry_module
from assistant.models.entry import ModelSettings
from assistant.models.errors import (
    DiskFull,
    LaterPart,
    LibraryNotWritable,
    ModelAmbiguous,
    ModelUnknown,
    SettingsInvalid,
)
from assistant.models.library import ModelLibrary
from tests.fakes.gguf_files import write_gguf, write_split
from tests.guards.logs import ExpectedLogs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def library(folder: Path) -> ModelLibrary:
    """Without the starter model."""
    return ModelLibrary(folder, find_starter=lambda: None)


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    """A model of the user's, outside the library."""
    return write_gguf(tmp_path / "mine" / "Tiny-Llama-1.5-Chat-F16.gguf")


def download(folder: Path, repo: str = "org/tiny-GGUF", name: str = "tiny-F16.gguf") -> Path:
    return write_gguf(folder / repo / name)


def ids(library: ModelLibrary) -> list[str]:
    return [entry.id for entry in library.entries()]


# ------------------------------------------------------------------------------------------------ listing


def test_the_starter_model_is_there_from_the_first_moment(folder: Path, starter_model: Path) -> None:
    (entry,) = ModelLibrary(folder).entries()
    assert (entry.id, entry.name) == ("smollm2-135m-instruct-q4_1", "SmolLM2-135M-Instruct")
    assert (entry.source, entry.path, entry.available) == ("starter", starter_model, True)
    assert entry.size == starter_model.stat().st_size
    assert (entry.parameters, entry.quantization, entry.context_length) == (134_515_008, "Q4_1", 8192)
    assert entry.has_template
    assert entry.licence == "apache-2.0"


def test_an_entry_is_json_with_the_fields_of_the_command_line(library: ModelLibrary, own_file: Path) -> None:
    shown = json.loads(json.dumps(msgspec.to_builtins(library.import_file(own_file), enc_hook=str)))
    fields = "id name path size architecture parameters quantization context_length source sha256 verified"
    assert set(fields.split()) <= set(shown)
    assert shown["path"] == str(own_file)


def test_a_file_put_into_the_folder_is_found(library: ModelLibrary, folder: Path) -> None:
    path = download(folder)
    (entry,) = library.entries()
    assert (entry.source, entry.repo, entry.path) == ("downloaded", "org/tiny-GGUF", path)


def test_partial_and_foreign_files_are_not_listed(library: ModelLibrary, folder: Path) -> None:
    download(folder, name="half.gguf.part")
    write_gguf(folder / "org/repo/mmproj-f16.gguf", general__architecture="clip")
    write_gguf(folder / "org/repo/cut.gguf", cut=100)
    write_split(folder / "org/incomplete")[1].unlink()
    assert library.entries() == []


def test_a_split_model_is_one_entry(library: ModelLibrary, folder: Path) -> None:
    parts = write_split(folder / "org" / "big")
    (entry,) = library.entries()
    assert (entry.id, entry.path) == ("tiny", parts[0])
    assert entry.size == sum(part.stat().st_size for part in parts)
    assert entry.parameters == 64 * 2000 + 2 * 64 * 64 + 64


def test_the_last_used_comes_first(library: ModelLibrary, folder: Path) -> None:
    for name in ("b.gguf", "a.gguf", "c.gguf"):
        download(folder, name=name)
    assert ids(library) == ["a", "b", "c"]
    library.mark_used("b")
    library.mark_used("c")
    assert ids(library) == ["c", "b", "a"]


def test_equal_file_names_get_ids_of_their_own(library: ModelLibrary, folder: Path) -> None:
    first, second = download(folder, "org/one"), download(folder, "org/two")
    assert {entry.id: entry.path for entry in library.entries()} == {"tiny-f16": first, "tiny-f16-2": second}


def test_a_file_with_an_empty_name_shows_its_title(library: ModelLibrary, tmp_path: Path) -> None:
    entry = library.import_file(write_gguf(tmp_path / "jan" / "model.gguf"))
    assert (entry.id, entry.name) == ("tiny-llama-f16", "Tiny Llama")


def test_two_hundred_models_are_listed_without_reading_their_headers(
    library: ModelLibrary, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = write_gguf(folder / "org/repo/0.gguf")
    for number in range(1, 200):
        shutil.copyfile(original, original.with_name(f"{number}.gguf"))
    assert len(library.entries()) == 200

    def no_reading(path: Path) -> None:
        pytest.fail(f"the header of {path} was read again")

    monkeypatch.setattr(entry_module, "check_file", no_reading)
    assert len(library.entries()) == 200


def test_a_changed_file_is_read_anew_and_no_longer_verified_or_measured(
    library: ModelLibrary, folder: Path
) -> None:
    path = download(folder)
    library.add_downloaded(path, repo="org/tiny-GGUF", commit="c" * 40, hashes={path.name: "a" * 64})
    library.set_speed("tiny-f16", Speed(reading=90.0, writing=20.0))
    assert library.entries()[0].speed == Speed(reading=90.0, writing=20.0)
    write_gguf(path, llama__context_length=131072, general__license="a much longer licence text")
    (entry,) = library.entries()
    assert (entry.context_length, entry.verified, entry.speed) == (131072, None, None)


# ------------------------------------------------------------------------------------------------ finding


def test_finds_by_id_by_beginning_and_by_path(library: ModelLibrary, folder: Path) -> None:
    path = download(folder, name="Qwen3-0.6B-F16.gguf")
    (entry,) = library.entries()
    for wanted in ("qwen3-0.6b-f16", "QWEN3-0.6B", "qwen", str(path)):
        assert library.find(wanted) == entry


def test_an_exact_id_wins_over_longer_ones(library: ModelLibrary, folder: Path) -> None:
    download(folder, name="tiny.gguf")
    download(folder, name="tiny-chat.gguf")
    assert library.find("tiny").id == "tiny"


def test_a_name_may_have_a_slash(library: ModelLibrary, own_file: Path) -> None:
    entry = library.import_file(own_file, name="someone/tiny:latest")
    assert library.find("Someone/Tiny:latest") == entry


def test_a_beginning_of_two_names_says_which_ones(library: ModelLibrary, folder: Path) -> None:
    download(folder, name="tiny-a.gguf")
    download(folder, name="tiny-b.gguf")
    with pytest.raises(ModelAmbiguous) as caught:
        library.find("tin")
    assert "tiny-a, tiny-b" in caught.value.advice


def test_an_unknown_name_is_answered_with_the_nearest(library: ModelLibrary, folder: Path) -> None:
    download(folder, name="qwen3-0.6b.gguf")
    with pytest.raises(ModelUnknown) as caught:
        library.find("quen3")
    assert "qwen3-0.6b" in caught.value.advice


def test_an_empty_library_has_no_nearest_name(library: ModelLibrary) -> None:
    with pytest.raises(ModelUnknown) as caught:
        library.find("")
    assert caught.value.advice == "Nearest names: none."


def test_a_path_outside_the_library_works_and_is_not_remembered(
    library: ModelLibrary, own_file: Path
) -> None:
    entry = library.find(str(own_file))
    assert (entry.id, entry.path, entry.name) == (str(own_file), own_file, "Tiny-Llama-1.5-Chat")
    library.mark_used(entry.id)
    assert library.settings(entry.id) == ModelSettings()
    assert library.entries() == []


def test_a_path_that_leads_nowhere(library: ModelLibrary) -> None:
    with pytest.raises(ModelNotFound):
        library.find("/nowhere/model.gguf")


# ------------------------------------------------------------------------------------------------ importing


def test_importing_links_by_default(library: ModelLibrary, folder: Path, own_file: Path) -> None:
    entry = library.import_file(own_file)
    assert (entry.source, entry.path, entry.id) == ("linked", own_file, "tiny-llama-1.5-chat-f16")
    assert not list(folder.rglob("*.gguf"))
    assert library.import_file(own_file) == entry
    assert len(library.entries()) == 1


def test_a_link_outlives_its_disk(library: ModelLibrary, own_file: Path, tmp_path: Path) -> None:
    library.import_file(own_file)
    away = own_file.rename(tmp_path / "away")
    (entry,) = library.entries()
    assert not entry.available
    assert entry.name == "Tiny-Llama-1.5-Chat"
    away.rename(own_file)
    assert library.entries()[0].available


def test_copying_leaves_the_original(library: ModelLibrary, folder: Path, own_file: Path) -> None:
    steps: list[tuple[int, int]] = []
    entry = library.import_file(own_file, copy=True, on_progress=lambda *step: steps.append(step))
    assert entry.source == "imported"
    assert entry.path.is_relative_to(folder)
    assert entry.path.read_bytes() == own_file.read_bytes()
    assert steps[-1] == (entry.size, entry.size)
    second = library.import_file(own_file, copy=True)
    assert second.path != entry.path


def test_a_split_model_is_copied_whole(library: ModelLibrary, folder: Path, tmp_path: Path) -> None:
    parts = write_split(tmp_path / "mine")
    entry = library.import_file(parts[0], copy=True)
    assert sorted(path.name for path in entry.path.parent.iterdir()) == [part.name for part in parts]


def test_a_cancelled_copy_leaves_nothing(library: ModelLibrary, folder: Path, own_file: Path) -> None:
    def cancel(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.import_file(own_file, copy=True, on_progress=cancel)
    assert not [path for path in folder.rglob("*") if path.suffix == ".gguf" or "copying" in path.name]
    assert library.entries() == []


def test_a_copy_needs_room(
    library: ModelLibrary, folder: Path, own_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**12, 10**12, 1000))
    with pytest.raises(DiskFull) as caught:
        library.import_file(own_file, copy=True)
    assert "1.0 kB is free" in caught.value.text
    assert not list(folder.rglob("*.gguf"))


def test_a_damaged_file_is_not_imported(library: ModelLibrary, tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged):
        library.import_file(write_gguf(tmp_path / "cut.gguf", cut=1))
    with pytest.raises(LaterPart):
        library.import_file(write_split(tmp_path)[2])
    assert library.entries() == []


def test_a_download_is_remembered_with_its_origin(library: ModelLibrary, folder: Path) -> None:
    path = download(folder)
    library.entries()  # somebody lists while the download ends
    entry = library.add_downloaded(path, repo="org/tiny-GGUF", commit="c" * 40, hashes={path.name: "a" * 64})
    assert (entry.repo, entry.commit, entry.sha256, entry.verified) == (
        "org/tiny-GGUF",
        "c" * 40,
        "a" * 64,
        True,
    )
    library.set_verified(entry.id, False)
    assert library.entries()[0].verified is False


# ------------------------------------------------------------------------------------------------ settings


def test_settings_are_kept_for_each_model(library: ModelLibrary, folder: Path) -> None:
    download(folder)
    (id_,) = ids(library)
    kept = ModelSettings(load={"context": 16384, "kv_type": "q8_0"}, sampling={"temperature": 0.2})
    library.set_settings(id_, kept)
    again = ModelLibrary(folder, find_starter=lambda: None).settings(id_)
    assert again == kept
    assert again.load_settings(LoadSettings(threads=3)) == LoadSettings(
        context=16384, kv_type="q8_0", threads=3
    )
    assert again.sampling_settings() == Sampling(temperature=0.2)


def test_a_base_model_with_a_template_of_the_users_can_chat(library: ModelLibrary, folder: Path) -> None:
    write_gguf(folder / "org" / "base" / "base.gguf", tokenizer__chat_template=None)
    (id_,) = ids(library)
    assert not library.entries()[0].has_template
    library.set_settings(id_, ModelSettings(load={"template": "{{ messages[0].content }}"}))
    assert library.entries()[0].has_template


@pytest.mark.parametrize(
    "settings",
    [
        ModelSettings(load={"contxt": 1}),
        ModelSettings(load={"context": "big"}),
        ModelSettings(load={"kv_type": "q2"}),
        ModelSettings(sampling={"temperature": None}),
    ],
)
def test_settings_that_do_not_fit_are_refused(
    library: ModelLibrary, folder: Path, settings: ModelSettings
) -> None:
    download(folder)
    (id_,) = ids(library)
    with pytest.raises(SettingsInvalid):
        library.set_settings(id_, settings)
    assert library.settings(id_) == ModelSettings()


# ------------------------------------------------------------------------------------------------ removing


def test_removing_a_link_never_touches_the_file(library: ModelLibrary, own_file: Path) -> None:
    before = own_file.read_bytes()
    entry = library.import_file(own_file)
    library.remove(entry.id)
    assert library.entries() == []
    assert library.restore(entry.id) == entry
    library.remove(entry.id)
    library.empty_trash()
    assert library.removed() == []
    assert own_file.read_bytes() == before


def test_a_removed_download_can_be_restored(library: ModelLibrary, folder: Path) -> None:
    parts = write_split(folder / "org" / "big")
    content = [part.read_bytes() for part in parts]
    (id_,) = ids(library)
    library.set_settings(id_, ModelSettings(load={"context": 512}))
    library.remove(id_)
    assert library.entries() == []
    assert [entry.id for entry in library.removed()] == [id_]
    assert not (folder / "org").exists()
    library.restore(id_)
    assert [part.read_bytes() for part in parts] == content
    assert ids(library) == [id_]
    assert library.settings(id_).load == {"context": 512}


def test_emptying_the_trash_frees_the_disk(library: ModelLibrary, folder: Path) -> None:
    download(folder)
    (id_,) = ids(library)
    library.remove(id_)
    assert list(folder.rglob("*.gguf"))
    library.empty_trash()
    assert not list(folder.rglob("*.gguf"))
    with pytest.raises(ModelUnknown):
        library.restore(id_)


def test_what_was_removed_long_ago_is_deleted(library: ModelLibrary, folder: Path, own_file: Path) -> None:
    download(folder)
    (id_,) = ids(library)
    library.remove(id_)
    link = library.import_file(own_file)
    library.remove(link.id)
    removed = library.removed()[0].removed_at
    assert removed is not None
    library.empty_trash(removed)
    assert {entry.id for entry in library.removed()} == {id_, link.id}
    library.empty_trash(removed + timedelta(minutes=1))
    assert library.removed() == []
    assert not list(folder.rglob("*.gguf"))
    assert own_file.exists()


def test_what_an_older_version_removed_is_kept_as_if_it_had_been_today(
    library: ModelLibrary, folder: Path
) -> None:
    download(folder)
    (id_,) = ids(library)
    library.remove(id_)
    index = folder / "library.json"
    content = json.loads(index.read_bytes())
    del content["models"][id_]["removed_at"]
    index.write_text(json.dumps(content))
    library.empty_trash(datetime.now(UTC) - timedelta(days=30))
    (entry,) = library.removed()
    assert entry.removed_at is not None


def test_a_model_downloaded_again_while_in_the_trash(library: ModelLibrary, folder: Path) -> None:
    path = download(folder)
    (id_,) = ids(library)
    library.remove(id_)
    download(folder)
    assert ids(library) == [id_]
    library.empty_trash()
    assert path.exists()
    assert ids(library) == [id_]


def test_the_starter_model_can_be_hidden(folder: Path, starter_model: Path) -> None:
    library = ModelLibrary(folder)
    (id_,) = ids(library)
    library.remove(id_)
    library.empty_trash()
    assert ids(ModelLibrary(folder)) == []
    assert starter_model.exists()
    assert library.restore(id_).source == "starter"


def test_the_starter_model_is_followed_to_another_environment(tmp_path: Path, folder: Path) -> None:
    first, second = (write_gguf(tmp_path / name / "starter.gguf") for name in "ab")
    (id_,) = ids(ModelLibrary(folder, find_starter=lambda: first))
    ModelLibrary(folder).mark_used(id_)
    (entry,) = ModelLibrary(folder, find_starter=lambda: second).entries()
    assert (entry.id, entry.path) == (id_, second)
    assert entry.last_used is not None


def test_a_half_failed_removal_is_undone(
    library: ModelLibrary, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = write_split(folder / "org" / "big")
    (id_,) = ids(library)
    replace = Path.replace

    def refuse_the_second(self: Path, target: Path) -> Path:
        if self == parts[1]:
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse_the_second)
    with pytest.raises(LibraryNotWritable):
        library.remove(id_)
    assert all(part.exists() for part in parts)
    assert ids(library) == [id_]


@pytest.mark.parametrize("call", ["remove", "restore"])
def test_an_unknown_id_is_refused(library: ModelLibrary, call: str) -> None:
    with pytest.raises(ModelUnknown):
        getattr(library, call)("nothing")


# ------------------------------------------------------------------------------------------------ the index


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b'{"version": 99, "models": {}}'])
def test_a_broken_or_newer_index_is_kept_aside(
    library: ModelLibrary, folder: Path, content: bytes, expected_logs: ExpectedLogs
) -> None:
    expected_logs("index of models was set aside")
    path = download(folder)
    library.entries()
    (folder / "library.json").write_bytes(content)
    assert [entry.path for entry in library.entries()] == [path]
    assert [aside.read_bytes() for aside in folder.glob("library-*.old")] == [content]
    assert [entry.path for entry in library.entries()] == [path]


def test_a_folder_that_cannot_be_written_is_still_listed(
    tmp_path: Path, starter_model: Path, expected_logs: ExpectedLogs
) -> None:
    expected_logs("cannot be changed")
    (tmp_path / "models").write_text("a file where the folder should be")
    library = ModelLibrary(tmp_path / "models")
    assert [entry.path for entry in library.entries()] == [starter_model]
    with pytest.raises(LibraryNotWritable):
        library.import_file(starter_model)


def test_two_processes_do_not_lose_each_others_changes(
    library: ModelLibrary, folder: Path, tmp_path: Path
) -> None:
    code = (
        "import sys; from pathlib import Path; from assistant.models.library import ModelLibrary\n"
        "library = ModelLibrary(Path(sys.argv[1]), find_starter=lambda: None)\n"
        "for path in sys.argv[2:]: library.import_file(Path(path))"
    )
    files = [write_gguf(tmp_path / "mine" / f"model-{number}.gguf") for number in range(20)]
    halves = (files[:10], files[10:])
    children = [
        subprocess.Popen([sys.executable, "-c", code, str(folder), *map(str, half)]) for half in halves
    ]
    assert [child.wait(60) for child in children] == [0, 0]
    assert {entry.path for entry in library.entries()} == set(files)
