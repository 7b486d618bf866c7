"""A few words outside the window, for someone who is doing something else meanwhile."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal, Slot

from assistant.ui.desktop.bus import Bus
from assistant.ui.tray import Tray

_INTERFACE = "org.freedesktop.Notifications"
_SERVICE = (_INTERFACE, "/org/freedesktop/Notifications", _INTERFACE)
_AS_THE_DESKTOP_LIKES = -1


class Notifications(QObject):
    """By the desktop's own service where there is one, else by the icon in the tray."""

    activated = Signal(str, str)
    """The ``key`` of a notification that was clicked, and the right to come to the front, if given."""

    def __init__(self, tray: Tray, parent: QObject) -> None:
        super().__init__(parent)
        self._tray = tray
        self._bus: Bus | None = None
        self._keys: dict[int, str] = {}
        """By the service's numbers, for those that were not clicked yet."""
        self._latest = ""
        self._token = ""
        tray.message_clicked.connect(self._on_tray_clicked)

    def show(self, title: str, text: str, key: str) -> None:
        """Show a notification; what stands in it may be read on a locked screen."""
        self._latest = key
        bus = self._connected()
        if bus is None:
            self._tray.show_message(title, text)
            return
        body = (
            "Parlance",
            0,  # in place of no other
            "parlance",
            title,
            text,
            ["default", self.tr("Show")],
            {"desktop-entry": ("s", "parlance")},
            _AS_THE_DESKTOP_LIKES,
        )

        def on_answer(answer: tuple[int] | None) -> None:
            if answer is None:
                self._tray.show_message(title, text)
            else:
                self._keys[answer[0]] = key

        bus.call(_SERVICE, "Notify", "susssasa{sv}i", body, on_answer)

    def close(self) -> None:
        """End the connection."""
        if self._bus is not None:
            self._bus.close()
            self._bus = None

    def _connected(self) -> Bus | None:
        if self._bus is None and sys.platform not in ("win32", "darwin"):
            self._bus = Bus.connected("SESSION", self)
            if self._bus is not None:
                self._bus.subscribe(_INTERFACE)
                self._bus.signalled.connect(self._on_signalled)
        return self._bus

    @Slot(str, object)
    def _on_signalled(self, name: str, body: tuple[int, str]) -> None:
        number, word = body
        if number not in self._keys:
            return
        match name:
            case "ActivationToken":
                self._token = word
            case "ActionInvoked":
                token, self._token = self._token, ""
                self.activated.emit(self._keys.pop(number), token)
            case "NotificationClosed":
                del self._keys[number]

    @Slot()
    def _on_tray_clicked(self) -> None:
        self.activated.emit(self._latest, "")
