from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.engine.supervisor import Engine
from tests.fakes import ScriptedEngine


@pytest.fixture
def script(tmp_path: Path) -> ScriptedEngine:
    """What the engine's child plays; to be written before the first job."""
    return ScriptedEngine(tmp_path / "scripted-engine")


@pytest.fixture
def engine(script: ScriptedEngine) -> Iterator[Engine]:
    """The real supervisor and client over a scripted child, with a model loaded at the first job."""
    made = Engine(script.command)
    made.load("scripted.gguf")
    yield made
    made.close()
