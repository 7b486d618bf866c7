"""Puts Parlance into the menu of a user's Linux desktop, ``make install-desktop``, and takes it out again.

The files lie in ``resources/platform``, where a distribution finds them too. The icon is drawn in the sizes
that desktops ask for; the entry starts the program where it is installed now.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
PLATFORM = RESOURCES / "platform"
ICON = RESOURCES / "icons" / "parlance.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_RESERVED = " \t\n\"'\\><~|&;$*?#()`"
"""Characters for which the standard for desktop entries wants an argument of Exec to be quoted."""


def data_home() -> Path:
    """Where a user's own entries, icons and file types lie."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def targets(folder: Path) -> dict[Path, Path]:
    """What is installed below ``folder``, but for the drawn icons: by its place, where it comes from."""
    return {
        folder / "applications" / "parlance.desktop": PLATFORM / "parlance.desktop",
        folder / "metainfo" / "org.parlance.Parlance.metainfo.xml": PLATFORM / "parlance.metainfo.xml",
        folder / "mime" / "packages" / "parlance-gguf.xml": PLATFORM / "parlance-gguf.xml",
        folder / "icons" / "hicolor" / "scalable" / "apps" / "parlance.svg": ICON,
    }


def drawings(folder: Path) -> dict[Path, int]:
    """The drawn icons: by their places, the pixels of their sides."""
    icons = folder / "icons" / "hicolor"
    return {icons / f"{size}x{size}" / "apps" / "parlance.png": size for size in SIZES}


def install(folder: Path, program: Path) -> None:
    """Write everything below ``folder``; the entry starts ``program``."""
    for target, source in targets(folder).items():
        text = source.read_text(encoding="utf-8")
        if target.suffix == ".desktop":
            text = text.replace("Exec=parlance", f"Exec={_quoted(str(program))}")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for target, size in drawings(folder).items():
        target.parent.mkdir(parents=True, exist_ok=True)
        drawn(size).save(str(target))
    refresh(folder)


def uninstall(folder: Path) -> None:
    """Remove what :func:`install` has written; what it has not written stays."""
    for target in (*targets(folder), *drawings(folder)):
        target.unlink(missing_ok=True)
    refresh(folder)


def drawn(size: int) -> QImage:
    """The icon, with sides of ``size`` pixels."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(ICON)).render(painter)
    painter.end()
    return picture


def refresh(folder: Path) -> None:
    """Have the desktop look again; where one of these tools is missing, it does so at the next login."""
    for tool, place in (
        ("update-mime-database", folder / "mime"),
        ("update-desktop-database", folder / "applications"),
        ("gtk-update-icon-cache", folder / "icons" / "hicolor"),
    ):
        if shutil.which(tool) and place.is_dir():
            # A folder of icons without an index of its own has no cache, which is as good.
            subprocess.run([tool, str(place)], check=tool != "gtk-update-icon-cache", capture_output=True)


def _quoted(argument: str) -> str:
    """As the standard wants it: quoted for a shell's reserved characters, then escaped for the file."""
    argument = argument.replace("%", "%%")
    if not any(character in _RESERVED for character in argument):
        return argument
    for character in '\\"`$':
        argument = argument.replace(character, f"\\{character}")
    return f'"{argument}"'.replace("\\", "\\\\")


def main() -> None:
    match sys.argv[1:]:
        case ["install"]:
            program = Path(sys.executable).with_name("parlance")
            if not program.exists():
                sys.exit(f"Parlance is not installed as {program}.")
            install(data_home(), program)
            print(f"Parlance is in the menu of applications now ({data_home()}).")
        case ["uninstall"]:
            uninstall(data_home())
        case _:
            sys.exit("Usage: desktop_entry.py install | uninstall")


if __name__ == "__main__":
    main()
