"""Compiles the translations when the program is built: translators edit ``.ts``, Qt reads ``.qm``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sources = sorted(Path(self.root, "resources", "translations").glob("*.ts"))
        if sources:
            # The script `pyside6-lrelease` is on no path inside an isolated build.
            lrelease = [sys.executable, "-c", "from PySide6.scripts.pyside_tool import lrelease; lrelease()"]
            subprocess.run([*lrelease, "-silent", *map(str, sources)], check=True)
