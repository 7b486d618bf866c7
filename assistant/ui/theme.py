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

from assistant.paths import resource

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
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(_palette(_current.colors))
    app.setFont(_current.ui_font())
    app.setStyleSheet(_style_sheet(_current))
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


def _style_sheet(theme: Theme) -> str:
    names = {field: color.name() for field, color in vars(theme.colors).items()}
    sizes = {f"px{size}": f"{theme.px(size)}px" for size in (11, 12, 13, 18)}
    return _SHEET.format(**names, **sizes, icons=resource("icons").as_posix())


_SHEET = """
QLabel[role="heading"] {{ font-size: {px18}; font-weight: 600 }}
QLabel[role="section"] {{ font-size: {px13}; font-weight: 600 }}
QLabel[role="caption"] {{ font-size: {px11}; color: {muted} }}
QLabel[role="error"] {{ font-size: {px12}; color: {error} }}
QWidget[surface="side"] {{ background: {side} }}
QToolTip {{ border: 0; padding: 5px 8px; color: {background}; background: {text} }}
QToolButton, QPushButton[kind="flat"] {{ border: 1px solid transparent; border-radius: 8px;
    padding: 5px 7px; background: transparent }}
QToolButton {{ padding: 3px 2px 2px 3px }}
QToolButton[popupMode="2"] {{ padding-right: 12px }}
QToolButton[popupMode="2"]::menu-indicator, QPushButton::menu-indicator {{ width: 12px; height: 12px;
    image: url("{icons}/arrow-less.svg"); subcontrol-origin: padding; subcontrol-position: center right }}
QToolButton[popupMode="2"]::menu-indicator {{ right: 2px }}
QPushButton::menu-indicator {{ right: 8px }}
QPushButton[kind="flat"]::menu-indicator {{ right: 2px }}
QPushButton {{ border: 1px solid {line}; border-radius: 8px; padding: 5px 14px; background: {surface} }}
QPushButton, QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: {px18}; max-height: {px18} }}
QPushButton[kind="caption"] {{ border: 0; border-radius: 0; padding: 0; font-size: {px11}; color: {muted};
    background: transparent; text-align: left; min-height: 0; max-height: {px18} }}
QPushButton[kind="caption"]:hover, QPushButton[kind="caption"]:focus {{ border: 0; color: {text};
    background: transparent; text-decoration: underline }}
QPushButton[kind="row"] {{ text-align: left }}
QPushButton[kind="primary"] {{ border-color: {accent}; color: {on_accent}; background: {accent} }}
QToolButton:hover, QPushButton:hover {{ background: {hover} }}
QToolButton:pressed, QToolButton:checked, QPushButton:pressed {{ background: {selected} }}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:focus {{ border-color: {text};
    background: {accent} }}
QPushButton[kind="primary"]:disabled {{ border-color: {line}; color: {muted}; background: {hover} }}
QPushButton:disabled {{ color: {muted} }}
QToolButton[kind="round"] {{ border-radius: 17px; background: {accent} }}
QToolButton[kind="round"]:hover, QToolButton[kind="round"]:focus {{ border-color: {text} }}
QToolButton[kind="round"]:disabled {{ background: {selected} }}
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit[kind="field"] {{ border: 1px solid {line};
    border-radius: 8px; padding: 5px 8px; background: {surface} }}
QToolButton:focus, QPushButton:focus, QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus,
QPlainTextEdit[kind="field"]:focus {{ border: 1px solid {accent} }}
QLineEdit[kind="bare"], QLineEdit[kind="bare"]:focus {{ border: 0; padding: 9px 4px;
    background: transparent }}
QComboBox::drop-down, QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: 0; width: 22px }}
QComboBox::down-arrow, QAbstractSpinBox::down-arrow {{ image: url("{icons}/arrow-less.svg"); width: 12px }}
QAbstractSpinBox::up-arrow {{ image: url("{icons}/arrow-more.svg"); width: 12px }}
QHeaderView::section {{ border: 0; border-bottom: 1px solid {line}; padding: 6px 4px; color: {muted};
    background: {background} }}
QTableView::item {{ border-bottom: 1px solid {line}; padding: 0 4px; color: {text} }}
QTableView::item:selected {{ background: {selected} }}
QTableView::item:focus {{ border: 1px solid {accent}; border-radius: 4px }}
QTableView {{ outline: 0 }}
QSplitter::handle {{ background: {line} }}
QProgressBar {{ border: 0; border-radius: 3px; max-height: 6px; background: {line} }}
QProgressBar::chunk {{ border-radius: 3px; background: {accent} }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {line} }}
QSlider::sub-page:horizontal {{ border-radius: 2px; background: {accent} }}
QSlider::handle:horizontal {{ width: 16px; margin: -6px 0; border-radius: 8px; background: {accent} }}
QSlider::handle:horizontal:focus {{ background: {text} }}
QMenu {{ border: 1px solid {line}; padding: 5px; background: {surface} }}
QMenu::item {{ border-radius: 6px; padding: 6px 24px 6px 10px }}
QMenu::item:selected {{ background: {selected}; color: {text} }}
QScrollBar {{ border: 0; background: transparent; width: 10px; height: 10px }}
QScrollBar::handle {{ border: 2px solid transparent; border-radius: 5px; background: {line} }}
QScrollBar::handle:hover {{ background: {muted} }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0 }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent }}
QScrollArea {{ border: 0; background: transparent }}
"""
