"""A model of the library, as lists show it and as the index stores it."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from assistant.engine.errors import ModelNotFound
from assistant.engine.speed import Speed
from assistant.engine.values import LoadSettings, Sampling
from assistant.models.errors import SettingsInvalid
from assistant.models.header import GgufHeader
from assistant.models.model_file import check_file, model_stem, part_paths

Source = Literal["starter", "downloaded", "imported", "linked"]
"""Came with the program, from a hub, as a copy made by the user, or lies elsewhere and is only remembered."""

_Settings = TypeVar("_Settings", LoadSettings, Sampling)

_ANONYMOUS = re.compile(r"(ggml[-_])?model([-_.].*)?|sha256-[0-9a-f]+", re.IGNORECASE)
"""File names that say nothing about the model."""


class Facts(msgspec.Struct, frozen=True):
    """What a header said, and the state of the file when it said so; a listing reads no header twice."""

    size: int
    """Bytes, of all parts of a split model."""
    modified: int
    """Nanoseconds, of the part changed last."""
    name: str
    architecture: str
    parameters: int
    quantization: str
    context_length: int
    has_template: bool
    licence: str


class ModelEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One model; a split one is one entry. For JSON: ``msgspec.to_builtins(entry, enc_hook=str)``."""

    id: str
    """Readable and stable, such as "smollm2-135m-instruct-q4_1"; the path for a file outside the library."""
    name: str
    path: Path
    """The file to load; of a split model, the first part."""
    size: int
    """Bytes, of all parts."""
    architecture: str
    parameters: int
    quantization: str
    context_length: int
    """Tokens it was trained for; 0 if unknown."""
    source: Source
    repo: str | None = None
    """The hub repository it was downloaded from."""
    commit: str | None = None
    sha256: str | None = None
    """What the hub says of the file, or of a split model's first part."""
    hashes: dict[str, str] = {}
    """SHA-256 by file name, of all parts."""
    verified: bool | None = None
    """Whether the hashes were found to match; None: not looked at."""
    last_used: datetime | None = None
    removed_at: datetime | None = None
    """Since when it is in the trash."""
    available: bool = True
    """False while the file is not there, for instance on a disk that is not connected."""
    has_template: bool
    """False for a base model, which continues text and cannot chat."""
    licence: str = ""
    speed: Speed | None = None
    """As measured on this computer."""


class ModelSettings(msgspec.Struct, frozen=True):
    """What the user has set for one model: only what differs from the defaults, by field name."""

    load: dict[str, object] = {}
    """Fields of :class:`LoadSettings`."""
    sampling: dict[str, object] = {}
    """Fields of :class:`Sampling`."""

    def load_settings(self, defaults: LoadSettings | None = None) -> LoadSettings:
        """Raises :class:`SettingsInvalid`."""
        return _overridden(defaults or LoadSettings(), self.load)

    def sampling_settings(self, defaults: Sampling | None = None) -> Sampling:
        """Raises :class:`SettingsInvalid`."""
        return _overridden(defaults or Sampling(), self.sampling)


def _overridden(defaults: _Settings, overrides: dict[str, object]) -> _Settings:
    if unknown := sorted(set(overrides) - set(defaults.__struct_fields__)):
        raise SettingsInvalid(f"{', '.join(unknown)} is not known")
    try:
        return msgspec.convert(msgspec.to_builtins(defaults) | overrides, type(defaults))
    except msgspec.ValidationError as error:
        raise SettingsInvalid(str(error)) from error


def make_entry(id_: str, path: Path, facts: Facts, source: Source, **known: Any) -> ModelEntry:
    """An entry with what the header said; ``known`` are the fields that no header tells."""
    told = {name: getattr(facts, name) for name in Facts.__struct_fields__ if name != "modified"}
    return ModelEntry(id=id_, path=path, source=source, **told, **known)


def read_facts(path: Path) -> Facts:
    """Read the header of the model at ``path``. Raises what :func:`check_file` raises."""
    header = check_file(path)
    state = stamp(path)
    if state is None:
        raise ModelNotFound(path=str(path))
    size, modified = state
    return Facts(
        size=size,
        modified=modified,
        name=display_name(path, header),
        architecture=header.architecture,
        parameters=header.parameters,
        quantization=header.quantization,
        context_length=header.context_length,
        has_template=bool(header.chat_template),
        licence=header.licence,
    )


def stamp(path: Path) -> tuple[int, int] | None:
    """Bytes and time of the last change of a model with all its parts; None if one cannot be reached."""
    try:
        states = [part.stat() for part in part_paths(path)]
    except OSError:
        return None
    return sum(state.st_size for state in states), max(state.st_mtime_ns for state in states)


def display_name(path: Path, header: GgufHeader) -> str:
    """The file's name without its quantization: authors care for it more than for ``general.name``."""
    stem = model_stem(path)
    if _ANONYMOUS.fullmatch(stem):
        return header.name or path.parent.name
    quantization = header.quantization
    if quantization and stem.casefold().endswith(quantization.casefold()):
        stem = stem[: -len(quantization)].rstrip("-._ ")
    return stem or header.name


def slug(text: str) -> str:
    """A readable id: words, with hyphens between them, and version numbers as they are."""
    return re.sub(r"(?:(?<!\d)\.|\.(?!\d)|[^\w.])+", "-", text.casefold()).strip("-") or "model"


def suggested_id(path: Path, facts: Facts) -> str:
    stem = model_stem(path)
    return slug(f"{facts.name}-{facts.quantization}" if _ANONYMOUS.fullmatch(stem) else stem)
