"""Which requests Parlance has sent: what makes "it works offline" something a user can check.

Every request is in it before it leaves, each hop of a redirect on its own. It says where, why and how much,
never what was searched for and no token.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from collections import deque
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from assistant.atomic import write_atomically

Purpose = Literal["search", "details", "card", "header", "hashes", "download", "account"]

logger = logging.getLogger(__name__)

_KEPT = 1000


@dataclass
class Request:
    """``received`` counts the bytes of the answer's body; ``status`` is 0 while there is no answer."""

    time: str
    """ISO 8601 in UTC."""
    host: str
    """With the port if it is not the usual one."""
    purpose: Purpose
    subject: str
    """The repository or the file asked for; empty for a search."""
    status: int = 0
    received: int = 0


class ConnectionLog:
    """The last requests, in memory and as lines of JSON in ``path``; safe to use from any thread.

    A request takes two lines in the file: one before it leaves, and one when it has ended.
    """

    def __init__(self, path: Path | None = None, kept: int = _KEPT) -> None:
        self._path = path
        self._kept = kept
        self._lock = threading.Lock()
        self._requests: deque[Request] = deque(maxlen=kept)
        self._lines = 0
        if path is not None and path.exists():
            self._read(path)

    @property
    def requests(self) -> list[Request]:
        """The oldest first."""
        with self._lock:
            return list(self._requests)

    def begin(self, host: str, purpose: Purpose, subject: str) -> Request:
        """Note a request that is about to leave."""
        request = Request(datetime.now(UTC).isoformat(timespec="milliseconds"), host, purpose, subject)
        with self._lock:
            self._requests.append(request)
            self._write(request)
        return request

    def end(self, request: Request) -> None:
        """Note that the request, whose ``status`` and ``received`` are now set, is over."""
        with self._lock:
            self._write(request)

    def _write(self, request: Request) -> None:
        if self._path is None:
            return
        try:
            if self._lines >= 4 * self._kept:
                self._rewrite(self._path)
            else:
                with open(self._path, "ab", opener=_private) as file:
                    file.write(_line(request))
                self._lines += 1
        except OSError:
            logger.exception("The connection log goes on in memory only")
            self._path = None

    def _rewrite(self, path: Path) -> None:
        write_atomically(path, b"".join(map(_line, self._requests)))
        self._lines = len(self._requests)

    def _read(self, path: Path) -> None:
        """Take up an earlier run's requests. A line that a crash has cut short is left out."""
        by_start: dict[tuple[str, str, str], Request] = {}
        for line in path.read_text("utf-8", errors="replace").splitlines():
            self._lines += 1
            try:
                request = Request(**json.loads(line))
            except (ValueError, TypeError):
                continue
            by_start[request.time, request.host, request.subject] = request
        self._requests.extend(by_start.values())


def _line(request: Request) -> bytes:
    return json.dumps(asdict(request), ensure_ascii=False).encode() + b"\n"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
