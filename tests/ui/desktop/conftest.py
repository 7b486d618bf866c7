"""A message bus of the test's own, and a service on it that the test plays."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from pytestqt.qtbot import QtBot

WAIT_MS = 10_000


class FakeService:
    """Has a name on the bus; calls are taken and answered one by one."""

    def __init__(self, address: str) -> None:
        self.connection: DBusConnection = open_dbus_connection(address, enable_fds=True)

    def claim(self, *names: str) -> None:
        for name in names:
            self.connection.bus_proxy.RequestName(name)

    def taken(self, qtbot: QtBot) -> tuple[Any, str, tuple[Any, ...]]:
        """The next call: itself, its method, its arguments."""
        calls: list[Any] = []

        def look() -> bool:
            try:
                message = self.connection.receive(timeout=0)
            except TimeoutError:
                return False
            if message.header.message_type is MessageType.method_call:
                calls.append(message)
            return bool(calls)

        qtbot.waitUntil(look, timeout=WAIT_MS)
        return calls[0], calls[0].header.fields[HeaderFields.member], calls[0].body

    def signal(self, interface: str, name: str, signature: str, body: tuple[Any, ...]) -> None:
        self.connection.send(new_signal(DBusAddress("/", interface=interface), name, signature, body))

    def answer(self, call: Any, signature: str = "", body: tuple[Any, ...] = ()) -> None:
        self.connection.send(new_method_return(call, signature, body))

    def refuse(self, call: Any) -> None:
        self.connection.send(new_error(call, "org.freedesktop.DBus.Error.AccessDenied"))


@pytest.fixture
def bus_address() -> Iterator[str]:
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("no dbus-daemon on this machine")
    command = [daemon, "--session", "--nofork", "--nopidfile", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def service(bus_address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeService]:
    """The bus of the session and that of the system are the same here."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus_address)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus_address)
    made = FakeService(bus_address)
    yield made
    made.connection.close()
