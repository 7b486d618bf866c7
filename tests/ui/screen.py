"""A real X server without a monitor, with a window manager, for what Qt's offscreen platform has none of."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

available = all(map(shutil.which, ("Xvfb", "openbox", "xdotool")))


class Screen:
    """With the programs on it; all end with the test. ``folder`` is where Parlance keeps its data there."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        self._stack = stack
        self.environment: dict[str, str] = {**os.environ}
        read, write = os.pipe()
        self._start(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24"], pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as number:
            display = f":{number.readline().strip()}"
        self.environment |= {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "PARLANCE_DATA_DIR": str(folder),
        }
        self._start(["openbox"])

    def run(self, code: str, *arguments: str) -> Program:
        """Start a Python program."""
        return Program(self._start([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE))

    def xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self.environment, check=True, capture_output=True)

    def activate(self, title: str) -> None:
        """Wait for a window, and give it the keyboard."""
        self.xdotool("search", "--sync", "--onlyvisible", "--name", title, "windowactivate", "--sync")

    def wait_for(self, title: str) -> None:
        """Wait until a window has taken the keyboard by itself."""
        shown = ["xdotool", "search", "--sync", "--onlyvisible", "--name", title]
        (window,) = subprocess.check_output(shown, env=self.environment, text=True).split()
        active = ["xdotool", "getactivewindow"]
        while subprocess.check_output(active, env=self.environment, text=True).strip() != window:
            time.sleep(0.02)

    def _start(self, command: list[str], **options: Any) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command, env=self.environment, stderr=subprocess.DEVNULL, text=True, **options
        )
        self._stack.enter_context(process)
        self._stack.callback(process.kill)
        return process


class Program:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def hear(self, beginning: str) -> str:
        """The rest of the next line that begins so."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(beginning):
                return line.removeprefix(beginning).strip()
        raise AssertionError(f"the program ended without saying {beginning!r}")
