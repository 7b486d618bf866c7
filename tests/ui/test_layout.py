"""Complaints: half of a German button, a window that needs a wide screen, Arabic from the wrong side."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from assistant.ui import theme
from tests.ui.furnished import NAMES, furnished
from tests.ui.visible import Longer, cut

_LOOKS = ("wordy", "wordy, from the right", "large")
_SIZES = ((900, 700), (420, 600))

Cuts = dict[tuple[str, str, tuple[int, int]], list[str]]


@pytest.fixture(scope="module")
def cuts(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Cuts:
    """What is cut in each pane at each size: in longer texts, written from either side, and in large type."""
    found: Cuts = {}
    for look in _LOOKS:
        found |= look_at(qapp, tmp_path_factory.mktemp("parlance"), look)
    return found


def look_at(qapp: QApplication, folder: Path, look: str) -> Cuts:
    translator = Longer()
    if "wordy" in look:
        qapp.installTranslator(translator)
    if "right" in look:
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme.apply(qapp, "light", 1.5 if look == "large" else 1.0)
    found: Cuts = {}
    with furnished(folder) as parlance:
        for size in _SIZES:
            parlance.window.resize(*size)
            for name in NAMES:
                parlance.show(name)
                parlance.settle()
                found[look, name, size] = cut(parlance.window)
    qapp.removeTranslator(translator)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return found


@pytest.mark.parametrize("look", _LOOKS)
@pytest.mark.parametrize("size", _SIZES, ids=lambda size: f"{size[0]} px")
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut(cuts: Cuts, look: str, name: str, size: tuple[int, int]) -> None:
    assert cuts[look, name, size] == []
