"""Complaints: blurry icons at 125 %, black icons on black after a change of theme."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication

from assistant.paths import resource
from assistant.ui import icons, theme

FIXED = {"parlance", "arrow-less", "arrow-more"}
NAMES = sorted(file.stem for file in resource("icons").glob("*.svg") if file.stem not in FIXED)


def inks(picture: QPixmap) -> set[str]:
    """The colours of all opaque pixels."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {QColor(pixel.rgb()).name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_the_icons_are_one_family(name: str) -> None:
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in svg
    assert 'stroke-width="1.7"' in svg
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}", svg)) == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn_in_the_colour_of_the_text(name: str) -> None:
    assert inks(icons.icon(name).pixmap(QSize(48, 48))) == {theme.LIGHT.text.name()}


def test_an_icon_follows_the_theme_without_being_set_again(qapp: QApplication) -> None:
    icon = icons.icon("copy")
    theme.apply(qapp, "dark")
    assert inks(icon.pixmap(QSize(48, 48))) == {theme.DARK.text.name()}


def test_a_colour_of_its_own_stays(qapp: QApplication) -> None:
    icon = icons.icon("stop", QColor("#123456"))
    theme.apply(qapp, "dark")
    assert inks(icon.pixmap(QSize(48, 48))) == {"#123456"}


def test_a_disabled_icon_is_quieter() -> None:
    icon = icons.icon("stop")
    assert inks(icon.pixmap(QSize(24, 24), QIcon.Mode.Disabled)) == set()


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_pixels_are_those_of_the_device(ratio: float) -> None:
    picture = icons.icon("search").pixmap(QSize(20, 20), ratio, QIcon.Mode.Normal, QIcon.State.Off)
    assert picture.size() == QSize(round(20 * ratio), round(20 * ratio))
    assert picture.devicePixelRatio() == ratio


def test_a_wrong_name_is_found_out_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_the_application_has_an_icon() -> None:
    assert not icons.application_icon().pixmap(64, 64).isNull()
