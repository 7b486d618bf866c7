"""Complaints: screen readers find nothing; half of a window is for the mouse only; where is the focus?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.furnished import NAMES, Furnished, furnished
from tests.ui.visible import name_of, tab_stops, tab_targets

_RING = 4
"""Pixels around a widget in which its focus may be shown."""


@dataclass
class Findings:
    """What is wrong with a pane, by the names of its widgets."""

    nameless: list[str] = field(default_factory=list)
    """It takes the focus, and a screen reader cannot say what it is."""
    unreached: list[str] = field(default_factory=list)
    """Tab does not lead there."""
    jumps: list[str] = field(default_factory=list)
    """From the one to the other one does not read: upwards in a column, or to the left in a line."""
    unseen: list[str] = field(default_factory=list)
    """It looks the same with the focus as without."""


@pytest.fixture(scope="module")
def findings(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Findings]:
    """All panes of one window, each gone through with the Tab key once."""
    flash = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)  # a caret that is always seen
    with furnished(tmp_path_factory.mktemp("parlance")) as parlance:
        parlance.window.resize(1100, 760)
        found = {name: look_at(parlance, name) for name in NAMES}
    qapp.setCursorFlashTime(flash)
    return found


def look_at(parlance: Furnished, name: str) -> Findings:
    window = parlance.window
    parlance.show(name)
    window.activateWindow()
    parlance.settle()
    found = Findings()
    for one in interfaces(QAccessible.queryAccessibleInterface(window)):
        no_role = one.role() == QAccessible.Role.NoRole
        if one.state().focusable and (no_role or not one.text(QAccessible.Text.Name)):
            found.nameless.append(f"{one.role().name} {one.object().objectName() if one.object() else ''}")
    next(itertools.islice(tab_stops(window), 1, None))  # from now on it is the keyboard that steers
    stops: list[QWidget] = []
    picture = None
    for stop in tab_stops(window):
        if stops:
            # Both where they are now: pages scroll.
            here, there = place_of(stops[-1], window), place_of(stop, window)
            if window.grab(here).toImage() == picture:
                found.unseen.append(name_of(stops[-1]))
            if is_jump(here, there):
                found.jumps.append(f"{name_of(stops[-1])} -> {name_of(stop)}")
        stops.append(stop)
        picture = window.grab(place_of(stop, window)).toImage()
    found.unreached = sorted(name_of(widget) for widget in tab_targets(window) - set(stops))
    return found


def place_of(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-_RING, -_RING, _RING, _RING)


def interfaces(parent: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """What a screen reader can come to, visible, below ``parent``."""
    for number in range(parent.childCount()):
        child = parent.child(number)
        if child is not None and child.isValid() and not child.state().invisible:
            yield child
            yield from interfaces(child)


def is_jump(here: QRect, there: QRect) -> bool:
    upwards = there.bottom() <= here.top() + 2 * _RING and there.left() < here.right()
    same_line = there.center().y() in range(here.top(), here.bottom())
    return upwards or (same_line and there.right() <= here.left() + 2 * _RING)


@pytest.mark.parametrize("name", NAMES)
def test_whatever_takes_the_focus_has_a_role_and_a_name(findings: dict[str, Findings], name: str) -> None:
    assert findings[name].nameless == []


@pytest.mark.parametrize("name", NAMES)
def test_tab_leads_to_everything_and_back(findings: dict[str, Findings], name: str) -> None:
    assert findings[name].unreached == []


@pytest.mark.parametrize("name", NAMES)
def test_tab_goes_as_one_reads(findings: dict[str, Findings], name: str) -> None:
    """But for one jump: the walk begins in the middle of the window, and comes by its end."""
    assert len(findings[name].jumps) <= 1, findings[name].jumps


@pytest.mark.parametrize("name", NAMES)
def test_the_focus_is_seen(findings: dict[str, Findings], name: str) -> None:
    assert findings[name].unseen == []
