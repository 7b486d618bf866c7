"""Nobody should download 5 GB twice: models of other programs are found, and never touched."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from assistant.models.found import find_installed
from assistant.models.library import ModelLibrary
from tests.fakes.gguf_files import write_gguf, write_split


def listed(home: Path, **env: str) -> list[tuple[str, str, Path]]:
    return [(model.program, model.name, model.path) for model in find_installed(home, env, home / "system")]


def ollama_model(models: Path, name: str, tag: str = "latest", owner: str = "library") -> Path:
    digest = hashlib.sha256(f"{owner}/{name}:{tag}".encode()).hexdigest()
    blob = write_gguf(models / "blobs" / f"sha256-{digest}")
    manifest = models / "manifests" / "registry.ollama.ai" / owner / name / tag
    manifest.parent.mkdir(parents=True, exist_ok=True)
    layers = [
        {"mediaType": "application/vnd.ollama.image.license", "digest": f"sha256:{'0' * 64}", "size": 1},
        {"mediaType": "application/vnd.ollama.image.model", "digest": f"sha256:{digest}", "size": 2},
    ]
    manifest.write_text(json.dumps({"schemaVersion": 2, "config": {}, "layers": layers}))
    return blob


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    assert find_installed(tmp_path, {}, tmp_path / "system") == []


@pytest.mark.parametrize(
    ("env", "folder"),
    [
        ({}, ".cache/huggingface/hub"),
        ({"HF_HOME": "{home}/hf"}, "hf/hub"),
        ({"HF_HUB_CACHE": "{home}/elsewhere"}, "elsewhere"),
        ({"XDG_CACHE_HOME": "{home}/cache"}, "cache/huggingface/hub"),
    ],
)
def test_the_hugging_face_cache_keeps_its_readable_paths(
    tmp_path: Path, env: dict[str, str], folder: str
) -> None:
    repo = tmp_path / folder / "models--org--tiny-GGUF"
    blob = write_gguf(repo / "blobs" / ("b" * 64))
    paths = [repo / "snapshots" / (digit * 40) / "tiny-F16.gguf" for digit in "ac"]
    for path in paths:
        path.parent.mkdir(parents=True)
        path.symlink_to(blob)
    given = {name: value.format(home=tmp_path) for name, value in env.items()}
    assert listed(tmp_path, **given) == [("Hugging Face", "tiny", paths[0])]


@pytest.mark.parametrize(
    ("program", "file", "env"),
    [
        ("llama.cpp", ".cache/llama.cpp/org_tiny.gguf", {}),
        ("llama.cpp", "Library/Caches/llama.cpp/org_tiny.gguf", {}),
        ("llama.cpp", "own/org_tiny.gguf", {"LLAMA_CACHE": "{home}/own"}),
        ("LM Studio", ".lmstudio/models/org/tiny/org_tiny.gguf", {}),
        ("LM Studio", ".cache/lm-studio/models/org/tiny/org_tiny.gguf", {}),
        ("GPT4All", ".local/share/nomic.ai/GPT4All/org_tiny.gguf", {}),
        ("GPT4All", "local/nomic.ai/GPT4All/org_tiny.gguf", {"LOCALAPPDATA": "{home}/local"}),
        ("Jan", ".config/Jan/data/llamacpp/models/org_tiny/model.gguf", {}),
        ("Jan", "roaming/Jan/data/llamacpp/models/org_tiny/model.gguf", {"APPDATA": "{home}/roaming"}),
    ],
)
def test_programs_with_plain_files(tmp_path: Path, program: str, file: str, env: dict[str, str]) -> None:
    path = write_gguf(tmp_path / file)
    given = {name: value.format(home=tmp_path) for name, value in env.items()}
    assert listed(tmp_path, **given) == [(program, "org_tiny", path)]


def test_ollama_is_read_through_its_manifests(tmp_path: Path) -> None:
    models = tmp_path / ".ollama" / "models"
    official = ollama_model(models, "llama3.2", "3b")
    private = ollama_model(models, "mine", owner="someone")
    write_gguf(models / "blobs" / f"sha256-{'f' * 64}")  # belongs to no model any more
    assert listed(tmp_path) == [
        ("Ollama", "llama3.2:3b", official),
        ("Ollama", "someone/mine:latest", private),
    ]


def test_ollama_may_be_installed_for_all_users(tmp_path: Path) -> None:
    blob = ollama_model(tmp_path / "system/usr/share/ollama/.ollama/models", "phi3")
    assert listed(tmp_path) == [("Ollama", "phi3:latest", blob)]


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "[]",
        '{"layers": [{}]}',
        '{"layers": [{"mediaType": "application/vnd.ollama.image.model", "digest": "sha256:../../x"}]}',
        '{"layers": [{"mediaType": "application/vnd.ollama.image.model", "digest": "sha256:%s"}]}'
        % ("0" * 64),
    ],
)
def test_a_broken_manifest_is_passed_over(tmp_path: Path, manifest: str) -> None:
    models = tmp_path / "ollama"
    good = ollama_model(models, "good")
    bad = models / "manifests" / "registry.ollama.ai" / "library" / "bad" / "latest"
    bad.parent.mkdir()
    bad.write_text(manifest)
    assert listed(tmp_path, OLLAMA_MODELS=str(models)) == [("Ollama", "good:latest", good)]


def test_only_whole_models_are_shown(tmp_path: Path) -> None:
    folder = tmp_path / ".cache" / "llama.cpp"
    parts = write_split(folder)
    write_gguf(folder / "mmproj.gguf", general__architecture="clip")
    write_gguf(folder / "lora.gguf", general__type="adapter")
    write_gguf(folder / "half.gguf", cut=10)
    (folder / "page.gguf").write_text("<html>")
    (folder / "loop.gguf").symlink_to(folder / "loop.gguf")
    assert [path for _, _, path in listed(tmp_path)] == [parts[0]]


def test_a_found_model_is_linked_under_the_name_its_program_gives_it(tmp_path: Path) -> None:
    blob = ollama_model(tmp_path / ".ollama" / "models", "llama3.2", "3b")
    before = blob.stat().st_mtime_ns
    library = ModelLibrary(tmp_path / "models", find_starter=lambda: None)
    (found,) = find_installed(tmp_path, {}, tmp_path / "system")
    entry = library.import_file(found.path, name=found.name)
    assert (entry.id, entry.name, entry.source, entry.path) == ("llama3.2-3b", "llama3.2:3b", "linked", blob)
    assert library.entries() == [entry]
    copied = library.import_file(found.path, name="copy", copy=True)
    assert copied.path.suffix == ".gguf"
    library.remove(entry.id)
    library.empty_trash()
    assert blob.stat().st_mtime_ns == before
