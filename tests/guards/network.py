"""No test reaches the network: whatever leaves this machine fails the test that sent it.

An audit hook sees every connection that Python code makes, also through references to ``socket`` functions
that a library has taken before. Qt's own sockets and other processes are not seen.
"""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator

import pytest

_attempts: list[str] = []


class NetworkIsBanned(OSError):
    """What the code under test sees instead of a connection; to it, this machine is offline."""


def _is_loopback(host: object) -> bool:
    if isinstance(host, bytes | bytearray):
        host = host.decode(errors="replace")
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    match event:
        case "socket.connect" | "socket.sendto" | "socket.sendmsg":
            address = arguments[1]
            # A string or bytes is the path of a Unix socket; sendmsg has no address on a connected socket.
            if not isinstance(address, tuple):
                return
            host = address[0]
        case "socket.getaddrinfo" | "socket.gethostbyname":
            host = arguments[0]
        case _:
            return
    if not _is_loopback(host):
        _attempts.append(f"{event.removeprefix('socket.')} to {host}")
        raise NetworkIsBanned(f"tests do not reach the network: {_attempts[-1]}")


sys.addaudithook(_audit)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fails the test even where the code under test handled the refusal as an ordinary failure."""
    _attempts.clear()
    yield
    if _attempts:
        pytest.fail("The test tried to reach the network: " + "; ".join(_attempts), pytrace=False)
