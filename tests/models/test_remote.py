"""What a list of files means, and which names may become files."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models.hub_errors import NoModelInRepository, UnsafeName
from assistant.models.remote import (
    ModelSummary,
    Reference,
    RemoteFile,
    Repository,
    local_path,
    quantization,
)


def repository(*paths: str) -> Repository:
    summary = ModelSummary("a/b", None, None, None, (), None, False, None, None, None, paths)
    return Repository(summary, "0" * 40, (), tuple(RemoteFile(path, 100 + len(path)) for path in paths))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("qwen2.5-0.5b-instruct-q4_k_m.gguf", "Q4_K_M"),
        ("Qwen3-4B-Q8_0.gguf", "Q8_0"),
        ("Model-IQ3_XXS.gguf", "IQ3_XXS"),
        ("Model.Q4_1.gguf", "Q4_1"),
        ("Model-UD-Q4_K_XL.gguf", "UD-Q4_K_XL"),
        ("Q8_0/Model-00001-of-00002.gguf", "Q8_0"),
        ("Model-BF16-00001-of-00002.gguf", "BF16"),
        ("gpt-oss-20b-mxfp4.gguf", "MXFP4"),
        ("model-f16.gguf", "F16"),
        ("Model-TQ1_0.gguf", "TQ1_0"),
        ("model.gguf", ""),
    ],
)
def test_the_quantization_is_in_the_name(path: str, expected: str) -> None:
    assert quantization(path) == expected


def test_parts_make_one_model_and_projectors_none() -> None:
    found = repository(
        "m-q4_0.gguf",
        "m-q8_0-00002-of-00002.gguf",
        "m-q8_0-00001-of-00002.gguf",
        "m-f16-00001-of-00003.gguf",
        "mmproj-m-f16.gguf",
        "m-imatrix.gguf",
    )

    assert [(model.name, len(model.parts)) for model in found.models] == [
        ("m-q4_0.gguf", 1),
        ("m-q8_0-00001-of-00002.gguf", 2),
    ]
    assert found.models[1].size == 2 * (100 + len("m-q8_0-00001-of-00002.gguf"))
    assert [file.path for file in found.projectors] == ["mmproj-m-f16.gguf"]


@pytest.mark.parametrize("name", ["q8_0", "Q8_0", "sub/m-Q8_0.gguf", "m-q8_0.gguf"])
def test_a_model_is_found_by_its_file_or_its_quantization(name: str) -> None:
    assert repository("m-Q4_0.gguf", "sub/m-Q8_0.gguf").model(name).name == "sub/m-Q8_0.gguf"


def test_a_model_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(NoModelInRepository) as caught:
        repository("m-Q4_0.gguf", "m-Q8_0.gguf").model("Q5_0")

    assert "Q4_0, Q8_0" in caught.value.advice


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Qwen/Qwen3-4B-GGUF", Reference("Qwen/Qwen3-4B-GGUF")),
        (" Qwen/Qwen3-4B-GGUF:Q4_K_M ", Reference("Qwen/Qwen3-4B-GGUF", None, "Q4_K_M")),
        ("hf.co/Qwen/Qwen3-4B-GGUF:q8_0", Reference("Qwen/Qwen3-4B-GGUF", None, "q8_0")),
        ("https://huggingface.co/Qwen/Qwen3-4B-GGUF", Reference("Qwen/Qwen3-4B-GGUF")),
        ("https://hf-mirror.com/a/b/tree/main", Reference("a/b", "main")),
        (
            "https://huggingface.co/a/b/resolve/main/x/y.gguf?download=true",
            Reference("a/b", "main", "x/y.gguf"),
        ),
        ("qwen", None),
        ("a small model for German", None),
        ("/home/me/model.gguf", None),
    ],
)
def test_what_people_paste_is_understood(text: str, expected: Reference | None) -> None:
    assert Reference.parse(text) == expected


def test_files_lie_below_their_repository() -> None:
    assert local_path("org/repo", "sub/model.gguf") == Path("org", "repo", "sub", "model.gguf")


@pytest.mark.parametrize(
    "path",
    [
        "../x.gguf",
        "a/../../x.gguf",
        "/etc/x.gguf",
        "a//x.gguf",
        "..\\x.gguf",
        "C:\\x.gguf",
        "c:x.gguf",
        "x.gguf:stream",
        "con.gguf",
        "NUL",
        "aux/x.gguf",
        "com1.x.gguf",
        "lpt³.gguf",
        "x.gguf.",
        "x.gguf ",
        ".hidden.gguf",
        "x\n.gguf",
        "x\0.gguf",
        "x?.gguf",
        "",
        "x" * 300 + ".gguf",
        "模" * 100 + ".gguf",
    ],
)
def test_names_that_are_no_files_are_refused(path: str) -> None:
    with pytest.raises(UnsafeName):
        local_path("org/repo", path)


@given(st.text(), st.text())
def test_no_name_leaves_the_folder(repo: str, path: str) -> None:
    try:
        local = local_path(repo, path)
    except UnsafeName:
        return
    assert not local.is_absolute()
    assert ".." not in local.parts
    windows = PureWindowsPath("C:/models") / str(local)
    assert windows.is_relative_to("C:/models")
    assert not windows.is_reserved()
