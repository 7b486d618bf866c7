"""Copies a model into the library: whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.models.errors import DiskFull
from assistant.models.figures import size_text

_PIECE = 4 << 20
_MARGIN = 256 << 20
"""Bytes that a copy leaves free for everything else."""

Progress = Callable[[int, int], None]
"""Called with the bytes done and the bytes in all. What it raises ends the copy and leaves nothing of it."""


def copy_model(parts: Sequence[Path], folder: Path, on_progress: Progress | None = None) -> list[Path]:
    """Copy the files of one model into a new ``folder``; returns where they are.

    Raises :class:`DiskFull` before anything is written, and :class:`OSError`.
    """
    total = sum(part.stat().st_size for part in parts)
    folder.parent.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder.parent).free
    if total + _MARGIN > free:
        raise DiskFull(needed=size_text(total + _MARGIN), available=size_text(free))
    # Some programs store their models without an ending; the library looks for it.
    names = [part.name if part.suffix.lower() == ".gguf" else f"{part.name}.gguf" for part in parts]
    unfinished = folder.with_name(f".{folder.name}.copying")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    try:
        done = 0
        for part, name in zip(parts, names, strict=True):
            with part.open("rb") as source, (unfinished / name).open("wb") as target:
                while piece := source.read(_PIECE):
                    target.write(piece)
                    done += len(piece)
                    if on_progress:
                        on_progress(done, total)
                target.flush()
                os.fsync(target.fileno())
        unfinished.replace(folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return [folder / name for name in names]
