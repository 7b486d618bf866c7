"""A screen that nobody looks at, and the hands before it: Xvfb, keys, and whether a window is painted."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

from Xlib import XK, X
from Xlib.display import Display
from Xlib.error import BadDrawable, BadMatch, BadWindow
from Xlib.ext import xtest
from Xlib.protocol.event import ClientMessage
from Xlib.xobject.drawable import Window

T = TypeVar("T")

_SIZE = "1280x900x24"
_INTERVAL_S = 0.005
_STRIP = 60
_COLOURS = 12
"""So many different pixels in the strip at the top, and there are words in it."""


def wait_for(what: str, condition: Callable[[], T | None], seconds: float) -> T:
    """Return what ``condition`` gives, as soon as it gives something; end the program where that fails."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(_INTERVAL_S)
    sys.exit(f"In vain for {seconds:.0f} s: {what}")


class Screen:
    """Use it in a ``with`` statement."""

    def __enter__(self) -> Self:
        if not shutil.which("Xvfb"):
            sys.exit("The bundle is started on a screen of its own, which needs Xvfb: apt-get install xvfb")
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", _SIZE, "-nolisten", "tcp"]
        self._server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as numbers:
            self.name = f":{numbers.readline().strip()}"
        self._display = Display(self.name)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._display.close()
        self._server.terminate()
        self._server.wait()

    def painted_window(self) -> Window | None:
        """The window, once something is to be seen in it."""
        windows: list[Window] = self._display.screen().root.query_tree().children
        for window in windows:
            try:
                place = window.get_geometry()
                if window.get_attributes().map_state != X.IsViewable or min(place.width, place.height) < 300:
                    continue
                strip = window.get_image(0, 0, place.width, _STRIP, X.ZPixmap, 0xFFFFFF).data
            except (BadDrawable, BadMatch, BadWindow):  # it is just going, or not quite there
                continue
            if len(set(memoryview(strip).cast("I"))) >= _COLOURS:
                return window
        return None

    def type(self, window: Window, text: str) -> None:
        """Press the keys for ``text``: small letters, spaces; "\\n" is the enter key, "\\x1b" Escape."""
        window.set_input_focus(X.RevertToParent, X.CurrentTime)
        names = {" ": "space", "\n": "Return", "\x1b": "Escape"}
        for character in text:
            key = self._display.keysym_to_keycode(XK.string_to_keysym(names.get(character, character)))
            for event in (X.KeyPress, X.KeyRelease):
                xtest.fake_input(self._display, event, key)
        self._display.sync()

    def close(self, window: Window) -> None:
        """Do what a window manager does when its button to close the window is pressed."""
        protocols = self._display.intern_atom("WM_PROTOCOLS")
        delete = self._display.intern_atom("WM_DELETE_WINDOW")
        message = ClientMessage(
            window=window, client_type=protocols, data=(32, [delete, X.CurrentTime, 0, 0, 0])
        )
        window.send_event(message)
        self._display.sync()
