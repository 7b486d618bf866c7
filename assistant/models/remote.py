"""What the hub offers: repositories, their files, and the models these make up.

A repository lists files. A person wants models: the parts of a split model are one, a projector belongs
beside its model and is none, and the quantization is what tells one from another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistant.models.hub_errors import NoModelInRepository, UnsafeName

_SPLIT = re.compile(r"-(?P<part>\d{5})-of-(?P<count>\d{5})(?=\.gguf$)", re.IGNORECASE)
_QUANTIZATION = re.compile(
    r"(?<![A-Za-z0-9])((?:UD-)?(?:I?Q\d(?:_[A-Z0-9]+)*|TQ\d_\d|BF16|F16|F32|FP16|MXFP4(?:_MOE)?|NVFP4))(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_PROJECTOR = re.compile(r"(^|[-_.])mmproj([-_.]|$)", re.IGNORECASE)
_NOT_A_MODEL = re.compile(r"imatrix|(^|[-_.])(vocab|lora|adapter)([-_.]|$)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_RESERVED = re.compile(
    r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)( *)(\..*)?$", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"(?:https?://[^/]+/|hf\.co/|huggingface\.co/)?"
    r"(?P<repo>[\w.-]+/[\w.-]+)"
    r"(?:/(?:resolve|blob|raw|tree)/(?P<revision>[^/?]+)(?:/(?P<file>[^?]+))?|/?:(?P<quantization>[\w.-]+)|/?)"
    r"(?:\?.*)?"
)


@dataclass(frozen=True)
class RemoteFile:
    """``path`` is the name inside the repository. Size in bytes and SHA-256 in hex, None where not known."""

    path: str
    size: int | None = None
    sha256: str | None = None


@dataclass(frozen=True)
class RemoteModel:
    """One model of a repository: a file, or the parts of a split one in order."""

    name: str
    """The file's path, for a split model that of its first part."""
    quantization: str
    """As the file's name says it, such as "Q4_K_M"; empty if it does not."""
    parts: tuple[RemoteFile, ...]

    @property
    def size(self) -> int | None:
        """Bytes of all parts; None if one is not known."""
        return total_size(self.parts)


@dataclass(frozen=True)
class ModelSummary:
    """What a search finds. ``downloads`` counts the last 30 days; None where the hub does not say."""

    id: str
    downloads: int | None
    likes: int | None
    licence: str | None
    languages: tuple[str, ...]
    """ISO 639 codes."""
    updated: str | None
    """ISO 8601."""
    gated: bool
    parameters: int | None
    architecture: str | None
    context_length: int | None
    """In tokens, as the hub read it from one of the files."""
    files: tuple[str, ...]
    """Paths of all GGUF files."""


@dataclass(frozen=True)
class Repository:
    """One repository at one commit, which everything later refers to."""

    summary: ModelSummary
    commit: str
    """40 hex digits."""
    base_models: tuple[str, ...]
    files: tuple[RemoteFile, ...]
    """The GGUF files."""

    @property
    def id(self) -> str:
        return self.summary.id

    @property
    def models(self) -> list[RemoteModel]:
        """The complete models, the smallest first. An incomplete split set is left out."""
        sets: dict[str, list[RemoteFile]] = {}
        for file in sorted(self.files, key=lambda file: file.path):
            name = PurePosixPath(file.path).name
            if not _PROJECTOR.search(name) and not _NOT_A_MODEL.search(name):
                sets.setdefault(_SPLIT.sub("", file.path), []).append(file)
        models = [
            RemoteModel(parts[0].path, quantization(whole), tuple(parts))
            for whole, parts in sets.items()
            if _is_complete(parts)
        ]
        return sorted(models, key=lambda model: (model.size or 0, model.name))

    @property
    def projectors(self) -> list[RemoteFile]:
        """What lets a model of this repository see images; the smallest first."""
        found = [file for file in self.files if _PROJECTOR.search(PurePosixPath(file.path).name)]
        return sorted(found, key=lambda file: (file.size or 0, file.path))

    def model(self, name: str) -> RemoteModel:
        """The model that ``name`` means: a path, a file name, or a quantization in any case.

        Raises :class:`NoModelInRepository`, which lists what there is.
        """
        models = self.models
        folded = name.casefold()
        for model in models:
            paths = [part.path.casefold() for part in model.parts]
            if folded in paths or folded in (PurePosixPath(path).name for path in paths):
                return model
        for model in models:
            if folded == model.quantization.casefold():
                return model
        listed = ", ".join(model.quantization or model.name for model in models)
        raise NoModelInRepository(repo=self.id, name=name, known=listed or "–")


@dataclass(frozen=True)
class Reference:
    """What a person types or pastes to name a model on the hub."""

    repo: str
    revision: str | None = None
    name: str | None = None
    """A file or a quantization, as :meth:`Repository.model` takes it."""

    @staticmethod
    def parse(text: str) -> Reference | None:
        """Understand ``org/repo``, ``org/repo:Q4_K_M`` and the address of a page or a file, else None."""
        match = _REFERENCE.fullmatch(text.strip())
        if match is None:
            return None
        return Reference(match["repo"], match["revision"], match["file"] or match["quantization"])


def total_size(files: tuple[RemoteFile, ...]) -> int | None:
    """Bytes of all files together; None if one is not known."""
    sizes = [file.size for file in files]
    return None if None in sizes else sum(size for size in sizes if size is not None)


def quantization(path: str) -> str:
    """The last part of a file's name that looks like one, in capitals; else that of its folder; else ""."""
    pure = PurePosixPath(_SPLIT.sub("", path))
    for text in (pure.stem, pure.parent.name):
        if found := _QUANTIZATION.findall(text):
            return str(found[-1]).upper()
    return ""


def local_path(repo: str, path: str) -> Path:
    """Where a file of a repository lies below the folder of models: ``org/repo/path``.

    The names come from a stranger. Raises :class:`UnsafeName` for one that would leave the folder, or
    hide there, or that some system cannot store.
    """
    pieces = f"{repo}/{path}".split("/")
    for piece in pieces:
        forbidden = _FORBIDDEN.search(piece) or _RESERVED.match(piece)
        if not piece or piece[0] == "." or piece[-1] in ". " or forbidden or len(piece.encode()) > 240:
            raise UnsafeName(name=path if len(path) <= 200 else path[:200] + "…")
    return Path(*pieces)


def _is_complete(parts: list[RemoteFile]) -> bool:
    match = _SPLIT.search(parts[0].path)
    return match is None or (int(match["part"]) == 1 and int(match["count"]) == len(parts))
