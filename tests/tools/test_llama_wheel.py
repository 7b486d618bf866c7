"""A reused wheel must be the one asked for: pip's cache hands out builds without the GPU, or that crash."""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from pathlib import Path

import pytest

from tools import llama_wheel

GCC_12 = "#define __GNUC__ 12\n#define __x86_64__ 1"
GCC_13 = "#define __GNUC__ 13\n#define __x86_64__ 1"
GCC_10 = "#define __GNUC__ 10\n#define __x86_64__ 1"
GCC_12_ARM = "#define __GNUC__ 12\n#define __aarch64__ 1"
CLANG = "#define __GNUC__ 12\n#define __clang__ 1\n#define __x86_64__ 1"


def test_only_compilers_with_the_defect_are_kept_from_amx() -> None:
    assert llama_wheel.has_amx_defect(GCC_12)
    for macros in (GCC_10, GCC_13, GCC_12_ARM, CLANG):
        assert not llama_wheel.has_amx_defect(macros)


def test_the_users_own_flags_are_kept() -> None:
    user = {"CMAKE_ARGS": "-DGGML_CUDA=on", "CFLAGS": "-g", "HOME": "/home/someone"}
    assert llama_wheel.build_settings(user, GCC_12) == {
        "CMAKE_ARGS": "-DGGML_RPC=ON -DGGML_CUDA=on",
        "CFLAGS": f"{llama_wheel.NO_AMX} -g",
        "CXXFLAGS": llama_wheel.NO_AMX,
    }
    assert llama_wheel.build_settings({}, GCC_13) == {"CMAKE_ARGS": "-DGGML_RPC=ON"}


def test_whatever_shapes_the_build_changes_the_key() -> None:
    def key(version: str = "1.0", cmake_args: str = "", macros: str = GCC_13) -> str:
        return llama_wheel.key(
            version, llama_wheel.build_settings({"CMAKE_ARGS": cmake_args}, macros), macros
        )

    keys = [
        key(),
        key(version="1.1"),
        key(cmake_args="-DGGML_VULKAN=on"),
        key(macros=GCC_12),
        key(macros=GCC_13 + "\n#define __AVX512F__ 1"),
    ]
    assert len(set(keys)) == len(keys)
    assert key() == key()


def test_the_compiler_tells_its_version_and_platform() -> None:
    macros = llama_wheel.native_macros("c++", "c++")
    assert "#define __GNUC__ " in macros
    assert "#define __cplusplus " in macros
    with pytest.raises(FileNotFoundError):
        llama_wheel.native_macros("no-such-compiler", "c")


BACKEND = """
import os, pathlib, zipfile

def build_wheel(folder, config_settings=None, metadata_directory=None):
    name = "llama_cpp_python-1.0"
    files = {
        "flags.txt": os.environ["CMAKE_ARGS"] + " " + os.environ["CFLAGS"],
        f"{name}.dist-info/METADATA": "Metadata-Version: 2.1\\nName: llama-cpp-python\\nVersion: 1.0\\n",
        f"{name}.dist-info/WHEEL": "Wheel-Version: 1.0\\nTag: py3-none-any\\nRoot-Is-Purelib: true\\n",
        f"{name}.dist-info/RECORD": "",
    }
    with zipfile.ZipFile(pathlib.Path(folder, f"{name}-py3-none-any.whl"), "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return f"{name}-py3-none-any.whl"
"""


def test_the_flags_reach_the_build_of_the_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With pip itself, and sources whose build only writes its flags down."""
    sources = {
        "pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
        '[project]\nname = "llama-cpp-python"\nversion = "1.0"\n',
        "backend.py": BACKEND,
        "PKG-INFO": "Metadata-Version: 2.1\nName: llama-cpp-python\nVersion: 1.0\n",
    }
    with tarfile.open(tmp_path / "llama_cpp_python-1.0.tar.gz", "w:gz") as archive:
        for name, text in sources.items():
            entry = tarfile.TarInfo(f"llama_cpp_python-1.0/{name}")
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    settings = llama_wheel.build_settings({"CMAKE_ARGS": "-DGGML_CUDA=on"}, GCC_12)
    wheel = llama_wheel.build("1.0", settings, tmp_path / "cache" / "key")
    assert wheel.parent == tmp_path / "cache" / "key"
    flags = zipfile.ZipFile(wheel).read("flags.txt").decode()
    assert flags == f"-DGGML_RPC=ON -DGGML_CUDA=on {llama_wheel.NO_AMX}"
    assert [entry.name for entry in wheel.parent.parent.iterdir()] == ["key"]


def test_an_interrupted_build_leaves_nothing_that_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(command: list[str], **_: object) -> None:
        wheels = Path(command[command.index("--wheel-dir") + 1])
        wheels.mkdir()
        (wheels / "half.whl").touch()
        raise KeyboardInterrupt

    monkeypatch.setattr(llama_wheel.subprocess, "run", interrupted)
    folder = tmp_path / "cache" / "key"
    with pytest.raises(KeyboardInterrupt):
        llama_wheel.build("1.0", {}, folder)
    assert list(folder.parent.iterdir()) == []


def test_a_build_that_another_one_overtook_uses_the_others_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "key"

    def overtaken(command: list[str], **_: object) -> None:
        for wheels in (Path(command[command.index("--wheel-dir") + 1]), folder):
            wheels.mkdir()
            (wheels / "llama.whl").touch()

    monkeypatch.setattr(llama_wheel.subprocess, "run", overtaken)
    assert llama_wheel.build("1.0", {}, folder) == folder / "llama.whl"


def test_the_readme_names_the_version_that_the_project_pins() -> None:
    readme = llama_wheel.PYPROJECT.with_name("README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"llama-cpp-python==([\d.]+)", readme)) == {llama_wheel.pinned_version()}
