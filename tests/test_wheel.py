"""An installed wheel must find its resources: a program that runs from a checkout only is not shipped."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=pytestconfig.rootpath,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("parlance-*.whl")
    return built


def test_the_wheel_carries_every_resource_and_the_compiled_translations(wheel: Path) -> None:
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("assistant/resources/")}
    files = [file.relative_to(RESOURCES) for file in RESOURCES.rglob("*") if file.is_file()]
    compiled = [file.with_suffix(".qm") for file in files if file.suffix == ".ts"]
    assert inside == {f"assistant/resources/{file.as_posix()}" for file in {*files, *compiled}}


def test_an_installed_wheel_finds_its_resources(wheel: Path, tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-cache-dir"]
    site = tmp_path / "site"
    subprocess.run([*pip, "--target", site, wheel], check=True)
    script = "from assistant import paths; print(paths.__file__); print(paths.resource('icons', 'send.svg'))"
    result = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        check=True,
        capture_output=True,
        text=True,
    )
    module, icon = map(Path, result.stdout.splitlines())
    assert module.is_relative_to(site)
    assert icon.is_relative_to(site)
    assert icon.is_file()
