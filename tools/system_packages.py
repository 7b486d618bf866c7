"""Installs what Parlance needs of Debian or Ubuntu: Qt's libraries, a Chinese font, venv and a compiler.

Qt's wheels bring Qt and leave out what belongs to the system; without it the window ends with "could not load
the Qt platform plugin". apt-get runs only when something is missing; where it cannot, the packages are named.
With ``--tests`` it is what some tests drive other programs with; these are skipped where it cannot be had.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""What Qt's Core, Gui, Widgets, Svg, Network, DBus and screen plugins ask for, and where it is."""

TEST_PROGRAMS = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool"}
"""And the packages that have them."""


def has_library(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_font(language: str) -> bool:
    """Whether a font covers ``language`` (as in "zh-cn"); without one, text is a row of boxes."""
    try:
        fontconfig = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return False
    for name in ("FcNameParse", "FcObjectSetCreate", "FcFontList"):
        getattr(fontconfig, name).restype = ctypes.c_void_p
    pattern = ctypes.c_void_p(fontconfig.FcNameParse(f":lang={language}".encode()))
    fonts = fontconfig.FcFontList(None, pattern, ctypes.c_void_p(fontconfig.FcObjectSetCreate()))
    # The set begins with the number of its fonts. The process ends soon: nothing is freed.
    return fonts is not None and ctypes.c_int.from_address(fonts).value > 0


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """The Debian packages that this machine lacks, in order and without repetition."""
    packages = {package for soname, package in libraries.items() if not has_library(soname)}
    if not has_font("zh-cn"):
        packages.add("fonts-noto-cjk")
    if importlib.util.find_spec("ensurepip") is None:
        packages.add("python3-venv")
    if not all(
        shutil.which(os.environ.get(name, default)) for name, default in (("CC", "cc"), ("CXX", "c++"))
    ):
        packages.add("g++")
    return sorted(packages)


def install(packages: list[str]) -> None:
    """Raises :class:`subprocess.CalledProcessError` or :class:`FileNotFoundError` where it cannot."""
    become_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    apt_get = [*become_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    subprocess.run([*apt_get, "update"], check=True)
    subprocess.run([*apt_get, "install", "--yes", "--no-install-recommends", *packages], check=True)


def main() -> None:
    if sys.platform != "linux":
        return
    if sys.argv[1:] == ["--tests"]:
        packages = [package for program, package in TEST_PROGRAMS.items() if not shutil.which(program)]
    else:
        packages = missing_packages(QT_LIBRARIES)
    if not packages:
        return
    names = " ".join(packages)
    print(f"Installing from the system: {names}", flush=True)
    try:
        install(packages)
    except (subprocess.CalledProcessError, FileNotFoundError):
        if packages[0] in TEST_PROGRAMS.values():
            print(f"Some tests are skipped without these packages of the system: {names}")
        else:
            sys.exit(
                f"Parlance needs these packages of the system; please install them: apt-get install {names}"
            )


if __name__ == "__main__":
    main()
