"""Complaints: half of a German button, a window that needs a wide screen, a window half in English."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from assistant.ui import theme
from tests.ui.furnished import NAMES, furnished
from tests.ui.visible import Longer, untranslated

_LOOKS = ("wordy", "wordy, from the right", "large")
_SIZES = ((900, 700), (420, 600))

_CONTENT = re.compile(r"Q\d_|harbour|lighthouse|A-model|apache|llama|General|https?:|(Ctrl|Meta)\+|\d [kM]B")
"""What is the user's own, a name, a key or a unit."""


@dataclass
class Findings:
    """What is wrong with a window, by look, pane and size."""

    cut: dict[tuple[str, str, tuple[int, int]], list[str]] = field(default_factory=dict)
    untranslated: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def findings(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """All panes at each size: in longer texts, written from either side, and in large type."""
    found = Findings()
    for look in _LOOKS:
        look_at(qapp, tmp_path_factory.mktemp("parlance"), look, found)
    return found


def look_at(qapp: QApplication, folder: Path, look: str, found: Findings) -> None:
    translator = Longer()
    if "wordy" in look:
        qapp.installTranslator(translator)
    if "right" in look:
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme.apply(qapp, "light", 1.5 if look == "large" else 1.0)
    with furnished(folder) as parlance:
        for size in _SIZES:
            parlance.window.resize(*size)
            for name in NAMES:
                parlance.show(name)
                found.cut[look, name, size] = parlance.cut()
                if "wordy" in look:
                    found.untranslated |= untranslated(parlance.window)
    qapp.removeTranslator(translator)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("look", _LOOKS)
@pytest.mark.parametrize("size", _SIZES, ids=lambda size: f"{size[0]} px")
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut(findings: Findings, look: str, name: str, size: tuple[int, int]) -> None:
    assert findings.cut[look, name, size] == []


def test_all_words_of_the_program_can_be_translated(findings: Findings) -> None:
    assert sorted(text for text in findings.untranslated if not _CONTENT.search(text)) == []
