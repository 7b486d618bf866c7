"""KV caches of idle dialogues on disk, so that reopening one does not read it again.

llama.cpp loads a damaged state without complaint, and a state of other settings as nonsense. Each file
therefore begins with one JSON line: what it belongs to, its tokens, and a checksum; a file that does not
match in every point is deleted. The files hold what the user wrote: readable by the owner only.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import sys
from pathlib import Path

import llama_cpp.llama_cpp as native
import msgspec
import numpy as np

from assistant.engine.kv_files import SUFFIX, kv_file
from assistant.engine.llama import library
from assistant.engine.llama.model import LlamaModel
from assistant.engine.llama.sequences import CachedSequence, SequencePool

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
        self._context = model.context
        self._model = _fingerprint(model)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def save(self, sequence: CachedSequence) -> None:
        """Write a sequence under its cache key. A disk that is full or gone is no failure of the answer."""
        assert sequence.cache_key is not None
        size = native.llama_state_seq_get_size(self._context, sequence.number)
        if size > self._limit:
            return
        state = np.empty(size, np.uint8)
        pointer = state.ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))
        written = native.llama_state_seq_get_data(self._context, pointer, size, sequence.number)
        data = state[:written].tobytes()
        header = _Header(self._model, sequence.tokens, written, _checksum(data))
        path = self._path(sequence.cache_key)
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
        sequence.stored = len(sequence.tokens)
        self._trim()

    def peek(self, cache_key: str) -> list[int]:
        """The tokens of a saved sequence; empty if there is none for this model and these settings."""
        header, _ = self._open(cache_key)
        return header.tokens if header else []

    def load(self, cache_key: str, pool: SequencePool) -> CachedSequence | None:
        """Bring a saved sequence back as an idle one; None if it is not what it should be."""
        header, offset = self._open(cache_key)
        if header is None:
            return None
        path = self._path(cache_key)
        state = np.fromfile(path, np.uint8, offset=offset)
        if len(state) != header.size or _checksum(state.tobytes()) != header.checksum:
            path.unlink(missing_ok=True)
            return None
        if not pool.make_room(len(header.tokens)):
            return None
        sequence = pool.create()
        pointer = state.ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))
        if not native.llama_state_seq_set_data(self._context, pointer, len(state), sequence.number):
            pool.drop(sequence)
            path.unlink(missing_ok=True)
            return None
        pool.extend(sequence, header.tokens)
        sequence.cache_key = cache_key
        sequence.stored = len(header.tokens)
        sequence.busy = False
        path.touch()
        return sequence

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
        [(adapter.path, adapter.strength) for adapter in settings.adapters],
        build.version,
        build.commit,
    ):
        digest.update(repr(fact).encode())
    return digest.hexdigest()
