"""A connection to one of the message buses of a Linux desktop, for a program with an event loop.

Qt has a module for D-Bus, but from Python it sends every number as a signed one of 32 bits, which services
that ask for another type refuse.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Literal

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

logger = logging.getLogger(__name__)


class Bus(QObject):
    """Nothing waits here: answers and signals come from the main thread's event loop."""

    signalled = Signal(str, object)
    """The name of a signal that was subscribed to, and what came with it."""

    def __init__(self, connection: Any, parent: QObject) -> None:
        """Use :meth:`connected`."""
        super().__init__(parent)
        self._connection = connection
        self._answers: dict[int, Callable[[Any], None]] = {}
        self._subscribed: set[str] = set()
        self._notifier = QSocketNotifier(connection.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)

    @classmethod
    def connected(cls, name: Literal["SESSION", "SYSTEM"], parent: QObject) -> Bus | None:
        """A connection to the bus of this ``name``; None where there is no such bus."""
        from jeepney.auth import AuthenticationError
        from jeepney.io.blocking import open_dbus_connection

        try:
            return cls(open_dbus_connection(name, enable_fds=True), parent)
        except (AuthenticationError, KeyError, OSError, RuntimeError) as error:
            logger.info("There is no %s bus: %r", name.lower(), error)
            return None

    def call(
        self,
        service: tuple[str, str, str],
        member: str,
        signature: str = "",
        body: tuple[object, ...] = (),
        on_answer: Callable[[Any], None] | None = None,
    ) -> None:
        """Call a method. ``service``: the bus name, the object's path, the interface.

        ``on_answer`` gets the body of the answer, a tuple, or None if there was an error.
        """
        from jeepney import DBusAddress, new_method_call

        bus_name, path, interface = service
        message = new_method_call(DBusAddress(path, bus_name, interface), member, signature, body)
        serial = next(self._connection.outgoing_serial)
        if on_answer is not None:
            self._answers[serial] = on_answer
        try:
            self._connection.send(message, serial=serial)
        except OSError as error:
            self._lose(error)

    def subscribe(self, interface: str) -> None:
        """Hear the signals of an interface from now on."""
        self._subscribed.add(interface)
        rule = f"type='signal',interface='{interface}'"
        bus = "org.freedesktop.DBus"
        self.call((bus, "/org/freedesktop/DBus", bus), "AddMatch", "s", (rule,))

    def close(self) -> None:
        """End the connection, and with it whatever it holds."""
        self._notifier.setEnabled(False)
        self._connection.close()

    @Slot()
    def _on_readable(self) -> None:
        try:
            while True:
                self._deliver(self._connection.receive(timeout=0))
        except TimeoutError:
            return
        except OSError as error:
            self._lose(error)

    def _deliver(self, message: Any) -> None:
        from jeepney import HeaderFields, MessageType

        header = message.header
        if header.message_type is MessageType.signal:
            if header.fields[HeaderFields.interface] in self._subscribed:
                self.signalled.emit(header.fields[HeaderFields.member], message.body)
            return
        on_answer = self._answers.pop(header.fields.get(HeaderFields.reply_serial, -1), None)
        if on_answer is not None:
            on_answer(message.body if header.message_type is MessageType.method_return else None)

    def _lose(self, error: OSError) -> None:
        logger.info("The bus is gone: %r", error)
        self._notifier.setEnabled(False)
        waiting, self._answers = list(self._answers.values()), {}
        for on_answer in waiting:
            on_answer(None)
