"""Colours and type of the window, in light and dark, so that every widget agrees on them.

Widgets that paint themselves ask :func:`current` at paint time and listen to :func:`theme_changes`. Others
are served by the palette and the short application style sheet that :func:`apply` installs: in it, labels
choose their type by the property ``role`` ("heading", "section", "caption", "error"), buttons their weight by
``kind`` ("primary", "flat", "row", "round"), widgets beside the page say so by ``surface`` ("side").
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from assistant.ui.style_sheet import style_sheet

Choice = Literal["system", "light", "dark"]
Name = Literal["light", "dark"]

ZOOM_MIN = 0.5
ZOOM_MAX = 2.0

TEXT_COLUMN = 720
"""Pixels: the widest that text gets that is to be read; longer lines are lost on the way back."""

_SANS = ("Inter",)
_MONO = ("JetBrains Mono",)
# Named, because Qt's implicit fallback for Chinese lays out several times slower than a family it is given.
_CJK = ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei")


@dataclass(frozen=True)
class Colors:
    """Roles of colour. ``text``, ``muted``, ``accent`` and from ``error`` on: to be read on every ground."""

    background: QColor
    side: QColor
    surface: QColor
    line: QColor
    text: QColor
    muted: QColor
    accent: QColor
    on_accent: QColor
    hover: QColor
    selected: QColor
    bubble: QColor
    code: QColor
    code_head: QColor
    error: QColor
    warning: QColor
    success: QColor
    insertion: QColor
    deletion: QColor
    scrim: QColor
    """Lies over what is out of reach while something else is open."""


LIGHT = Colors(
    background=QColor("#ffffff"),
    side=QColor("#f6f6f4"),
    surface=QColor("#ffffff"),
    line=QColor("#e5e4e0"),
    text=QColor("#1f1f1d"),
    muted=QColor("#656460"),
    accent=QColor("#2f6f5e"),
    on_accent=QColor("#ffffff"),
    hover=QColor("#ececea"),
    selected=QColor("#e4e3df"),
    bubble=QColor("#f0efec"),
    code=QColor("#f7f7f5"),
    code_head=QColor("#efeeeb"),
    error=QColor("#a8322a"),
    warning=QColor("#855600"),
    success=QColor("#2c6a3f"),
    insertion=QColor("#22694f"),
    deletion=QColor("#a13a33"),
    scrim=QColor(31, 31, 29, 46),
)
DARK = Colors(
    background=QColor("#1e1e1f"),
    side=QColor("#171718"),
    surface=QColor("#29292b"),
    line=QColor("#37373a"),
    text=QColor("#ececea"),
    muted=QColor("#9d9c97"),
    accent=QColor("#5bb79e"),
    on_accent=QColor("#0e1f1a"),
    hover=QColor("#262628"),
    selected=QColor("#303033"),
    bubble=QColor("#2d2d30"),
    code=QColor("#161617"),
    code_head=QColor("#232325"),
    error=QColor("#f0958c"),
    warning=QColor("#e0b368"),
    success=QColor("#86c795"),
    insertion=QColor("#6cc5a8"),
    deletion=QColor("#ee9a92"),
    scrim=QColor(0, 0, 0, 110),
)


@dataclass(frozen=True)
class Theme:
    """What is in force: ``zoom`` multiplies every size of type (1.0: as designed)."""

    name: Name
    colors: Colors
    zoom: float = 1.0

    def ui_font(self, px: float = 13, weight: int = 400) -> QFont:
        """The interface's sans; ``px`` before zoom, ``weight`` from 100 to 900."""
        return _font(_families(_SANS, QFontDatabase.SystemFont.GeneralFont), px * self.zoom, weight)

    def text_font(self) -> QFont:
        """The face of running text: 14 px."""
        return self.ui_font(14)

    def mono_font(self, px: float = 13) -> QFont:
        """The face of code, without ligatures: ``->`` stays two characters."""
        font = _font(_families(_MONO, QFontDatabase.SystemFont.FixedFont), px * self.zoom, 400)
        font.setStyleHint(QFont.StyleHint.Monospace)
        for feature in ("liga", "calt", "clig"):
            tag = QFont.Tag.fromString(feature)
            assert tag is not None
            font.setFeature(tag, 0)
        return font

    def px(self, size: float) -> int:
        """A length that goes with the type, such as the height of a row: zoomed, rounded."""
        return round(size * self.zoom)


