"""Measures how long the window takes to appear, and the model that was used last to be ready.

    python -m tests.tools.bench_start [--rounds 3] [--cold]

Counted from the start of the process, with the starter model and an empty history. ``--cold`` empties the
system's cache of files before each round, which needs root on Linux. Without a screen set
``QT_QPA_PLATFORM=offscreen``.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_STARTER = "smollm2-135m-instruct-q4_1"
_LIMIT_S = 120


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--cold", action="store_true")
    arguments.add_argument("--child", nargs=2, metavar=("FOLDER", "BEGAN"), help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.child:
        folder, began = options.child
        sys.exit(start(Path(folder), float(began)))
    rounds = [measure(cold=options.cold) for _ in range(options.rounds)]
    print("seconds to          median   lowest   highest")
    for name in ("first paint", "model ready"):
        seconds = [times[name] for times in rounds]
        print(f"{name:16}{statistics.median(seconds):10.2f}{min(seconds):9.2f}{max(seconds):10.2f}")


def measure(*, cold: bool) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        if cold:
            os.sync()
            Path("/proc/sys/vm/drop_caches").write_text("3")
        command = [sys.executable, "-m", "tests.tools.bench_start", "--child", folder, str(time.time())]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True, timeout=_LIMIT_S)
    times: dict[str, float] = json.loads(done.stdout)
    return times


def start(folder: Path, began: float) -> int:
    """The program as it is, and a watcher that closes it when both moments have come."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    import assistant.app as app
    from assistant.paths import Paths
    from assistant.storage.settings_store import SettingsStore

    class Watcher(QObject):
        def __init__(self, program: app.Program) -> None:
            super().__init__(program.window)
            self.times: dict[str, float] = {}
            self.window = program.window
            self.window.installEventFilter(self)
            self.active = program._active
            self.active.changed.connect(self.on_changed)

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and "first paint" not in self.times:
                QTimer.singleShot(0, lambda: self.note("first paint"))
            return False

        def on_changed(self) -> None:
            if self.active.loaded is not None:
                self.note("model ready")

        def note(self, name: str) -> None:
            self.times.setdefault(name, time.time() - began)
            if len(self.times) == 2:
                print(json.dumps(self.times), flush=True)
                self.times["closed"] = 0.0
                self.window.close()

    class Watched(app.Program):
        def start(self) -> None:
            self.watcher = Watcher(self)
            super().start()

    paths = Paths(folder)
    paths.create()
    SettingsStore(paths.settings).change(last_model=_STARTER)
    app.Program = Watched  # type: ignore[misc]
    return app.run(paths, ["parlance"])


if __name__ == "__main__":
    main()
