"""Reads the header of a GGUF file without trusting it.

A model file comes from a stranger, may be truncated, or may be only the beginning of one that is still being
downloaded. So no count in the file decides how much memory or time is spent: what is kept is charged to a
budget, long arrays are skipped, and the header has an upper bound. The rules for a valid file are those of
ggml's ``gguf.cpp``; the format is described in ggml's ``docs/gguf.md``.
"""

from __future__ import annotations

import struct
from math import prod
from typing import BinaryIO, NoReturn

from assistant.engine.errors import ModelDamaged, ModelUnsupported, NotAModel
from assistant.models.errors import HeaderIncomplete
from assistant.models.header import GgufHeader, LongArray, Scalar, Tensor, Value
from assistant.models.quantization import TENSOR_TYPES

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_CHUNK = 256 * 1024
_MOST_HEADER_BYTES = 512 << 20
"""Far above the largest vocabularies, whose headers have some 30 MB."""
_MOST_STRINGS = 2 << 20
"""In all arrays together; the largest vocabularies with their merges have about a million."""
_MOST_MEMORY = 32 << 20
"""For everything that is kept; see :meth:`_Reader.charge`."""
_ITEM_MEMORY = 128
"""What a Python object and its place in a container cost, about."""
_LONGEST_TUPLE = 1024
_LONGEST_TEXT = 2 << 20
_LONGEST_TENSOR_NAME = 63
_MOST_DIMENSIONS = 4
_MOST_ELEMENTS = 2**63 - 1
_DEFAULT_ALIGNMENT = 32

_U32 = struct.Struct("<I")
_U64 = struct.Struct("<Q")
_STRING = 8
_ARRAY = 9
_NUMBERS = {
    0: struct.Struct("<B"),
    1: struct.Struct("<b"),
    2: struct.Struct("<H"),
    3: struct.Struct("<h"),
    4: _U32,
    5: struct.Struct("<i"),
    6: struct.Struct("<f"),
    7: struct.Struct("<?"),
    10: _U64,
    11: struct.Struct("<q"),
    12: struct.Struct("<d"),
}
"""The metadata value types of fixed size."""


def parse(source: BinaryIO, size: int, path: str = "") -> GgufHeader:
    """Read a header from ``source``, which stands at the file's beginning and can seek.

    ``size`` is the length in bytes of the complete file; ``source`` may hold only the beginning of it.
    ``path`` is how messages call the file. Whether the tensors are all there is not looked at here.

    Raises :class:`NotAModel`, :class:`ModelUnsupported` (a version of the format that llama.cpp does not
    read), :class:`HeaderIncomplete` (``source`` ends too early) and :class:`ModelDamaged`.
    """
    reader = _Reader(source, size, path)
    if reader.beginning(len(_MAGIC)) != _MAGIC:
        raise NotAModel(path=path)
    version = reader.count(_U32)
    if version not in _VERSIONS:
        raise ModelUnsupported(f"GGUF version {version:#x}", path=path)
    tensor_count = reader.count(_U64)
    value_count = reader.count(_U64)
    metadata: dict[str, Value] = {}
    for _ in range(value_count):
        key = reader.string()
        if not key or key in metadata:
            reader.damaged(f"empty or repeated key {key!r}")
        metadata[key] = _value(reader)

    alignment = metadata.get("general.alignment", _DEFAULT_ALIGNMENT)
    if type(alignment) is not int or alignment <= 0 or alignment & (alignment - 1):
        reader.damaged(f"alignment {alignment!r}")
    tensors: dict[str, Tensor] = {}
    end: int | None = 0
    for _ in range(tensor_count):
        tensor = _tensor(reader)
        if tensor.name in tensors or (end is not None and tensor.offset != end):
            reader.damaged(f"tensor {tensor.name!r} is repeated or out of place")
        tensors[tensor.name] = tensor
        end = None if tensor.size is None else _padded(tensor.offset + tensor.size, alignment)

    data_offset = _padded(reader.position, alignment) if tensors else reader.position
    ends = [0 if tensor.size is None else tensor.offset + tensor.size for tensor in tensors.values()]
    return GgufHeader(
        version=version,
        metadata=metadata,
        tensors=tuple(tensors.values()),
        data_offset=data_offset,
        expected_size=None if end is None else data_offset + max(ends, default=0),
    )


def _value(reader: _Reader) -> Value:
    kind = reader.count(_U32)
    if kind != _ARRAY:
        return _scalar(reader, kind)
    kind = reader.count(_U32)
    length = reader.count(_U64)
    if length <= _LONGEST_TUPLE:
        return tuple(_scalar(reader, kind) for _ in range(length))
    if kind == _STRING:
        reader.skip_strings(length)
    elif kind in _NUMBERS:
        reader.skip(length * _NUMBERS[kind].size)
    else:
        reader.damaged(f"array of type {kind}")
    return LongArray(length)


