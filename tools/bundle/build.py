"""Builds the bundle, a folder that runs on Linux desktops without Python or a compiler, and its archive.

    python -m tools.bundle.build FOLDER

It packs what is installed beside the Python that runs it: the program, the starter model and what they need.
`make bundle` makes such an environment.
"""

from __future__ import annotations

import hashlib
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import Distribution, distributions, version
from pathlib import Path

HERE = Path(__file__).resolve().parent
LICENCE_FILE = re.compile(r"(licen[cs]e|copying|copyright|notice|authors)", re.IGNORECASE)
SYSTEM_LICENCES = Path("/usr/share/doc")

INTRODUCTION = """\
Parlance is licensed under the Apache License 2.0. This folder has the licences of the parts it is built of.

Qt and PySide6 are used under the GNU Lesser General Public License 3 (LGPL-3.0.txt, which refers to
GPL-3.0.txt). Their libraries are files of their own in _internal/PySide6: others may take their place.
Their sources are at https://download.qt.io.

"""


def freeze(folder: Path) -> Path:
    """Run PyInstaller; the folder that it makes."""
    command = [sys.executable, "-P", "-m", "PyInstaller", str(HERE / "parlance.spec")]
    places = ["--distpath", str(folder), "--workpath", str(folder / "work")]
    subprocess.run([*command, *places, "--noconfirm", "--log-level", "WARN"], cwd=folder, check=True)
    return folder / "parlance"


def add_licences(bundle: Path) -> None:
    """Put the licences of all parts into the bundle, as their authors word them."""
    folder = bundle / "licences"
    shutil.copytree(HERE.parents[1] / "resources" / "licences", folder)
    lines = [INTRODUCTION]
    for part in sorted(distributions(path=[str(bundle / "_internal")]), key=lambda part: part.name.lower()):
        named = part.metadata["License-Expression"] or (part.metadata["License"] or "").partition("\n")[0]
        lines.append(f"{part.name} {part.version}: {named or 'see its text'}\n")
        _copy_licences(part, folder / part.name)
    shutil.copy(Path(sysconfig.get_path("stdlib"), "LICENSE.txt"), folder / "Python.txt")
    lines.append(f"Python {platform.python_version()}: PSF-2.0\n")
    for package in _system_packages(bundle):
        shutil.copy(SYSTEM_LICENCES / package / "copyright", folder / f"{package}.txt")
        lines.append(f"{package}, of the system that this was built on: see its text\n")
    (folder / "README.txt").write_text("".join(lines), encoding="utf-8")


def _copy_licences(part: Distribution, folder: Path) -> None:
    for file in part.files or []:
        path = Path(str(file.locate()))
        if ".dist-info" in file.parts[0] and LICENCE_FILE.search(file.name) and path.is_file():
            folder.mkdir(exist_ok=True)
            shutil.copy(path, folder)


def _system_packages(bundle: Path) -> list[str]:
    """The Debian packages of the libraries that were taken from the system; none on other distributions."""
    if not shutil.which("dpkg"):
        return []
    files = [file.name for file in (bundle / "_internal").glob("lib*.so*") if not file.is_symlink()]
    patterns = [f"*/{name}" for name in files if not name.startswith("libpython")]
    found = subprocess.run(["dpkg", "-S", *patterns], capture_output=True, text=True, check=False).stdout
    return sorted({line.split(":")[0] for line in found.splitlines()})


def forget_origins(bundle: Path) -> None:
    """Drop what pip notes of packages that were not in an index: their paths on this computer."""
    for note in bundle.glob("_internal/*.dist-info/direct_url.json"):
        note.unlink()


def link_duplicates(bundle: Path) -> None:
    """Keep a library that a wheel has under several names once: wheels have no symbolic links."""
    kept: dict[bytes, Path] = {}
    for file in sorted(bundle.rglob("*.so*")):
        if file.is_symlink():
            continue
        first = kept.setdefault(hashlib.sha256(file.read_bytes()).digest(), file)
        if first != file and first.parent == file.parent:
            file.unlink()
            file.symlink_to(first.name)


def size(bundle: Path) -> int:
    """Bytes of all files."""
    return sum(file.stat().st_size for file in bundle.rglob("*") if file.is_file() and not file.is_symlink())


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    bundle = freeze(folder)
    add_licences(bundle)
    forget_origins(bundle)
    link_duplicates(bundle)
    name = f"parlance-{version('parlance')}-{sys.platform}-{platform.machine()}"
    archive = Path(shutil.make_archive(str(folder / name), "gztar", root_dir=folder, base_dir=bundle.name))
    print(f"{bundle}: {size(bundle) / 1e6:.0f} MB")
    print(f"{archive}: {archive.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
