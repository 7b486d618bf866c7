"""Takes the pictures: all panes, light and dark, in English and Chinese, at one and two pixels a point.

    python -m tests.tools.screenshots FOLDER [--language en zh] [--scale 1 2] [--theme light dark]

No screen is needed. They lie in FOLDER/<language>@<scale>x/. ``make screenshots`` runs it for the README.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

LANGUAGES = ("en", "zh")
SCALES = ("1", "2")
THEMES = ("light", "dark")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--language", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    arguments.add_argument("--scale", nargs="+", default=SCALES)
    arguments.add_argument("--theme", nargs="+", choices=THEMES, default=THEMES)
    arguments.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.here:  # Qt takes the scale from the environment, once in a process
        take(options.folder, options.language[0], options.theme)
        return
    for language in options.language:
        for scale in options.scale:
            folder = options.folder / f"{language}@{scale}x"
            folder.mkdir(parents=True, exist_ok=True)
            command = [sys.executable, "-m", __package__, str(folder), "--here"]
            variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
            chosen = ["--language", language, "--theme", *options.theme]
            subprocess.run([*command, *chosen], env=variables, check=True)


def take(folder: Path, language: str, themes: list[str]) -> None:
    from tests.tools.screenshots.content import Content
    from tests.tools.screenshots.drawing import draw

    with tempfile.TemporaryDirectory() as work:
        draw(folder, Path(work), Content.of(language), tuple(themes))


if __name__ == "__main__":
    main()