def _scalar(reader: _Reader, kind: int) -> Scalar:
    if kind == _STRING:
        return reader.string()
    if kind not in _NUMBERS:
        reader.damaged(f"value of type {kind}")
    reader.charge(items=1)
    return reader.number(_NUMBERS[kind])


def _tensor(reader: _Reader) -> Tensor:
    name = reader.string(_LONGEST_TENSOR_NAME)
    dimensions = reader.count(_U32)
    if dimensions > _MOST_DIMENSIONS:
        reader.damaged(f"tensor {name!r} has {dimensions} dimensions")
    shape = tuple(reader.count(_U64) for _ in range(dimensions))
    elements = prod(shape)
    if max((*shape, elements)) > _MOST_ELEMENTS:
        reader.damaged(f"tensor {name!r} has the shape {shape}")
    kind = reader.count(_U32)
    offset = reader.count(_U64)
    known = TENSOR_TYPES.get(kind)
    row = shape[0] if shape else 1
    if known and row % known.block:
        reader.damaged(f"tensor {name!r} has rows of {row} elements, not whole blocks of {known.name}")
    size = elements // known.block * known.block_bytes if known else None
    reader.charge(items=4)
    return Tensor(name, shape, kind, offset, elements, size)


def _padded(position: int, alignment: int) -> int:
    return (position + alignment - 1) & -alignment


class _Reader:
    """Little-endian values one after the other, from chunks of the file."""

    def __init__(self, source: BinaryIO, size: int, path: str) -> None:
        self._source = source
        self._limit = min(size, _MOST_HEADER_BYTES)
        self._path = path
        self._chunk = b""
        self._chunk_start = 0
        self._at = 0
        """The next byte, as an index into the chunk; beyond its end after skipping."""
        self._memory = 0
        self._strings = 0

    @property
    def position(self) -> int:
        return self._chunk_start + self._at

    def damaged(self, detail: str) -> NoReturn:
        raise ModelDamaged(f"{detail}, before byte {self.position}", path=self._path)

    def charge(self, items: int, text: int = 0) -> None:
        """Count what is kept against the budget: ``text`` bytes of UTF-8 take up to four times that."""
        self._memory += _ITEM_MEMORY * items + 4 * text
        if self._memory > _MOST_MEMORY:
            self.damaged("more metadata than any model has")

    def beginning(self, length: int) -> bytes:
        """The first bytes, fewer if there are no more."""
        self._fill()
        self._at = length
        return self._chunk[:length]

    def number(self, kind: struct.Struct) -> int | float:
        start = self._need(kind.size)
        value: int | float = kind.unpack_from(self._chunk, start)[0]
        return value

    def count(self, kind: struct.Struct) -> int:
        value = self.number(kind)
        assert isinstance(value, int)
        return value

    def string(self, longest: int = _LONGEST_TEXT) -> str:
        length = self.count(_U64)
        if length > longest:
            self.damaged(f"a text of {length} bytes")
        self.charge(items=1, text=length)
        start = self._need(length)
        return self._chunk[start : start + length].decode("utf-8", "replace")

    def skip(self, length: int) -> None:
        self._at += length
        if self.position > self._limit:
            self.damaged(f"{length} bytes to skip, which the file does not have")

    def skip_strings(self, count: int) -> None:
        """Pass over a vocabulary: half a million strings, so the loop is kept tight."""
        self._strings += count
        if self._strings > _MOST_STRINGS:
            self.damaged(f"an array of {count} texts")
        unpack = _U64.unpack_from
        for _ in range(count):
            start = self._at
            if start + 8 > len(self._chunk):
                start = self._need(8)
            self._at = start + 8 + unpack(self._chunk, start)[0]
            if self.position > self._limit:
                self.skip(0)

    def _need(self, length: int) -> int:
        """Have ``length`` bytes in the chunk, move past them, and return where they begin."""
        if self._at + length > len(self._chunk):
            if self.position + length > self._limit:
                self.damaged(f"{length} bytes wanted, which the file does not have")
            self._fill(length)
        start = self._at
        self._at += length
        return start

    def _fill(self, length: int = 0) -> None:
        """Read the chunk that begins at the present position and has at least ``length`` bytes."""
        start = self.position
        self._source.seek(start)
        self._chunk = self._source.read(max(_CHUNK, length))
        self._chunk_start, self._at = start, 0
        if len(self._chunk) < length:
            raise HeaderIncomplete(f"the file ends at byte {start + len(self._chunk)}", path=self._path)
