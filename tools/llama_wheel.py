"""Builds llama.cpp's Python bindings once for this machine and installs them where this script runs.

Package indexes carry only their source, and a build takes ten minutes, so the wheel must be kept. pip's own
cache does not serve: it looks neither at ``CMAKE_ARGS`` nor at the processor that a native build is for, and
hands out a wheel that lacks the GPU or crashes. Here a wheel lies in a folder named after all that shaped it.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import re
import shlex
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

PACKAGE = "llama-cpp-python"
PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"

NO_AMX = "-mno-amx-tile -mno-amx-int8 -mno-amx-bf16"
"""gcc 11 and 12 drop the stores to AMX's tile configuration: llama.cpp then crashes at its first decode."""


def pinned_version(pyproject: Path = PYPROJECT) -> str:
    """The one version of the bindings that the program is made for."""
    dependencies = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]["dependencies"]
    (pin,) = (dependency for dependency in dependencies if dependency.startswith(f"{PACKAGE}=="))
    return str(pin).removeprefix(f"{PACKAGE}==")


def native_macros(compiler: str, language: str) -> str:
    """What a compiler predefines for this machine: its own version, the platform, the processor's abilities.

    ``language`` is "c" or "c++". Compilers differ in how they are told to build for the processor at hand.
    """
    for native in (["-march=native"], ["-mcpu=native"], []):
        command = [*shlex.split(compiler), *native, "-dM", "-E", "-x", language, "-"]
        result = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if result.returncode == 0:
            return "\n".join(sorted(result.stdout.splitlines()))
    raise RuntimeError(f"the compiler {compiler!r} does not work: {result.stderr}")


def has_amx_defect(macros: str) -> bool:
    """Whether this compiler breaks AMX code, on a platform that has any."""
    gcc = re.search(r"^#define __GNUC__ (\d+)$", macros, re.MULTILINE)
    return (
        gcc is not None
        and 11 <= int(gcc[1]) < 13
        and "#define __x86_64__ 1" in macros
        and "#define __clang__ 1" not in macros
    )


def build_settings(user: Mapping[str, str], macros: str) -> dict[str, str]:
    """The environment variables that shape the build: the user's own, and what Parlance adds."""
    settings = {name: user.get(name, "") for name in ("CC", "CXX", "CFLAGS", "CXXFLAGS", "LDFLAGS")}
    if has_amx_defect(macros):
        for name in ("CFLAGS", "CXXFLAGS"):
            settings[name] = f"{NO_AMX} {settings[name]}"
    # Several machines can share one large model.
    settings["CMAKE_ARGS"] = f"-DGGML_RPC=ON {user.get('CMAKE_ARGS', '')}"
    return {name: value.strip() for name, value in settings.items() if value}


def key(version: str, settings: Mapping[str, str], macros: str) -> str:
    """A name for all builds that are alike."""
    shape = json.dumps([version, sysconfig.get_platform(), dict(settings), macros], sort_keys=True)
    return hashlib.sha256(shape.encode()).hexdigest()[:16]


def cache_folder() -> Path:
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(caches) / "parlance" / "wheels"


def find(folder: Path) -> Path | None:
    return next(folder.glob("*.whl"), None)


def build(version: str, settings: Mapping[str, str], folder: Path) -> Path:
    """Make ``folder`` with the wheel in it, which comes into being only when the wheel is complete."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "wheel", "--no-cache-dir", "--no-deps", "--no-binary", PACKAGE]
    with tempfile.TemporaryDirectory(prefix="building-", dir=folder.parent) as workshop:
        wheels = Path(workshop) / "wheels"
        command = [*pip, "--wheel-dir", str(wheels), f"{PACKAGE}=={version}"]
        subprocess.run(command, env={**os.environ, **settings}, check=True)
        try:
            wheels.rename(folder)
        except OSError:
            # Another build of the same kind may have been quicker.
            if find(folder) is None:
                raise
    (wheel,) = folder.glob("*.whl")
    return wheel


def is_installed_from(folder: Path) -> bool:
    """Whether the bindings that are installed here came from ``folder``, though it may be gone by now."""
    try:
        origin = importlib.metadata.distribution(PACKAGE).read_text("direct_url.json")
    except importlib.metadata.PackageNotFoundError:
        return False
    return origin is not None and str(json.loads(origin)["url"]).startswith(f"{folder.as_uri()}/")


def main() -> None:
    try:
        macros = native_macros(os.environ.get("CC", "cc"), "c") + native_macros(
            os.environ.get("CXX", "c++"), "c++"
        )
    except (OSError, RuntimeError) as error:
        sys.exit(
            f"llama.cpp must be compiled for this machine, and there is no working C++ compiler: {error}"
        )
    version = pinned_version()
    settings = build_settings(os.environ, macros)
    folder = cache_folder() / key(version, settings, macros)
    if is_installed_from(folder):
        return
    wheel = find(folder)
    if wheel is None:
        shape = " ".join(f"{name}={shlex.quote(value)}" for name, value in settings.items())
        print(f"Building {PACKAGE} {version}, once: this takes about ten minutes. {shape}", flush=True)
        wheel = build(version, settings, folder)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall"]
    subprocess.run([*pip, str(wheel)], check=True)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
