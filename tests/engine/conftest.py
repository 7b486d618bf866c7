from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes import ScriptedEngine


@pytest.fixture
def scripted_engine(tmp_path: Path) -> ScriptedEngine:
    """A real child process that plays a script in the engine's place."""
    return ScriptedEngine(tmp_path / "scripted-engine")
