"""Takes the pictures that the README shows over into docs/images, as small as can be.

python -m tests.tools.screenshots.for_readme FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

SHOWN = {
    "chat-light": "en@1x/chat-light",
    "summarize-light": "en@1x/summarize-light",
    "translate-dark": "en@1x/translate-dark",
    "write-light": "en@1x/write-light",
    "models-light": "en@1x/models-repository-light",
    "chat-chinese": "zh@1x/chat-light",
}
_IMAGES = Path(__file__).parents[3] / "docs" / "images"
_COLOURS = 256
"""Of the one or two thousand that a picture has: most are shades at the edges of letters."""


def main() -> None:
    _IMAGES.mkdir(parents=True, exist_ok=True)
    for old in _IMAGES.glob("*.png"):
        old.unlink()
    for name, view in SHOWN.items():
        with Image.open(Path(sys.argv[1], f"{view}.png")) as picture:
            flat = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
            flat.save(_IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
