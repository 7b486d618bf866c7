"""Complaint: a broken file is only noticed when the engine crashes on it, and then nobody says why."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.engine.errors import (
    ModelDamaged,
    ModelNotFound,
    ModelNotReadable,
    ModelUnsupported,
    NotAModel,
    VocabularyOnly,
)
from assistant.errors import ParlanceError
from assistant.models.errors import AdapterOnly, LaterPart, PartMissing, ProjectorOnly
from assistant.models.model_file import check_file, is_later_part, model_stem, part_paths
from tests.fakes.gguf_files import LLAMA, TENSORS, gguf_bytes, write_gguf, write_split


def refusal(path: Path) -> ParlanceError:
    with pytest.raises(ParlanceError) as caught:
        check_file(path)
    assert str(path) in caught.value.text or caught.type is PartMissing
    assert caught.value.advice
    return caught.value


def test_a_whole_file_passes(tmp_path: Path, starter_model: Path) -> None:
    assert check_file(write_gguf(tmp_path / "tiny.gguf")).name == "Tiny Llama"
    assert check_file(starter_model).layers == 30


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    assert type(refusal(tmp_path / "gone.gguf")) is ModelNotFound


def test_a_folder(tmp_path: Path) -> None:
    assert type(refusal(tmp_path)) is NotAModel


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.gguf")
    assert type(refusal(tmp_path / "pipe.gguf")) is NotAModel


def test_a_file_one_may_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_gguf(tmp_path / "locked.gguf")

    def deny(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    assert type(refusal(path)) is ModelNotReadable


@pytest.mark.parametrize("content", [b"", b"not a model at all", b"<html>log in first</html>"])
def test_a_file_that_is_something_else(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "page.gguf"
    path.write_bytes(content)
    assert type(refusal(path)) is NotAModel


def test_a_file_cut_in_its_header(tmp_path: Path) -> None:
    whole = gguf_bytes()
    path = tmp_path / "cut.gguf"
    path.write_bytes(whole[:500])
    assert isinstance(refusal(path), ModelDamaged)


@pytest.mark.parametrize("cut", [1, 500, 100_000])
def test_a_file_cut_in_its_weights(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "cut.gguf"
    path.write_bytes(gguf_bytes()[:-cut])
    assert type(refusal(path)) is ModelDamaged


def test_a_vocabulary(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.gguf"
    path.write_bytes(gguf_bytes(tensors=[]))
    assert type(refusal(path)) is VocabularyOnly


def test_a_projector_and_an_adapter(tmp_path: Path) -> None:
    assert type(refusal(write_gguf(tmp_path / "p.gguf", general__architecture="clip"))) is ProjectorOnly
    assert type(refusal(write_gguf(tmp_path / "a.gguf", general__type="adapter"))) is AdapterOnly


def test_a_model_for_images(tmp_path: Path) -> None:
    path = write_gguf(tmp_path / "flux.gguf", general__architecture="flux")
    assert type(refusal(path)) is ModelUnsupported


def test_a_split_model_counts_all_its_parts(tmp_path: Path) -> None:
    parts = write_split(tmp_path)
    header = check_file(parts[0])
    assert len(header.tensors) == len(TENSORS)
    assert header.parameters == 64 * 2000 + 2 * 64 * 64 + 64
    assert header.expected_size == sum(part.stat().st_size for part in parts)


def test_a_later_part_says_so(tmp_path: Path) -> None:
    error = refusal(write_split(tmp_path)[1])
    assert type(error) is LaterPart
    assert "part 2 of 3" in error.text


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    parts = write_split(tmp_path)
    parts[2].unlink()
    error = refusal(parts[0])
    assert type(error) is PartMissing
    assert parts[2].name in error.text


def test_a_cut_part_is_damage(tmp_path: Path) -> None:
    parts = write_split(tmp_path)
    parts[1].write_bytes(parts[1].read_bytes()[:-1])
    with pytest.raises(ModelDamaged) as caught:
        check_file(parts[0])
    assert parts[1].name in caught.value.text


def test_a_renamed_part_cannot_find_the_others(tmp_path: Path) -> None:
    path = write_split(tmp_path)[0].rename(tmp_path / "model.gguf")
    assert type(refusal(path)) is ModelDamaged


def test_a_first_part_may_have_no_weights(tmp_path: Path) -> None:
    for number, tensors in enumerate(([], TENSORS)):
        metadata = (LLAMA if number == 0 else {}) | {"split.no": number, "split.count": 2}
        (tmp_path / f"m-0000{number + 1}-of-00002.gguf").write_bytes(gguf_bytes(metadata, tensors))
    assert check_file(tmp_path / "m-00001-of-00002.gguf").parameters > 0


def test_names_of_parts() -> None:
    first, second = Path("d/m.Q4_K_M-00001-of-00002.gguf"), Path("d/m.Q4_K_M-00002-of-00002.gguf")
    assert part_paths(first) == [first, second]
    assert part_paths(Path("d/m.gguf")) == [Path("d/m.gguf")]
    assert not is_later_part(first)
    assert is_later_part(second)
    assert model_stem(second) == model_stem(Path("m.Q4_K_M.gguf")) == "m.Q4_K_M"
