"""What the window shows of the engine: a snapshot that the supervisor replaces with every change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.engine.protocol import Loaded
from assistant.engine.safety import Finding
from assistant.engine.values import Build, LoadSettings


@dataclass(frozen=True)
class EngineState:
    """What can be said of the engine at one moment."""

    phase: Literal["stopped", "starting", "loading", "ready"] = "stopped"
    """``stopped``: there is no child; the next job starts one."""
    build: Build | None = None
    """The llama.cpp of the last child."""
    pid: int | None = None
    """The process number of the last child."""
    model: str | None = None
    """The path of the model that is loaded, or will be again before the next job."""
    loaded: Loaded | None = None
    settings: LoadSettings | None = None
    """Those in use: the wished ones with the findings applied."""
    findings: tuple[Finding, ...] = ()
    """What was learnt about this machine and is applied."""
