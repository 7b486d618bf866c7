"""Complaint: a truncated or hostile file "loads" and talks gibberish, hangs, or eats all memory."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
from pathlib import Path

import pytest

from assistant.engine.errors import ModelDamaged, ModelUnsupported, NotAModel
from assistant.errors import ParlanceError
from assistant.models.errors import HeaderIncomplete
from assistant.models.gguf import parse
from assistant.models.header import GgufHeader, LongArray
from tests.fakes.gguf_files import LLAMA, TENSORS, U64, gguf_bytes

MEMORY_BOUND = 64 << 20


def parse_bytes(data: bytes) -> GgufHeader:
    return parse(io.BytesIO(data), len(data), "model.gguf")


@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize("alignment", [32, 64])
def test_reads_everything_the_library_shows(version: int, alignment: int) -> None:
    data = gguf_bytes(LLAMA | {"general.alignment": alignment}, version=version, alignment=alignment)
    header = parse_bytes(data)
    assert header.version == version
    assert header.kind == "model"
    assert (header.architecture, header.name, header.licence) == ("llama", "Tiny Llama", "apache-2.0")
    assert header.quantization == "F16"
    assert (header.context_length, header.layers, header.embedding_length) == (4096, 2, 64)
    assert (header.heads, header.kv_heads, header.key_length, header.value_length) == (4, (2, 2), 16, 16)
    assert header.vocabulary_size == 2000
    assert header.chat_template
    assert header.parameters == 64 * 2000 + 2 * 64 * 64 + 64
    assert header.weights_size == 2 * (64 * 2000 + 2 * 64 * 64) + 4 * 64
    assert header.expected_size == len(data)


def test_reads_the_starter_model(starter_model: Path) -> None:
    with starter_model.open("rb") as file:
        header = parse(file, starter_model.stat().st_size)
    assert header.parameters == 134_515_008
    assert header.quantization == "Q4_1"
    assert (header.layers, header.heads, header.kv_heads) == (30, 9, (3,) * 30)
    assert header.vocabulary_size == 49_152
    assert header.expected_size == starter_model.stat().st_size


def test_a_vocabulary_is_counted_and_not_kept() -> None:
    assert parse_bytes(gguf_bytes()).metadata["tokenizer.ggml.tokens"] == LongArray(2000)


def test_heads_may_differ_by_layer() -> None:
    header = parse_bytes(gguf_bytes(LLAMA | {"llama.attention.head_count_kv": [0, 2]}))
    assert header.kv_heads == (0, 2)


def test_without_a_scheme_the_commonest_type_names_the_quantization() -> None:
    metadata = {key: value for key, value in LLAMA.items() if key != "general.file_type"}
    tensors = [("a", (256, 100), 12), ("b", (256, 10), 14)]
    assert parse_bytes(gguf_bytes(metadata, tensors)).quantization == "Q4_K"


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"general.architecture": "clip"}, "projector"),
        ({"general.type": "mmproj"}, "projector"),
        ({"general.type": "adapter"}, "adapter"),
        ({"general.architecture": "flux"}, "other"),
    ],
)
def test_companion_files_are_told_from_models(changes: dict[str, str], kind: str) -> None:
    assert parse_bytes(gguf_bytes(LLAMA | changes)).kind == kind


def test_a_vocabulary_without_weights_is_told_from_a_model() -> None:
    assert parse_bytes(gguf_bytes(tensors=[])).kind == "vocabulary"


def test_values_of_a_wrong_type_count_as_absent() -> None:
    odd = {"general.name": 7, "llama.block_count": "two", "llama.context_length": -1, "split.count": True}
    header = parse_bytes(gguf_bytes(LLAMA | odd))
    assert (header.name, header.layers, header.context_length, header.split_count) == ("", 0, 0, 0)


def test_an_unknown_tensor_type_leaves_the_size_open() -> None:
    data = bytearray(gguf_bytes(tensors=[("new", (64,), 0)]))
    at = data.index(b"new") + 3 + 4 + 8
    data[at : at + 4] = struct.pack("<I", 9999)
    header = parse_bytes(bytes(data))
    assert header.tensors[0].size is None
    assert header.expected_size is None


def test_the_beginning_of_a_download_is_enough() -> None:
    whole = gguf_bytes()
    header = parse(io.BytesIO(whole[:-1000]), len(whole))
    assert header.expected_size == len(whole)
    with pytest.raises(HeaderIncomplete):
        parse(io.BytesIO(whole[:1000]), len(whole))


@pytest.mark.parametrize("data", [b"", b"GG", b"GGML" + bytes(100), b"<!DOCTYPE html>" * 100])
def test_other_files_are_not_models(data: bytes) -> None:
    with pytest.raises(NotAModel):
        parse_bytes(data)


@pytest.mark.parametrize("version", [0, 1, 4, 0x03000000])
def test_versions_that_llama_cpp_does_not_read(version: int) -> None:
    with pytest.raises(ModelUnsupported):
        parse_bytes(gguf_bytes(version=version))


def test_every_truncation_of_a_header_is_damage() -> None:
    whole = gguf_bytes(LLAMA | {"tokenizer.ggml.tokens": ["a"] * 20})
    end = parse_bytes(whole).data_offset - 32
    for length in range(4, end):
        with pytest.raises(ModelDamaged):
            parse_bytes(whole[:length])


@pytest.mark.parametrize(
    "data",
    [
        b"GGUF" + struct.pack("<IQQ", 3, 0, 2**64 - 1) + bytes(1 << 20),
        b"GGUF" + struct.pack("<IQQ", 3, 2**64 - 1, 0) + bytes(1 << 20),
        b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", 2**63) + bytes(100),
        b"GGUF" + struct.pack("<IQQQsIIQ", 3, 0, 1, 1, b"k", 9, 8, 2**40) + bytes(100),
        b"GGUF" + struct.pack("<IQQQsIIQ", 3, 0, 1, 1, b"k", 9, 10, 2**61) + bytes(100),
        b"GGUF" + struct.pack("<IQQQsIIQ", 3, 0, 1, 1, b"k", 9, 9, 5) + bytes(100),
        gguf_bytes(LLAMA | {"general.alignment": 0}),
        gguf_bytes(LLAMA | {"general.alignment": 48}),
        gguf_bytes(LLAMA | {"general.alignment": "32"}),
        gguf_bytes(tensors=[*TENSORS, TENSORS[0]]),
        gguf_bytes(tensors=[("n" * 64, (64,), 0)]),
        gguf_bytes(tensors=[("rows", (33,), 2)]),
        gguf_bytes(tensors=[("flat", (1,) * 5, 0)]),
    ],
    ids=[
        "value count",
        "tensor count",
        "key length",
        "string array",
        "number array",
        "nested array",
        "alignment zero",
        "alignment odd",
        "alignment text",
        "tensor twice",
        "tensor name",
        "broken block",
        "dimensions",
    ],
)
def test_lies_in_the_header_are_damage(data: bytes) -> None:
    with pytest.raises(ModelDamaged):
        parse_bytes(data)


def test_a_shape_beyond_64_bits_is_damage() -> None:
    data = bytearray(gguf_bytes(tensors=[("wide", (64, 64), 0)]))
    at = data.index(b"wide") + 4 + 4
    data[at : at + 16] = struct.pack("<QQ", 2**62, 2**62)
    with pytest.raises(ModelDamaged):
        parse_bytes(bytes(data))


class _Endless(io.RawIOBase):
    """A file of many gigabytes that repeats one pattern after its first bytes."""

    def __init__(self, head: bytes, pattern: bytes) -> None:
        self._head = head
        self._pattern = pattern
        self._at = 0

    def seek(self, offset: int, whence: int = 0) -> int:
        assert whence == 0
        self._at = offset
        return offset

    def read(self, size: int = -1) -> bytes:
        head = self._head[self._at : self._at + size]
        rest = size - len(head)
        phase = (self._at + len(head) - len(self._head)) % len(self._pattern)
        self._at += size
        return head + (self._pattern * (rest // len(self._pattern) + 2))[phase : phase + rest]


@pytest.mark.parametrize(
    ("head", "pattern"),
    [
        (struct.pack("<IQQQsIIQ", 3, 0, 1, 1, b"k", 9, 8, 2**21 + 1), bytes(8)),
        (
            struct.pack("<IQQ", 3, 2**60, 0),
            struct.pack("<Q8sIQQQQIQ", 8, b"12345678", 4, 1, 1, 1, 1, 9999, 0),
        ),
        (
            struct.pack("<IQQQsIIQ", 3, 0, 1, 1, b"k", 9, 8, 2**22),
            struct.pack("<Q", 300_000) + b"x" * 300_000,
        ),
    ],
    ids=["empty strings", "tensors", "long strings"],
)
def test_an_endless_header_ends_within_bounds(head: bytes, pattern: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(ModelDamaged):
            parse(_Endless(b"GGUF" + head, pattern), 1 << 40)  # type: ignore[arg-type]
        assert tracemalloc.get_traced_memory()[1] <= MEMORY_BOUND
    finally:
        tracemalloc.stop()


def test_much_text_and_many_tensors_stay_within_the_memory_bound() -> None:
    rng = random.Random(7)
    text = "".join(chr(rng.randrange(0x4E00, 0x9FFF)) for _ in range(50_000))
    many = LLAMA | {f"k{number}": f"{number}{text}" for number in range(80)}
    for metadata, tensors in ((many, TENSORS), (LLAMA, [(f"t{n}", (1, 1, 1, 1), 0) for n in range(30_000)])):
        data = gguf_bytes(metadata, tensors)
        tracemalloc.start()
        try:
            parse_bytes(data)
        except ModelDamaged:
            pass
        finally:
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        assert peak <= MEMORY_BOUND


def _mutated(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8))):
        at = rng.randrange(len(changed))
        match rng.randrange(5):
            case 0:
                changed[at] ^= 1 << rng.randrange(8)
            case 1:
                changed[at : at + 8] = struct.pack("<Q", rng.choice((0, 1, 2**31, 2**32, 2**63, 2**64 - 1)))
            case 2:
                del changed[at : at + rng.randrange(1, 64)]
            case 3:
                changed[at:at] = rng.randbytes(rng.randrange(1, 64))
            case 4:
                del changed[at:]
        changed = changed or bytearray(b"G")
    return bytes(changed)


def test_ten_thousand_mutations_raise_only_errors_for_people(starter_model: Path) -> None:
    """Also reads every property of what still parses: the window does so too."""
    rng = random.Random(20260)
    small = gguf_bytes(
        LLAMA | {"tokenizer.ggml.tokens": ["a", "b"], "big": U64(2**60), "half": 0.5, "yes": True}
    )[:1600]
    with starter_model.open("rb") as file:
        real = file.read(2048)  # the part with the keys; the vocabulary would swallow most mutations
        file.seek(1_770_000)
        tail = file.read(15_664)
    seeds = [small, small, small, real + tail]
    properties = [name for name, value in vars(GgufHeader).items() if isinstance(value, property)]
    parsed = 0
    tracemalloc.start()
    try:
        for _ in range(10_000):
            data = _mutated(rng.choice(seeds), rng)
            try:
                header = parse(io.BytesIO(data), len(data))
            except ParlanceError:
                continue
            parsed += 1
            for name in properties:
                getattr(header, name)
        assert tracemalloc.get_traced_memory()[1] <= MEMORY_BOUND
    finally:
        tracemalloc.stop()
    assert 500 < parsed < 9_500, "the mutations should neither all pass nor all fail"
