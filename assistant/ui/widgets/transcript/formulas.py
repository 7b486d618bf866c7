"""Mathematics as pictures: ziamath turns TeX into SVG.

Its import takes a quarter of a second and happens on a thread of its own when the first formula is met. Until
then, and for TeX that it does not understand, the source is shown. One formula takes some ten milliseconds.
"""

from __future__ import annotations

import functools
import importlib
import logging
import threading
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgRenderer

LONGEST = 1_000
"""Characters of TeX; what is longer stays source, because time grows with it."""

_KEPT = 1_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Picture:
    """A formula that is drawn with its baseline where it is told; lengths are logical pixels."""

    renderer: QSvgRenderer
    width: float
    ascent: float
    descent: float

    def draw(self, painter: QPainter, baseline: QPointF, scale: float = 1.0) -> None:
        size = QPointF(self.width, self.ascent + self.descent) * scale
        top = baseline - QPointF(0, self.ascent * scale)
        self.renderer.render(painter, QRectF(top.x(), top.y(), size.x(), size.y()))


class _Library:
    """ziamath, once it is there."""

    def __init__(self) -> None:
        self.loaded = threading.Event()
        threading.Thread(target=self._load, name="formula-library", daemon=True).start()

    def _load(self) -> None:
        ziafont = importlib.import_module("ziafont")
        ziafont.config.svg2 = False  # QSvgRenderer drops glyphs that are referred to
        importlib.import_module("ziamath")
        self.loaded.set()


@functools.cache
def _library() -> _Library:
    return _Library()


def available() -> bool:
    """Whether formulas can be drawn already; asking is what begins to make it so."""
    return _library().loaded.is_set()


class Formula(NamedTuple):
    """TeX to be drawn in a font of ``px`` pixels; ``color`` is a QRgb."""

    tex: str
    px: int
    color: int
    inline: bool


_pictures: dict[Formula, Picture | None] = {}


def known(formula: Formula) -> bool:
    """Whether :func:`picture` costs nothing."""
    return formula in _pictures


def picture(formula: Formula) -> Picture | None:
    """The picture of a formula, or None if it must stay source. :func:`available` must have said yes."""
    if formula not in _pictures:
        if len(_pictures) >= _KEPT:
            _pictures.clear()
        _pictures[formula] = _draw(formula)
    return _pictures[formula]


def _draw(formula: Formula) -> Picture | None:
    if len(formula.tex) > LONGEST:
        return None
    from ziamath.zmath import Latex

    color = QColor.fromRgba(formula.color).name()
    try:
        drawn = Latex(formula.tex, size=formula.px, color=color, inline=formula.inline)
        width, height = drawn.getsize()
        descent = -drawn.getyofst()
        renderer = QSvgRenderer(QByteArray(drawn.svg().encode()))
    except Exception as error:  # noqa: BLE001  # what a model writes as TeX fails in as many ways as the library has
        _log.info("a formula stays source: %s", type(error).__name__)
        return None
    return Picture(renderer, width, height - descent, descent) if renderer.isValid() and width > 0 else None
