"""A model file on the disk: the checks that tell a person what is wrong before an engine is started."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from assistant.engine.errors import (
    ModelDamaged,
    ModelNotFound,
    ModelNotReadable,
    ModelUnsupported,
    NotAModel,
    VocabularyOnly,
)
from assistant.models.errors import AdapterOnly, LaterPart, PartMissing, ProjectorOnly
from assistant.models.gguf import parse
from assistant.models.header import GgufHeader

_PART = re.compile(r"(?P<stem>.+)-(?P<number>\d{5})-of-(?P<count>\d{5})\.gguf", re.IGNORECASE)
"""The names llama.cpp gives the parts of a split model (``llama_split_path``)."""


def check_file(path: Path) -> GgufHeader:
    """Read the header of the model at ``path``, and of the later parts if it is split.

    Raises an error that says why this file cannot be loaded: :class:`ModelNotFound`,
    :class:`ModelNotReadable`, :class:`NotAModel`, :class:`ModelUnsupported`, :class:`ModelDamaged` (the
    header or the tensors are cut off), :class:`VocabularyOnly`, :class:`ProjectorOnly`, :class:`AdapterOnly`,
    :class:`LaterPart`, :class:`PartMissing`.
    """
    header = read_header(path)
    if header.split_number > 0:
        raise LaterPart(path=str(path), part=header.split_number + 1, count=header.split_count)
    match header.kind:
        case "projector":
            raise ProjectorOnly(path=str(path))
        case "adapter":
            raise AdapterOnly(path=str(path))
        case "vocabulary":
            raise VocabularyOnly(path=str(path))
        case "other":
            raise ModelUnsupported(f"architecture {header.architecture!r} without layers", path=str(path))
    if header.split_count > 1:
        paths = part_paths(path)
        if len(paths) != header.split_count:
            raise ModelDamaged(f"not the name of one of {header.split_count} parts", path=str(path))
        header = header.joined([_read_part(part, len(paths)) for part in paths[1:]])
    return header


def read_header(path: Path) -> GgufHeader:
    """Read the header of any one GGUF file that is complete; raises as :func:`check_file` does."""
    try:
        # A pipe or a device would block, and Windows reports a folder as a lack of permission.
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotAModel("not a regular file", path=str(path))
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(0)
            header = parse(file, size, str(path))
    except FileNotFoundError as error:
        raise ModelNotFound(str(error), path=str(path)) from error
    except OSError as error:
        raise ModelNotReadable(str(error), path=str(path)) from error
    if header.expected_size is not None and size < header.expected_size:
        raise ModelDamaged(f"{size} of {header.expected_size} bytes", path=str(path))
    return header


def part_paths(path: Path) -> list[Path]:
    """The files of the model whose first part is ``path``, by its name; only itself if it is not split."""
    match = _PART.fullmatch(path.name)
    if not match:
        return [path]
    count = int(match["count"])
    return [
        path.with_name(f"{match['stem']}-{number:05}-of-{count:05}.gguf") for number in range(1, count + 1)
    ]


def is_later_part(path: Path) -> bool:
    """Whether the file's name is that of a part of a split model other than the first."""
    match = _PART.fullmatch(path.name)
    return match is not None and int(match["number"]) != 1


def model_stem(path: Path) -> str:
    """The file's name without its ending and without the number of the part."""
    match = _PART.fullmatch(path.name)
    return match["stem"] if match else path.stem


def _read_part(path: Path, count: int) -> GgufHeader:
    try:
        return read_header(path)
    except ModelNotFound as error:
        raise PartMissing(count=count, path=str(path)) from error