class _Changes(QObject):
    changed = Signal()
    """Colours or zoom are others now; :func:`current` has them already."""

    def __init__(self) -> None:
        super().__init__()
        self._choice: Choice = "system"
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def remember(self, choice: Choice) -> None:
        self._choice = choice

    def _on_scheme_changed(self) -> None:
        app = QApplication.instance()
        if self._choice == "system" and isinstance(app, QApplication):
            _install(app, _resolve("system"), _current.zoom)


_current = Theme("light", LIGHT)


def current() -> Theme:
    """The theme in force; light before :func:`apply` was called."""
    return _current


@functools.cache
def theme_changes() -> _Changes:
    """The one object whose signal ``changed`` tells that the theme is another now."""
    return _Changes()


def apply(app: QApplication, choice: Choice, zoom: float = 1.0) -> None:
    """Put a theme in force; with "system" it follows the desktop from now on."""
    hints = QGuiApplication.styleHints()
    changes = theme_changes()
    # The hint is for what Qt does not paint, such as the title bar; not every desktop listens.
    changes.remember("light")
    if choice == "system":
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if choice == "dark" else Qt.ColorScheme.Light)
    changes.remember(choice)
    _install(app, _resolve(choice), min(max(zoom, ZOOM_MIN), ZOOM_MAX))


def _resolve(choice: Choice) -> Name:
    if choice != "system":
        return choice
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def _install(app: QApplication, name: Name, zoom: float) -> None:
    global _current
    _current = Theme(name, DARK if name == "dark" else LIGHT, zoom)
    if not app.styleSheet():  # with one, Qt's own style hides behind it, and setting it again takes 0.1 s
        app.setStyle("Fusion")
    app.setPalette(_palette(_current.colors))
    app.setFont(_current.ui_font())
    app.setStyleSheet(style_sheet(_current))
    theme_changes().changed.emit()


@functools.cache
def _families(wanted: tuple[str, ...], fallback: QFontDatabase.SystemFont) -> list[str]:
    # Only what is installed: asking for a missing family makes some platforms search all fonts for an alias.
    installed = set(QFontDatabase.families())
    named = [family for family in wanted if family in installed]
    return [*named, QFontDatabase.systemFont(fallback).family(), *(f for f in _CJK if f in installed)]


def _font(families: list[str], px: float, weight: int) -> QFont:
    font = QFont()
    font.setFamilies(families)
    font.setPixelSize(max(round(px), 1))
    font.setWeight(QFont.Weight(weight))
    return font


def _palette(colors: Colors) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(colors.surface, colors.background)
    shades = {
        role.Window: colors.background,
        role.Base: colors.surface,
        role.AlternateBase: colors.side,
        role.Button: colors.surface,
        role.ToolTipBase: colors.text,
        role.ToolTipText: colors.background,
        role.WindowText: colors.text,
        role.Text: colors.text,
        role.ButtonText: colors.text,
        role.BrightText: colors.error,
        role.PlaceholderText: colors.muted,
        role.Highlight: colors.accent,
        role.HighlightedText: colors.on_accent,
        role.Accent: colors.accent,
        role.Link: colors.accent,
        role.LinkVisited: colors.accent,
        role.Mid: colors.line,
        role.Midlight: colors.line,
        role.Dark: colors.line,
        role.Light: colors.surface,
        role.Shadow: colors.line,
    }
    for key, color in shades.items():
        palette.setColor(key, color)
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, colors.muted)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, colors.line)
    return palette
