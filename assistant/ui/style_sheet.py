"""How buttons, fields, lists and menus look: the application's one style sheet.

It is short, because widgets take longer to be made the longer it is. What paints itself takes its colours
from the theme instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.paths import resource

if TYPE_CHECKING:
    from assistant.ui.theme import Theme


def style_sheet(theme: Theme) -> str:
    """The style sheet of a theme, its lengths zoomed."""
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
