"""KV caches of idle dialogues on disk, so that reopening one does not read it again.

llama.cpp loads a damaged state without complaint, and a state of other settings as nonsense. Each file
therefore begins with one JSON line: what it belongs to, its tokens, and a checksum; a file that does not
match in every point is deleted. The files hold what the user wrote: readable by the owner only.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from pathlib import Path

import msgspec
import numpy as np

from assistant.engine.kv_files import SUFFIX, kv_file
from assistant.engine.llama import library
from assistant.engine.llama.kv_state import KvState
from assistant.engine.llama.model import LlamaModel

_FINGERPRINTED = 1 << 20


class _Header(msgspec.Struct):
    model: str
    tokens: list[int]
    size: int
    checksum: str


class KvStore:
    """The folder of one model's saved sequences, bounded in size."""

    def __init__(self, folder: Path, limit: int, model: LlamaModel) -> None:
        self._folder = folder
        self._limit = limit
        self._model = _fingerprint(model)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def save(self, state: KvState) -> None:
        """Write a state under its cache key. A disk that is full or gone is no failure of the answer."""
        assert state.cache_key is not None
        if len(state.data) > self._limit:
            return
        data = state.data.tobytes()
        header = _Header(self._model, state.tokens, len(data), _checksum(data))
        path = self._path(state.cache_key)
        part = path.with_suffix(".part")
        try:
            with open(part, "wb", opener=_owner_only) as file:
                file.write(msgspec.json.encode(header) + b"\n")
                file.write(data)
            part.replace(path)
        except OSError as error:
            sys.stderr.write(f"KV cache not saved: {error}\n")
            part.unlink(missing_ok=True)
            return
        state.stored = len(state.tokens)
        self._trim()

    def peek(self, cache_key: str) -> list[int]:
        """The tokens of a saved sequence; empty if there is none for this model and these settings."""
        header, _ = self._open(cache_key)
        return header.tokens if header else []

    def load(self, cache_key: str) -> KvState | None:
        """A saved state; None if it is not what it should be, and then it is gone."""
        header, offset = self._open(cache_key)
        if header is None:
            return None
        path = self._path(cache_key)
        data = np.fromfile(path, np.uint8, offset=offset)
        if len(data) != header.size or _checksum(data.tobytes()) != header.checksum:
            path.unlink(missing_ok=True)
            return None
        path.touch()
        return KvState(header.tokens, data, cache_key, stored=len(header.tokens))

    def forget(self, cache_key: str) -> None:
        """Delete what is saved under this key."""
        self._path(cache_key).unlink(missing_ok=True)

    def _path(self, cache_key: str) -> Path:
        return kv_file(self._folder, cache_key)

    def _open(self, cache_key: str) -> tuple[_Header | None, int]:
        path = self._path(cache_key)
        try:
            with path.open("rb") as file:
                header = msgspec.json.decode(file.readline(), type=_Header)
                if header.model == self._model:
                    return header, file.tell()
        except FileNotFoundError:
            return None, 0
        except (OSError, msgspec.DecodeError):
            pass
        path.unlink(missing_ok=True)
        return None, 0

    def _trim(self) -> None:
        """Delete the longest unused files beyond the limit."""
        files = []
        for path in self._folder.glob("*" + SUFFIX):
            with contextlib.suppress(FileNotFoundError):
                files.append((path.stat().st_mtime, path.stat().st_size, path))
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= self._limit:
                break
            path.unlink(missing_ok=True)
            total -= size


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _checksum(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _fingerprint(model: LlamaModel) -> str:
    """What a state depends on: the weights (by size, beginning and end), the settings, the build."""
    digest = hashlib.blake2b(digest_size=16)
    path = Path(model.path)
    with path.open("rb") as file:
        digest.update(file.read(_FINGERPRINTED))
        file.seek(max(0, path.stat().st_size - _FINGERPRINTED))
        digest.update(file.read(_FINGERPRINTED))
    settings = model.settings
    build = library.build()
    for fact in (
        path.stat().st_size,
        settings.kv_type,
        settings.flash_attention,
        settings.gpu_layers,
        [
            (adapter.path, adapter.strength, Path(adapter.path).stat().st_mtime_ns)
            for adapter in settings.adapters
        ],
        build.version,
        build.commit,
    ):
        digest.update(repr(fact).encode())
    return digest.hexdigest()
