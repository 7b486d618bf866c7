"""Complaint: it can only be started from a terminal, and a double click on a document does not find it."""

from __future__ import annotations

import configparser
import shlex
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

from tools import desktop_entry

ODD = '/opt/Jo\'s "best" programs/100 %/parlance'


def run(tool: str, *arguments: str) -> None:
    """One of the validators that desktops use."""
    if shutil.which(tool) is None:
        pytest.skip(f"no {tool} on this machine")
    done = subprocess.run([tool, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    desktop_entry.install(tmp_path, Path("/usr/bin/parlance"))
    return tmp_path


def entry(folder: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(folder / "applications" / "parlance.desktop", encoding="utf-8")
    return parser


def test_the_entry_is_as_the_standard_wants_it(installed: Path) -> None:
    run("desktop-file-validate", str(installed / "applications" / "parlance.desktop"))


def test_the_description_for_software_centres_is_valid() -> None:
    run("appstreamcli", "validate", "--no-net", str(desktop_entry.PLATFORM / "parlance.metainfo.xml"))


def test_the_description_names_the_entry(installed: Path) -> None:
    (file,) = (installed / "metainfo").iterdir()
    root = ElementTree.parse(file).getroot()
    assert file.name == f"{root.findtext('id')}.metainfo.xml"
    assert root.findtext("launchable") == "parlance.desktop"


def test_it_opens_what_it_reads_and_starts_the_quick_window(installed: Path) -> None:
    main = entry(installed)["Desktop Entry"]
    assert main["Exec"] == "/usr/bin/parlance %F"
    assert {"text/plain", "application/pdf", "application/x-gguf"} <= set(main["MimeType"].split(";"))
    assert entry(installed)["Desktop Action quick"]["Exec"] == "/usr/bin/parlance quick"


def test_a_program_in_an_odd_place_is_started_too(tmp_path: Path) -> None:
    desktop_entry.install(tmp_path, Path(ODD))
    run("desktop-file-validate", str(tmp_path / "applications" / "parlance.desktop"))
    written = entry(tmp_path)["Desktop Entry"]["Exec"].replace("\\\\", "\\").replace("%%", "%")
    assert shlex.split(written) == [ODD, "%F"]


def test_the_icon_is_there_in_all_sizes(installed: Path) -> None:
    assert (installed / "icons" / "hicolor" / "scalable" / "apps" / "parlance.svg").exists()
    for size in (16, 32, 48, 256, 512):
        picture = QImage(str(installed / "icons" / "hicolor" / f"{size}x{size}" / "apps" / "parlance.png"))
        assert (picture.width(), picture.height()) == (size, size)
        assert picture.pixelColor(0, 0).alpha() == 0
        assert picture.pixelColor(size // 2, size // 8).alpha() == 255


def test_the_system_knows_a_model_by_its_name_and_its_first_bytes(installed: Path) -> None:
    if shutil.which("update-mime-database") is None:
        pytest.skip("no update-mime-database on this machine")
    globs = (installed / "mime" / "globs").read_text()
    assert "application/x-gguf:*.gguf" in globs
    assert b"GGUF" in (installed / "mime" / "magic").read_bytes()


def test_nothing_is_left_when_it_is_taken_out(installed: Path) -> None:
    other = installed / "applications" / "other.desktop"
    other.write_text("[Desktop Entry]\nType=Application\nName=Other\nExec=other\n")
    desktop_entry.uninstall(installed)
    left = {file.name for file in installed.rglob("*") if file.is_file() and "parlance" in file.name}
    assert left == set()
    assert other.exists()
