"""Models that other programs have put on this machine. They are only read; the library can link them.

Where each program keeps its models is taken from its documentation. What counts as a model is decided by its
content: projectors, adapters, later parts and broken files are passed over.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from assistant.errors import ParlanceError
from assistant.models.entry import Facts, read_facts
from assistant.models.model_file import is_later_part

logger = logging.getLogger(__name__)

_OLLAMA_MODEL = "application/vnd.ollama.image.model"
_DIGEST = re.compile(r"sha256:([0-9a-f]{64})")
_LARGEST_MANIFEST = 1 << 20


@dataclass(frozen=True)
class FoundModel:
    """A model of another ``program``. ``path`` is to be given to :meth:`ModelLibrary.import_file`."""

    program: str
    name: str
    """What that program calls it."""
    path: Path
    facts: Facts


def find_installed(home: Path, env: Mapping[str, str], system: Path = Path("/")) -> list[FoundModel]:
    """All models of the programs known here, by program and name. Reads headers, so it takes a moment.

    ``env`` is the environment, in which users move these folders; ``system`` is the root of what all users
    share. A file that is shown twice, or by two programs, is listed once.
    """
    found: dict[str, FoundModel] = {}
    for program, folders, look in _programs(home, env, system):
        for name, path in (candidate for folder in folders for candidate in look(folder)):
            # Caches show one file under several paths; a readable one is kept rather than the target.
            target = os.path.realpath(path)
            if target in found or is_later_part(path):
                continue
            try:
                facts = read_facts(path)
            except ParlanceError as error:
                logger.info("Passed over in the models of %s: %s", program, error.text)
            else:
                found[target] = FoundModel(program, name or facts.name, path, facts)
    return sorted(found.values(), key=lambda model: (model.program, model.name.casefold()))


_Look = Callable[[Path], Iterator[tuple[str, Path]]]
"""Finds the files in a program's folder, with the name the program gives them, if it does."""


def _programs(home: Path, env: Mapping[str, str], system: Path) -> list[tuple[str, list[Path], _Look]]:
    """Name, folders (those set by the user first), and how to look into one."""
    local = Path(env.get("LOCALAPPDATA") or home / "AppData" / "Local")
    roaming = Path(env.get("APPDATA") or home / "AppData" / "Roaming")
    data = Path(env.get("XDG_DATA_HOME") or home / ".local" / "share")
    config = Path(env.get("XDG_CONFIG_HOME") or home / ".config")
    cache = Path(env.get("XDG_CACHE_HOME") or home / ".cache")
    mac = home / "Library"
    support = mac / "Application Support"

    def chosen(*names: str) -> list[Path]:
        return [Path(env[name]).expanduser() for name in names if env.get(name)]

    hub = (
        chosen("HF_HUB_CACHE")
        + [path / "hub" for path in chosen("HF_HOME")]
        + [cache / "huggingface" / "hub"]
    )
    llama = [cache / "llama.cpp", mac / "Caches" / "llama.cpp", local / "llama.cpp"]
    studio = [home / ".lmstudio" / "models", cache / "lm-studio" / "models"]
    ollama = [home / ".ollama" / "models", system / "usr/share/ollama/.ollama/models"]
    gpt4all = [base / "nomic.ai" / "GPT4All" for base in (data, support, local)]
    jan = [base / "Jan" / "data" / "llamacpp" / "models" for base in (data, config, support, roaming)]
    return [
        ("Hugging Face", hub, _files("models--*/snapshots/*/**/*.gguf")),
        ("llama.cpp", chosen("LLAMA_CACHE") + llama, _files("*.gguf")),
        ("LM Studio", studio, _files("*/*/*.gguf")),
        ("Ollama", chosen("OLLAMA_MODELS") + ollama, _ollama),
        ("GPT4All", gpt4all, _files("*.gguf")),
        ("Jan", jan, _jan),
    ]


def _files(pattern: str) -> _Look:
    def look(folder: Path) -> Iterator[tuple[str, Path]]:
        return (("", path) for path in sorted(folder.glob(pattern)))

    return look


def _jan(folder: Path) -> Iterator[tuple[str, Path]]:
    """``<id>/model.gguf``, where an id may be a path itself."""
    for path in sorted(folder.glob("**/model.gguf")):
        yield path.parent.relative_to(folder).as_posix(), path


class _Layer(msgspec.Struct):
    media_type: str = msgspec.field(name="mediaType")
    digest: str


class _Manifest(msgspec.Struct):
    layers: list[_Layer]


def _ollama(folder: Path) -> Iterator[tuple[str, Path]]:
    """``manifests/<registry>/<owner>/<model>/<tag>`` names the blob that holds the weights."""
    for manifest in sorted(folder.glob("manifests/*/*/*/*")):
        owner, model, tag = manifest.parts[-3:]
        try:
            with manifest.open("rb") as file:
                layers = msgspec.json.decode(file.read(_LARGEST_MANIFEST), type=_Manifest).layers
        except (OSError, msgspec.DecodeError) as error:
            logger.info("Passed over a manifest of Ollama: %s: %s", manifest, error)
            continue
        for layer in layers:
            digest = _DIGEST.fullmatch(layer.digest)
            if layer.media_type == _OLLAMA_MODEL and digest:
                name = f"{model}:{tag}" if owner == "library" else f"{owner}/{model}:{tag}"
                yield name, folder / "blobs" / f"sha256-{digest[1]}"
