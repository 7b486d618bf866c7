"""The engine's log: what llama.cpp and the child print to standard error, kept short and private."""

from __future__ import annotations

import logging
import os
import threading
from collections import deque
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

LIMIT = 1 << 20
"""Bytes of the log file; one older file of the same size is kept beside it, as ``<name>.1``."""

_TAIL_LINES = 20
_LINE_LIMIT = 8192


class _PrivateFile(RotatingFileHandler):
    """Readable by the owner only from the moment it exists."""

    def _open(self) -> TextIOWrapper:
        def opener(path: str, flags: int) -> int:
            return os.open(path, flags, 0o600)

        return open(self.baseFilename, "a", encoding="utf-8", errors="replace", opener=opener)


class EngineLog:
    """Copies a child's standard error into a file, on a thread that ends with the stream.

    A pipe and not the file itself is the child's standard error, so that a child that prints without end
    cannot fill the disk.
    """

    def __init__(self, path: Path | None) -> None:
        """``path`` None: only the tail is kept. Raises :class:`OSError` if the file cannot be opened."""
        self._tail: deque[str] = deque(maxlen=_TAIL_LINES)
        self._handler: logging.Handler = logging.NullHandler()
        if path is not None:
            self._handler = _PrivateFile(path, maxBytes=LIMIT, backupCount=1)
            self._handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        self._thread: threading.Thread | None = None

    def follow(self, stream: IO[bytes]) -> None:
        """Start to copy; the stream is closed at its end."""
        self._thread = threading.Thread(target=self._copy, args=(stream,), name="engine-log", daemon=True)
        self._thread.start()

    def write(self, line: str) -> None:
        self._handler.handle(logging.makeLogRecord({"msg": line}))

    @property
    def tail(self) -> str:
        """The last lines that the child printed."""
        return "\n".join(self._tail)

    def join(self, seconds: float | None = None) -> None:
        """Wait for the end of the stream."""
        if self._thread is not None:
            self._thread.join(seconds)

    def close(self) -> None:
        self._handler.close()

    def _copy(self, stream: IO[bytes]) -> None:
        with stream:
            while raw := stream.readline(_LINE_LIMIT):
                line = raw.decode("utf-8", errors="replace").rstrip()
                self._tail.append(line)
                self.write(line)
