"""What is imported at run time, which import-linter cannot see: the start-up time depends on it."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("module", "spared"),
    [
        ("assistant.app", {"llama_cpp", "huggingface_hub", "numpy"}),
        ("assistant.cli", {"PySide6", "llama_cpp", "huggingface_hub", "numpy"}),
        ("assistant.engine.client", {"PySide6", "llama_cpp", "huggingface_hub", "numpy"}),
    ],
)
def test_heavy_libraries_wait_until_they_are_used(module: str, spared: set[str]) -> None:
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} does not exist")
    script = f"import sys, {module}; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    imported = {name.partition(".")[0] for name in result.stdout.split()}
    assert not imported & spared
