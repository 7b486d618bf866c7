"""The Models pane over a hub on this machine."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from assistant.ui.panes import PANES
from assistant.ui.panes.models import ModelsPane
from assistant.ui.services import Services
from tests.fakes.gguf_files import gguf_bytes
from tests.fakes.hub import REPO, FakeHub, FakeRepository
from tests.ui.panes.models.screen import SMALL, Screen

LARGE = "Tiny-Chat-Q8_0.gguf"
CARD = """---
license: apache-2.0
---
# Tiny Chat 小聊天

<div align="center"><img src="{hub}/picture.png"></div>
![picture]({hub}/picture.png)

Speaks **English** and 中文.
"""


@pytest.fixture
def fake_hub() -> Iterator[FakeHub]:
    """A repository with two models that llama.cpp's format checks accept, and a card."""
    with FakeHub() as fake:
        files = {
            SMALL: gguf_bytes() + random.Random(1).randbytes(100_000),
            LARGE: gguf_bytes() + random.Random(2).randbytes(200_000),
            "README.md": CARD.format(hub=fake.url).encode(),
        }
        fake.repositories = {REPO: FakeRepository(files)}
        yield fake


@pytest.fixture
def pane(qtbot: QtBot, fake_hub: FakeHub, services: Services) -> ModelsPane:
    """Made as the window makes it."""
    made = next(entry for entry in PANES if entry.name == "models").factory(services)
    assert isinstance(made, ModelsPane)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def screen(qtbot: QtBot, pane: ModelsPane) -> Screen:
    return Screen(qtbot, pane)
