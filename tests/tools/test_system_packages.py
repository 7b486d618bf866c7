"""The window must open on a bare machine: "could not load the Qt platform plugin" names no library."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import system_packages


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("readelf"), reason="reads Linux libraries")
def test_every_library_that_qt_expects_of_the_system_is_listed() -> None:
    spec = importlib.util.find_spec("PySide6")
    assert spec is not None
    assert spec.submodule_search_locations
    qt = Path(spec.submodule_search_locations[0]) / "Qt"
    screens = [qt / "plugins" / "platforms" / f"libq{name}.so" for name in ("offscreen", "xcb", "wayland")]
    parts = ("Core", "Gui", "Widgets", "Svg", "Network", "DBus", "XcbQpa", "WaylandClient", "OpenGL")
    libraries = [qt / "lib" / f"libQt6{part}.so.6" for part in parts]
    listing = subprocess.run(
        ["readelf", "--dynamic", *screens, *libraries], capture_output=True, text=True, check=True
    ).stdout
    needed = set(re.findall(r"\(NEEDED\).*\[(.+)\]", listing))
    brought_by_qt = {file.name for file in (qt / "lib").iterdir()}
    brought_by_the_compiler = re.compile(r"(libstdc\+\+|libgcc_s|libc|libm|libresolv|ld-linux.*)\.so\.\d+")
    of_the_system = {name for name in needed - brought_by_qt if not brought_by_the_compiler.fullmatch(name)}
    assert of_the_system == set(system_packages.QT_LIBRARIES)


def test_the_fonts_for_a_language_are_counted() -> None:
    """Without a Chinese font, half of the users read rows of boxes."""
    assert system_packages.has_font("zh-cn")
    assert not system_packages.has_font("tlh")


def test_what_is_missing_is_named_by_package_once() -> None:
    libraries = {"libnowhere.so.1": "libnowhere1", "libnowhere-extra.so.1": "libnowhere1"}
    assert system_packages.missing_packages(libraries) == ["libnowhere1"]


def test_a_machine_that_cannot_install_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(system_packages, "QT_LIBRARIES", {"libnowhere.so.1": "libnowhere1"})
    compilers = {"CC": sys.executable, "CXX": sys.executable}
    for name, value in {**compilers, "PATH": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["system_packages.py"])
    with pytest.raises(SystemExit, match=r"apt-get install libnowhere1$"):
        system_packages.main()


def test_tests_go_on_without_what_cannot_be_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["system_packages.py", "--tests"])
    system_packages.main()
    assert "skipped without these packages of the system: xvfb openbox xdotool" in capsys.readouterr().out
