"""Complaints: grey on grey that nobody can read, a bright window on a dark desktop, ``->`` as an arrow."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assistant.ui import theme
from assistant.ui.widgets.transcript.highlight import DARK_CODE, LIGHT_CODE

GROUNDS = ("background", "side", "surface", "hover", "selected", "bubble", "code", "code_head")
INKS = ("text", "muted", "accent", "error", "warning", "success", "insertion", "deletion")
READABLE = 4.5
"""WCAG 2.2, level AA, for text of any size."""


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""

    def luminance(color: QColor) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (color.redF(), color.greenF(), color.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colors", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
def test_text_is_readable_on_every_ground(colors: theme.Colors, ground: str, ink: str) -> None:
    assert contrast(getattr(colors, ink), getattr(colors, ground)) >= READABLE


@pytest.mark.parametrize("colors", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_what_is_written_on_colour_is_readable(colors: theme.Colors) -> None:
    assert contrast(colors.on_accent, colors.accent) >= READABLE
    assert contrast(colors.background, colors.text) >= READABLE, "a tooltip"


@pytest.mark.parametrize(
    ("inks", "colors"), [(LIGHT_CODE, theme.LIGHT), (DARK_CODE, theme.DARK)], ids=["light", "dark"]
)
def test_code_is_readable_in_all_its_colours(inks: Mapping[object, str], colors: theme.Colors) -> None:
    unreadable = [kind for kind, ink in inks.items() if contrast(QColor(ink), colors.code) < READABLE]
    assert unreadable == []


def test_a_change_reaches_palette_and_listeners(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.theme_changes().changed):
        theme.apply(qapp, "dark", 1.5)
    assert theme.current().name == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.DARK.background
    assert qapp.font().pixelSize() == round(13 * 1.5)


def test_zoom_stays_within_what_a_window_can_hold(qapp: QApplication) -> None:
    theme.apply(qapp, "light", 99)
    assert theme.current().zoom == theme.ZOOM_MAX


def test_an_unknown_system_scheme_is_light(qapp: QApplication) -> None:
    theme.apply(qapp, "system")
    assert QGuiApplication.styleHints().colorScheme() != Qt.ColorScheme.Dark
    assert theme.current().name == "light"


def test_only_system_follows_the_desktop(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.current().name == "dark"
    theme.apply(qapp, "system")
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.current().name == "light"


def test_code_has_no_ligatures() -> None:
    font = theme.current().mono_font()
    for feature in ("liga", "calt"):
        tag = QFont.Tag.fromString(feature)
        assert tag is not None
        assert font.featureValue(tag) == 0


def test_chinese_has_a_family_by_name() -> None:
    """Qt's implicit fallback lays Chinese out several times slower."""
    assert "Noto Sans CJK SC" in theme.current().ui_font().families()
