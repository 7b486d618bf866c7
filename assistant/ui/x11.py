"""What Qt does not offer of X11: which window is active, keys sent to it, and a key that is heard everywhere.

It speaks to the X server over connections of its own, with python-xlib, which is there on Linux only: import
this module where :func:`.platform.is_x11` says so. A key is grabbed, not looked for among all that is typed,
as some libraries for global shortcuts do: what is written elsewhere is nobody's business.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot
from PySide6.QtGui import QKeySequence
from Xlib import XK, X
from Xlib.display import Display
from Xlib.error import BadAccess, CatchError, DisplayError, XauthError, XError
from Xlib.ext import xtest
from Xlib.protocol import event
from Xlib.xobject.drawable import Window

logger = logging.getLogger(__name__)

_MODIFIERS = {"Ctrl": X.ControlMask, "Shift": X.ShiftMask, "Alt": X.Mod1Mask, "Meta": X.Mod4Mask}
_LOCKS = (0, X.LockMask, X.Mod2Mask, X.LockMask | X.Mod2Mask)
"""Caps lock and num lock: to a grab they are modifiers like others."""
_HELD = X.ControlMask | X.ShiftMask | X.Mod1Mask | X.Mod4Mask
_KEYS = {
    "Space": "space",
    "Ins": "Insert",
    "Del": "Delete",
    "PgUp": "Prior",
    "PgDown": "Next",
    "Esc": "Escape",
}
"""Keys that Qt calls otherwise."""
_PAGER = 2
"""Whoever asks for a window as a pager does is not taken for a program that steals the focus."""
_TERMINALS = ("term", "konsole", "kitty", "alacritty", "rxvt", "tilix", "ghostty", "guake", "yakuake")


class Windows:
    """The windows of all programs."""

    def __init__(self) -> None:
        """Raises :class:`ConnectionError` if the X server does not let this connection in."""
        self._display = _connected()
        self._root = self._display.screen().root

    def close(self) -> None:
        """End the connection."""
        self._display.close()

    def active(self) -> int | None:
        """The window that has the keyboard; None: there is none, or nobody tells."""
        found = self._root.get_full_property(self._atom("_NET_ACTIVE_WINDOW"), X.AnyPropertyType)
        return found.value[0] if found and found.value[0] else None

    def activate(self, window: int) -> None:
        """Ask the window manager to give the keyboard to ``window``."""
        data = (32, [_PAGER, X.CurrentTime, 0, 0, 0])
        message = event.ClientMessage(
            window=self._window(window), client_type=self._atom("_NET_ACTIVE_WINDOW"), data=data
        )
        mask = X.SubstructureRedirectMask | X.SubstructureNotifyMask
        self._root.send_event(message, event_mask=mask)
        self._display.flush()

    def is_terminal(self, window: int) -> bool:
        """Whether what is selected in ``window`` is output, which no key replaces."""
        try:
            names = self._window(window).get_wm_class() or ()
        except XError:  # it has just been closed
            return False
        return any(terminal in name.lower() for terminal in _TERMINALS for name in names)

    def holds_modifiers(self) -> bool:
        """Whether the user holds Ctrl, Shift, Alt or Meta down."""
        return bool(self._root.query_pointer().mask & _HELD)

    def press_paste(self) -> None:
        """Press and release Ctrl+V."""
        keys = [self._display.keysym_to_keycode(keysym) for keysym in (XK.XK_Control_L, XK.XK_v)]
        for key in keys:
            xtest.fake_input(self._display, X.KeyPress, key)
        for key in reversed(keys):
            xtest.fake_input(self._display, X.KeyRelease, key)
        self._display.sync()

    def has_clipboard_manager(self) -> bool:
        """Whether something keeps what was copied when the program that copied it ends."""
        return self._display.get_selection_owner(self._atom("CLIPBOARD_MANAGER")) != X.NONE

    def _atom(self, name: str) -> int:
        return self._display.intern_atom(name)

    def _window(self, number: int) -> Window:
        return self._display.create_resource_object("window", number)


class GrabbedKey(QObject):
    """A key that no other program gets while this object is open."""

    pressed = Signal()

    def __init__(self, keys: QKeySequence, parent: QObject) -> None:
        """Raises :class:`ValueError` for what is no key with modifiers on this keyboard,
        :class:`PermissionError` if another program has the key, and :class:`ConnectionError`."""
        super().__init__(parent)
        self._display = _connected()
        try:
            self._grab(*_code(self._display, keys))
        except (ValueError, PermissionError):
            self._display.close()
            raise
        self._notifier = QSocketNotifier(self._display.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)

    def close(self) -> None:
        """Give the key back."""
        self._notifier.setEnabled(False)
        self._display.close()
        self.deleteLater()

    def _grab(self, key: int, modifiers: int) -> None:
        root = self._display.screen().root
        refused = CatchError(BadAccess)
        for lock in _LOCKS:
            root.grab_key(key, modifiers | lock, True, X.GrabModeAsync, X.GrabModeAsync, onerror=refused)
        self._display.sync()
        if refused.get_error() is not None:
            raise PermissionError

    @Slot()
    def _on_readable(self) -> None:
        while self._display.pending_events():
            if self._display.next_event().type == X.KeyPress:
                # Else the keyboard stays with this connection until the key is let go.
                self._display.ungrab_keyboard(X.CurrentTime)
                self._display.flush()
                self.pressed.emit()


def _connected() -> Display:
    try:
        display = Display()
    except (DisplayError, XauthError) as error:
        raise ConnectionError(str(error)) from error
    display.set_error_handler(_log_error)
    return display


def _code(display: Display, keys: QKeySequence) -> tuple[int, int]:
    """The key code and the mask of modifiers."""
    *modifiers, name = keys.toString().split("+")
    mask = sum(_MODIFIERS.get(modifier, 0) for modifier in modifiers)
    keysym = ord(name.lower()) if len(name) == 1 else XK.string_to_keysym(_KEYS.get(name, name))
    code = display.keysym_to_keycode(keysym)
    types = len(name) == 1 and not mask & ~X.ShiftMask
    if keys.count() != 1 or not code or types:
        raise ValueError(keys.toString())
    return code, mask


def _log_error(error: XError, _request: object) -> None:
    """A window that was closed meanwhile, mostly."""
    logger.info("The X server has refused something: %s", error)
