"""One program for one data folder: a later start hands over to the first what it was started for.

A request is one line of JSON, answered with one line. The later start needs neither a window nor an
application object for it, so that a key bound to ``parlance quick`` shows the quick window without delay.
"""

from __future__ import annotations

import hashlib
import logging
import time
from functools import partial
from pathlib import Path
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from assistant.ui.errors import NotAnswering

logger = logging.getLogger(__name__)

_CONNECT_MS = 1000
_ANSWER_S = 5.0
_MOST_BYTES = 1 << 20
"""Of a request."""
_TAKEN = b"taken\n"


class Request(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a start is for."""

    action: Literal["show", "open", "quick"] = "show"
    """Show the window, open ``files`` in it, or show the quick window with ``text``."""
    files: tuple[str, ...] = ()
    """Absolute paths."""
    text: str | None = None
    """None: what is selected or was copied."""
    token: str = ""
    """The right to come to the front that was given to the later start (:mod:`.activation`), if any."""


def hand_over(data: Path, request: Request) -> bool:
    """Have the program that runs already with this data folder do what this start is for.

    False: there is none. Raises :class:`NotAnswering`.
    """
    socket = QLocalSocket()
    socket.connectToServer(_name(data))
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    socket.write(msgspec.json.encode(request) + b"\n")
    end = time.monotonic() + _ANSWER_S
    while not socket.canReadLine():
        left = round((end - time.monotonic()) * 1000)
        if not socket.waitForReadyRead(max(left, 1)):
            if socket.state() == QLocalSocket.LocalSocketState.ConnectedState:
                raise NotAnswering
            return False  # it is just ending
    return True


class SingleInstance(QObject):
    """Listens for later starts."""

    requested = Signal(object)
    """The :class:`Request` of a later start."""

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data = data
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def claim(self, request: Request) -> bool:
        """Be the first one from now on; False: another was faster, and has got ``request``.

        Raises :class:`NotAnswering`.
        """
        if hand_over(self._data, request):
            return False
        # What a killed program leaves behind would refuse us.
        QLocalServer.removeServer(_name(self._data))
        if not self._server.listen(_name(self._data)):
            logger.warning("Later starts cannot be heard: %s", self._server.errorString())
        return True

    def release(self) -> None:
        """Let the next start be the first."""
        self._server.close()

    @Slot()
    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._listen_to(socket)

    def _listen_to(self, socket: QLocalSocket) -> None:
        patience = QTimer(socket)
        patience.timeout.connect(lambda: socket.abort())
        patience.start(round(_ANSWER_S * 1000))
        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(partial(self._read, socket))
        self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _MOST_BYTES:
                logger.warning("A request of more than %d bytes was refused", _MOST_BYTES)
                socket.abort()
            return
        try:
            request = msgspec.json.decode(socket.readLine().data(), type=Request)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            logger.warning("A request was not understood: %s", error)
            socket.abort()
            return
        socket.write(_TAKEN)
        socket.disconnectFromServer()
        self.requested.emit(request)


def _name(data: Path) -> str:
    digest = hashlib.blake2b(str(data.resolve()).encode(errors="surrogateescape"), digest_size=8).hexdigest()
    return f"parlance-{digest}"
