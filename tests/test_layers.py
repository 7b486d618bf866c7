"""What is imported at run time, which import-linter cannot see: the start-up time depends on it."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("module", "spared"),
    [
        ("assistant.__main__", {"PySide6", "llama_cpp", "huggingface_hub", "numpy"}),
        ("assistant.app", {"llama_cpp", "huggingface_hub", "numpy"}),
        ("assistant.cli", {"PySide6", "llama_cpp", "huggingface_hub", "numpy"}),
        ("assistant.engine.client", {"PySide6", "llama_cpp", "huggingface_hub", "numpy"}),
    ],
)
def test_heavy_libraries_wait_until_they_are_used(module: str, spared: set[str]) -> None:
    script = f"import sys, {module}; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", script], check=True, stdout=subprocess.PIPE, text=True)
    imported = {name.partition(".")[0] for name in result.stdout.split()}
    assert not imported & spared
