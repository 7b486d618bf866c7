"""Opens the window in a process of its own, for what is fixed before a process has a window: its scale.

``python -m tests.ui.scaled FOLDER`` prints as JSON, by pane, what is cut there.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication

from assistant.ui import theme
from tests.ui.furnished import NAMES, furnished

_SIZE = (900, 700)


def main(folder: Path) -> None:
    """``folder`` is empty; the program's data go there."""
    app = QApplication([])
    theme.apply(app, "light")
    found = {}
    with furnished(folder) as parlance:
        parlance.window.resize(*_SIZE)
        for name in NAMES:
            parlance.show(name)
            found[name] = parlance.cut()
    print(msgspec.json.encode(found).decode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
